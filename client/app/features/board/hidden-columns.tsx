import { Eye } from "lucide-react";
import { Button } from "../../design/button.tsx";
import { Popover } from "../../design/popover.tsx";
import { Switch } from "../../design/switch.tsx";
import { useBoardPage } from "./board-page.tsx";

/** The columns that are not shown, if any: to look into them once, or to show them to everyone again. */
export function HiddenColumns({ shown, onShow }: { shown: boolean; onShow: (show: boolean) => void }) {
  const { columns, mayWrite, act } = useBoardPage();
  const hidden = [...columns.values()].filter((column) => column.hidden);
  if (hidden.length === 0) return null;
  return (
    <Popover
      label="Hidden columns"
      trigger={
        <Button look="quiet" size="sm" aria-label={`${hidden.length} hidden columns`}>
          {hidden.length} hidden
        </Button>
      }
    >
      {() => (
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
      )}
    </Popover>
  );
}
