import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import { IdRanges } from "./id-ranges.ts";

/** What an update brings: the structs in it and what it deletes. */
export interface UpdateExtent {
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
 * Reads an update (v1) whole and answers what it brings. Yjs' own reader does not mind bytes behind the end nor clocks
 * that no longer fit a safe integer; both are refused here. About 1 in 800 corrupted updates passes nonetheless.
 * @throws Error when it does not parse.
 */
export function readExtent(update: Uint8Array): UpdateExtent {
  const { structs, ds } = Y.decodeUpdateV2(update, WatchedDecoder);
  if (!WatchedDecoder.rest || decoding.hasContent(WatchedDecoder.rest)) throw new Error("bytes behind the update");
  const extent: UpdateExtent = { structs: new IdRanges(), deletes: new IdRanges() };
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    extent.structs.add(struct.id.client, struct.id.clock, checked(struct.id.clock, struct.length));
  }
  for (const [client, items] of ds.clients) {
    for (const item of items) extent.deletes.add(client, item.clock, checked(item.clock, item.len));
  }
  return extent;
}

/** The update that only deletes `deletes`. */
export function deletesOnly(deletes: IdRanges): Uint8Array {
  const set = deletes.encode();
  const update = new Uint8Array(set.length + 1);
  update.set(set, 1);
  return update;
}

function checked(clock: number, length: number): number {
  if (!Number.isSafeInteger(clock + length)) throw new Error("clock out of range");
  return length;
}
