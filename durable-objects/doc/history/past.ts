import * as Y from "yjs";
import { RoomError } from "../../room/errors.ts";
import { HISTORY_LIMITS } from "../limits.ts";
import { decodeSegment, type LogEntry } from "../log/segments.ts";
import type { HistoryRecord } from "./record/protocol.ts";
import type { Floor, HistoryStore, Pack } from "./store.ts";
import type { Entries, HistorySurroundings } from "./surroundings.ts";

/** Entries loaded in one transaction, so that memory is tidied between. */
const LOAD_TOGETHER = 2_000;
/** How many edits of one millisecond are told apart when the state between two of them is looked for. */
const TRIED_IN_ONE_MOMENT = 16;

/** Packs that one answer reads beyond those its first state is made of. */
const PACKS_IN_RECORD = 2;

/** A state and the entries that came after it, in order. */
interface Stretch {
  floor: Uint8Array | null;
  entries: readonly LogEntry[];
}

/** A doc as it was: its full state at any moment of the history, and the past told edit by edit. */
export class Past {
  readonly #store: HistoryStore;
  readonly #around: HistorySurroundings;
  /** The entries that still stand in the object, behind all that lies in R2. */
  readonly #standing: Entries;

  constructor(store: HistoryStore, around: HistorySurroundings, standing: Entries) {
    this.#store = store;
    this.#around = around;
    this.#standing = standing;
  }

  /**
   * A document with the content right after `at` (ms since 1970). The caller destroys it.
   * @throws RoomError `gone` for a time before the history begins, `unavailable` while R2 cannot be asked for it.
   */
  async documentAt(at: number, now: number): Promise<Y.Doc> {
    demandKept(at, now);
    return documentOf(await this.#stretchUntil(at, at));
  }

  /**
   * The full state that `is` recognises among those of the moment `at`, or null: several edits may fall in one
   * millisecond, and a text may have been read between them.
   * @throws as {@link documentAt}
   */
  async stateLike(at: number, now: number, is: (doc: Y.Doc) => boolean): Promise<Uint8Array | null> {
    demandKept(at, now);
    const { floor, entries } = await this.#stretchUntil(at, at);
    const then = entries.filter((entry) => entry.at === at).length;
    for (let without = 0; without <= Math.min(then, TRIED_IN_ONE_MOMENT); without += 1) {
      const doc = documentOf({ floor, entries: entries.slice(0, entries.length - without) });
      const state = is(doc) ? Y.encodeStateAsUpdate(doc) : null;
      doc.destroy();
      if (state) return state;
    }
    return null;
  }

  /**
   * The state right after `after` and the edits behind it up to `until` (ms since 1970), as many as fit in one answer.
   * @throws as {@link documentAt}
   */
  async record(after: number, until: number, now: number): Promise<HistoryRecord> {
    demandKept(until, now);
    const from = Math.min(until, Math.max(after, now - HISTORY_LIMITS.keptMs));
    const end = this.#reach(from, until);
    const { floor, entries } = await this.#stretchUntil(end, from + 1);
    const doc = documentOf({ floor, entries: entries.filter(({ at }) => at <= from) });
    const state = Y.encodeStateAsUpdate(doc);
    doc.destroy();
    const edits = fitting(entries.filter(({ at }) => at > from));
    const through = edits.rest ? (edits.fit.at(-1)?.at ?? from) : end;
    return { after: from, through, state, edits: edits.fit.map(({ user, at, update }) => ({ user, at, update })) };
  }

  /** How far towards `until` an answer may reach that begins at `from`: past a few packs of R2 and no more. */
  #reach(from: number, until: number): number {
    const ahead = this.#store.packs().filter(({ lastAt }) => lastAt > from);
    const beyond = ahead[PACKS_IN_RECORD];
    return beyond ? Math.min(until, Math.max(from + 1, beyond.firstAt - 1)) : until;
  }

  /** What makes up the content right after `at`, from the newest floor on that was there before `floorBefore`. */
  async #stretchUntil(at: number, floorBefore: number): Promise<Stretch> {
    // Has the log set aside what cannot be loaded.
    this.#around.document.read(() => undefined);
    const shelved = await this.#shelved(at, floorBefore);
    return { ...shelved, entries: [...shelved.entries, ...this.#standing()].filter((entry) => entry.at <= at) };
  }

  /** What lies in R2 and concerns `at`. The log moves on while R2 answers, so it is looked up until nothing is new. */
  async #shelved(at: number, floorBefore: number): Promise<Stretch> {
    const fetched = new Map<number, Uint8Array>();
    for (;;) {
      const floor = this.#store.floors().findLast(({ lastAt }) => lastAt < floorBefore) ?? null;
      const packs = this.#store.packs().filter((pack) => pack.number > (floor?.holds ?? 0) && pack.firstAt <= at);
      const missing = [...(floor ? [floor] : []), ...packs].filter(({ number }) => !fetched.has(number));
      if (missing.length === 0) return stretchOf(floor, packs, fetched);
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
    const wanted = [...this.#store.floors(), ...this.#store.packs()].some((other) => other.number === pack.number);
    if (!wanted) return null;
    throw new RoomError("unavailable", "This part of the history cannot be read just now; try again later.");
  }
}

/** A document with what a floor and then entries say. The caller destroys it. */
export function documentOf({ floor, entries }: Stretch): Y.Doc {
  const doc = new Y.Doc();
  if (floor) Y.applyUpdate(doc, floor);
  for (let from = 0; from < entries.length; from += LOAD_TOGETHER) {
    doc.transact(() => {
      for (const { update } of entries.slice(from, from + LOAD_TOGETHER)) Y.applyUpdate(doc, update);
    });
  }
  return doc;
}

function stretchOf(floor: Floor | null, packs: readonly Pack[], bodies: ReadonlyMap<number, Uint8Array>): Stretch {
  return {
    floor: (floor && bodies.get(floor.number)) ?? null,
    entries: packs.flatMap(({ number }) => {
      const body = bodies.get(number);
      return body ? [...decodeSegment(body)] : [];
    }),
  };
}

/** As many of `entries` as one answer may have: whole moments, and one of them at least. */
function fitting(entries: readonly LogEntry[]): { fit: readonly LogEntry[]; rest: boolean } {
  let bytes = 0;
  for (const [index, { at, update }] of entries.entries()) {
    const begins = at !== entries[index - 1]?.at;
    if (begins && index > 0 && bytes + update.length > HISTORY_LIMITS.recordBytes) {
      return { fit: entries.slice(0, index), rest: true };
    }
    bytes += update.length;
  }
  return { fit: entries, rest: false };
}

function demandKept(at: number, now: number): void {
  if (at < now - HISTORY_LIMITS.keptMs) throw new RoomError("gone", "The history goes back 30 days.");
}
