import * as Y from "yjs";
import { inferRoots, type RootType } from "../versions/roots.ts";
import type { EntryPlace, PlacedEntry } from "./segment-store.ts";
import type { Steps } from "./steps.ts";
import { extentOf, rangesOf, readExtent, type UpdateExtent } from "./update.ts";

/** Entries applied between two pauses: some ms of work. */
const STEP_ENTRIES = 200;

/** An entry that cannot be loaded, and what it fails at. */
export interface BadEntry {
  place: EntryPlace;
  reason: "apply" | "reload" | "lost";
}

export interface Compacted {
  update: Uint8Array;
  extent: UpdateExtent;
  /** What the content tells of the types of the doc's roots. */
  roots: ReadonlyMap<string, RootType | null>;
}

/** Thrown when more entries are bad than one run may set aside; those found are in `bad`. */
export class TooManyBad extends Error {
  readonly bad: BadEntry[];

  constructor(bad: BadEntry[]) {
    super("too many entries cannot be loaded");
    this.name = "TooManyBad";
    this.bad = bad;
  }
}

/**
 * Loads a snapshot and entries into a `Y.Doc`. An entry that throws leaves a doc half changed, so the doc is made anew
 * without it, at most `mostBad` times.
 * @throws TooManyBad, or what Yjs throws when the snapshot itself does not load.
 */
export function* loadDocument(
  snapshot: Uint8Array | null,
  entries: readonly PlacedEntry[],
  mostBad: number,
): Steps<{ doc: Y.Doc; good: PlacedEntry[]; bad: BadEntry[] }> {
  const bad: BadEntry[] = [];
  let good = [...entries];
  let { doc, failed } = yield* applyAll(snapshot, good);
  while (failed) {
    doc.destroy();
    bad.push({ place: failed.place, reason: "apply" });
    if (bad.length > mostBad) throw new TooManyBad(bad);
    good = good.filter((entry) => entry !== failed);
    ({ doc, failed } = yield* applyAll(snapshot, good));
  }
  return { doc, good, bad };
}

/**
 * Makes one update of a snapshot and the entries behind it, through a real `Y.Doc`, and proves that it is worth the
 * same: it loads again, into the same structs and deletes, and holds every entry. What breaks that is set aside.
 * @throws TooManyBad, or what Yjs throws when the snapshot itself does not load.
 */
export function* compact(
  snapshot: Uint8Array | null,
  entries: readonly PlacedEntry[],
  mostBad: number,
): Steps<{ compacted: Compacted; bad: BadEntry[] }> {
  const bad: BadEntry[] = [];
  let left = [...entries];
  for (;;) {
    const loaded = yield* loadDocument(snapshot, left, mostBad - bad.length);
    bad.push(...loaded.bad);
    left = loaded.good;
    const update = Y.encodeStateAsUpdate(loaded.doc);
    yield;
    const same = reloads(loaded.doc, update);
    const roots = inferRoots(loaded.doc);
    loaded.doc.destroy();
    yield;
    const extent = readExtent(update);
    yield;
    const culprit = same ? firstLost(extent, left) : yield* firstUnloadable(snapshot, left);
    if (!culprit) return { compacted: { update, extent, roots }, bad };
    bad.push({ place: culprit.place, reason: same ? "lost" : "reload" });
    if (bad.length > mostBad) throw new TooManyBad(bad);
    left = left.filter((entry) => entry !== culprit);
  }
}

function* applyAll(
  snapshot: Uint8Array | null,
  entries: readonly PlacedEntry[],
): Steps<{ doc: Y.Doc; failed: PlacedEntry | undefined }> {
  const doc = new Y.Doc();
  if (snapshot) Y.applyUpdate(doc, snapshot);
  for (const [index, entry] of entries.entries()) {
    if (index % STEP_ENTRIES === 0) yield;
    try {
      Y.applyUpdate(doc, entry.update);
    } catch {
      return { doc, failed: entry };
    }
  }
  return { doc, failed: undefined };
}

/**
 * Whether `update` loads into a fresh document that has at least what `doc` has. It may have more: where two structs
 * claim one id, Yjs itself loads back more than it had.
 */
function reloads(doc: Y.Doc, update: Uint8Array): boolean {
  const again = new Y.Doc();
  try {
    Y.applyUpdate(again, update);
    const had = Y.snapshot(doc);
    const has = Y.snapshot(again);
    const structs = [...had.sv].every(([client, clock]) => (has.sv.get(client) ?? 0) >= clock);
    return structs && rangesOf(has.ds).covers(rangesOf(had.ds));
  } catch {
    return false;
  } finally {
    again.destroy();
  }
}

/** The first entry of which something is missing in what `held` says. */
function firstLost(held: UpdateExtent, entries: readonly PlacedEntry[]): PlacedEntry | undefined {
  return entries.find((entry) => {
    const brought = extentOf(entry.update);
    return !held.structs.covers(brought.structs) || !held.deletes.covers(brought.deletes);
  });
}

/** The entry with which the document stops loading again, found by halving. */
function* firstUnloadable(
  snapshot: Uint8Array | null,
  entries: readonly PlacedEntry[],
): Steps<PlacedEntry | undefined> {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { doc } = yield* applyAll(snapshot, entries.slice(0, middle + 1));
    const fine = reloads(doc, Y.encodeStateAsUpdate(doc));
    doc.destroy();
    if (fine) low = middle + 1;
    else high = middle;
  }
  return entries[low];
}
