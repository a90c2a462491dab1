import { useMemo } from "react";
import { dayOf } from "../../../words/dates.ts";
import { dayWords } from "./day-words.ts";

/** Parts one day from the next. */
export function DayLine({ day }: { day: string }) {
  const words = useMemo(() => dayWords(day, dayOf(Date.now())), [day]);
  return (
    <div className="flex items-center gap-3 px-5 py-2 max-md:px-3">
      <span aria-hidden className="flex-1 border-t border-line" />
      <time dateTime={day} className="text-xs font-semibold text-quiet">
        {words}
      </time>
      <span aria-hidden className="flex-1 border-t border-line" />
    </div>
  );
}

/** Parts what was read from what is new. */
export function NewLine() {
  return (
    <div className="flex items-center gap-2 px-5 py-1 max-md:px-3" data-new-line="">
      <span aria-hidden className="flex-1 border-t border-danger" />
      <span className="text-xs font-semibold text-danger">New</span>
    </div>
  );
}
