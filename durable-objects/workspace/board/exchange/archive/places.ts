import { z } from "zod";

/** Where in the workspace an export is: what it writes next. */
export const Place = z.discriminatedUnion("at", [
  /** The workspace and its people. */
  z.object({ at: z.literal("workspace") }),
  /** The project behind this one, by id. */
  z.object({ at: z.literal("project"), behind: z.string() }),
  /** Descriptions of a project's tasks behind this number. */
  z.object({ at: z.literal("descriptions"), project: z.string(), behind: z.number().int() }),
  /** Pages behind this place. */
  z.object({ at: z.literal("pages"), behind: z.object({ order: z.string(), id: z.string() }) }),
  /** The file `part` of the conversation behind this one, by id, with its messages behind `after`. */
  z.object({ at: z.literal("conversations"), behind: z.string(), part: z.number().int(), after: z.number().int() }),
  /** What happened, as far as the room's log still has it. */
  z.object({ at: z.literal("activity") }),
  z.object({ at: z.literal("end") }),
]);
export type Place = z.infer<typeof Place>;

export const FIRST_PLACE: Place = { at: "workspace" };
