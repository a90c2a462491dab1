/** A project as its members see it, and what may be asked of it. */
import { z } from "zod";
import { Colour, Id, NewId, Order, PartName, Place, Since, Time } from "../scalars.ts";

/** The start of its tasks' keys: `ENS` of `ENS-42`. */
export const ProjectKey = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{0,9}$/, "Use up to 10 capital letters and digits, a letter first");

export const Project = z.object({
  id: Id,
  key: ProjectKey,
  name: z.string(),
  colour: Colour,
  order: Order,
  archivedAt: Time.nullable(),
  createdAt: Time,
  createdBy: z.string(),
});
export type Project = z.infer<typeof Project>;

export const ProjectFields = z.strictObject({ name: PartName, key: ProjectKey, colour: Colour });
export type ProjectFields = z.infer<typeof ProjectFields>;

/** A new project; without a key it gets one made of its name. It begins with the usual columns. */
export const NewProject = ProjectFields.partial({ key: true, colour: true });
export type NewProject = z.infer<typeof NewProject>;

export const ProjectAction = z.discriminatedUnion("type", [
  z.object({ type: z.literal("project.create"), project: NewId, set: NewProject, ...Place }),
  /** Under a new key the tasks' old keys still find them. */
  z.object({ type: z.literal("project.update"), project: Id, set: ProjectFields.partial(), since: Since }),
  z.object({ type: z.literal("project.move"), project: Id, ...Place, since: Since }),
  z.object({ type: z.literal("project.archive"), project: Id }),
  z.object({ type: z.literal("project.restore"), project: Id }),
  /** Deletes it with all its tasks and their descriptions, for ever. */
  z.object({ type: z.literal("project.delete"), project: Id }),
]);
export type ProjectAction = z.infer<typeof ProjectAction>;
