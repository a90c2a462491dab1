/** A doc's named versions as they cross the edge. */
import { z } from "zod";
import { typedLine } from "../../room/text.ts";

/** Characters of a version's name. */
export const MAX_VERSION_NAME = 200;

export const VersionName = typedLine(MAX_VERSION_NAME);

export const DocVersion = z.object({
  id: z.string(),
  name: z.string(),
  /** When it was made, ms since 1970. */
  at: z.number().int(),
  /** The moment whose content it holds, ms since 1970: that of its making, or an earlier one of the history. */
  moment: z.number().int(),
  /** The user who made it. */
  by: z.string(),
  /** Made by the server for a restore: what it gave back, or what was there before. The oldest of these go in time. */
  automatic: z.boolean(),
  /** Size of its full state. */
  bytes: z.number().int().nonnegative(),
});
export type DocVersion = z.infer<typeof DocVersion>;

/** What a restore answers. */
export const Restored = z.object({
  /** The version whose content the doc now has. */
  version: DocVersion,
  /** The content before, kept as a version; null when the doc had the version's content already and nothing changed. */
  before: DocVersion.nullable(),
});
export type Restored = z.infer<typeof Restored>;

/** What taking back a restore answers. */
export const TakenBack = z.object({
  /** The content before it was taken back, kept as a version; null when nothing of the restore was left. */
  before: DocVersion.nullable(),
});
export type TakenBack = z.infer<typeof TakenBack>;
