import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import { type IdRange, IdRanges } from "./id-ranges.ts";
import { scanUpdate } from "./scan.ts";

/** What an update brings: the structs in it and what it deletes. */
export interface Extent {
  structs: Iterable<IdRange>;
  deletes: Iterable<IdRange>;
}

/** The same as sets, to be asked. */
export interface UpdateExtent extends Extent {
  structs: IdRanges;
  deletes: IdRanges;
}

/** An update without any struct or delete: what Yjs encodes for nothing. */
export const EMPTY_UPDATE = new Uint8Array([0, 0]);

/** Lets us see how far Yjs has read. `decodeUpdateV2` makes its decoder itself and does not give it out. */
class WatchedDecoder extends Y.UpdateDecoderV1 {
  static rest: decoding.Decoder | undefined;

  constructor(decoder: decoding.Decoder) {
    super(decoder);
    WatchedDecoder.rest = decoder;
  }
}

/**
 * Reads an update (v1) whole and answers what it brings. Yjs' own reader minds none of these, and most of what it lets
 * pass and cannot apply is among them: bytes behind the end, structs and deletes of no length, clocks beyond the safe
 * integers, structs that refer to what their own client made later. About 1 in 3,000 of the corrupted updates that are
 * accepted still throws when applied, which is why the log can set entries aside.
 * @throws Error when it does not parse.
 */
export function readExtent(update: Uint8Array): UpdateExtent {
  const { structs, ds } = Y.decodeUpdateV2(update, WatchedDecoder);
  if (!WatchedDecoder.rest || decoding.hasContent(WatchedDecoder.rest)) throw new Error("bytes behind the update");
  const made = new IdRanges();
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    if (struct instanceof Y.Item) checkOrder(struct);
    made.add(struct.id.client, struct.id.clock, checked(struct.id.clock, struct.length));
  }
  for (const items of ds.clients.values()) for (const item of items) checked(item.clock, item.len);
  return { structs: made, deletes: rangesOf(ds) };
}

/** As {@link readExtent}, and cheaply where an update is a plain one. @throws Error when it does not parse. */
export function extentOf(update: Uint8Array): Extent {
  const scan = scanUpdate(update);
  if (!scan) return readExtent(update);
  return { structs: scan.blocks.map(({ client, clock, length }) => [client, clock, length]), deletes: scan.deletes };
}

/** The ids in a delete set of Yjs. */
export function rangesOf(set: ReturnType<typeof Y.createDeleteSet>): IdRanges {
  const ids = new IdRanges();
  for (const [client, items] of set.clients) for (const item of items) ids.add(client, item.clock, item.len);
  return ids;
}

/** The update that only deletes `deletes`. */
export function deletesOnly(deletes: IdRanges): Uint8Array {
  const set = deletes.encode();
  const update = new Uint8Array(set.length + 1);
  update.set(set, 1);
  return update;
}

function checkOrder({ id, origin, rightOrigin, parent }: Y.Item): void {
  for (const other of [origin, rightOrigin, parent]) {
    if (other instanceof Y.ID && other.client === id.client && other.clock >= id.clock) {
      throw new Error("a struct refers to a later one");
    }
  }
}

function checked(clock: number, length: number): number {
  if (length <= 0) throw new Error("a struct or delete of no length");
  if (!Number.isSafeInteger(clock + length)) throw new Error("clock out of range");
  return length;
}
