import { RotateCcw, Trash2, TriangleAlert } from "lucide-react";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { Button } from "../../../design/button.tsx";
import { wordsForCode } from "../../../words/problem.ts";
import { useMessageActs } from "./use-message-acts.ts";

/** How far one's own message has come that the room has not taken yet. */
export function Sending({ message }: { message: ShownMessage }) {
  const { retry, discard } = useMessageActs();
  if (message.sending === "waiting") {
    return <p className="text-xs text-quiet">Sending…</p>;
  }
  if (message.sending !== "refused") return null;
  const { refusal } = message;
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-danger" role="alert">
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0">
        Not sent. {refusal ? wordsForCode(refusal.code, refusal.message) : "Try again, or discard it."}
      </span>
      <span className="flex gap-1">
        <Button size="sm" onClick={() => retry(message)}>
          <RotateCcw aria-hidden />
          Try again
        </Button>
        <Button size="sm" look="quiet" onClick={() => discard(message)}>
          <Trash2 aria-hidden />
          Discard
        </Button>
      </span>
    </div>
  );
}
