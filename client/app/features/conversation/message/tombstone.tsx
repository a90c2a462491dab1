import { Trash2 } from "lucide-react";

/** What is left of a message that was deleted. */
export function Tombstone() {
  return (
    <p className="flex items-center gap-2 text-quiet italic">
      <Trash2 aria-hidden className="size-3.5 shrink-0" />
      This message was deleted.
    </p>
  );
}
