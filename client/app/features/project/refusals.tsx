import { TriangleAlert, X } from "lucide-react";
import {
  type BoardAction,
  BoardAction as BoardActionSchema,
  FORCEABLE,
} from "../../../../durable-objects/workspace/board/protocol.ts";
import { useObserved } from "../../../react/observed.ts";
import { askedInWords } from "../../../sdk/board/asked.ts";
import { Button } from "../../design/button.tsx";
import { IconButton } from "../../design/icon-button.tsx";
import { wordsForCode } from "../../words/problem.ts";
import { useOpenBoard } from "../board/open-board.tsx";

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
    <div
      role="alert"
      className="pointer-events-none fixed inset-x-0 bottom-18 z-30 grid justify-items-center gap-2 px-4 max-md:top-2 max-md:bottom-auto"
    >
      {entries.slice(-SHOWN).map(({ id, code, message, command }) => {
        const action = BoardActionSchema.safeParse(command).data;
        const forced = action ? insisting(code, action) : null;
        return (
          <div
            key={id}
            className="pointer-events-auto flex w-full max-w-xl animate-rise items-start gap-3 rounded-lg border border-warn bg-raised py-2 ps-3.5 pe-2 shadow-pop"
          >
            <TriangleAlert aria-hidden className="mt-1.5 size-4 shrink-0 text-warn" />
            <div className="min-w-0 flex-1 self-center">
              {action ? (
                // Whoever wrote it may want to copy it.
                <p dir="auto" className="max-h-24 overflow-y-auto font-semibold select-text">
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
                {insistingInWords(forced)}
              </Button>
            ) : null}
            <IconButton icon={X} size="sm" label="Dismiss" onClick={() => refusals.dismiss(id)} />
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
    case "task.restore":
      return { ...action, force: true };
    default:
      return null;
  }
}

function insistingInWords({ type }: BoardAction): string {
  switch (type) {
    case "task.create":
      return "Add anyway";
    case "task.restore":
      return "Restore anyway";
    default:
      return "Move anyway";
  }
}
