/** The y-protocols messages a stock client sends, as bytes (y-protocols 1.0.7, `sync.js` and `awareness.js`). */
import * as encoding from "lib0/encoding";

export const MESSAGE_SYNC = 0;
export const MESSAGE_AWARENESS = 1;
export const STEP_1 = 0;
export const STEP_2 = 1;
export const STEP_UPDATE = 2;

/** The state vector of a client that holds nothing. */
export const NOTHING_HELD = Uint8Array.of(0);
/** The update that says nothing: no structs, no deletes. */
export const EMPTY_UPDATE = Uint8Array.of(0, 0);

/** One sync message: its step and what it carries (a state vector in step 1, else an update). */
export function syncMessage(step: number, body: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_SYNC);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, body);
  });
}

/** What one client says of itself, the first time. */
export function presenceMessage(client: number, state: Record<string, unknown>): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_AWARENESS);
    encoding.writeVarUint8Array(
      encoder,
      encoding.encode((entry) => {
        encoding.writeVarUint(entry, 1);
        encoding.writeVarUint(entry, client);
        encoding.writeVarUint(entry, 1);
        encoding.writeVarString(entry, JSON.stringify(state));
      }),
    );
  });
}
