import * as encoding from "lib0/encoding";
import { IdRanges } from "./id-ranges.ts";
import type { Extent } from "./update.ts";

/**
 * What a doc's log holds, told without a `Y.Doc`: every struct, those included that still wait for others, and every
 * delete. It answers whether an update brings anything new, and what to ask a client for.
 */
export class Coverage {
  readonly structs: IdRanges;
  readonly deletes: IdRanges;

  constructor(structs: IdRanges, deletes: IdRanges) {
    this.structs = structs;
    this.deletes = deletes;
  }

  /** What a snapshot holds. The base itself stays as it is. */
  static of(base: Extent): Coverage {
    const coverage = new Coverage(new IdRanges(), new IdRanges());
    coverage.add(base);
    return coverage;
  }

  /** True when the log already holds all of it: no new structs and no new deletes. */
  holds(extent: Extent): boolean {
    return this.structs.covers(extent.structs) && this.deletes.covers(extent.deletes);
  }

  /** True when the log holds a part of what a run of structs claims: honest clients hardly ever send such. */
  overlaps(extent: Extent): boolean {
    for (const [client, clock, length] of extent.structs) {
      if (this.structs.touches(client, clock, length) && !this.structs.has(client, clock, length)) return true;
    }
    return false;
  }

  add(extent: Extent): void {
    this.structs.addAll(extent.structs);
    this.deletes.addAll(extent.deletes);
  }

  /** A Yjs state vector that stops at the first gap of each client, so whoever is asked with it fills the gaps. */
  stateVector(): Uint8Array {
    const known = [...this.structs.clients()].filter((client) => this.structs.prefix(client) > 0);
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, known.length);
    for (const client of known.sort((a, b) => b - a)) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, this.structs.prefix(client));
    }
    return encoding.toUint8Array(encoder);
  }

  /** Whether one who holds `vector` (client → clock) lacks no struct of ours. */
  within(vector: ReadonlyMap<number, number>): boolean {
    for (const client of this.structs.clients()) {
      if ((vector.get(client) ?? 0) < this.structs.end(client)) return false;
    }
    return true;
  }
}
