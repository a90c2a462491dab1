import { useState } from "react";
import type { Column } from "../../../../durable-objects/workspace/board/protocol.ts";
import { Confirm } from "../../design/dialog.tsx";
import { SelectField } from "../../design/field.tsx";
import { useBoardPage } from "./board-page.tsx";

/** Asks before a column is deleted, and where its tasks shall go. */
export function DeleteColumn({ column, count, onClose }: { column: Column; count: number; onClose: () => void }) {
  const { columns, act } = useBoardPage();
  const others = [...columns.values()].filter(({ id }) => id !== column.id);
  const [target, setTarget] = useState(others[0]?.id ?? "");
  const remove = () => {
    onClose();
    act({ type: "column.delete", part: column.id, moveTasksTo: target });
  };
  return (
    <Confirm title={`Delete “${column.name}”?`} confirm="Delete the column" onConfirm={remove} onCancel={onClose}>
      <p>
        {count === 1 ? "Its task goes" : `Its ${count} tasks go`} to the end of another column, and so do those that are
        archived. This cannot be undone.
      </p>
      <SelectField label="Move them to" value={target} onChange={(event) => setTarget(event.target.value)}>
        {others.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
    </Confirm>
  );
}
