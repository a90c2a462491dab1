/** The small schemas that all of the board's are made of. */
import { z } from "zod";
import { typedLine } from "../../room/text.ts";
import { MAX_ORDER_LENGTH, MAX_PART_NAME_LENGTH } from "./limits.ts";

/** An id the room knows already. */
export const Id = z.string().min(1).max(64);
/** An id a client makes for what it creates, so that it can show it before the room has answered. */
export const NewId = z.uuid();
/** ms since 1970 */
export const Time = z.number().int().nonnegative();
/** A day in no time zone: `2026-11-21`. */
export const Day = z.iso.date();
export const Colour = z.string().regex(/^#[0-9a-f]{6}$/, "Use a colour like #5e6ad2, in lower case");
export const PartName = typedLine(MAX_PART_NAME_LENGTH);
/** What things are ordered by, compared as plain strings (by UTF-16 unit), never by a language's rules. */
export const Order = z.string().min(1).max(MAX_ORDER_LENGTH);

/**
 * The number of a change in its workspace: of two changes the later has the greater. A field keeps the revision that set
 * it last. A command with `since` is refused as `moved_on` when a field it sets was set after that revision.
 */
export const Revision = z.number().int().nonnegative();
export const Since = Revision.optional();

/** Where to put something among its like: right before one, right behind one, or (with neither) last. */
export const Place = { before: Id.optional(), after: Id.optional() };
export interface Place {
  before?: string | undefined;
  after?: string | undefined;
}
