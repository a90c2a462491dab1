import type { ConnectionState } from "../../../sdk/connection/connection.ts";
import type { DocStatus, Kept } from "../../../sdk/doc/status.ts";

/**
 * How it stands with all that was done on this page. It never says more than is so:
 * - `saved`: the server has confirmed everything;
 * - `saving`: connected, and something is not answered yet;
 * - `connecting`: it is being found out;
 * - `offline`: the server cannot be reached. `waiting` counts the changes and texts that are to be sent, `kept` tells
 *   whether this device keeps them when the page is closed;
 * - `refused`: a text was not taken, and is set aside;
 * - `closed`: nothing is tried any more: signed out elsewhere, or no longer allowed.
 */
export type Standing =
  | { name: "saved" | "saving" | "connecting" }
  | { name: "offline"; networked: boolean; waiting: number; kept: Kept }
  | { name: "refused" | "closed"; sentence: string };

export interface Facts {
  /** Of the workspace's room. */
  connection: ConnectionState;
  /** False when the browser says that there is no network. */
  networked: boolean;
  /** Commands that are not answered yet; null before it is known what an earlier page left. */
  pending: number | null;
  /** True when this device keeps commands until they are answered. */
  keepsCommands: boolean;
  /** Other requests that change something and are not answered yet. */
  requests: number;
  /** Every doc that is open. */
  docs: readonly DocStatus[];
}

/** Reads off the facts how it stands. */
export function standingOf(facts: Facts): Standing {
  const { connection, networked, pending, requests, docs } = facts;
  if (connection.name === "closed") return { name: "closed", sentence: connection.sentence };
  for (const doc of docs) if (doc.name === "refused") return { name: "refused", sentence: doc.message };
  if (pending === null) return { name: "connecting" };
  const unsent = docs.filter((doc) => doc.name === "offline" && doc.unsaved);
  const waiting = pending + unsent.length;
  const away = connection.name === "reconnecting" || connection.name === "offline";
  // A socket may outlive the network, to a server on this very machine, or not be known to be lost yet.
  const cutOff = waiting > 0 && !networked;
  if (away || cutOff || unsent.length > 0) return { name: "offline", networked, waiting, kept: keptOf(pending, facts) };
  if (pending > 0 || requests > 0 || docs.some(({ name }) => name === "saving")) return { name: "saving" };
  if (connection.name === "connecting" || docs.some(({ name }) => name === "connecting")) return { name: "connecting" };
  return { name: "saved" };
}

/** The worst of what is so of anything that waits. */
function keptOf(pending: number, { keepsCommands, docs }: Facts): Kept {
  if (pending > 0 && !keepsCommands) return "no";
  const kept = docs.map((doc) => (doc.name === "offline" && doc.unsaved ? doc.kept : "yes"));
  return kept.find((each) => each === "no") ?? kept.find((each) => each === "soon") ?? "yes";
}

/** True when closing the page now would lose something. */
export function wouldLose(standing: Standing): boolean {
  return standing.name === "offline" && standing.waiting > 0 && standing.kept !== "yes";
}
