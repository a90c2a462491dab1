import { Archive, Plus, X } from "lucide-react";
import { useState } from "react";
import { type Field, FieldFields } from "../../../../durable-objects/workspace/board/parts/protocol.ts";
import { inOrder } from "../../../sdk/board/order.ts";
import { newKey } from "../../../sdk/id.ts";
import { buttonClass } from "../../design/button.tsx";
import { colourOf } from "../../design/colours.ts";
import { INPUT } from "../../design/field.tsx";
import { IconButton } from "../../design/icon-button.tsx";
import { Popover } from "../../design/popover.tsx";
import { Section } from "../../design/section.tsx";
import { textOf } from "../../design/text-of.ts";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { AddPart } from "./add-part.tsx";
import { ArchivedParts } from "./archived-parts.tsx";
import { ColourDot } from "./colour-field.tsx";
import { NameInPlace } from "./name-in-place.tsx";
import { SortableList } from "./sortable-list.tsx";

type FieldType = Field["type"];

const TYPE_NAMES: Record<FieldType, string> = { text: "Text", number: "Number", date: "Date", select: "Choice" };
const FIELD_TYPES = FieldFields.shape.type.options;

/** What this project's tasks tell beyond what every task does. */
export function Fields() {
  const { project, act, mayWrite } = useBoardPage();
  const { state } = useOpenBoard();
  const all = inOrder(state.fields.values());
  const fields = all.filter(({ archivedAt }) => archivedAt === null);
  return (
    <Section
      title="Custom fields"
      about="What this project’s tasks tell beyond what every task does. A field keeps its type."
    >
      {fields.length > 0 ? (
        <SortableList
          label="Custom fields"
          items={fields}
          onMove={mayWrite ? (part, to) => act({ type: "field.move", part, ...to }) : undefined}
        >
          {(field) => (
            <>
              <NameInPlace
                label={`Name of the field ${field.name}`}
                name={field.name}
                disabled={!mayWrite}
                onRename={(name) => act({ type: "field.update", part: field.id, set: { name } })}
              />
              {field.type === "select" ? (
                <Choices field={field} />
              ) : (
                <span className="px-2.5 text-sm text-quiet">{TYPE_NAMES[field.type]}</span>
              )}
              {mayWrite ? (
                <IconButton
                  size="sm"
                  icon={Archive}
                  label={`Archive ${field.name}`}
                  onClick={() => act({ type: "field.archive", part: field.id })}
                />
              ) : null}
            </>
          )}
        </SortableList>
      ) : (
        <p className="text-quiet">No custom fields yet.</p>
      )}
      {mayWrite ? (
        <AddPart
          noun="field"
          onAdd={(name, form) => {
            const type = FieldFields.shape.type.parse(textOf(form, "type"));
            act({ type: "field.create", project: project.id, part: newKey(), set: { name, type } });
          }}
        >
          <select name="type" aria-label="Type" defaultValue="text" className={`${INPUT} w-auto! max-w-full pe-8`}>
            {FIELD_TYPES.map((type) => (
              <option key={type} value={type}>
                {TYPE_NAMES[type]}
              </option>
            ))}
          </select>
        </AddPart>
      ) : null}
      <ArchivedParts
        parts={all.filter(({ archivedAt }) => archivedAt !== null)}
        mayWrite={mayWrite}
        onRestore={({ id }) => act({ type: "field.restore", part: id })}
        onDelete={({ id }) => act({ type: "field.delete", part: id })}
      />
    </Section>
  );
}

/** The choices of a select field. Tasks keep a choice by its id, so renaming one renames it everywhere. */
function Choices({ field }: { field: Field }) {
  const { mayWrite, act } = useBoardPage();
  const [fresh, setFresh] = useState("");
  const set = (options: Field["options"]) => act({ type: "field.update", part: field.id, set: { options } });
  const { options } = field;
  const taken = options.some(({ name }) => name.toLowerCase() === fresh.trim().toLowerCase());
  const add = () => {
    const name = fresh.trim();
    if (name === "" || taken) return;
    const id = newKey();
    set([...options, { id, name, colour: colourOf(id) }]);
    setFresh("");
  };
  return (
    <Popover
      label={`Choices of ${field.name}`}
      align="end"
      trigger={
        <button type="button" className={buttonClass({ look: "quiet", size: "sm" })}>
          {options.length === 1 ? "1 choice" : `${options.length} choices`}
        </button>
      }
    >
      {() => (
        <div className="grid gap-2">
          {options.map((option) => (
            <div key={option.id} className="flex items-center gap-1">
              <ColourDot
                label={`Colour of ${option.name}`}
                value={option.colour}
                disabled={!mayWrite}
                onChange={(event) =>
                  set(options.map((each) => (each.id === option.id ? { ...each, colour: event.target.value } : each)))
                }
              />
              <NameInPlace
                label={`Name of the choice ${option.name}`}
                name={option.name}
                disabled={!mayWrite}
                taken={options.filter(({ id }) => id !== option.id).map(({ name }) => name)}
                onRename={(name) => set(options.map((each) => (each.id === option.id ? { ...each, name } : each)))}
              />
              {mayWrite ? (
                <IconButton
                  size="sm"
                  icon={X}
                  label={`Take ${option.name} away`}
                  onClick={() => set(options.filter(({ id }) => id !== option.id))}
                />
              ) : null}
            </div>
          ))}
          {taken ? (
            <p className="text-sm text-danger" role="alert">
              There is a choice of this name already.
            </p>
          ) : null}
          {mayWrite ? (
            <form
              className="flex items-center gap-1"
              onSubmit={(event) => {
                event.preventDefault();
                add();
              }}
            >
              <input
                aria-label="New choice"
                placeholder="New choice"
                dir="auto"
                maxLength={100}
                value={fresh}
                onChange={(event) => setFresh(event.target.value)}
                className={INPUT}
                aria-invalid={taken || undefined}
              />
              <IconButton type="submit" icon={Plus} label="Add the choice" disabled={taken} />
            </form>
          ) : null}
        </div>
      )}
    </Popover>
  );
}
