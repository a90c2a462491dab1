/** One search over many conversations: each is searched in its own room, side by side, and what they find is merged. */
import type { Participant } from "../../durable-objects/conversation/participant.ts";
import type { FoundMessage } from "../../durable-objects/conversation/protocol.ts";
import type { SearchPage } from "../../durable-objects/conversation/search/searching.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import type { Bindings } from "../env.ts";

/** Rooms asked at the same time. */
const ROOMS_AT_ONCE = 50;
/**
 * Each room is asked once for a page, and then so often more those that are too long to be looked through at once. What
 * is left then is the next page's.
 */
const MORE_CALLS = 20;

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

/** A page of found messages, the newest first, and where the next one begins; null at the end. */
export interface FoundPage {
  items: FoundMessage[];
  next: FoundPlace | null;
}

/** What these conversations have behind a place, up to `limit`. A page may have less, or nothing, and still a next one. */
export async function searchRooms(env: Bindings, rooms: readonly string[], search: Search): Promise<FoundPage> {
  const { behind, limit } = search;
  let found: FoundMessage[] = [];
  // Up to where each room is still to be looked through.
  const left = new Map<string, number>(rooms.map((room) => [room, behind ? behind.at + 1 : Number.MAX_SAFE_INTEGER]));
  for (let calls = rooms.length + MORE_CALLS; calls > 0; ) {
    // What a room has that is older than a full page says nothing for this one.
    const pageEnd = found[limit]?.message.at ?? Number.NEGATIVE_INFINITY;
    const asked = [...left].filter(([, olderThan]) => olderThan > pageEnd).sort(([, one], [, other]) => other - one);
    const some = asked.slice(0, Math.min(ROOMS_AT_ONCE, calls));
    if (some.length === 0) break;
    calls -= some.length;
    const answers = await Promise.all(some.map(([room, olderThan]) => searchRoom(env, room, olderThan, search)));
    answers.forEach(({ next }, index) => {
      const room = some[index]?.[0] ?? "";
      if (next === null) left.delete(room);
      else left.set(room, next);
    });
    const items = answers.flatMap((answer) => answer.items);
    const behindIt = items.filter((item) => behind === null || isBehind(placeOf(item), behind));
    found = [...found, ...behindIt].sort(newestFirst).slice(0, limit + 1);
  }
  return pageUpTo(Math.max(...left.values()), found, limit);
}

/** The page of what was found since `horizon`: of what is older, some room may have more. */
function pageUpTo(horizon: number, found: readonly FoundMessage[], limit: number): FoundPage {
  const sure = found.filter(({ message }) => message.at >= horizon);
  const items = sure.slice(0, limit);
  const last = items.at(-1);
  if (sure.length > limit && last) return { items, next: placeOf(last) };
  // No id is before this one, so that nothing of that moment comes again.
  return { items, next: Number.isFinite(horizon) ? { at: horizon, id: "" } : null };
}

/** The place of a found message. */
function placeOf({ message: { at, id } }: FoundMessage): FoundPlace {
  return { at, id };
}

async function searchRoom(
  env: Bindings,
  conversation: string,
  olderThan: number,
  { who, q, limit, offsetMinutes }: Search,
): Promise<SearchPage> {
  const room = env.CONVERSATION.getByName(conversation);
  const answer = await room.search(who, { q, olderThan, limit: limit + 1, offsetMinutes });
  // One that was deleted since the workspace was asked has nothing to find.
  if (!answer.ok && answer.problem.code === "not_found") return { items: [], next: null };
  return unwrap(answer);
}

function newestFirst(one: FoundMessage, other: FoundMessage): number {
  return isBehind(placeOf(other), placeOf(one)) ? -1 : 1;
}

function isBehind(one: FoundPlace, other: FoundPlace): boolean {
  return one.at < other.at || (one.at === other.at && one.id < other.id);
}
