/** The pieces that the routes of boards share: how things are named in a path, and what their lists are asked for. */
import { z } from "@hono/zod-openapi";
import { ARCHIVED } from "../../durable-objects/workspace/board/reading/protocol.ts";
import { ListQuery, readCursor } from "./lists.ts";

/** Without flags, since the API's description has no place for them. */
const UUID = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}";
const KEY = "[A-Za-z][A-Za-z0-9]{0,9}";

/** A project in a path: its id, or a key it has or had, in any case. */
export const ProjectName = z
  .string()
  .regex(new RegExp(`^(${UUID}|${KEY})$`), "Use a project's id or key")
  .meta({ description: "Its id, or its key, such as `ENS`" });

/** A task in a path: its id, or a key it has or had, in any case. */
export const TaskName = z
  .string()
  .regex(new RegExp(`^(${UUID}|${KEY}-[1-9][0-9]{0,8})$`), "Use a task's id or key")
  .meta({ description: "Its id, or its key, such as `ENS-42`" });

/** A column, label, field, view or rule in a path. */
export const PartName = z
  .string()
  .min(1)
  .max(100)
  .meta({ description: "Its id, its name, or its name as `in-progress` for In progress" });

export const Workspace = z.uuid();

/** Which archived ones a list has. */
export const Archived = z
  .enum(ARCHIVED)
  .default("false")
  .meta({ description: "`true` lists archived ones too, `only` nothing else" });

/** The query of a list in its own order. */
export const OrderedQuery = ListQuery.extend({ archived: Archived });

const Position = z.object({ order: z.string(), id: z.string() });

/** What of an ordered list is asked for, with one item more than is shown. */
export function scopeOf({ cursor, limit, archived }: z.infer<typeof OrderedQuery>) {
  return { archived, after: readCursor(cursor, Position), limit: limit + 1 };
}

/** Where an ordered list goes on behind an item. */
export function positionOf({ order, id }: z.infer<typeof Position>): z.infer<typeof Position> {
  return { order, id };
}

/** The names of the two places of {@link Place}, which routes take beside what is set. */
export const PLACE = {
  before: z.string().min(1).max(100).optional().meta({ description: "Put it right before this one" }),
  after: z.string().min(1).max(100).optional().meta({ description: "Put it right behind this one" }),
};
