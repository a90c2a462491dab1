import { ArrowUp, X } from "lucide-react";
import type { Edge, ShownMessage } from "../../../../sdk/conversation/state.ts";
import { Button } from "../../../design/button.tsx";
import { newInWords } from "./jump-down.tsx";
import type { NewSince } from "./new-since.ts";

interface NewBannerProps {
  since: NewSince;
  messages: readonly ShownMessage[];
  older: Edge;
  /** The place of the first message in sight. */
  seenFrom: number;
  /** Goes to the message at a place; null for one that is not held. */
  onJump: (at: number | null) => void;
  onMarkRead: () => void;
}

/** Says that what is new begins further up, while it does. */
export function NewBanner({ since, messages, older, seenFrom, onJump, onMarkRead }: NewBannerProps) {
  const first = messages.findIndex(({ seq, sending }) => sending === undefined && seq > since.after);
  const isHeld = first > 0 || (first === 0 && older === "none");
  if (first < 0 || (isHeld && first >= seenFrom)) return null;
  return (
    <div className="pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center px-2">
      <div className="pointer-events-auto flex items-center gap-1 rounded-full bg-accent ps-1 pe-0.5 text-accent-ink shadow-pop">
        <Button
          size="sm"
          look="primary"
          className="rounded-full border-0"
          onClick={() => onJump(isHeld ? first : null)}
        >
          <ArrowUp aria-hidden />
          {newInWords(since.count)}
        </Button>
        <Button
          size="sm"
          look="primary"
          className="rounded-full border-0 px-1.5"
          aria-label="Mark as read"
          data-tip="Mark as read"
          onClick={onMarkRead}
        >
          <X aria-hidden />
        </Button>
      </div>
    </div>
  );
}
