import { useId, useState } from "react";
import { INPUT } from "../../design/field.tsx";
import type { PickerOption } from "../../design/picker.tsx";
import { PickerList } from "../../design/picker-surface.tsx";
import { dayAfter, dayInWords, mondayAfter } from "../../words/dates.ts";
import { useBoardPage } from "../board/board-page.tsx";

interface DayChoiceProps {
  /** What the day is: "Due date". */
  label: string;
  /** The day that is set; null for none, or for many that differ. */
  day: string | null;
  onPick: (day: string | null) => void;
}

/** How no day at all is called among days. */
export const NO_DAY = "none";

/** A day to be chosen: those that are usual, any other, or none. It takes the focus. */
export function DayChoice({ label, day, onPick }: DayChoiceProps) {
  const { today } = useBoardPage();
  const [problem, setProblem] = useState<string | null>(null);
  const hint = useId();
  const take = (input: HTMLInputElement) => {
    // What is no whole date yet has no value.
    if (!input.validity.valid) setProblem("This is no day. Check its year.");
    else if (input.value !== "" && input.value !== day) onPick(input.value);
  };
  return (
    <>
      <PickerList
        label={label}
        placeholder={`${label}…`}
        options={usualDays(today)}
        selected={[day ?? NO_DAY]}
        onPick={(id) => onPick(id === NO_DAY ? null : id)}
      />
      <div className="grid gap-1 border-t border-line p-2 text-sm">
        <label className="flex items-center gap-2">
          On
          <input
            type="date"
            className={INPUT}
            min="1000-01-01"
            max="9999-12-31"
            defaultValue={day ?? ""}
            aria-invalid={problem ? true : undefined}
            aria-describedby={hint}
            onChange={() => setProblem(null)}
            onKeyDown={(event) => {
              if (event.key === "Enter") take(event.currentTarget);
            }}
            onBlur={(event) => take(event.currentTarget)}
          />
        </label>
        <p id={hint} role="alert" className="text-danger empty:hidden">
          {problem}
        </p>
      </div>
    </>
  );
}

/** The days that people mean most, under what they call them. */
export function usualDays(today: string): PickerOption[] {
  const day = (id: string, name: string) => ({ id, name: `${name}, ${dayInWords(id, today)}` });
  return [
    day(today, "Today"),
    day(dayAfter(today, 1), "Tomorrow"),
    day(mondayAfter(today), "Next Monday"),
    day(dayAfter(today, 14), "In two weeks"),
    { id: NO_DAY, name: "No day" },
  ];
}
