import * as Y from "yjs";
import { RoomError } from "../../room/errors.ts";
import type { LiveDocument } from "../document.ts";
import { HISTORY_LIMITS } from "../limits.ts";
import type { HistorySegment } from "../log/archive.ts";
import { decodeSegment, type LogEntry, SegmentWriter } from "../log/segments.ts";
import type { UpdateExtent } from "../log/update.ts";
import { readText } from "../text/content.ts";
import type { TreeNode } from "../text/tree.ts";
import { gather } from "./changes.ts";
import type { HistoryChange } from "./protocol.ts";
import { HistoryStore, type Pack } from "./store.ts";

/** The name of the job in the room's schedule. */
export const HISTORY_JOB = "history";

/** Segments read at once. */
const BATCH = 200;
/** Entries loaded in one transaction, so that memory is tidied between. */
const LOAD_TOGETHER = 2_000;
/** How many edits of one millisecond are told apart when the state between two of them is looked for. */
const TRIED_IN_ONE_MOMENT = 16;

export interface HistorySurroundings {
  document: LiveDocument;
  files: R2Bucket;
  /** The doc's id, which names its folder in R2. */
  doc: () => string;
}

/**
 * Who changed what and when, for 30 days, and the doc as it was at any moment of them.
 *
 * Entries stay in the log's own segments while they are young. A day later they move to R2, as one segment per object
 * under `history/{doc}/{first entry, ms}-{its segment}`, and are removed here only after R2 has them. After 30 days
 * they become part of the floor, `history/{doc}/floor-{ms}`: the state before the oldest entry that is kept. With R2
 * down nothing is lost: moving waits, and only questions about what lies there go unanswered.
 */
export class History {
  readonly #storage: DurableObjectStorage;
  readonly #store: HistoryStore;
  readonly #around: HistorySurroundings;

  constructor(storage: DurableObjectStorage, around: HistorySurroundings) {
    this.#storage = storage;
    this.#store = new HistoryStore(storage.sql);
    this.#around = around;
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
    const doc = await this.#documentAt(at, now);
    const text = readText(doc);
    doc.destroy();
    return text;
  }

  /**
   * The full state as it was right after `at` (ms since 1970), as one update (v1).
   * @throws RoomError `gone` for a time before the history begins, `unavailable` while R2 cannot be asked for it.
   */
  async stateAt(at: number, now: number): Promise<Uint8Array> {
    const doc = await this.#documentAt(at, now);
    const state = Y.encodeStateAsUpdate(doc);
    doc.destroy();
    return state;
  }

  /**
   * The full state that `is` recognises among those of the moment `at`, or null: several edits may fall in one
   * millisecond, and a text may have been read between them.
   * @throws as {@link stateAt}
   */
  async stateLike(at: number, now: number, is: (doc: Y.Doc) => boolean): Promise<Uint8Array | null> {
    const { floor, entries } = await this.#recordUntil(at, now);
    const then = entries.filter((entry) => entry.at === at).length;
    for (let without = 0; without <= Math.min(then, TRIED_IN_ONE_MOMENT); without += 1) {
      const doc = documentOf(floor, entries.slice(0, entries.length - without));
      const state = is(doc) ? Y.encodeStateAsUpdate(doc) : null;
      doc.destroy();
      if (state) return state;
    }
    return null;
  }

  /**
   * Moves old entries to R2 and lets go of those that are too old, in steps that may each be repeated.
   * Answers when there is something to do again, ms since 1970, or null when there is nothing.
   * @throws what R2 throws; all that was not confirmed is then where it was.
   */
  async tidy(now: number): Promise<number | null> {
    this.#gatherSettled();
    while (await this.#shelve(now - HISTORY_LIMITS.shelveAfterMs));
    await this.#expire(now - HISTORY_LIMITS.keptMs);
    return this.#due();
  }

  /** Deletes all of this doc's history in R2; what is in the object goes with the object. May be repeated. */
  async purge(): Promise<void> {
    const { files } = this.#around;
    for (;;) {
      const { objects } = await files.list({ prefix: `${this.#folder()}/`, limit: 1_000 });
      if (objects.length === 0) return;
      await files.delete(objects.map(({ key }) => key));
    }
  }

  // --- Changes ---

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

  // --- The doc at a time ---

  async #documentAt(at: number, now: number): Promise<Y.Doc> {
    const { floor, entries } = await this.#recordUntil(at, now);
    return documentOf(floor, entries);
  }

  /** All that makes up the content right after `at`, in order. */
  async #recordUntil(at: number, now: number): Promise<{ floor: Uint8Array | undefined; entries: LogEntry[] }> {
    if (at < now - HISTORY_LIMITS.keptMs) throw new RoomError("gone", "The history goes back 30 days.");
    // Has the log set aside what cannot be loaded.
    this.#around.document.read(() => undefined);
    const { floor, entries } = await this.#shelved(at);
    return { floor, entries: [...entries, ...this.#entriesAfter(0)].filter((entry) => entry.at <= at) };
  }

  /** What lies in R2 and concerns `at`. The log moves on while R2 answers, so the packs are looked up until none is new. */
  async #shelved(at: number): Promise<{ floor: Uint8Array | undefined; entries: LogEntry[] }> {
    const fetched = new Map<number, Uint8Array>();
    for (;;) {
      const floor = this.#store.floor();
      const packs = this.#store.packs().filter(({ firstAt }) => firstAt <= at);
      const missing = [...(floor ? [floor] : []), ...packs].filter(({ number }) => !fetched.has(number));
      if (missing.length === 0) {
        const bodies = packs.flatMap(({ number }) => fetched.get(number) ?? []);
        return {
          floor: floor ? fetched.get(floor.number) : undefined,
          entries: bodies.flatMap((body) => [...decodeSegment(body)]),
        };
      }
      const bodies = await Promise.all(missing.map((pack) => this.#fetch(pack)));
      for (const [index, body] of bodies.entries()) {
        const pack = missing[index];
        if (pack && body) fetched.set(pack.number, body);
      }
    }
  }

  /** An object's bytes, or null when it was superseded meanwhile. @throws RoomError `unavailable` */
  async #fetch(pack: Pack): Promise<Uint8Array | null> {
    const object = await this.#around.files.get(pack.key).catch(() => null);
    if (object) return new Uint8Array(await object.arrayBuffer());
    const wanted = [this.#store.floor(), ...this.#store.packs()].some((other) => other?.number === pack.number);
    if (!wanted) return null;
    throw new RoomError("unavailable", "This part of the history cannot be read just now; try again later.");
  }

  // --- Moving to R2 ---

  /** Moves one pack of segments whose entries all came before `before`; answers whether there may be more. */
  async #shelve(before: number): Promise<boolean> {
    const { archive } = this.#around.document;
    const taken: HistorySegment[] = [];
    let bytes = 0;
    for (const segment of archive.settled({ before, limit: BATCH })) {
      if (
        segment.id > this.#store.through ||
        (taken.length > 0 && bytes + segment.data.length > HISTORY_LIMITS.packBytes)
      ) {
        break;
      }
      taken.push(segment);
      bytes += segment.data.length;
    }
    const [first] = taken;
    const last = taken.at(-1);
    if (!first || !last) return false;
    const key = `${this.#folder()}/${first.openedAt}-${first.id}`;
    // Written anew as one segment; what was in quarantine is left behind for good.
    await this.#around.files.put(key, new SegmentWriter(first.openedAt).write([...this.#entriesOf(taken)]));
    this.#storage.transactionSync(() => {
      this.#store.addPack({ key, firstAt: first.openedAt, lastAt: last.lastAt });
      archive.remove(taken.map(({ id }) => id));
    });
    return true;
  }

  /** Makes packs whose entries all came before `before` part of the floor, and deletes what is superseded. */
  async #expire(before: number): Promise<void> {
    this.#store.forget(before);
    const expired = this.#store.packs().filter(({ lastAt }) => lastAt < before);
    if (expired.length > 0) await this.#raiseFloor(expired);
    for (const { number, key } of this.#store.doomed()) {
      await this.#around.files.delete(key);
      this.#store.removePack(number);
    }
  }

  async #raiseFloor(expired: readonly Pack[]): Promise<void> {
    const former = this.#store.floor();
    const below = former ? await this.#fetch(former) : null;
    const doc = new Y.Doc();
    if (below) Y.applyUpdate(doc, below);
    let lastAt = 0;
    for (const pack of expired) {
      const body = await this.#fetch(pack);
      if (body) load(doc, [...decodeSegment(body)]);
      lastAt = pack.lastAt;
    }
    const key = `${this.#folder()}/floor-${lastAt}`;
    await this.#around.files.put(key, Y.encodeStateAsUpdate(doc));
    doc.destroy();
    const firstAt = former?.firstAt ?? expired[0]?.firstAt ?? lastAt;
    this.#storage.transactionSync(() => this.#store.raiseFloor({ key, firstAt, lastAt }, expired));
  }

  #due(): number | null {
    const segment = this.#around.document.archive.settled({ limit: 1 })[0];
    const pack = this.#store.packs()[0];
    const times = [
      ...(segment ? [segment.lastAt + HISTORY_LIMITS.shelveAfterMs + 1] : []),
      ...(pack ? [pack.lastAt + HISTORY_LIMITS.keptMs + 1] : []),
    ];
    return times.length > 0 ? Math.min(...times) : null;
  }

  #folder(): string {
    return `history/${this.#around.doc()}`;
  }
}

/** A document with what `floor` and then `entries` say. The caller destroys it. */
function documentOf(floor: Uint8Array | undefined, entries: readonly LogEntry[]): Y.Doc {
  const doc = new Y.Doc();
  if (floor) Y.applyUpdate(doc, floor);
  load(doc, entries);
  return doc;
}

function load(doc: Y.Doc, entries: readonly LogEntry[]): void {
  for (let from = 0; from < entries.length; from += LOAD_TOGETHER) {
    doc.transact(() => {
      for (const { update } of entries.slice(from, from + LOAD_TOGETHER)) Y.applyUpdate(doc, update);
    });
  }
}
