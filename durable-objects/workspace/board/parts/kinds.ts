import type { z } from "zod";
import type { Stores } from "../../store/stores.ts";
import type { BoardWriting } from "../writing.ts";
import type { NewColumn, NewField, NewLabel, NewRule, NewView, Part, PartNoun, PartOf } from "./protocol.ts";
import type { PartRow } from "./store.ts";

/** What is said of a new part, by its noun. */
export type NewPartOf = {
  column: z.infer<typeof NewColumn>;
  label: z.infer<typeof NewLabel>;
  field: z.infer<typeof NewField>;
  view: z.infer<typeof NewView>;
  rule: z.infer<typeof NewRule>;
};

/** What the room says of it. */
export type Given = Pick<Part, "id" | "order" | "archivedAt" | "createdAt" | "createdBy">;

/** What is particular to one noun; all else is the same for all of them. */
export interface PartKind<Noun extends PartNoun> {
  readonly noun: Noun;
  /** How many a project may have, archived ones included. */
  readonly limit: number;
  /** A new one, with what was left out. There are `count` of them already. */
  make(wanted: NewPartOf[Noun], given: Given, count: number): PartOf[Noun];
  /** Passes when one may be like this. @throws RoomError `invalid`, with paths within the action */
  check?(stores: Stores, project: string, part: PartOf[Noun]): void;
  /** Does what else a change of one changes, in the same event. */
  followUp?(writing: BoardWriting, row: PartRow<Noun>, before: PartOf[Noun]): void;
}
