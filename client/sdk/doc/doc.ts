import type { Api } from "../api/api.ts";
import type { ConnectionOptions } from "../connection/connection.ts";
import type { DocCopies } from "./copies.ts";
import { DocSession } from "./session.ts";

/** A doc's session; `open()` it. @param copies where offline copies are kept; null keeps none */
export function docSession(
  api: Api,
  docId: string,
  copies: DocCopies | null,
  options: Partial<ConnectionOptions> = {},
): DocSession {
  const ticket = api.rooms.ticketsTo("doc", docId);
  return new DocSession({ docId, copies, origin: api.origin, ticket, ...options });
}
