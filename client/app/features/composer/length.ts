import { MAX_MESSAGE_BYTES } from "../../../../durable-objects/conversation/limits.ts";

/** From here on it is said how much room is left. */
const NEAR = 0.9;

const encoder = new TextEncoder();

/** What is to be said of a text's length: how much may follow, or how much is too much; null while there is room. */
export function lengthInWords(text: string): { over: boolean; words: string } | null {
  // No letter takes more than three bytes for each of its units.
  if (text.length * 3 < MAX_MESSAGE_BYTES * NEAR) return null;
  const left = MAX_MESSAGE_BYTES - encoder.encode(text).length;
  if (left < 0)
    return { over: true, words: `${count(-left)} too many for one message. Shorten it, or attach it as a file.` };
  return left > MAX_MESSAGE_BYTES * (1 - NEAR) ? null : { over: false, words: `Room for ${count(left)}` };
}

function count(bytes: number): string {
  return bytes === 1 ? "1 letter" : `${bytes.toLocaleString()} letters`;
}
