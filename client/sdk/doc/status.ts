import type { ConnectionState } from "../connection/connection.ts";

/**
 * What a writer may believe about what they wrote. It never says more than is so:
 * - `saved`: the room has confirmed, on the present socket, all that this client holds;
 * - `saving`: connected, and something is on its way;
 * - `offline`: not connected. `unsaved` tells whether something waits to be sent, `kept` whether this browser keeps it
 *   when the page is closed (`soon`: it is being stored);
 * - `connecting`: a socket is being opened, or the doc brought in step on a new one;
 * - `refused`: the room would not take something; it is being set aside, and the doc rebuilt without it;
 * - `closed`: nothing is tried any more.
 */
export type DocStatus =
  | { name: "connecting" }
  | { name: "saved" }
  | { name: "saving" }
  | { name: "offline"; unsaved: boolean; kept: Kept }
  | { name: "refused"; code: string; message: string }
  | { name: "closed"; code: number; sentence: string };

/** Whether this browser keeps what is written: it has it, is about to have it, or keeps nothing. */
export type Kept = "yes" | "soon" | "no";

interface DocFacts {
  connection: ConnectionState;
  refusal: { code: string; message: string } | null;
  replica: { synced: boolean; settled: boolean; unsaved: boolean; kept: Kept } | null;
}

/** Reads the status off the facts. */
export function statusOf({ connection, refusal, replica }: DocFacts): DocStatus {
  if (connection.name === "closed") return connection;
  if (refusal) return { name: "refused", ...refusal };
  if (connection.name === "online" && replica?.synced) return { name: replica.settled ? "saved" : "saving" };
  if (connection.name === "connecting" || connection.name === "online") return { name: "connecting" };
  return { name: "offline", unsaved: replica?.unsaved ?? false, kept: replica?.kept ?? "no" };
}

/** True when two statuses say the same. */
export function sameStatus(a: DocStatus, b: DocStatus): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
