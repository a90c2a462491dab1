import { Plus } from "lucide-react";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { COLUMN_KINDS, ColumnKind } from "../../../../durable-objects/workspace/board/protocol.ts";
import { newKey } from "../../../sdk/id.ts";
import { Button, buttonClass } from "../../design/button.tsx";
import { Field, SelectField } from "../../design/field.tsx";
import { textOf } from "../../design/text-of.ts";
import { KIND_NAMES } from "../../words/board.ts";
import { useBoardPage } from "./board-page.tsx";

/** Adds a column at the end of the board. */
export function NewColumn() {
  const { project, act } = useBoardPage();
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <button
        type="button"
        className={`${buttonClass({ look: "quiet" })} text-quiet max-md:snap-start`}
        onClick={() => setOpen(true)}
      >
        <Plus aria-hidden />
        Add a column
      </button>
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const set = { name: textOf(form, "name").trim(), kind: ColumnKind.parse(textOf(form, "kind")) };
    act({ type: "column.create", project: project.id, part: newKey(), set });
    setOpen(false);
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === "Escape") setOpen(false);
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
        <Button size="sm" look="quiet" onClick={() => setOpen(false)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
