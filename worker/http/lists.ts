/** How lists are asked for and answered: `?cursor=&limit=` → `{items, next}`, `next: null` at the end. */
import { z } from "@hono/zod-openapi";
import { RoomError } from "../../durable-objects/room/errors.ts";

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** A list's query. */
export const ListQuery = z.object({
  cursor: z.string().max(512).optional().meta({ description: "`next` of the page before." }),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT),
});

/** A page of a list of `item`. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: "The cursor of the next page; null at the end." }),
  });
}

/** Packs what a page ends at; opaque outside. */
export function writeCursor(position: z.core.util.JSONType): string {
  return new TextEncoder().encode(JSON.stringify(position)).toBase64({ alphabet: "base64url", omitPadding: true });
}

/** Unpacks a cursor that {@link writeCursor} made; null for none. @throws RoomError `invalid` for any other text. */
export function readCursor<Position>(cursor: string | undefined, schema: z.ZodType<Position>): Position | null {
  if (cursor === undefined) return null;
  try {
    const text = new TextDecoder().decode(Uint8Array.fromBase64(cursor, { alphabet: "base64url" }));
    return schema.parse(JSON.parse(text));
  } catch {
    throw new RoomError("invalid", "This cursor is none of ours.", [
      { path: "query.cursor", message: "Use `next` of an earlier answer" },
    ]);
  }
}

/**
 * Cuts one page out of `rows`, which were asked for with one more than `limit`: the extra row tells that there is a
 * next page.
 */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  toPosition: (row: Row) => z.core.util.JSONType,
): { items: Row[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last !== undefined ? writeCursor(toPosition(last)) : null;
  return { items, next };
}

/** As {@link pageOf}, of rows that are shown as `toItem` makes them. */
export function shownPageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  toPosition: (row: Row) => z.core.util.JSONType,
): { items: Item[]; next: string | null } {
  const { items, next } = pageOf(rows, limit, toPosition);
  return { items: items.map(toItem), next };
}
