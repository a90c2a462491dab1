import type { FormEvent, KeyboardEvent } from "react";
import { COLUMN_KINDS, ColumnKind } from "../../../../durable-objects/workspace/board/protocol.ts";
import { newKey } from "../../../sdk/id.ts";
import { Button } from "../../design/button.tsx";
import { Field, SelectField } from "../../design/field.tsx";
import { textOf } from "../../design/text-of.ts";
import { KIND_NAMES } from "../../words/board.ts";
import { useBoardPage } from "./board-page.tsx";

/** Asks what a new column is to be. */
export function NewColumnForm({ onClose }: { onClose: () => void }) {
  const { project, act } = useBoardPage();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const set = { name: textOf(form, "name").trim(), kind: ColumnKind.parse(textOf(form, "kind")) };
    act({ type: "column.create", project: project.id, part: newKey(), set });
    onClose();
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === "Escape") onClose();
  };
  return (
    <form
      className="grid w-64 shrink-0 gap-3 rounded-xl border border-line bg-sunk p-3"
      onSubmit={submit}
      onKeyDown={onKeyDown}
    >
      <Field label="Name of the new column" name="name" maxLength={100} autoComplete="off" autoFocus required />
      <SelectField label="Being in it means" name="kind" defaultValue="todo">
        {COLUMN_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {KIND_NAMES[kind]}
          </option>
        ))}
      </SelectField>
      <div className="flex gap-2">
        <Button type="submit" size="sm" look="primary">
          Add column
        </Button>
        <Button size="sm" look="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
