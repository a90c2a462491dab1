import { type FormEvent, useState } from "react";
import type { z } from "zod";
import {
  COLUMN_KINDS,
  type Column,
  type ColumnFields,
  ColumnKind,
} from "../../../../durable-objects/workspace/board/protocol.ts";
import { Button } from "../../design/button.tsx";
import { Field, SelectField } from "../../design/field.tsx";
import { Icon } from "../../design/icon.tsx";
import { Popover } from "../../design/popover.tsx";
import { KIND_NAMES } from "../../words/board.ts";
import { textOf } from "../account/entry.tsx";
import { useBoardPage } from "./board-page.tsx";
import { DeleteColumn } from "./delete-column.tsx";

/** What can be done with a column. */
export function ColumnMenu({ column, count }: { column: Column; count: number }) {
  const { columns, act } = useBoardPage();
  const [deleting, setDeleting] = useState(false);
  const row = [...columns.values()];
  const at = row.findIndex(({ id }) => id === column.id);
  const [previous, next] = [row[at - 1], row[at + 1]];
  return (
    <>
      <Popover
        label={`Column ${column.name}`}
        trigger={
          <button type="button" className="icon-button" aria-label={`Column ${column.name}`}>
            <Icon name="more" />
          </button>
        }
      >
        {(close) => (
          <>
            <ColumnForm column={column} onDone={close} />
            <ul className="popover-list popover-part">
              {previous ? (
                <li>
                  <button
                    type="button"
                    className="popover-item"
                    onClick={() => act({ type: "column.move", part: column.id, before: previous.id })}
                  >
                    Move left
                  </button>
                </li>
              ) : null}
              {next ? (
                <li>
                  <button
                    type="button"
                    className="popover-item"
                    onClick={() => act({ type: "column.move", part: column.id, after: next.id })}
                  >
                    Move right
                  </button>
                </li>
              ) : null}
              <li>
                <button
                  type="button"
                  className="popover-item"
                  onClick={() => act({ type: "column.update", part: column.id, set: { hidden: !column.hidden } })}
                >
                  {column.hidden ? "Show again" : "Hide"}
                </button>
              </li>
              {row.length > 1 ? (
                <li>
                  <button
                    type="button"
                    className="popover-item popover-danger"
                    onClick={() => {
                      close();
                      setDeleting(true);
                    }}
                  >
                    Delete…
                  </button>
                </li>
              ) : null}
            </ul>
          </>
        )}
      </Popover>
      {deleting ? <DeleteColumn column={column} count={count} onClose={() => setDeleting(false)} /> : null}
    </>
  );
}

/** Its name, what being in it means, and how much it may hold. */
function ColumnForm({ column, onDone }: { column: Column; onDone: () => void }) {
  const { act } = useBoardPage();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const set = changesIn(column, new FormData(event.currentTarget));
    if (Object.keys(set).length > 0) act({ type: "column.update", part: column.id, set });
    onDone();
  };
  return (
    <form className="stack-tight popover-part" onSubmit={submit}>
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
        name="limit"
        type="number"
        min={1}
        max={10_000}
        placeholder="None"
        defaultValue={column.wipLimit ?? ""}
      />
      <Field label="Colour" name="colour" type="color" defaultValue={column.colour} />
      <Button type="submit" size="sm" look="primary">
        Save
      </Button>
    </form>
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
