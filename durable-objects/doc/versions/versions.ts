import * as Y from "yjs";
import { RoomError } from "../../room/errors.ts";
import { newId } from "../../room/id.ts";
import type { LiveDocument } from "../document.ts";
import { VERSION_LIMITS } from "../limits.ts";
import { readText } from "../text/content.ts";
import type { TreeNode } from "../text/tree.ts";
import { type DocVersion, MAX_VERSION_NAME, type Restored } from "./protocol.ts";
import { RESTORE_SENDER, restoreUpdate } from "./restore.ts";
import { inferRoots, type RootType } from "./roots.ts";
import { VersionStore } from "./store.ts";

/** A version someone wants kept: of the present, or of an earlier `state`. `id` is the create's own, for retries. */
export interface NewVersion {
  id: string;
  name: string;
  by: string;
  state?: Uint8Array;
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

  /** The text of a version. @throws RoomError `not_found` */
  text(id: string): TreeNode[] {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, this.#stateOf(id));
    const text = readText(doc);
    doc.destroy();
    return text;
  }

  /**
   * Keeps a state under a name, for ever. Again with the same id it answers the version that is there.
   * @throws RoomError `limit_reached` when the doc has as many as it may.
   */
  keep({ id, name, by, state }: NewVersion): DocVersion {
    const known = this.#store.find(id);
    if (known) return known;
    if (this.#store.countNamed() >= VERSION_LIMITS.named) {
      throw new RoomError("limit_reached", `A document keeps at most ${VERSION_LIMITS.named} named versions.`);
    }
    const kept = state ?? this.#document.state();
    this.#recordRootsOf(kept);
    return this.#store.add({ id, name, at: Date.now(), by, automatic: false }, kept);
  }

  /**
   * Gives the doc the content of a version, as a new edit by `by`: committed and relayed like any other when this
   * returns, merging with what others write, and to be taken back by restoring the version of the content before,
   * which is kept for that. The doc stays the same doc.
   * @throws RoomError `not_found`, `untyped_root`, or `too_large` when the doc would outgrow its budget.
   */
  restore(id: string, by: string): Restored {
    const version = this.find(id);
    const present = this.#document.state();
    const update = restoreUpdate(this.#stateOf(id), present, this.#store.roots());
    if (!update) return { version, before: null };
    this.#recordRootsOf(present);
    this.#document.append({ user: by, connection: RESTORE_SENDER + id }, update);
    const name = `Before restoring “${version.name}”`.slice(0, MAX_VERSION_NAME);
    const before = this.#store.add({ id: newId(), name, at: Date.now(), by, automatic: true }, present);
    this.#store.trimAutomatic(VERSION_LIMITS.automatic);
    return { version, before };
  }

  /** Remembers what a compaction, which has the whole doc in hand, could tell of the types of its roots. */
  recordRoots(told: ReadonlyMap<string, RootType | null>): void {
    this.#store.recordRoots(told);
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
