import type { Field, FieldValue, Task, TaskSet } from "../../../../durable-objects/workspace/board/protocol.ts";
import { inOrder } from "../../../sdk/board/order.ts";
import type { BoardState } from "../../../sdk/board/state.ts";
import { useBoardPage } from "../board/board-page.tsx";
import { DayInput, NumberInput, TaskField } from "./task-fields.tsx";

interface CustomFieldsProps {
  task: Task;
  fields: BoardState["fields"];
  set: (fields: TaskSet) => void;
}

/** The fields that this project gave its tasks. */
export function CustomFields({ task, fields, set }: CustomFieldsProps) {
  const shown = inOrder(fields.values()).filter(({ archivedAt }) => archivedAt === null);
  if (shown.length === 0) return null;
  return (
    <dl className="task-fields">
      {shown.map((field) => (
        <TaskField key={field.id} label={field.name}>
          {(id) => (
            <CustomField
              id={id}
              field={field}
              value={task.fields[field.id] ?? null}
              onSet={(value) => set({ fields: { [field.id]: value } })}
            />
          )}
        </TaskField>
      ))}
    </dl>
  );
}

interface CustomFieldProps {
  id: string;
  field: Field;
  value: FieldValue | null;
  onSet: (value: FieldValue | null) => void;
}

function CustomField({ id, field, value, onSet }: CustomFieldProps) {
  const { mayWrite } = useBoardPage();
  switch (field.type) {
    case "date":
      return <DayInput id={id} day={value === null ? null : String(value)} onSet={onSet} />;
    case "number":
      return <NumberInput id={id} number={value === null ? null : Number(value)} onSet={onSet} />;
    case "select":
      return (
        <select
          id={id}
          className="field-input"
          value={value ?? ""}
          disabled={!mayWrite}
          onChange={(event) => onSet(event.target.value || null)}
        >
          <option value="">None</option>
          {field.options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.name}
            </option>
          ))}
        </select>
      );
    case "text":
      return (
        <input
          key={value}
          id={id}
          className="field-input"
          defaultValue={value ?? ""}
          maxLength={2_000}
          disabled={!mayWrite}
          dir="auto"
          onBlur={({ target }) => {
            if (target.value !== String(value ?? "")) onSet(target.value || null);
          }}
        />
      );
  }
}
