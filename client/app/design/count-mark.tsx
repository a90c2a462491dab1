import { clsx } from "clsx";

/** As many are told; of more, only that there are. */
const MOST = 99;

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
      <span aria-hidden>{count > MOST ? `${MOST}+` : count}</span>
      <span className="unseen">{says}</span>
    </span>
  );
}

/** "3 unread", or that there are more than are counted. */
export function countInWords(count: number, of: string): string {
  return `${count > MOST ? `more than ${MOST}` : count} ${of}`;
}
