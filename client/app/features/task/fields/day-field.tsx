import { Calendar } from "lucide-react";
import { useState } from "react";
import { Button } from "../../../design/button.tsx";
import { INPUT } from "../../../design/field.tsx";
import { Popover } from "../../../design/popover.tsx";
import { dayAfter, dayInWords, mondayAfter } from "../../../words/dates.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { FieldButton, FieldRow, FieldValueShown, Nothing } from "./field-row.tsx";
import type { OpenedField } from "./opening.ts";

interface DayFieldProps {
  label: string;
  day: string | null;
  onSet: (day: string | null) => void;
  /** Something to be known of it, such as that it is past. */
  note?: string | undefined;
  tone?: "calm" | "danger" | undefined;
  /** Its name among the fields that keys open. */
  opened?: OpenedField | undefined;
}

/** A day, or none: one of the next ones at once, or any other by the browser's own calendar. */
export function DayField({ label, day, onSet, note, tone, opened }: DayFieldProps) {
  const { mayWrite, today } = useBoardPage();
  const words = day === null ? "none" : dayInWords(day, today);
  const shown = (
    <>
      <Calendar aria-hidden className="text-quiet" />
      {day === null ? <Nothing>None</Nothing> : <span className={tone === "danger" ? "text-danger" : ""}>{words}</span>}
    </>
  );
  return (
    <FieldRow label={label} note={note} tone={tone}>
      {({ id, ...control }) =>
        mayWrite ? (
          <Popover
            label={label}
            trigger={
              <FieldButton id={id} {...control} data-task-field={opened}>
                {shown}
              </FieldButton>
            }
          >
            {(close) => (
              <DayChoice
                label={label}
                day={day}
                today={today}
                onSet={(next) => {
                  if (next !== day) onSet(next);
                  close();
                }}
              />
            )}
          </Popover>
        ) : (
          <FieldValueShown id={id}>{shown}</FieldValueShown>
        )
      }
    </FieldRow>
  );
}

interface DayChoiceProps {
  label: string;
  day: string | null;
  today: string;
  onSet: (day: string | null) => void;
}

function DayChoice({ label, day, today, onSet }: DayChoiceProps) {
  const [typed, setTyped] = useState(day ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const picks = [
    { name: "Today", day: today },
    { name: "Tomorrow", day: dayAfter(today, 1) },
    { name: "Next week", day: mondayAfter(today) },
  ];
  return (
    <form
      className="grid gap-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        // What is no whole date yet has no value.
        const input = event.currentTarget.elements.namedItem("day");
        if (input instanceof HTMLInputElement && !input.validity.valid) setProblem("This is no day. Check its year.");
        else onSet(typed === "" ? null : typed);
      }}
    >
      <div className="flex flex-wrap gap-1.5">
        {picks.map((pick) => (
          <Button key={pick.name} size="sm" onClick={() => onSet(pick.day)}>
            {pick.name} <span className="font-normal text-quiet">{dayInWords(pick.day, today)}</span>
          </Button>
        ))}
      </div>
      <div className="flex items-center gap-2">
        <input
          name="day"
          type="date"
          className={INPUT}
          aria-label={`${label}: another day`}
          aria-invalid={problem ? true : undefined}
          min="1000-01-01"
          max="9999-12-31"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setProblem(null);
          }}
        />
        <Button type="submit" size="sm" look="primary">
          Set
        </Button>
      </div>
      {problem ? (
        <p className="text-sm text-danger" role="alert">
          {problem}
        </p>
      ) : null}
      {day === null ? null : (
        <Button size="sm" look="quiet" onClick={() => onSet(null)}>
          Clear
        </Button>
      )}
    </form>
  );
}
