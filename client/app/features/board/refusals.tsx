import {
  type BoardAction,
  BoardAction as BoardActionSchema,
  FORCEABLE,
} from "../../../../durable-objects/workspace/board/protocol.ts";
import { useObserved } from "../../../react/observed.ts";
import { askedInWords } from "../../../sdk/board/asked.ts";
import { Button } from "../../design/button.tsx";
import { Icon } from "../../design/icon.tsx";
import { wordsForCode } from "../../words/problem.ts";
import { useOpenBoard } from "./open-board.tsx";

/** How many are shown at once; older ones come up when these are dismissed. */
const SHOWN = 3;

/**
 * What the room would not do, at the foot of the window, with what was written for it, which is nowhere else any more;
 * and with a way to insist where there is one.
 */
export function Refusals() {
  const { board, state } = useOpenBoard();
  const { refusals } = board;
  const entries = useObserved(refusals.entries);
  return (
    <div className="refusals" role="alert">
      {entries.slice(-SHOWN).map(({ id, code, message, command }) => {
        const action = BoardActionSchema.safeParse(command).data;
        const forced = action ? insisting(code, action) : null;
        return (
          <div key={id} className="refusal">
            <div className="refusal-words">
              {action ? (
                <p className="refusal-asked" dir="auto">
                  {askedInWords(action, state)}
                </p>
              ) : null}
              <p>{wordsForCode(code, message)}</p>
            </div>
            {forced ? (
              <Button
                size="sm"
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
function insisting(code: string, action: BoardAction): BoardAction | null {
  if (!OVERRULED.has(code)) return null;
  switch (action.type) {
    case "task.create":
    case "task.move":
    case "task.bulk":
      return { ...action, force: true };
    default:
      return null;
  }
}
