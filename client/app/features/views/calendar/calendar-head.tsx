import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "../../../design/button.tsx";
import { IconButton } from "../../../design/icon-button.tsx";
import { Segmented } from "../../../design/segmented.tsx";
import { dayAfter } from "../../../words/dates.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { useShortcut } from "../../shortcuts/use-command.ts";
import { daysName, monthName } from "./day-words.ts";
import { addMonths } from "./days.ts";

export type Span = "month" | "week";

const SPANS = [
  { value: "month", name: "Month" },
  { value: "week", name: "Week" },
] as const;

interface CalendarHeadProps {
  /** A day of what is shown. */
  day: string;
  weeks: readonly (readonly string[])[];
  span: Span;
  onDay: (day: string) => void;
  onSpan: (span: Span) => void;
}

/** Which days are shown, and the ways to others. */
export function CalendarHead({ day, weeks, span, onDay, onSpan }: CalendarHeadProps) {
  const { today } = useBoardPage();
  const step = (count: 1 | -1) => onDay(span === "month" ? addMonths(day, count) : dayAfter(day, count * 7));
  useShortcut({ keys: "k", scope: "board", words: "Earlier in the calendar", offered: "keys", run: () => step(-1) });
  useShortcut({ keys: "j", scope: "board", words: "Later in the calendar", offered: "keys", run: () => step(1) });
  useShortcut({ keys: "t", scope: "board", words: "Today in the calendar", offered: "keys", run: () => onDay(today) });
  const [first = day, last = day] = [weeks[0]?.[0], weeks.at(-1)?.at(-1)];
  return (
    <div className="flex items-center gap-2 px-4 py-2 max-md:px-3">
      <h2 className="text-lg font-semibold" aria-live="polite">
        {span === "month" ? monthName(day) : daysName(first, last)}
      </h2>
      <div className="ms-auto flex items-center gap-1">
        <IconButton
          icon={ChevronLeft}
          label={`The ${span} before`}
          shortcut="k"
          className="rtl:-scale-x-100"
          onClick={() => step(-1)}
        />
        <Button size="sm" onClick={() => onDay(today)}>
          Today
        </Button>
        <IconButton
          icon={ChevronRight}
          label={`The ${span} after`}
          shortcut="j"
          className="rtl:-scale-x-100"
          onClick={() => step(1)}
        />
        <span className="max-md:hidden">
          <Segmented label="Days shown" value={span} options={SPANS} onChange={onSpan} />
        </span>
      </div>
    </div>
  );
}
