import * as Y from "yjs";
import { RoomError } from "../../room/errors.ts";
import { step2Frame, updateFrame } from "../frames.ts";
import type { DocLog } from "./doc-log.ts";
import { mergeForWire } from "./merge.ts";
import type { EntryPlace } from "./segment-store.ts";
import { deletesOnly, EMPTY_UPDATE } from "./update.ts";

/** Entries behind the merged part of the tail that still go out as they are. */
const MOST_SINGLE = 64;

interface Merged {
  place?: EntryPlace;
  updates: readonly Uint8Array[];
}

const NOTHING_MERGED: Merged = { updates: [] };

/** What is sent while the log stays as it is. */
interface Prepared {
  version: number;
  /** Everything behind the snapshot, as update frames. */
  tail: readonly Uint8Array<ArrayBuffer>[];
  /** Sync step 2 for one who has the snapshot's structs. */
  deletesOfBase: Uint8Array<ArrayBuffer>;
  /** Sync step 2 for one who has all structs. */
  deletesOfAll: Uint8Array<ArrayBuffer>;
}

/**
 * What a joiner is sent: the tail as update frames, then the snapshot as sync step 2, after which it has everything.
 * Every frame is made once and shared by all joiners; nothing is merged for one of them. Who already has the
 * snapshot's structs gets its deletes only, and who has all structs gets one frame of deletes.
 */
export class JoinPlan {
  readonly #log: DocLog;
  #epoch = -1;
  /** What the tail up to `place` was merged into. */
  #merged: Merged = NOTHING_MERGED;
  #snapshot: Uint8Array<ArrayBuffer> | null = null;
  #prepared: Prepared | null = null;

  constructor(log: DocLog) {
    this.#log = log;
  }

  /**
   * The frames for one who holds `vector` (an encoded state vector); the last one is the sync step 2.
   * @throws RoomError `invalid` when the vector does not parse.
   */
  for(vector: Uint8Array): readonly Uint8Array<ArrayBuffer>[] {
    const held = decodeVector(vector);
    const { tail, deletesOfBase, deletesOfAll } = this.#prepare();
    if (this.#log.coverage.within(held)) return [deletesOfAll];
    const { structs } = this.#log.base;
    const hasBase = [...structs.clients()].every((client) => (held.get(client) ?? 0) >= structs.end(client));
    return [...tail, hasBase ? deletesOfBase : this.#snapshotFrame()];
  }

  #prepare(): Prepared {
    const { base, version, coverage, epoch } = this.#log;
    if (this.#prepared?.version === version) return this.#prepared;
    if (this.#epoch !== epoch) {
      this.#epoch = epoch;
      this.#merged = NOTHING_MERGED;
      this.#snapshot = null;
    }
    let entries = this.#log.tail(this.#merged.place);
    const last = entries.at(-1);
    if (last && entries.length > MOST_SINGLE) {
      const updates = mergeForWire([...this.#merged.updates, ...entries.map(({ update }) => update)]);
      this.#merged = { place: last.place, updates };
      entries = [];
    }
    this.#prepared = {
      version,
      tail: [...this.#merged.updates, ...entries.map(({ update }) => update)].map(updateFrame),
      deletesOfBase: step2Frame(deletesOnly(base.deletes)),
      deletesOfAll: step2Frame(deletesOnly(coverage.deletes)),
    };
    return this.#prepared;
  }

  #snapshotFrame(): Uint8Array<ArrayBuffer> {
    this.#snapshot ??= step2Frame(this.#log.snapshot() ?? EMPTY_UPDATE);
    return this.#snapshot;
  }
}

function decodeVector(vector: Uint8Array): Map<number, number> {
  try {
    return Y.decodeStateVector(vector);
  } catch {
    throw new RoomError("invalid", "This is not a state vector of a Yjs document.");
  }
}
