import { Suspense } from "react";
import { Button } from "../../design/button.tsx";
import { Popover } from "../../design/popover.tsx";
import { useBoardPage } from "./board-page.tsx";
import { HiddenColumnList } from "./later.ts";

/** The columns that are not shown, if any, and what can be done about them. */
export function HiddenColumns({ shown, onShow }: { shown: boolean; onShow: (show: boolean) => void }) {
  const { columns } = useBoardPage();
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
        <Suspense>
          <HiddenColumnList shown={shown} onShow={onShow} />
        </Suspense>
      )}
    </Popover>
  );
}
