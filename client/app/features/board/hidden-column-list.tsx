import { Eye } from "lucide-react";
import { Button } from "../../design/button.tsx";
import { Switch } from "../../design/switch.tsx";
import { useBoardPage } from "./board-page.tsx";

/** The columns that are not shown: to look into them once, or to show them to everyone again. */
export function HiddenColumnList({ shown, onShow }: { shown: boolean; onShow: (show: boolean) => void }) {
  const { columns, mayWrite, act } = useBoardPage();
  const hidden = [...columns.values()].filter((column) => column.hidden);
  return (
    <div className="grid gap-2">
      <Switch label="Show them on this page" checked={shown} onChange={onShow} />
      {mayWrite ? (
        <ul className="grid list-none gap-1 border-t border-line p-0 pt-2">
          {hidden.map((column) => (
            <li key={column.id}>
              <Button
                look="quiet"
                size="sm"
                className="w-full justify-start!"
                onClick={() => act({ type: "column.update", part: column.id, set: { hidden: false } })}
              >
                <Eye aria-hidden />
                <span className="truncate" dir="auto">
                  Show “{column.name}” again
                </span>
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
