import { MAX_SCHEDULE_AHEAD_MS } from "../../../../../durable-objects/conversation/limits.ts";
import { TimeDialog } from "../../times/time-dialog.tsx";

const FARTHEST = { ms: MAX_SCHEDULE_AHEAD_MS, words: "a year" };

interface LaterDialogProps {
  /** The time it had; left out for one that has none yet. */
  before?: number | undefined;
  onPick: (at: number) => void;
  onClose: () => void;
}

/** Asks for the time at which a message is to be sent. */
export function LaterDialog(props: LaterDialogProps) {
  return <TimeDialog title="When shall it be sent?" submit="Send it then" farthest={FARTHEST} {...props} />;
}
