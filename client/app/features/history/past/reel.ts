import * as Y from "yjs";
import type { HistoryEdit, HistoryRecord } from "../../../../../durable-objects/doc/history/record/protocol.ts";
import { Authors } from "./authors.ts";
import type { PastNode } from "./past-node.ts";
import { readPast } from "./read.ts";

/** The text at a moment, and at the one it is held against. */
export interface Pair {
  before: PastNode[];
  after: PastNode[];
}

/**
 * A stretch of a doc's past, of which every moment can be looked at without asking anyone. It is played once, forward,
 * by a document that forgets nothing; a moment is a snapshot of it.
 */
export class Reel {
  readonly #doc = new Y.Doc({ gc: false });
  readonly #edits: readonly HistoryEdit[];
  readonly #frames = new Map<number, Y.Snapshot>();

  /** @param record the stretch; @param moments those that can be looked at, ms since 1970 */
  constructor(record: HistoryRecord, moments: readonly number[]) {
    this.#edits = record.edits;
    Y.applyUpdate(this.#doc, record.state);
    let played = 0;
    for (const moment of [...new Set(moments)].sort((a, b) => a - b)) {
      for (; (this.#edits[played]?.at ?? Number.POSITIVE_INFINITY) <= moment; played += 1) {
        const edit = this.#edits[played];
        if (edit) Y.applyUpdate(this.#doc, edit.update);
      }
      this.#frames.set(moment, Y.snapshot(this.#doc));
    }
  }

  /** The text at `at`, and at the earlier moment `from`, with who changed what between. Null for moments not on it. */
  between(from: number, at: number): Pair | null {
    const [earlier, later] = [this.#frames.get(from), this.#frames.get(at)];
    if (!earlier || !later) return null;
    const authors = new Authors(this.#edits.filter((edit) => edit.at > from && edit.at <= at));
    return {
      before: readPast(this.#doc, { here: earlier, other: later, whoOf: (id) => authors.remover(id) }),
      after: readPast(this.#doc, { here: later, other: earlier, whoOf: (id) => authors.maker(id) }),
    };
  }

  /** Frees what it holds. */
  destroy(): void {
    this.#doc.destroy();
  }
}
