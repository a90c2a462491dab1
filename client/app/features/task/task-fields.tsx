import { type ReactNode, useId } from "react";
import { PRIORITIES, Priority, type Task, type TaskSet } from "../../../../durable-objects/workspace/board/protocol.ts";
import { PRIORITY_NAMES } from "../../words/board.ts";
import { useBoardPage } from "../board/board-page.tsx";
import { Assignees } from "./assignees.tsx";
import { TaskLabels } from "./task-labels.tsx";

interface TaskPart {
  task: Task;
  /** Sets fields of the task. */
  set: (fields: TaskSet) => void;
}

/** The fields that every task has, each changed where it stands. */
export function TaskFields({ task, set }: TaskPart) {
  const { columns, mayWrite, act } = useBoardPage();
  return (
    <dl className="task-fields">
      <TaskField label="Column">
        {(id) => (
          <select
            id={id}
            className="field-input"
            value={task.columnId}
            disabled={!mayWrite}
            onChange={(event) => act({ type: "task.move", task: task.id, columnId: event.target.value })}
          >
            {[...columns.values()].map((column) => (
              <option key={column.id} value={column.id}>
                {column.name}
              </option>
            ))}
          </select>
        )}
      </TaskField>
      <TaskField label="Priority">
        {(id) => (
          <select
            id={id}
            className="field-input"
            value={task.priority}
            disabled={!mayWrite}
            onChange={(event) => set({ priority: Priority.parse(event.target.value) })}
          >
            {PRIORITIES.map((priority) => (
              <option key={priority} value={priority}>
                {PRIORITY_NAMES[priority]}
              </option>
            ))}
          </select>
        )}
      </TaskField>
      <TaskField label="Assignees">{(id) => <Assignees id={id} task={task} set={set} />}</TaskField>
      <TaskField label="Labels">{(id) => <TaskLabels id={id} task={task} set={set} />}</TaskField>
      <TaskField label="Start">
        {(id) => <DayInput id={id} day={task.startDate} onSet={(startDate) => set({ startDate })} />}
      </TaskField>
      <TaskField label="Due">
        {(id) => <DayInput id={id} day={task.dueDate} onSet={(dueDate) => set({ dueDate })} />}
      </TaskField>
      <TaskField label="Estimate">
        {(id) => <NumberInput id={id} number={task.estimate} least={0} onSet={(estimate) => set({ estimate })} />}
      </TaskField>
    </dl>
  );
}

/** One field with its name; `children` gets the id that its control must have. */
export function TaskField({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="task-field">
      <dt>
        <label htmlFor={id}>{label}</label>
      </dt>
      <dd>{children(id)}</dd>
    </div>
  );
}

interface DayInputProps {
  id: string;
  day: string | null;
  onSet: (day: string | null) => void;
}

/** A day, or none. Taken over when it is left: while one types its year, a date goes through many. */
export function DayInput({ id, day, onSet }: DayInputProps) {
  const { mayWrite } = useBoardPage();
  const take = (value: string) => {
    const next = value === "" ? null : value;
    if (next !== day) onSet(next);
  };
  return (
    <input
      // A day set elsewhere takes the place of what is shown.
      key={day}
      id={id}
      className="field-input"
      type="date"
      max="9999-12-31"
      defaultValue={day ?? ""}
      disabled={!mayWrite}
      onBlur={(event) => take(event.target.value)}
      onKeyDown={(event) => event.key === "Enter" && take(event.currentTarget.value)}
    />
  );
}

interface NumberInputProps {
  id: string;
  number: number | null;
  least?: number;
  onSet: (number: number | null) => void;
}

/** A number, or none; taken over when it is left. */
export function NumberInput({ id, number, least, onSet }: NumberInputProps) {
  const { mayWrite } = useBoardPage();
  const take = (input: HTMLInputElement) => {
    if (!input.validity.valid) {
      input.value = number === null ? "" : String(number);
      return;
    }
    const next = input.value === "" ? null : Number(input.value);
    if (next !== number) onSet(next);
  };
  return (
    <input
      key={number}
      id={id}
      className="field-input"
      type="number"
      step="any"
      min={least}
      max={1_000_000}
      defaultValue={number ?? ""}
      disabled={!mayWrite}
      onBlur={(event) => take(event.currentTarget)}
      onKeyDown={(event) => event.key === "Enter" && take(event.currentTarget)}
    />
  );
}
