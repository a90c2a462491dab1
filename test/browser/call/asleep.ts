/** Whether a call's room was taken out of memory, as can be told from outside. */
import { setTimeout as delay } from "node:timers/promises";
import { ASIDE_LIMITS } from "../../../durable-objects/call/limits.ts";
import type { RawPeer } from "./raw-peer.ts";

/** workerd takes a room out of memory that has done nothing for 10 s; one that just began still does some things by itself. */
const SILENT_MS = 15_000;
/** In so long a silence one may ask for fewer again, where it is still known how often one has asked. */
const ASKED = 6;

/**
 * Answers once the room of a call was taken out of memory, and has woken again with all sockets open. How often somebody
 * has asked for something is what a room keeps in mind and nowhere else: whoever has asked too often, and after a silence
 * may ask more often than was made good in it, asks a room that has forgotten it.
 */
export async function evicted(raw: RawPeer): Promise<void> {
  for (;;) {
    const soon = await answersTo(raw, ASIDE_LIMITS.ice.burst + ASKED);
    if (!soon.includes("too_many")) throw new Error("The room does not count how often it is asked.");
    await delay(SILENT_MS);
    const late = await answersTo(raw, ASKED);
    if (!late.includes("too_many")) return;
  }
}

/** Asks so often for what is given to those alone who sit in the call, and answers the codes by which that is refused. */
async function answersTo(raw: RawPeer, times: number): Promise<unknown[]> {
  const before = raw.errors().length;
  for (let asked = 0; asked < times; asked++) raw.say({ type: "ice" });
  await raw.heard(() => raw.errors().length >= before + times);
  return raw.errors().slice(before);
}
