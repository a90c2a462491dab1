import {
  type BoardAction,
  BoardAction as BoardActionSchema,
  FORCEABLE,
} from "../../../../durable-objects/workspace/board/protocol.ts";
import { useObserved } from "../../../react/observed.ts";
import type { Board } from "../../../sdk/board/board.ts";
import { Button } from "../../design/button.tsx";
import { Icon } from "../../design/icon.tsx";
import { wordsForCode } from "../../words/problem.ts";

/** How many are shown at once; older ones come up when these are dismissed. */
const SHOWN = 3;

/** What the room would not do, at the foot of the window; with a way to insist where there is one. */
export function Refusals({ board }: { board: Board }) {
  const { refusals } = board;
  const entries = useObserved(refusals.entries);
  return (
    <div className="refusals" role="alert">
      {entries.slice(-SHOWN).map(({ id, code, message, command }) => {
        const forced = insisting(code, command);
        return (
          <div key={id} className="refusal">
            <p>{wordsForCode(code, message)}</p>
            {forced ? (
              <Button
                size="small"
                onClick={() => {
                  refusals.dismiss(id);
                  void board.act(forced);
                }}
              >
                {forced.type === "task.create" ? "Add anyway" : "Move anyway"}
              </Button>
            ) : null}
            <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => refusals.dismiss(id)}>
              <Icon name="close" />
            </button>
          </div>
        );
      })}
    </div>
  );
}

const OVERRULED = new Set<string>(FORCEABLE);

/** The same command once more, against whatever refused it; null where nothing can be overruled. */
function insisting(code: string, command: unknown): BoardAction | null {
  const action = BoardActionSchema.safeParse(command);
  if (!OVERRULED.has(code) || !action.success) return null;
  switch (action.data.type) {
    case "task.create":
    case "task.move":
    case "task.bulk":
      return { ...action.data, force: true };
    default:
      return null;
  }
}
