import { AuditFilter } from "../../../../../durable-objects/workspace/audit/protocol.ts";
import type { AuditSearch } from "./search.ts";

/** What the address asks for, as the server is asked: with days as they begin and end where the reader is. */
export function filterOf({ by, act, text, from, to }: AuditSearch): AuditFilter {
  // An act that is not known narrows nothing: the address may be of another release.
  const known = AuditFilter.shape.act.safeParse(act).data;
  return {
    ...(by === undefined ? {} : { by }),
    ...(known === undefined ? {} : { act: known }),
    ...(text === undefined ? {} : { text }),
    ...(from === undefined ? {} : { from: midnight(from, 0) }),
    ...(to === undefined ? {} : { to: midnight(to, 1) }),
  };
}

/** When a day begins, or the one so many days later; in ms since 1970. */
function midnight(day: string, later: number): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).getTime();
}
