import { RoomError } from "../../room/errors.ts";
import { MAX_PAGE_MESSAGES, MAX_SEARCH_LENGTH } from "../limits.ts";
import type { Participant } from "../participant.ts";
import type { FoundMessage, Message } from "../protocol.ts";
import type { Stores } from "../stores.ts";
import { wordsOf } from "../text/words.ts";
import { excerptAround } from "./excerpt.ts";
import type { Has } from "./protocol.ts";
import { parseQuery, type SearchQuery } from "./query.ts";
import { matchOf, placed, placesOf, searchable } from "./words.ts";

/** A search in one conversation. */
export interface WantedSearch {
  q: string;
  /** Only what is older than this, ms since 1970: where the page before this one ended. */
  olderThan?: number | undefined;
  limit?: number | undefined;
  /** How far the days named in it are ahead of UTC. */
  offsetMinutes?: number | undefined;
}

/** A page of what was found, the newest first. It ends between two moments: those of one moment are on one page. */
export interface SearchPage {
  items: FoundMessage[];
  /** Where to go on, as `olderThan`: all since then was looked through. Null at the end; a short page is no end. */
  next: number | null;
}

const USUAL_LIMIT = 20;
/** Messages looked through for one page; who asks for the next one goes on behind them. */
const LOOKED_THROUGH = 4_000;
const AT_ONCE = 64;

/** Searches the conversation. Whatever was posted by now is found; reads no more than a page asks for. */
export function search(stores: Stores, conversation: string, who: Participant, wanted: WantedSearch): SearchPage {
  if (wanted.q.length > MAX_SEARCH_LENGTH) throw new RoomError("invalid", "This search is too long.");
  const query = parseQuery(wanted.q, wanted.offsetMinutes);
  query.until = Math.min(query.until, wanted.olderThan ?? query.until);
  const limit = Math.min(Math.max(1, wanted.limit ?? USUAL_LIMIT), MAX_PAGE_MESSAGES);
  const items: FoundMessage[] = [];
  let looked = 0;
  let moment = Number.POSITIVE_INFINITY;
  for (const message of candidates(stores, query)) {
    // Time runs with the seq, so nothing older can fit any more.
    if (message.at < query.since) break;
    const isFull = items.length >= limit || looked >= LOOKED_THROUGH;
    if (isFull && message.at < moment) return { items, next: moment };
    moment = message.at;
    looked += 1;
    if (fits(message, query, who)) items.push(found(conversation, message, query));
  }
  return { items, next: null };
}

/** The messages that may fit, the newest first. */
function* candidates({ messages, search }: Stores, { terms, until }: SearchQuery): IterableIterator<Message> {
  const match = matchOf(terms);
  let before = messages.seqSince(until);
  for (;;) {
    if (match === null) {
      const page = messages.page({ of: "all" }, { before }, AT_ONCE);
      yield* page;
      const last = page.at(-1);
      if (!last) return;
      before = last.seq;
      continue;
    }
    const blocks = search.find(match, before, AT_ONCE);
    for (const { first, last } of blocks) {
      for (const message of messages.between(first, Math.min(last, before - 1), AT_ONCE).reverse()) yield message;
    }
    const oldest = blocks.at(-1);
    if (!oldest) return;
    before = oldest.first;
  }
}

function fits(message: Message, query: SearchQuery, who: Participant): boolean {
  if (message.deletedAt !== null || message.at < query.since || message.at >= query.until) return false;
  if (!query.from.every((person) => isFrom(message, person, who))) return false;
  if (!query.has.every((has) => HOLDS[has](message))) return false;
  if (query.terms.length === 0) return true;
  const text = searchable(message);
  const words = placed(text);
  return query.terms.every((term) => placesOf(term, text, words).length > 0);
}

function isFrom({ author, authorName }: Message, person: string, who: Participant): boolean {
  if (person.toLowerCase() === "me") return author === who.user;
  return author === person || authorName.toLowerCase().includes(person.toLowerCase());
}

const HOLDS: Record<Has, (message: Message) => boolean> = {
  link: ({ text }) => /https?:\/\//i.test(text),
  file: ({ attachments }) => attachments.length > 0,
  image: ({ attachments }) => attachments.some(({ type }) => type.startsWith("image/")),
  pin: ({ pinnedAt }) => pinnedAt !== null,
  reaction: ({ reactions }) => reactions.length > 0,
  thread: ({ thread }) => thread !== null,
};

function found(conversation: string, message: Message, { terms }: SearchQuery): FoundMessage {
  const names = message.attachments.map(({ name }) => name);
  const shown = [wordsOf(message.text), ...names].filter((words) => words !== "").join(" · ");
  return { conversation, message, excerpt: excerptAround(shown, terms) };
}
