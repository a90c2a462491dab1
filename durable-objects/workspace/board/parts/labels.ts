import type { Access } from "../../access.ts";
import { MAX_LABELS } from "../limits.ts";
import { nextColour } from "../palette.ts";
import type { BoardWriting } from "../writing.ts";
import { demandPart } from "./changing.ts";
import type { PartKind } from "./kinds.ts";
import { disableRulesNaming } from "./rules.ts";

export const LABEL: PartKind<"label"> = {
  noun: "label",
  limit: MAX_LABELS,
  make: ({ name, colour }, given, count) => ({ ...given, name, colour: colour ?? nextColour(count) }),
};

/** Deletes a label and takes it off all tasks, archived ones too. Rules that name it are turned off. */
export function deleteLabel(writing: BoardWriting, access: Access, id: string): boolean {
  const row = demandPart(writing, access, LABEL, id);
  writing.deletePart(row);
  writing.stores.tasks.withoutLabel(row.project, id, writing.revision);
  disableRulesNaming(writing, row.project, id);
  return writing.say(row.project, "label.deleted", "neighbour.changed");
}
