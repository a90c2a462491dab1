/**
 * What is searched for, as it is typed: words and "words in a row", and operators. The one place that knows them:
 * `from:` a person (`me`, an id, or a part of the name), `in:` a conversation, `has:` link, file, image, pin, reaction or
 * thread, and `before:`, `after:`, `on:` a day (`2026-11-21`, of the zone it is read in).
 */
import { RoomError } from "../../room/errors.ts";
import { HAS, type Has, OPERATORS } from "./protocol.ts";
import { type Term, termOf } from "./words.ts";

/** A search as it is understood. All of it must hold. */
export interface SearchQuery {
  terms: Term[];
  from: string[];
  /** Names of conversations; for who searches more than one. */
  in: string[];
  has: Has[];
  /** ms since 1970: not before this, and before that. */
  since: number;
  until: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const PART = new RegExp(String.raw`(?:(${OPERATORS.join("|")}):)?(?:"([^"]*)"|(\S+))`, "giu");

/**
 * Reads a search; `offsetMinutes` is how far its days are ahead of UTC.
 * @throws RoomError `invalid` for an operator that is not understood, and for a search of nothing
 */
export function parseQuery(text: string, offsetMinutes = 0): SearchQuery {
  const query: SearchQuery = { terms: [], from: [], in: [], has: [], since: 0, until: Number.MAX_SAFE_INTEGER };
  let isEmpty = true;
  for (const [, operator, quoted, plain] of text.matchAll(PART)) {
    const value = (quoted ?? plain ?? "").trim();
    if (value === "") continue;
    isEmpty = false;
    const dayAt = () => dayOf(value, operator ?? "") - offsetMinutes * 60_000;
    switch (operator?.toLowerCase()) {
      case "from":
        query.from.push(value.replace(/^@/, ""));
        break;
      case "in":
        query.in.push(value.replace(/^#/, ""));
        break;
      case "has":
        query.has.push(hasOf(value));
        break;
      case "before":
        query.until = Math.min(query.until, dayAt());
        break;
      case "after":
        query.since = Math.max(query.since, dayAt() + DAY_MS);
        break;
      case "on":
        query.since = Math.max(query.since, dayAt());
        query.until = Math.min(query.until, dayAt() + DAY_MS);
        break;
      default:
        query.terms.push(termOf(value, quoted === undefined ? "beginning" : "whole"));
    }
  }
  if (isEmpty) throw new RoomError("invalid", "Say what to search for.");
  return query;
}

function hasOf(value: string): Has {
  const wanted = value.toLowerCase().replace(/s$/, "");
  const has = HAS.find((each) => each === wanted);
  if (!has) throw new RoomError("invalid", `"has:" takes one of ${HAS.join(", ")}.`);
  return has;
}

function dayOf(value: string, operator: string): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  // A day that there is not, such as the 31st of February, is read as another one by some.
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== value) {
    throw new RoomError("invalid", `"${operator.toLowerCase()}:" takes a day such as 2026-11-21.`);
  }
  return day;
}
