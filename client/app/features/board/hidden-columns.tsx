import { Popover } from "../../design/popover.tsx";
import { useBoardPage } from "./board-page.tsx";

/** The columns that are not shown, if any: to look into them once, or to show them to everyone again. */
export function HiddenColumns({ shown, onShow }: { shown: boolean; onShow: (show: boolean) => void }) {
  const { columns, mayWrite, act } = useBoardPage();
  const hidden = [...columns.values()].filter((column) => column.hidden);
  if (hidden.length === 0) return null;
  return (
    <Popover label="Hidden columns" trigger={<button type="button" className="button button-quiet button-small">{`${hidden.length} hidden`}</button>}>
      {() => (
        <div className="stack-tight">
          <label className="popover-item">
            <input type="checkbox" checked={shown} onChange={(event) => onShow(event.target.checked)} />
            Show them on this page
          </label>
          {mayWrite ? (
            <ul className="popover-list popover-part">
              {hidden.map((column) => (
                <li key={column.id}>
                  <button
                    type="button"
                    className="popover-item"
                    onClick={() => act({ type: "column.update", part: column.id, set: { hidden: false } })}
                  >
                    Show “{column.name}” again
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      )}
    </Popover>
  );
}
