import { agoInWords, exactTime } from "../../words/dates.ts";

/** How long ago something was, and exactly when for whoever points at it. */
export function Ago({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at)}>
      {agoInWords(at, Date.now())}
    </time>
  );
}
