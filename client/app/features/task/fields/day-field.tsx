import { Calendar } from "lucide-react";
import { Popover } from "../../../design/popover.tsx";
import { dayInWords } from "../../../words/dates.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { DayChoice } from "../../fields/day-choice.tsx";
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
            holds="list"
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
                onPick={(next) => {
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
