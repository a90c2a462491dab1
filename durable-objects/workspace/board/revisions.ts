import { z } from "zod";
import { RoomError } from "../../room/errors.ts";

/** For each field of a thing that was ever set, the revision that set it last. */
export type Revisions = Readonly<Record<string, number>>;

const Stored = z.record(z.string(), z.number());

/** Reads what {@link JSON.stringify} wrote of them. */
export function revisionsOf(text: string): Revisions {
  return Stored.parse(JSON.parse(text));
}

/** `revisions` after `fields` were set at `revision`. */
export function withRevision(revisions: Revisions, fields: Iterable<string>, revision: number): Revisions {
  const next = { ...revisions };
  for (const field of fields) next[field] = revision;
  return next;
}

/** The revision of the last change of any field. */
export function newest(revisions: Revisions): number {
  return Math.max(0, ...Object.values(revisions));
}

/** Passes when none of `fields` was set after `since`; always without a `since`. @throws RoomError `moved_on` */
export function demandUnmoved(revisions: Revisions, fields: Iterable<string>, since: number | undefined): void {
  if (since === undefined) return;
  for (const field of fields) {
    if ((revisions[field] ?? 0) <= since) continue;
    throw new RoomError("moved_on", "This was changed again since, so it was left as it is.");
  }
}
