import { type FormEvent, useId } from "react";
import type { z } from "zod";
import {
  COLUMN_KINDS,
  type Column,
  type ColumnFields,
  ColumnKind,
} from "../../../../durable-objects/workspace/board/protocol.ts";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field, SelectField } from "../../design/field.tsx";
import { textOf } from "../../design/text-of.ts";
import { KIND_NAMES } from "../../words/board.ts";
import { useBoardPage } from "./board-page.tsx";

/** A column's name, what being in it means, how it is marked, and how much it may hold. */
export function ColumnSettings({ column, onClose }: { column: Column; onClose: () => void }) {
  const { act } = useBoardPage();
  const form = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const set = changesIn(column, new FormData(event.currentTarget));
    if (Object.keys(set).length > 0) act({ type: "column.update", part: column.id, set });
    onClose();
  };
  return (
    <Dialog
      title={`Column “${column.name}”`}
      onClose={onClose}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary">
            Save
          </Button>
        </>
      }
    >
      <form id={form} className="grid gap-4" onSubmit={submit}>
        <Field label="Name" name="name" defaultValue={column.name} maxLength={100} autoComplete="off" required />
        <SelectField label="Being in it means" name="kind" defaultValue={column.kind}>
          {COLUMN_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {KIND_NAMES[kind]}
            </option>
          ))}
        </SelectField>
        <Field
          label="Limit of tasks"
          hint="One more than this must be insisted on."
          name="limit"
          type="number"
          min={1}
          max={10_000}
          placeholder="None"
          defaultValue={column.wipLimit ?? ""}
        />
        <Field label="Colour" name="colour" type="color" className="w-20 p-1" defaultValue={column.colour} />
      </form>
    </Dialog>
  );
}

/** Only what is different, so that nothing else that others set meanwhile is overwritten. */
function changesIn(column: Column, form: FormData): Partial<z.infer<typeof ColumnFields>> {
  const name = textOf(form, "name").trim();
  const kind = ColumnKind.parse(textOf(form, "kind"));
  const limit = textOf(form, "limit");
  const wipLimit = limit === "" ? null : Number(limit);
  const colour = textOf(form, "colour");
  return {
    ...(name === "" || name === column.name ? {} : { name }),
    ...(kind === column.kind ? {} : { kind }),
    ...(wipLimit === column.wipLimit ? {} : { wipLimit }),
    ...(colour === column.colour ? {} : { colour }),
  };
}
