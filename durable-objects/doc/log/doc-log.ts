import type * as Y from "yjs";
import { RoomError } from "../../room/errors.ts";
import type { DocLimits } from "../limits.ts";
import { type Base, BaseStore } from "./base-store.ts";
import { type BadEntry, type Compacted, compact, loadDocument, TooManyBad } from "./compaction.ts";
import { Coverage } from "./coverage.ts";
import { type EntryPlace, type PlacedEntry, SegmentStore } from "./segment-store.ts";
import type { LogEntry } from "./segments.ts";
import { atOnce, inSteps, type Steps } from "./steps.ts";
import { type Extent, extentOf } from "./update.ts";

/** What is read once when the log is first needed after waking. */
interface Loaded {
  base: Base;
  store: SegmentStore;
  coverage: Coverage;
  /** How much lies behind the snapshot, what was offered included. The updates themselves are left to storage. */
  tailEntries: number;
  tailBytes: number;
}

export interface CompactionReport {
  entries: number;
  bytes: number;
  quarantined: BadEntry[];
  roots: Compacted["roots"];
}

/**
 * The log of one doc. Updates are offered, judged at once, and committed together; no `Y.Doc` is kept for that. What
 * clients are told must follow a `commit` in the same turn.
 */
export class DocLog {
  readonly #storage: DurableObjectStorage;
  readonly #limits: DocLimits;
  readonly #bases: BaseStore;
  #loaded: Loaded | null = null;
  #offered: LogEntry[] = [];
  #version = 0;
  #epoch = 0;
  #proved = { version: 0, at: 0 };
  /** An update came since the last proof that claims ids of which some were held. */
  #suspicious = false;
  /** Segments up to this one are not appended to any more. */
  #sealed = 0;

  constructor(storage: DurableObjectStorage, limits: DocLimits) {
    this.#storage = storage;
    this.#limits = limits;
    this.#bases = new BaseStore(storage);
  }

  /** Changes whenever the tail or the snapshot does. */
  get version(): number {
    return this.#version;
  }

  get coverage(): Coverage {
    return this.#load().coverage;
  }

  get base(): Base {
    return this.#load().base;
  }

  /** Changes when entries that were there are no more, or stand in the snapshot now. */
  get epoch(): number {
    return this.#epoch;
  }

  /** The entries behind the snapshot, or only those of them behind `place`. */
  tail(place?: EntryPlace): PlacedEntry[] {
    this.commit();
    const { base, store } = this.#load();
    return [...(place ? store.behind(place) : store.after(base.through))];
  }

  /** The stored snapshot, or null before the first compaction. */
  snapshot(): Uint8Array | null {
    return this.#bases.snapshot();
  }

  /** Whether an update brings nothing new. @throws RoomError `invalid` when it does not parse. */
  holds(update: Uint8Array): boolean {
    return this.coverage.holds(judged(update));
  }

  /**
   * Judges an update. `"held"` brings nothing new; `"taken"` will be in the next `commit`.
   * @throws RoomError `invalid` when it does not parse, `too_large` when the doc would outgrow its budget.
   */
  offer(entry: LogEntry): "held" | "taken" {
    const extent = judged(entry.update);
    if (this.coverage.holds(extent)) return "held";
    if (!this.#fits(entry.update, extent)) {
      this.#compactForRoom(entry);
      if (!this.#fits(entry.update, extent)) {
        throw new RoomError("too_large", "This document is as large as a document may be.");
      }
    }
    const loaded = this.#load();
    this.#suspicious ||= loaded.coverage.overlaps(extent);
    loaded.coverage.add(extent);
    loaded.tailEntries += 1;
    loaded.tailBytes += entry.update.length;
    this.#offered.push(entry);
    this.#version++;
    return "taken";
  }

  /** Commits what was offered. When storage refuses, nothing of it is held any more, and the error is thrown on. */
  commit(): void {
    if (this.#offered.length === 0) return;
    const entries = this.#offered;
    this.#offered = [];
    try {
      this.#load().store.append(entries);
    } catch (cause) {
      this.#forget();
      throw cause;
    }
  }

  /** When a compaction is worth it: not yet, soon, or at once. */
  get compaction(): "none" | "soon" | "now" {
    const { base, tailEntries, tailBytes } = this.#load();
    const { compactBytes, compactEntries, compactFraction, compactEntriesAlways, compactNowBytes } = this.#limits;
    if (tailBytes >= compactNowBytes) return "now";
    if (tailEntries >= compactEntriesAlways) return "soon";
    const large = tailBytes >= compactBytes || tailEntries >= compactEntries;
    return large && tailBytes * compactFraction >= base.bytes ? "soon" : "none";
  }

  /**
   * Puts all that is committed into the snapshot. The segments stay as history. Entries that cannot be loaded are set
   * aside first, so that a run which fails has still come nearer.
   * @throws Error when it could not be done; the log is as good as before.
   */
  compact(now: number): CompactionReport {
    return atOnce(this.#compact(now));
  }

  /** As {@link compact}, with pauses in which the log takes updates as ever; those are left to the next run. */
  compactSlowly(now: number, pause: () => Promise<void>): Promise<CompactionReport> {
    return inSteps(this.#compact(now), pause);
  }

  /** A document with all that is committed. The caller destroys it. Entries found bad are set aside. */
  build(now: number): Y.Doc {
    this.commit();
    const entries = [...this.#load().store.after(this.base.through)];
    const { doc, bad } = atOnce(loadDocument(this.snapshot(), entries, this.#limits.quarantinePerRun));
    if (bad.length > 0) {
      this.#setAside(bad, now);
      this.#forget();
    }
    return doc;
  }

  /**
   * Makes sure, while that is cheap, that what joiners are given can be loaded, and answers whether anything was set
   * aside. A small log is loaded once for each version of it that someone joins, and not each moment unless something
   * in it is suspicious; a large one is loaded by its compactions.
   */
  prove(now: number): boolean {
    const { base, tailBytes } = this.#load();
    const due = this.#suspicious || now - this.#proved.at >= this.#limits.proveEveryMs;
    if (!due || this.#proved.version === this.#version) return false;
    if (base.bytes + tailBytes > this.#limits.compactBytes) return false;
    const before = this.#version;
    this.build(now).destroy();
    this.#proved = { version: this.#version, at: now };
    this.#suspicious = false;
    return this.#version !== before;
  }

  /** Bytes that the log occupies, by what they are for. */
  size(): { snapshotBytes: number; tailBytes: number; tailEntries: number; segmentBytes: number } {
    const { base, tailEntries, tailBytes } = this.#load();
    const segments = this.#storage.sql
      .exec<{ bytes: number | null }>("SELECT sum(length(data)) AS bytes FROM log_segments")
      .one();
    return { snapshotBytes: base.bytes, tailBytes, tailEntries, segmentBytes: segments.bytes ?? 0 };
  }

  *#compact(now: number): Steps<CompactionReport> {
    this.commit();
    const { base, store } = this.#load();
    const through = store.last;
    // What comes in while this pauses goes into segments of its own, even if the log is read anew meanwhile.
    this.#sealed = through;
    store.seal();
    const rows = this.#bases.measure(base.through, through);
    const entries = [...store.after(base.through)];
    if (entries.length === 0) return { entries: 0, bytes: base.bytes, quarantined: [], roots: new Map() };
    try {
      const { compacted, bad } = yield* compact(this.snapshot(), entries, this.#limits.quarantinePerRun);
      this.#setAside(bad, now);
      const { update, extent, roots } = compacted;
      this.#bases.replace({ after: base.through, rows }, { through, ...extent }, update, now);
      return { entries: entries.length, bytes: update.length, quarantined: bad, roots };
    } catch (cause) {
      if (cause instanceof TooManyBad) this.#setAside(cause.bad, now);
      throw cause;
    } finally {
      this.commit();
      this.#forget();
    }
  }

  /**
   * Makes room for an update if a compaction may: the tail is large, or has deleted about as much as the update needs.
   * One that fails is reported by the alarm that tries it too.
   */
  #compactForRoom({ update, at }: LogEntry): void {
    const { base, coverage, tailBytes } = this.#load();
    const deleted = coverage.deletes.total() - base.deletes.total();
    if (tailBytes < this.#limits.compactBytes && deleted < this.#above(update)) return;
    try {
      this.compact(at);
    } catch {
      // Without room the update is refused, which is all there is to say here.
    }
  }

  /** Whether there is room for it. The tail's bytes overrate what it will weigh once compacted. */
  #fits(update: Uint8Array, extent: Extent): boolean {
    const above = this.#above(update);
    if (above <= 0) return true;
    const [struct] = extent.structs;
    return struct === undefined && above <= this.#limits.deleteSlackBytes;
  }

  /** By how many bytes the doc would be above its budget. */
  #above(update: Uint8Array): number {
    const { base, tailBytes } = this.#load();
    return base.bytes + tailBytes + update.length - this.#limits.docBytes;
  }

  #setAside(bad: readonly BadEntry[], now: number): void {
    const { store } = this.#load();
    for (const { place, reason } of bad) store.quarantine(place, now, reason);
  }

  #forget(): void {
    this.#loaded = null;
    this.#offered = [];
    this.#version++;
    this.#epoch++;
  }

  #load(): Loaded {
    if (this.#loaded) return this.#loaded;
    const base = this.#bases.read();
    const store = new SegmentStore(this.#storage.sql, Math.max(base.through, this.#sealed));
    const loaded: Loaded = { base, store, coverage: Coverage.of(base), tailEntries: 0, tailBytes: 0 };
    for (const { update } of store.after(base.through)) {
      const extent = extentOf(update);
      this.#suspicious ||= loaded.coverage.overlaps(extent);
      loaded.coverage.add(extent);
      loaded.tailEntries += 1;
      loaded.tailBytes += update.length;
    }
    this.#loaded = loaded;
    return loaded;
  }
}

function judged(update: Uint8Array): Extent {
  try {
    return extentOf(update);
  } catch {
    throw new RoomError("invalid", "This is not an update of a Yjs document.");
  }
}
