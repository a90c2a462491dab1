import { RotateCcw, Trash2, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { Button } from "../../../design/button.tsx";
import { wordsForCode } from "../../../words/problem.ts";
import { useMessageActs } from "./use-message-acts.ts";

/** What is sent within this is not said to be under way, in ms. */
const SOON_MS = 800;

/** How far one's own message has come that the room has not taken yet. */
export function Sending({ message }: { message: ShownMessage }) {
  const { retry, discard } = useMessageActs();
  const isLong = useLong(message);
  if (message.sending === "waiting") return isLong ? <p className="text-xs text-quiet">Sending…</p> : null;
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

/** True once a message has waited for longer than most do. */
function useLong({ sending, at }: ShownMessage): boolean {
  const isWaiting = sending === "waiting";
  const [isLong, setLong] = useState(() => isWaiting && Date.now() - at > SOON_MS);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => setLong(true), Math.max(0, at + SOON_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [isWaiting, at]);
  return isLong;
}
