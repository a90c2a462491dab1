/** What can be done with every part of a board, whatever its noun. Each answers whether there was anything to say. */
import { RoomError } from "../../../room/errors.ts";
import type { Access } from "../../access.ts";
import type { Stores } from "../../store/stores.ts";
import { differing, fieldsIn, type Some } from "../differing.ts";
import { placeAgain, placeNew } from "../ordering.ts";
import { demandOpenProject } from "../projects/finding.ts";
import { demandUnmoved } from "../revisions.ts";
import type { Place } from "../scalars.ts";
import type { BoardWriting } from "../writing.ts";
import type { NewPartOf, PartKind } from "./kinds.ts";
import type { PartNoun, PartOf } from "./protocol.ts";
import type { PartRow } from "./store.ts";

/** Makes a part and says so. @throws as {@link makePart} */
export function createPart<Noun extends PartNoun>(
  writing: BoardWriting,
  access: Access,
  kind: PartKind<Noun>,
  action: NewPart<Noun>,
): boolean {
  const isMade = makePart(writing, access, kind, action);
  return isMade && writing.say(action.project, `${kind.noun}.created`, "neighbour.changed");
}

/** A part as it is asked for: where, under which id, at which place. */
export type NewPart<Noun extends PartNoun> = { project: string; part: string; set: NewPartOf[Noun] } & Place;

/**
 * Makes a part, as one of several things that are said together. One that the same user made under this id before stays
 * as it is; answers whether it was made.
 * @throws RoomError `not_found`, `forbidden`, `conflict`, `limit_reached`, `invalid`
 */
export function makePart<Noun extends PartNoun>(
  writing: BoardWriting,
  access: Access,
  kind: PartKind<Noun>,
  action: NewPart<Noun>,
): boolean {
  const { stores, now } = writing;
  const { project, part: id } = action;
  demandOpenProject(stores, access, project, "board.edit");
  const noun: PartNoun = kind.noun;
  if (stores.parts.has(id)) {
    const known = stores.parts.find(noun, id);
    if (known?.project === project && known.part.createdBy === access.user) return false;
    throw new RoomError("conflict", "This id is taken.");
  }
  const all = stores.parts.of(noun, project).map(({ part }) => part);
  if (all.length >= kind.limit) throw new RoomError("limit_reached", `This project has too many ${noun}s.`);
  const placement = placeNew(all, action);
  const given = { id, order: placement.order, archivedAt: null, createdAt: now, createdBy: access.user };
  const part = kind.make(action.set, given, all.length);
  demandFreeName(stores, project, noun, part);
  kind.check?.(stores, project, part);
  writing.addPart({ noun, project, part });
  reorder(writing, noun, placement.others);
  return true;
}

/** Sets fields of a part. @throws RoomError `not_found`, `forbidden`, `conflict`, `moved_on`, `invalid` */
export function updatePart<Noun extends PartNoun>(
  writing: BoardWriting,
  access: Access,
  kind: PartKind<Noun>,
  action: { part: string; set: Some<PartOf[Noun]>; since?: number | undefined },
): boolean {
  const row = demandPart(writing, access, kind, action.part);
  demandUnmoved(row.revisions, fieldsIn(action.set), action.since);
  const changed = differing(row.part, action.set);
  if (Object.keys(changed).length === 0) return false;
  const part = { ...row.part, ...changed };
  if (part.archivedAt === null) demandFreeName(writing.stores, row.project, kind.noun, part);
  kind.check?.(writing.stores, row.project, part);
  writing.putPart({ ...row, part }, Object.keys(changed));
  kind.followUp?.(writing, { ...row, part }, row.part);
  const noun: PartNoun = kind.noun;
  return writing.say(row.project, `${noun}.updated`, "neighbour.changed");
}

/** Puts a part elsewhere among its like. @throws RoomError `not_found`, `forbidden`, `conflict`, `moved_on` */
export function movePart<Noun extends PartNoun>(
  writing: BoardWriting,
  access: Access,
  kind: PartKind<Noun>,
  action: { part: string; since?: number | undefined } & Place,
): boolean {
  const row: PartRow = demandPart(writing, access, kind, action.part);
  const { noun, project, part } = row;
  demandUnmoved(row.revisions, ["place"], action.since);
  const all = writing.stores.parts.of(noun, project).map((each) => each.part);
  const placement = placeAgain(all, action, part.id);
  if (!placement) return false;
  writing.putPart({ ...row, part: { ...part, order: placement.order } }, ["place"]);
  reorder(writing, noun, placement.others);
  return writing.say(project, `${noun}.moved`, "neighbour.changed");
}

/** Archives a part, whose name is then free. @throws RoomError `not_found`, `forbidden`, `conflict` */
export function archivePart<Noun extends PartNoun>(
  writing: BoardWriting,
  access: Access,
  kind: PartKind<Noun>,
  id: string,
): boolean {
  const row: PartRow = demandPart(writing, access, kind, id);
  if (row.part.archivedAt !== null) return false;
  writing.putPart({ ...row, part: { ...row.part, archivedAt: writing.now } }, ["archivedAt"]);
  return writing.say(row.project, `${row.noun}.archived`, "neighbour.changed");
}

/** @throws RoomError `not_found`, `forbidden`, `conflict` also where its name was given to another meanwhile */
export function restorePart<Noun extends PartNoun>(
  writing: BoardWriting,
  access: Access,
  kind: PartKind<Noun>,
  id: string,
): boolean {
  const row: PartRow = demandPart(writing, access, kind, id);
  if (row.part.archivedAt === null) return false;
  demandFreeName(writing.stores, row.project, row.noun, row.part);
  writing.putPart({ ...row, part: { ...row.part, archivedAt: null } }, ["archivedAt"]);
  return writing.say(row.project, `${row.noun}.restored`, "neighbour.changed");
}

/** Deletes a part that nothing else holds on to. @throws RoomError `not_found`, `forbidden`, `conflict` */
export function deletePart<Noun extends PartNoun>(
  writing: BoardWriting,
  access: Access,
  kind: PartKind<Noun>,
  id: string,
): boolean {
  const row: PartRow = demandPart(writing, access, kind, id);
  writing.deletePart(row);
  return writing.say(row.project, `${row.noun}.deleted`, "neighbour.changed");
}

/** The part, if the actor may change it. @throws RoomError `not_found`, `forbidden`, `conflict` */
export function demandPart<Noun extends PartNoun>(
  writing: BoardWriting,
  access: Access,
  { noun }: PartKind<Noun>,
  id: string,
): PartRow<Noun> {
  const row = writing.stores.parts.find(noun, id);
  if (!row) throw new RoomError("not_found", `There is no such ${noun}.`);
  demandOpenProject(writing.stores, access, row.project, "board.edit");
  return row;
}

/** Passes when no other of its like, archived ones aside, is called so, in any case. @throws RoomError `conflict` */
function demandFreeName(stores: Stores, project: string, noun: PartNoun, { id, name }: PartOf[PartNoun]): void {
  const wanted = folded(name);
  const taken = stores.parts
    .of(noun, project)
    .some(({ part }) => part.id !== id && part.archivedAt === null && folded(part.name) === wanted);
  if (!taken) return;
  throw new RoomError("conflict", `Another ${noun} has this name.`, [{ path: "set.name", message: "Choose another" }]);
}

function folded(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

/** Gives parts new order keys where they are. Nobody's change: no field is newer for it. */
function reorder(writing: BoardWriting, noun: PartNoun, orders: ReadonlyMap<string, string>): void {
  for (const [id, order] of orders) {
    const row = writing.stores.parts.find(noun, id);
    if (row) writing.putPart({ ...row, part: { ...row.part, order } }, []);
  }
}
