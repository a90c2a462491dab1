/** One search over many conversations: each is searched in its own room, side by side, and what they find is merged. */
import type { Participant } from "../../durable-objects/conversation/participant.ts";
import type { FoundMessage } from "../../durable-objects/conversation/protocol.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import type { Bindings } from "../env.ts";

/** Rooms asked at the same time. */
const ROOMS_AT_ONCE = 50;
/** How often one room is asked for one page; it may answer less than was asked for, having looked through much. */
const ROUNDS = 10;

/** Where a page of found messages ended: behind this one, of the same moment or older. */
export type FoundPlace = {
  /** ms since 1970 */
  at: number;
  id: string;
};

/** A search, by `who`. */
export interface Search {
  q: string;
  who: Participant;
  behind: FoundPlace | null;
  limit: number;
  offsetMinutes: number;
}

/** The newest `limit` messages in these conversations that a search finds behind a place, the newest first. */
export async function searchRooms(env: Bindings, rooms: readonly string[], search: Search): Promise<FoundMessage[]> {
  let found: FoundMessage[] = [];
  for (let from = 0; from < rooms.length; from += ROOMS_AT_ONCE) {
    const some = rooms.slice(from, from + ROOMS_AT_ONCE);
    const answers = await Promise.all(some.map((room) => searchRoom(env, room, search)));
    found = [...found, ...answers.flat()].sort(newestFirst).slice(0, search.limit);
  }
  return found;
}

/** The place of a found message. */
export function placeOf({ message: { at, id } }: FoundMessage): FoundPlace {
  return { at, id };
}

async function searchRoom(
  env: Bindings,
  conversation: string,
  { who, q, behind, limit, offsetMinutes }: Search,
): Promise<FoundMessage[]> {
  const room = env.CONVERSATION.getByName(conversation);
  const found: FoundMessage[] = [];
  const olderThan = behind ? behind.at + 1 : undefined;
  let before: number | undefined;
  for (let round = 0; round < ROUNDS && found.length < limit; round += 1) {
    const answer = await room.search(who, { q, olderThan, before, limit, offsetMinutes });
    // One that was deleted since the workspace was asked has nothing to find.
    if (!answer.ok && answer.problem.code === "not_found") return found;
    const { items, next } = unwrap(answer);
    found.push(...items.filter((item) => behind === null || isBehind(placeOf(item), behind)));
    if (next === null) break;
    before = next;
  }
  return found;
}

function newestFirst(one: FoundMessage, other: FoundMessage): number {
  return isBehind(placeOf(other), placeOf(one)) ? -1 : 1;
}

function isBehind(one: FoundPlace, other: FoundPlace): boolean {
  return one.at < other.at || (one.at === other.at && one.id < other.id);
}
