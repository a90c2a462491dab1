import { clsx } from "clsx";
import { countInShort } from "../words/counts.ts";

interface CountMarkProps {
  count: number;
  /** What is counted, for screen readers: "3 unread". */
  says: string;
  /** `loud` for what is meant for whoever looks: a mention, a direct message. */
  tone: "loud" | "calm";
}

/** How many of something are unread, at the end of a row. */
export function CountMark({ count, says, tone }: CountMarkProps) {
  if (count === 0) return null;
  return (
    <span
      className={clsx(
        "ms-auto shrink-0 rounded-full text-xs tabular-nums",
        tone === "loud" ? "min-w-5 bg-accent px-1.5 text-center font-semibold text-accent-ink" : "px-1 text-quiet",
      )}
    >
      <span aria-hidden>{countInShort(count)}</span>
      <span className="unseen">{says}</span>
    </span>
  );
}
