import { toHexString } from "lib0/buffer";
import { digest } from "lib0/hash/sha256";

/**
 * The first 128 bits of SHA-256 of `text`, in hex. Synchronous, as a transaction needs it (Web Crypto's is not); for
 * texts of some kB.
 */
export function fingerprint(text: string): string {
  return toHexString(digest(new TextEncoder().encode(text)).subarray(0, 16));
}
