import * as Y from "yjs";
import { HISTORY_LIMITS } from "../limits.ts";
import type { HistorySegment } from "../log/archive.ts";
import type { LogEntry } from "../log/segments.ts";
import type { UpdateExtent } from "../log/update.ts";
import { readText } from "../text/content.ts";
import type { TreeNode } from "../text/tree.ts";
import { gather } from "./changes.ts";
import { Past } from "./past.ts";
import type { HistoryChange } from "./protocol.ts";
import type { HistoryRecord } from "./record/protocol.ts";
import { Shelf } from "./shelf.ts";
import { HistoryStore } from "./store.ts";
import type { HistorySurroundings } from "./surroundings.ts";

/** The name of the job in the room's schedule. */
export const HISTORY_JOB = "history";

/** Segments read at once. */
const BATCH = 200;

/**
 * Who changed what and when, for 30 days, and the doc as it was at any moment of them.
 *
 * Entries stay in the log's own segments while they are young and few. Then they move to R2 and are removed here only
 * after R2 has them; after 30 days they expire there. With R2 down nothing is lost: moving waits, and only questions
 * about what lies there go unanswered.
 */
export class History {
  readonly #storage: DurableObjectStorage;
  readonly #store: HistoryStore;
  readonly #around: HistorySurroundings;
  readonly #shelf: Shelf;
  readonly #past: Past;

  constructor(storage: DurableObjectStorage, around: HistorySurroundings) {
    this.#storage = storage;
    this.#store = new HistoryStore(storage.sql);
    this.#around = around;
    this.#shelf = new Shelf(storage, this.#store, around);
    this.#past = new Past(this.#store, around, () => this.#entriesAfter(0));
  }

  /** Changes of the last 30 days, newest first, from behind the moment `before` (ms since 1970) on. */
  list(before: number | null, limit: number, now: number): HistoryChange[] {
    this.#gatherSettled();
    const edge = before ?? Number.MAX_SAFE_INTEGER;
    const since = now - HISTORY_LIMITS.keptMs;
    const newest = this.#store.newest();
    const recent = gather(this.#entriesAfter(this.#store.through), newest, this.#store.counted()).reverse();
    const older = this.#store.changes({ before: Math.min(edge, newest?.to ?? 0), since, limit });
    return [...recent.filter(({ to }) => to < edge && to >= since), ...older].slice(0, limit);
  }

  /** The text as it was right after `at` (ms since 1970). @throws as {@link stateAt} */
  async textAt(at: number, now: number): Promise<TreeNode[]> {
    const doc = await this.#past.documentAt(at, now);
    const text = readText(doc);
    doc.destroy();
    return text;
  }

  /**
   * The full state as it was right after `at` (ms since 1970), as one update (v1).
   * @throws RoomError `gone` for a time before the history begins, `unavailable` while R2 cannot be asked for it.
   */
  async stateAt(at: number, now: number): Promise<Uint8Array> {
    const doc = await this.#past.documentAt(at, now);
    const state = Y.encodeStateAsUpdate(doc);
    doc.destroy();
    return state;
  }

  /** As {@link Past.stateLike}. */
  stateLike(at: number, now: number, is: (doc: Y.Doc) => boolean): Promise<Uint8Array | null> {
    return this.#past.stateLike(at, now, is);
  }

  /** As {@link Past.record}. */
  record(after: number, until: number, now: number): Promise<HistoryRecord> {
    return this.#past.record(after, until, now);
  }

  /**
   * Moves what is old or too much to R2, and lets go of what is too old there. May be repeated. Answers when there is
   * something to do again, ms since 1970, or null when there is nothing.
   * @throws what R2 throws; all that was not confirmed is then where it was.
   */
  async tidy(now: number): Promise<number | null> {
    this.#gatherSettled();
    await this.#shelf.tidy(now);
    return this.#shelf.due();
  }

  /** When to tidy after a compaction, ms since 1970: at once where more was settled than should stand here. */
  dueAfterCompaction(now: number): number {
    return this.#shelf.isFull() ? now : now + HISTORY_LIMITS.shelveAfterMs;
  }

  /** Deletes all of this doc's history in R2; what is in the object goes with the object. May be repeated. */
  purge(): Promise<void> {
    return this.#shelf.purge();
  }

  /** Gathers the segments that no more entries will come to. */
  #gatherSettled(): void {
    for (let counted: UpdateExtent | null = null; ; ) {
      const segments = this.#around.document.archive.settled({ after: this.#store.through, limit: BATCH });
      const last = segments.at(-1);
      if (!last) return;
      const known: UpdateExtent = counted ?? this.#store.counted();
      const changes = gather(this.#entriesOf(segments), this.#store.newest(), known);
      this.#storage.transactionSync(() => this.#store.add(changes, last.id, known));
      counted = known;
    }
  }

  *#entriesAfter(segment: number): Generator<LogEntry> {
    for (let after = segment; ; ) {
      const segments = this.#around.document.archive.all({ after, limit: BATCH });
      const last = segments.at(-1);
      if (!last) return;
      yield* this.#entriesOf(segments);
      after = last.id;
    }
  }

  *#entriesOf(segments: readonly HistorySegment[]): Generator<LogEntry> {
    for (const segment of segments) yield* this.#around.document.archive.entries(segment);
  }
}
