/** Restoring as an edit: the update that makes a doc's present content that of an earlier state. */
import * as Y from "yjs";
import { RoomError } from "../../room/errors.ts";
import type { IdRanges } from "../log/id-ranges.ts";
import { readExtent } from "../log/update.ts";
import { saysTheSame } from "./content.ts";
import { inferRoots, type Root, type RootType, typeRoots } from "./roots.ts";

/** The origin under which what shall be undone is applied, so that it can be undone as one. */
const UNDONE = Symbol("undone");
/** The origin of what came after that, which stays. */
const SINCE = Symbol("since");

/**
 * Answers the update (v1) that undoes in `present` all that came after `version`, or null when `present` says already
 * what `version` says. Both are full states (updates v1) of one document, `version` the earlier. What others do
 * meanwhile merges with it, and it can be undone by restoring `present` in turn. `recorded` says the types of roots
 * that neither state can tell.
 *
 * The version is loaded without garbage collection, the present applied as one change, and that change undone: what
 * was deleted since comes back as a copy, what was added since is deleted.
 * @throws RoomError `untyped_root` naming a root whose type nothing tells.
 */
export function restoreUpdate(
  version: Uint8Array,
  present: Uint8Array,
  recorded: ReadonlyMap<string, RootType>,
): Uint8Array | null {
  const versionDoc = new Y.Doc({ gc: false });
  const presentDoc = new Y.Doc();
  try {
    Y.applyUpdate(versionDoc, version);
    Y.applyUpdate(presentDoc, present);
    const types = typesOf(versionDoc, presentDoc, recorded);
    const was = typeRoots(versionDoc, types);
    const is = typeRoots(presentDoc, types);
    if (was.every((root, index) => saysTheSame(root, is[index]))) return null;
    return undoUpdate(versionDoc, was, present, null);
  } finally {
    versionDoc.destroy();
    presentDoc.destroy();
  }
}

/**
 * Answers the update (v1) that takes back the edit `restore` and nothing else: what others wrote since stays. `before`
 * is the full state right before that edit, `present` the state of now. Null when nothing of it is left to take back.
 * @throws RoomError `untyped_root` naming a root whose type nothing tells.
 */
export function takeBackUpdate(
  before: Uint8Array,
  restore: Uint8Array,
  present: Uint8Array,
  recorded: ReadonlyMap<string, RootType>,
): Uint8Array | null {
  const doc = new Y.Doc({ gc: false });
  const presentDoc = new Y.Doc();
  try {
    Y.applyUpdate(doc, before);
    Y.applyUpdate(presentDoc, present);
    const roots = typeRoots(doc, typesOf(doc, presentDoc, recorded));
    return undoUpdate(doc, roots, restore, present);
  } finally {
    doc.destroy();
    presentDoc.destroy();
  }
}

/** Applies `undone` to `doc`, then what came `since`, and answers the update that takes back the first of the two. */
function undoUpdate(doc: Y.Doc, roots: Root[], undone: Uint8Array, since: Uint8Array | null): Uint8Array | null {
  const { structs: made } = readExtent(undone);
  const undo = new Y.UndoManager(roots, {
    doc,
    trackedOrigins: new Set([UNDONE]),
    deleteFilter: (item) => since === null || !holdsOther(item, made),
  });
  const updates: Uint8Array[] = [];
  // Also what Yjs tidies by itself among marks when updates come in: the undo builds on it.
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== UNDONE && origin !== SINCE) updates.push(update);
  });
  Y.applyUpdate(doc, undone, UNDONE);
  if (since) Y.applyUpdate(doc, since, SINCE);
  undo.undo();
  undo.destroy();
  return updates.length === 0 ? null : Y.mergeUpdates(updates);
}

/** True for an element that holds something which is not of `made`, and so must stay when `made` is deleted. */
function holdsOther({ content }: Y.Item, made: IdRanges): boolean {
  if (!(content instanceof Y.ContentType)) return false;
  const { _start: start, _map: entries } = content.type;
  for (let item = start; item; item = item.right) if (staysWithin(item, made)) return true;
  return [...entries.values()].some((item) => staysWithin(item, made));
}

function staysWithin(item: Y.Item, made: IdRanges): boolean {
  if (item.deleted) return false;
  return !made.has(item.id.client, item.id.clock, item.length) || holdsOther(item, made);
}

/** The type of every root that holds something in the version or the present. */
function typesOf(versionDoc: Y.Doc, presentDoc: Y.Doc, recorded: ReadonlyMap<string, RootType>): Map<string, RootType> {
  const [was, is] = [inferRoots(versionDoc), inferRoots(presentDoc)];
  const types = new Map<string, RootType>();
  for (const name of new Set([...was.keys(), ...is.keys()])) {
    const candidates = new Set([was.get(name), is.get(name)].filter((type) => type !== undefined));
    const [type] = candidates;
    const told = candidates.size === 1 ? type : recorded.get(name);
    if (!told) {
      throw new RoomError("untyped_root", `This version cannot be restored: nothing tells the type of "${name}".`);
    }
    types.set(name, told);
  }
  return types;
}
