import type { Field, FieldValue } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { inOrder } from "../../../../sdk/board/order.ts";
import { Dot } from "../../../design/chip.tsx";
import { Picker } from "../../../design/picker.tsx";
import { useBoardPage } from "../../board/board-page.tsx";
import { useOpenBoard } from "../../board/open-board.tsx";
import type { TaskPart } from "./chosen-fields.tsx";
import { DayField } from "./day-field.tsx";
import { FieldButton, FieldRow, FieldValueShown, Nothing } from "./field-row.tsx";
import { NumberField, TextField } from "./typed-fields.tsx";

/** The fields that this project gave its tasks. */
export function CustomFields({ task, set }: TaskPart) {
  const { state } = useOpenBoard();
  const shown = inOrder(state.fields.values()).filter(({ archivedAt }) => archivedAt === null);
  return shown.map((field) => (
    <CustomField
      key={field.id}
      field={field}
      value={task.fields[field.id] ?? null}
      onSet={(value) => set({ fields: { [field.id]: value } })}
    />
  ));
}

interface CustomFieldProps {
  field: Field;
  value: FieldValue | null;
  onSet: (value: FieldValue | null) => void;
}

function CustomField({ field, value, onSet }: CustomFieldProps) {
  switch (field.type) {
    case "date":
      return <DayField label={field.name} day={value === null ? null : String(value)} onSet={onSet} />;
    case "number":
      return <NumberField label={field.name} value={value === null ? null : Number(value)} onSet={onSet} />;
    case "text":
      return <TextField label={field.name} value={value === null ? null : String(value)} onSet={onSet} />;
    case "select":
      return <SelectChoice field={field} value={value} onSet={onSet} />;
  }
}

const NONE = "none";

function SelectChoice({ field, value, onSet }: CustomFieldProps) {
  const { mayWrite } = useBoardPage();
  const chosen = field.options.find(({ id }) => id === value);
  const shown = chosen ? (
    <>
      <Dot colour={chosen.colour} />
      <span dir="auto">{chosen.name}</span>
    </>
  ) : (
    <Nothing>None</Nothing>
  );
  const options = field.options.map(({ id, name, colour }) => ({ id, name, leading: <Dot colour={colour} /> }));
  return (
    <FieldRow label={field.name}>
      {({ id, ...control }) =>
        mayWrite ? (
          <Picker
            label={field.name}
            trigger={
              <FieldButton id={id} {...control}>
                {shown}
              </FieldButton>
            }
            options={[{ id: NONE, name: "None" }, ...options]}
            selected={[chosen?.id ?? NONE]}
            onPick={(picked) => onSet(picked === NONE ? null : picked)}
          />
        ) : (
          <FieldValueShown id={id}>{shown}</FieldValueShown>
        )
      }
    </FieldRow>
  );
}
