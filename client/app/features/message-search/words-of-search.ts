/** A search as it is typed: words, and what narrows it. The server reads the same and says what it does not understand. */
import { OPERATORS, type Operator } from "../../../../durable-objects/conversation/search/protocol.ts";

/** One part of a search that narrows it. */
export interface Narrowed {
  by: Operator;
  value: string;
  /** Where it stands in what was typed. */
  from: number;
  to: number;
}

const PART = new RegExp(String.raw`(?<!\S)(${OPERATORS.join("|")}):(?:"([^"]*)"|(\S+))`, "giu");

/** What narrows a search, in the order it was typed. */
export function narrowingsOf(search: string): Narrowed[] {
  return [...search.matchAll(PART)].flatMap((match) => {
    const by = OPERATORS.find((each) => each === match[1]?.toLowerCase());
    const value = (match[2] ?? match[3] ?? "").trim();
    if (!by || value === "") return [];
    return [{ by, value, from: match.index, to: match.index + match[0].length }];
  });
}

/** The search without one of its parts. */
export function without(search: string, { from, to }: Narrowed): string {
  return `${search.slice(0, from)} ${search.slice(to)}`.replaceAll(/\s+/g, " ").trim();
}

/** The search narrowed by one thing more. A day takes the place of the one there was. */
export function narrowed(search: string, by: Operator, value: string): string {
  const before =
    by === "before" || by === "after" || by === "on" ? narrowingsOf(search).filter((each) => each.by === by) : [];
  const rest = before.reduceRight((left, each) => without(left, each), search.trim());
  const said = /[\s"]/.test(value) ? `"${value.replaceAll('"', "")}"` : value;
  return `${rest} ${by}:${said}`.trim();
}

/** The search as one goes on typing it: words stand apart from what narrows it. */
export function goingOn(search: string): string {
  return narrowingsOf(search).some(({ to }) => to === search.length) ? `${search} ` : search;
}
