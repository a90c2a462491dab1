import { ArrowDown } from "lucide-react";
import { Button } from "../../../design/button.tsx";
import { countInShort } from "../../../words/counts.ts";

/** The way to the newest message, and how many there are that one has not read. */
export function JumpDown({ unread, onJump }: { unread: number; onJump: () => void }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 z-10 flex justify-center">
      <Button
        size="sm"
        look={unread > 0 ? "primary" : "plain"}
        className="pointer-events-auto rounded-full shadow-pop"
        onClick={onJump}
      >
        <ArrowDown aria-hidden />
        {unread > 0 ? newInWords(unread) : "Jump to newest"}
      </Button>
    </div>
  );
}

/** So many messages that were not read, in words. */
export function newInWords(unread: number): string {
  return unread === 1 ? "1 new message" : `${countInShort(unread)} new messages`;
}
