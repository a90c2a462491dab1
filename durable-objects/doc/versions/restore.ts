/** Restoring as an edit: the update that makes a doc's present content that of an earlier state. */
import * as Y from "yjs";
import { RoomError } from "../../room/errors.ts";
import { saysTheSame } from "./content.ts";
import { inferRoots, type Root, type RootType, typeRoots } from "./roots.ts";

/** What a restore is called where the log asks for a connection; the version's id follows. */
export const RESTORE_SENDER = "restore:";

/** The origin under which the present is applied, so that it can be undone as one. */
const PRESENT = Symbol("present");

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
    return undoUpdate(versionDoc, was, present);
  } finally {
    versionDoc.destroy();
    presentDoc.destroy();
  }
}

function undoUpdate(versionDoc: Y.Doc, roots: Root[], present: Uint8Array): Uint8Array | null {
  const undo = new Y.UndoManager(roots, { doc: versionDoc, trackedOrigins: new Set([PRESENT]) });
  const updates: Uint8Array[] = [];
  // Also what Yjs tidies by itself among marks when the present comes in: the undo builds on it.
  versionDoc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== PRESENT) updates.push(update);
  });
  Y.applyUpdate(versionDoc, present, PRESENT);
  undo.undo();
  undo.destroy();
  return updates.length === 0 ? null : Y.mergeUpdates(updates);
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
