import { v7 } from "uuid";

/**
 * A new UUIDv7 (RFC 9562 §5.7): ids made later sort later, also those of one millisecond within one isolate, so rows
 * keyed by it are appended at the end of their index.
 */
export function newId(): string {
  return v7();
}
