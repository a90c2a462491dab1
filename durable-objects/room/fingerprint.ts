import { createHash } from "node:crypto";

/**
 * The first 128 bits of SHA-256 of `text`, in hex. Synchronous, as a transaction needs it (Web Crypto's is not); for
 * texts of some kB.
 */
export function fingerprint(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
