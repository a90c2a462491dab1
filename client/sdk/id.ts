import { v4 } from "uuid";

/**
 * A new random id, for idempotency keys and names in the browser's storage. `crypto.randomUUID` would do, but browsers
 * hide it from pages served over plain http, as a server in one's own network often is.
 */
export function newKey(): string {
  return v4();
}
