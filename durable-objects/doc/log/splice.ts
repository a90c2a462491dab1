import * as encoding from "lib0/encoding";
import { IdRanges } from "./id-ranges.ts";
import { type ClientBlock, scanUpdate } from "./scan.ts";

/** In Yjs' encoding v1: a struct that stands for clocks which are not in the update. */
const SKIP = 10;

/** What the updates hold of one client. */
interface Strand {
  clock: number;
  end: number;
  count: number;
  pieces: Uint8Array[];
}

/**
 * Merges plain updates by their bytes: each client's structs go one behind the other, the deletes into one set. It
 * answers null when one of them is not plain, or when two hold the same structs, which only Yjs can cut.
 */
export function spliceUpdates(updates: readonly Uint8Array[]): Uint8Array | null {
  const strands = new Map<number, Strand>();
  const deletes = new IdRanges();
  for (const update of updates) {
    const scan = scanUpdate(update);
    if (!scan) return null;
    for (const block of scan.blocks) if (!lengthen(strands, block, update)) return null;
    deletes.addAll(scan.deletes);
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, strands.size);
  for (const [client, { clock, count, pieces }] of strands) {
    encoding.writeVarUint(encoder, count);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    for (const piece of pieces) encoding.writeUint8Array(encoder, piece);
  }
  encoding.writeUint8Array(encoder, deletes.encode());
  return encoding.toUint8Array(encoder);
}

/** Puts a block behind what is there of its client; false when it does not come behind it. */
function lengthen(strands: Map<number, Strand>, block: ClientBlock, update: Uint8Array): boolean {
  const { client, clock, length, count, from, to } = block;
  const piece = update.subarray(from, to);
  const strand = strands.get(client);
  if (!strand) {
    strands.set(client, { clock, end: clock + length, count, pieces: [piece] });
    return true;
  }
  if (clock < strand.end) return false;
  if (clock > strand.end) {
    strand.pieces.push(skip(clock - strand.end));
    strand.count += 1;
  }
  strand.pieces.push(piece);
  strand.count += count;
  strand.end = clock + length;
  return true;
}

function skip(length: number): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, SKIP);
  encoding.writeVarUint(encoder, length);
  return encoding.toUint8Array(encoder);
}
