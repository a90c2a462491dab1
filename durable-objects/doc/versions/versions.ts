import * as Y from "yjs";
import { RoomError } from "../../room/errors.ts";
import { newId } from "../../room/id.ts";
import type { LiveDocument } from "../document.ts";
import { VERSION_LIMITS } from "../limits.ts";
import { readText } from "../text/content.ts";
import type { TreeNode } from "../text/tree.ts";
import { type DocVersion, MAX_VERSION_NAME, type Restored, type TakenBack } from "./protocol.ts";
import { restoreUpdate, takeBackUpdate } from "./restore.ts";
import { inferRoots, type RootType } from "./roots.ts";
import { restoreSender, undoSender } from "./sender.ts";
import { VersionStore } from "./store.ts";

/** A moment of the history, ms since 1970, and the full state then. */
export interface PastState {
  moment: number;
  state: Uint8Array;
}

/** A version someone wants kept. `id` is the create's own, for retries. */
export interface NewVersion {
  id: string;
  name: string;
  by: string;
  /** An earlier moment (ms since 1970) and the full state then; without it, the present. */
  past?: PastState | null;
}

/** How a restore is put down. */
interface RestoreAct {
  by: string;
  /** What the version of the content before is called. */
  name: string;
  /** Names the act in the log; `kept` is the id of that version. */
  sender: (kept: string) => string;
}

/** Who wants a version changed, and whether they may change those of others. */
export interface Keeper {
  user: string;
  all: boolean;
}

/** The named versions of one doc, and restoring them as new edits. */
export class Versions {
  readonly #store: VersionStore;
  readonly #document: LiveDocument;

  constructor(sql: SqlStorage, document: LiveDocument) {
    this.#store = new VersionStore(sql);
    this.#document = document;
  }

  /** Newest first, from behind the version `before` on. */
  list(before: string | null, limit: number): DocVersion[] {
    return this.#store.list(before, limit);
  }

  /** @throws RoomError `not_found` */
  find(id: string): DocVersion {
    const version = this.#store.find(id);
    if (!version) throw new RoomError("not_found", "There is no such version.");
    return version;
  }

  /** The version, for one who may change it. @throws RoomError `not_found`, `forbidden` */
  findFor(id: string, { user, all }: Keeper): DocVersion {
    const version = this.find(id);
    if (all || version.by === user) return version;
    throw new RoomError("forbidden", "Only who made a version, or an admin of the workspace, may change it.");
  }

  /** The text of a version. @throws RoomError `not_found` */
  text(id: string): TreeNode[] {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, this.#stateOf(id));
    const text = readText(doc);
    doc.destroy();
    return text;
  }

  /** The full state of a version (update v1). @throws RoomError `not_found` */
  state(id: string): Uint8Array {
    return this.#stateOf(id);
  }

  /**
   * Keeps a state under a name, for ever. Again with the same id it answers the version that is there.
   * @throws RoomError `limit_reached` when the doc has as many as it may.
   */
  keep(wanted: NewVersion): DocVersion {
    const known = this.#store.find(wanted.id);
    if (known) return known;
    this.#demandRoom();
    return this.#add(wanted, "named");
  }

  /**
   * Gives a version another name; one that the room made itself is kept for ever then.
   * @throws RoomError `not_found`, `forbidden`, or `limit_reached` as {@link keep}.
   */
  rename(id: string, name: string, by: Keeper): DocVersion {
    const version = this.findFor(id, by);
    if (version.automatic) this.#demandRoom();
    this.#store.rename(id, name);
    return this.find(id);
  }

  /** Removes a version for good. @throws RoomError `not_found`, `forbidden` */
  remove(id: string, by: Keeper): void {
    this.findFor(id, by);
    this.#store.remove(id);
  }

  /**
   * Gives the doc the content of a version, as a new edit by `by`: committed and relayed like any other when this
   * returns, and merging with what others write. It can be taken back, and the content before is kept as a version.
   * The doc stays the same doc.
   * @throws RoomError `not_found`, `untyped_root`, or `too_large` when the doc would outgrow its budget.
   */
  restore(id: string, by: string): Restored {
    const version = this.find(id);
    const present = this.#document.state();
    const update = restoreUpdate(this.#stateOf(id), present, this.#store.roots());
    if (!update) return { version, before: null };
    const name = `Before restoring “${version.name}”`;
    const before = this.#edit(update, present, { by, name, sender: (kept) => restoreSender(id, kept) });
    // Of a restore before which this was kept nothing is left now: to undo it once more would write it all twice.
    this.#store.endRestore(id);
    return { version, before };
  }

  /**
   * Gives the doc the content of an earlier moment, which is kept as a version of the room's own for it. Again with the
   * same id it answers what was done then.
   * @throws as {@link restore}
   */
  restorePast(id: string, by: string, past: PastState): Restored {
    const known = this.#store.find(id);
    if (known) return { version: known, before: this.#store.keptWith(id) };
    const name = `As of ${new Date(past.moment).toISOString().slice(0, 16).replace("T", " ")} UTC`;
    this.#add({ id, name, by, past }, "automatic");
    const restored = this.restore(id, by);
    if (!restored.before) this.#store.remove(id);
    return restored;
  }

  /**
   * Takes back the restore that the version `before` was kept for, and nothing else: what was there is there again,
   * with all that was written since. It is a new edit like the restore, and can be taken back in turn. One that was taken
   * back already stays so.
   * @throws RoomError `not_found` for no such restore, `untyped_root`, `too_large`.
   */
  takeBack(before: string, by: string): TakenBack {
    this.find(before);
    const edit = this.#store.restoreAfter(before);
    if (!edit) throw new RoomError("not_found", "There is no restore to take back here.");
    if (edit.length === 0) return { before: null };
    const present = this.#document.state();
    const update = takeBackUpdate(this.#stateOf(before), edit, present, this.#store.roots());
    if (!update) return { before: null };
    const name = "Before a restore was taken back";
    const kept = this.#edit(update, present, { by, name, sender: (id) => undoSender(before, id) });
    this.#store.endRestore(before);
    return { before: kept };
  }

  /** Remembers what a compaction, which has the whole doc in hand, could tell of the types of its roots. */
  recordRoots(told: ReadonlyMap<string, RootType | null>): void {
    this.#store.recordRoots(told);
  }

  #add({ id, name, by, past }: NewVersion, kind: "named" | "automatic"): DocVersion {
    const at = Date.now();
    const { moment, state } = past ?? { moment: at, state: this.#document.state() };
    this.#recordRootsOf(state);
    return this.#store.add({ id, name, at, moment, by, automatic: kind === "automatic" }, state);
  }

  /** Commits a restore's edit, and keeps what was there before it together with the edit itself. */
  #edit(update: Uint8Array, present: Uint8Array, act: RestoreAct): DocVersion {
    const { by, sender } = act;
    const id = newId();
    this.#recordRootsOf(present);
    this.#document.append({ user: by, connection: sender(id) }, update);
    const at = Date.now();
    const name = act.name.slice(0, MAX_VERSION_NAME);
    const before = this.#store.add({ id, name, at, moment: at, by, automatic: true }, present);
    this.#store.addRestore(id, update);
    this.#store.trimAutomatic(VERSION_LIMITS.automatic);
    return before;
  }

  #demandRoom(): void {
    if (this.#store.countNamed() < VERSION_LIMITS.named) return;
    throw new RoomError("limit_reached", `A document keeps at most ${VERSION_LIMITS.named} named versions.`);
  }

  #stateOf(id: string): Uint8Array {
    const state = this.#store.state(id);
    if (!state) throw new RoomError("not_found", "There is no such version.");
    return state;
  }

  #recordRootsOf(state: Uint8Array): void {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    this.#store.recordRoots(inferRoots(doc));
    doc.destroy();
  }
}
