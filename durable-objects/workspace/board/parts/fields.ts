import { RoomError } from "../../../room/errors.ts";
import type { Access } from "../../access.ts";
import { MAX_CUSTOM_FIELDS } from "../limits.ts";
import type { BoardWriting } from "../writing.ts";
import { demandPart } from "./changing.ts";
import type { PartKind } from "./kinds.ts";
import type { Field } from "./protocol.ts";
import { disableRulesNaming } from "./rules.ts";

export const FIELD: PartKind<"field"> = {
  noun: "field",
  limit: MAX_CUSTOM_FIELDS,
  make: ({ name, type, options }, given) => ({ ...given, name, type, options: options ?? [] }),
  check: (_stores, _project, field) => demandChoices(field),
  /** A choice that goes is taken off all tasks, as a label is. */
  followUp(writing, { project, part }, before) {
    const kept = new Set(part.options.map(({ id }) => id));
    const gone = before.options.filter(({ id }) => !kept.has(id));
    if (gone.length === 0) return;
    writing.stores.tasks.onlyChoices(project, part.id, [...kept], writing.revision);
    for (const { id } of gone) disableRulesNaming(writing, project, id);
  },
};

/** Deletes a custom field and its values on all tasks, archived ones too. Rules that name it are turned off. */
export function deleteField(writing: BoardWriting, access: Access, id: string): boolean {
  const row = demandPart(writing, access, FIELD, id);
  writing.deletePart(row);
  writing.stores.tasks.withoutField(row.project, id, writing.revision);
  disableRulesNaming(writing, row.project, id);
  return writing.say(row.project, "field.deleted", "neighbour.changed");
}

/** @throws RoomError `invalid` */
function demandChoices({ type, options }: Field): void {
  const problems =
    type === "select" || options.length === 0
      ? repeated(options)
      : [{ path: "set.options", message: "Only a select field has choices" }];
  if (problems.length > 0) throw new RoomError("invalid", "The choices cannot be these.", problems);
}

function repeated(options: Field["options"]): { path: string; message: string }[] {
  const ids = new Set<string>();
  const names = new Set<string>();
  return options.flatMap(({ id, name }, index) => {
    const path = `set.options.${index}`;
    const known = ids.has(id) || names.has(name.toLowerCase());
    ids.add(id);
    names.add(name.toLowerCase());
    return known ? [{ path, message: "Another choice has this id or name" }] : [];
  });
}
