import * as Y from "yjs";
import { HISTORY_LIMITS } from "../limits.ts";
import type { HistorySegment } from "../log/archive.ts";
import { decodeSegment, type LogEntry, SegmentWriter } from "../log/segments.ts";
import { documentOf } from "./past.ts";
import type { Floor, HistoryStore, Pack } from "./store.ts";
import type { HistorySurroundings } from "./surroundings.ts";

/** Segments taken at once. */
const BATCH = 200;

/**
 * The part of a doc's history that lies in R2, below `history/{doc}/`: entries as one segment per object, named
 * `{first entry, ms}-{its segment}`, and beside some of them `…-floor`: the full state that all entries until then came
 * to, so that no moment is far from one. `floor-{last entry, ms}` is such a state of entries that have expired.
 */
export class Shelf {
  readonly #storage: DurableObjectStorage;
  readonly #store: HistoryStore;
  readonly #around: HistorySurroundings;

  constructor(storage: DurableObjectStorage, store: HistoryStore, around: HistorySurroundings) {
    this.#storage = storage;
    this.#store = store;
    this.#around = around;
  }

  /**
   * Moves the segments that are old, or too many, to R2, and lets go of what is too old there, in steps that may each be
   * repeated. @throws what R2 throws; all that was not confirmed is then where it was.
   */
  async tidy(now: number): Promise<void> {
    while (await this.#shelve(this.isFull() ? now + 1 : now - HISTORY_LIMITS.shelveAfterMs));
    await this.#expire(now - HISTORY_LIMITS.keptMs);
  }

  /** Whether more stands in the object than should, however young. */
  isFull(): boolean {
    return this.#around.document.archive.bytes() > HISTORY_LIMITS.inlineBytes;
  }

  /** When there is something to tidy, ms since 1970, or null when there is nothing. */
  due(): number | null {
    const segment = this.#around.document.archive.settled({ limit: 1 })[0];
    const pack = this.#store.packs()[0];
    const times = [
      ...(segment ? [segment.lastAt + HISTORY_LIMITS.shelveAfterMs + 1] : []),
      ...(pack ? [pack.lastAt + HISTORY_LIMITS.keptMs + 1] : []),
    ];
    return times.length > 0 ? Math.min(...times) : null;
  }

  /** Deletes all of this doc's history in R2. May be repeated. */
  async purge(): Promise<void> {
    const { files } = this.#around;
    for (;;) {
      const { objects } = await files.list({ prefix: `${this.#folder()}/`, limit: 1_000 });
      if (objects.length === 0) return;
      await files.delete(objects.map(({ key }) => key));
    }
  }

  /** Moves one pack of segments whose entries all came before `before`; answers whether there may be more. */
  async #shelve(before: number): Promise<boolean> {
    const { archive } = this.#around.document;
    const taken = this.#take(before);
    const [first] = taken;
    const last = taken.at(-1);
    if (!first || !last) return false;
    const key = `${this.#folder()}/${first.openedAt}-${first.id}`;
    // Written anew as one segment; what was in quarantine is left behind for good.
    const entries = taken.flatMap((segment) => [...archive.entries(segment)]);
    await this.#around.files.put(key, new SegmentWriter(first.openedAt).write(entries));
    const lastAt = taken.reduce((latest, segment) => Math.max(latest, segment.lastAt), 0);
    const floor = await this.#floorBehind(entries, `${key}-floor`);
    this.#storage.transactionSync(() => {
      const number = this.#store.addPack({ key, firstAt: first.openedAt, lastAt });
      if (floor) this.#store.addFloor({ key: floor, firstAt: lastAt, lastAt }, number);
      archive.remove(taken.map(({ id }) => id));
    });
    return true;
  }

  /** One pack's worth of segments that were gathered into changes already. */
  #take(before: number): HistorySegment[] {
    const taken: HistorySegment[] = [];
    let bytes = 0;
    for (const segment of this.#around.document.archive.settled({ before, limit: BATCH })) {
      const over = taken.length > 0 && bytes + segment.data.length > HISTORY_LIMITS.packBytes;
      if (segment.id > this.#store.through || over) break;
      taken.push(segment);
      bytes += segment.data.length;
    }
    return taken;
  }

  /** Puts the floor behind a new pack into R2 if the last one is too far back; answers its key, or null for none. */
  async #floorBehind(entries: readonly LogEntry[], key: string): Promise<string | null> {
    const former = this.#store.floors().at(-1) ?? null;
    const packs = this.#store.packs().filter(({ number }) => number > (former?.holds ?? 0));
    const bodies = await this.#bodiesOf(packs);
    const bytes = [...bodies, ...entries.map(({ update }) => update)].reduce((sum, body) => sum + body.length, 0);
    if (bytes < HISTORY_LIMITS.floorEveryBytes) return null;
    return this.#putFloor(former, [...bodies.flatMap((body) => [...decodeSegment(body)]), ...entries], key);
  }

  /** Lets go of packs whose entries all came before `before`, above a floor that holds them, and of what is superseded. */
  async #expire(before: number): Promise<void> {
    this.#store.forget(before, HISTORY_LIMITS.changes);
    const expired = this.#store.packs().filter(({ lastAt }) => lastAt < before);
    const last = expired.at(-1);
    if (last) await this.#raiseFloor(expired, last);
    for (const { number, key } of this.#store.doomed()) {
      await this.#around.files.delete(key);
      this.#store.removePack(number);
    }
  }

  async #raiseFloor(expired: readonly Pack[], last: Pack): Promise<void> {
    const floors = this.#store.floors();
    const below = floors.findLast(({ holds }) => holds <= last.number) ?? null;
    const bodies = await this.#bodiesOf(expired.filter(({ number }) => number > (below?.holds ?? 0)));
    const entries = bodies.flatMap((body) => [...decodeSegment(body)]);
    const { lastAt } = last;
    const isThere = below?.holds === last.number;
    const key = isThere ? null : await this.#putFloor(below, entries, `${this.#folder()}/floor-${lastAt}`);
    this.#storage.transactionSync(() => {
      if (key) this.#store.addFloor({ key, firstAt: lastAt, lastAt }, last.number);
      this.#store.doom([
        ...expired,
        ...floors.filter((floor) => floor.holds <= last.number && (key || floor !== below)),
      ]);
    });
  }

  async #putFloor(below: Floor | null, entries: readonly LogEntry[], key: string): Promise<string> {
    const [floor = null] = below ? await this.#bodiesOf([below]) : [];
    const doc = documentOf({ floor, entries });
    await this.#around.files.put(key, Y.encodeStateAsUpdate(doc));
    doc.destroy();
    return key;
  }

  async #bodiesOf(packs: readonly Pack[]): Promise<Uint8Array[]> {
    const bodies: Uint8Array[] = [];
    for (const { key } of packs) {
      const object = await this.#around.files.get(key);
      if (!object) throw new Error("a part of the history is not where it was put");
      bodies.push(new Uint8Array(await object.arrayBuffer()));
    }
    return bodies;
  }

  #folder(): string {
    return `history/${this.#around.doc()}`;
  }
}
