import { Archive, Trash2 } from "lucide-react";
import { useState } from "react";
import { COLUMN_KINDS, type Column, ColumnKind } from "../../../../durable-objects/workspace/board/protocol.ts";
import { tasksIn } from "../../../sdk/board/arrangement.ts";
import { inOrder } from "../../../sdk/board/order.ts";
import { newKey } from "../../../sdk/id.ts";
import { buttonClass } from "../../design/button.tsx";
import { CheckField, Field, INPUT, SelectField } from "../../design/field.tsx";
import { IconButton } from "../../design/icon-button.tsx";
import { Popover } from "../../design/popover.tsx";
import { Section } from "../../design/section.tsx";
import { textOf } from "../../design/text-of.ts";
import { KIND_NAMES } from "../../words/board.ts";
import { useBoardPage } from "../board/board-page.tsx";
import { DeleteColumn } from "../board/delete-column.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { AddPart } from "./add-part.tsx";
import { ArchivedParts } from "./archived-parts.tsx";
import { ColourDot } from "./colour-field.tsx";
import { NameInPlace } from "./name-in-place.tsx";
import { SortableList } from "./sortable-list.tsx";

/** The columns of the board: their order, what being in one means, and how much it may hold. */
export function Columns() {
  const { project, columns, act, mayWrite } = useBoardPage();
  const { state } = useOpenBoard();
  const archived = inOrder(state.columns.values()).filter(({ archivedAt }) => archivedAt !== null);
  return (
    <Section
      title="Columns"
      about="Tasks go through them from the first to the last. Tasks in a done or cancelled column are settled, and block nothing."
    >
      <SortableList
        label="Columns"
        items={[...columns.values()]}
        onMove={mayWrite ? (part, to) => act({ type: "column.move", part, ...to }) : undefined}
      >
        {(column) => <ColumnRow column={column} />}
      </SortableList>
      {mayWrite ? (
        <AddPart
          noun="column"
          onAdd={(name, form) => {
            const set = { name, kind: ColumnKind.parse(textOf(form, "kind")) };
            act({ type: "column.create", project: project.id, part: newKey(), set });
          }}
        >
          <select
            name="kind"
            aria-label="Being in it means"
            defaultValue="todo"
            className={`${INPUT} w-auto! max-w-full pe-8`}
          >
            <Kinds />
          </select>
        </AddPart>
      ) : null}
      <ArchivedParts
        parts={archived}
        mayWrite={mayWrite}
        onRestore={({ id }) => act({ type: "column.restore", part: id })}
      />
    </Section>
  );
}

function ColumnRow({ column }: { column: Column }) {
  const { columns, act, mayWrite } = useBoardPage();
  const { state } = useOpenBoard();
  const [deleting, setDeleting] = useState(false);
  const count = tasksIn(state.tasks, column.id).length;
  return (
    <>
      <ColourDot
        label={`Colour of ${column.name}`}
        value={column.colour}
        disabled={!mayWrite}
        onChange={(event) => act({ type: "column.update", part: column.id, set: { colour: event.target.value } })}
      />
      <NameInPlace
        label={`Name of the column ${column.name}`}
        name={column.name}
        disabled={!mayWrite}
        onRename={(name) => act({ type: "column.update", part: column.id, set: { name } })}
      />
      <span className="flex items-center gap-2 max-md:basis-full max-md:justify-end">
        <Popover
          label={`What ${column.name} means`}
          align="end"
          trigger={
            <button type="button" className={buttonClass({ look: "quiet", size: "sm" })} disabled={!mayWrite}>
              {KIND_NAMES[column.kind].split(":")[0]}
              {column.wipLimit === null ? "" : `, at most ${column.wipLimit}`}
              {column.hidden ? ", hidden" : ""}
            </button>
          }
        >
          {() => <ColumnMeaning column={column} />}
        </Popover>
        <span className="text-sm text-quiet tabular-nums max-md:hidden">
          {count === 1 ? "1 task" : `${count} tasks`}
        </span>
        {mayWrite ? (
          <>
            <IconButton
              size="sm"
              icon={Archive}
              label={count > 0 ? `${column.name} can be archived once it is empty` : `Archive ${column.name}`}
              disabled={count > 0 || columns.size < 2}
              onClick={() => act({ type: "column.archive", part: column.id })}
            />
            <IconButton
              size="sm"
              icon={Trash2}
              label={`Delete ${column.name}`}
              disabled={columns.size < 2}
              onClick={() => setDeleting(true)}
            />
          </>
        ) : null}
      </span>
      {deleting ? <DeleteColumn column={column} count={count} onClose={() => setDeleting(false)} /> : null}
    </>
  );
}

function ColumnMeaning({ column }: { column: Column }) {
  const { act } = useBoardPage();
  return (
    <div className="grid gap-3">
      <SelectField
        label="Being in it means"
        value={column.kind}
        onChange={(event) =>
          act({ type: "column.update", part: column.id, set: { kind: ColumnKind.parse(event.target.value) } })
        }
      >
        <Kinds />
      </SelectField>
      <Field
        label="Limit of tasks"
        hint="One more is let in only on purpose. Empty for any number."
        type="number"
        min={1}
        max={10_000}
        defaultValue={column.wipLimit ?? ""}
        onBlur={(event) => {
          const wipLimit = event.target.value === "" ? null : Math.round(event.target.valueAsNumber);
          if (wipLimit === column.wipLimit || Number.isNaN(wipLimit)) return;
          act({ type: "column.update", part: column.id, set: { wipLimit } });
        }}
      />
      <CheckField
        label="Hidden"
        hint="Not on the board unless asked for."
        checked={column.hidden}
        onChange={(event) => act({ type: "column.update", part: column.id, set: { hidden: event.target.checked } })}
      />
    </div>
  );
}

function Kinds() {
  return COLUMN_KINDS.map((kind) => (
    <option key={kind} value={kind}>
      {KIND_NAMES[kind]}
    </option>
  ));
}
