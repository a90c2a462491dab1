import { INPUT } from "../../design/field.tsx";
import { PickerList, type PickerOption } from "../../design/picker.tsx";
import { dayAfter, dayInWords, mondayAfter } from "../../words/dates.ts";
import { useBoardPage } from "../board/board-page.tsx";

interface DueChoiceProps {
  /** The day that is set; null for none, or for many that differ. */
  day: string | null;
  onPick: (day: string | null) => void;
}

const NO_DAY = "none";

/** A due date to be chosen: the days that are usual, any other, or none. It takes the focus. */
export function DueChoice({ day, onPick }: DueChoiceProps) {
  const { today } = useBoardPage();
  const options = usualDays(today);
  return (
    <>
      <PickerList
        label="Due date"
        placeholder="Due…"
        options={options}
        selected={[day ?? NO_DAY]}
        onPick={(id) => onPick(id === NO_DAY ? null : id)}
      />
      <label className="flex items-center gap-2 border-t border-line p-2 text-sm">
        On
        <input
          type="date"
          className={INPUT}
          defaultValue={day ?? ""}
          onKeyDown={(event) => {
            if (event.key === "Enter" && event.currentTarget.value !== "") onPick(event.currentTarget.value);
          }}
          onBlur={(event) => {
            const { value } = event.currentTarget;
            if (value !== "" && value !== day) onPick(value);
          }}
        />
      </label>
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
    { id: NO_DAY, name: "No due date" },
  ];
}
