/** How the servers differ on the wire. Both speak y-protocols; Hocuspocus puts the document's name before every message. */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { z } from "zod";

export const DialectName = z.enum(["y-websocket", "hocuspocus"]);
export type DialectName = z.infer<typeof DialectName>;

export interface Dialect {
  /** Frames that a stock client sends before its first sync step. */
  opening: Uint8Array[];
  /** Turns a y-protocols message into a frame. */
  wrap(message: Uint8Array): Uint8Array;
  /** Turns a frame into a y-protocols message. */
  unwrap(frame: Uint8Array): Uint8Array;
}

/** Hocuspocus' message types and its token message: `@hocuspocus/server` 4.7, `src/types.ts` and `common/src/auth.ts`. */
const HOCUSPOCUS_AUTH = 2;
const HOCUSPOCUS_TOKEN = 0;
const HOCUSPOCUS_SYNC_REPLY = 4;

export function dialectOf(name: DialectName, document: string): Dialect {
  if (name === "y-websocket") return { opening: [], wrap: (message) => message, unwrap: (frame) => frame };
  const address = encoding.encode((encoder) => encoding.writeVarString(encoder, document));
  const wrap = (message: Uint8Array) => {
    const frame = new Uint8Array(address.length + message.length);
    frame.set(address);
    frame.set(message, address.length);
    return frame;
  };
  const token = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, HOCUSPOCUS_AUTH);
    encoding.writeVarUint(encoder, HOCUSPOCUS_TOKEN);
    encoding.writeVarString(encoder, "bench");
  });
  return {
    opening: [wrap(token)],
    wrap,
    unwrap: (frame) => {
      const decoder = decoding.createDecoder(frame);
      decoding.skip8(decoder);
      decoder.pos = address.length;
      const message = frame.subarray(decoder.pos);
      // A sync reply is a sync message that asks for nothing back.
      if (message[0] !== HOCUSPOCUS_SYNC_REPLY) return message;
      const sync = message.slice();
      sync[0] = 0;
      return sync;
    },
  };
}
