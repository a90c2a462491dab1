/** A doc's history as it crosses the edge. */
import { z } from "zod";

const count = z.number().int().nonnegative();

/** What one user did in one change. */
export const HistoryShare = z.object({
  user: z.string(),
  /** Characters, and elements such as a paragraph or an image, that were added. */
  inserted: count,
  /** The same that were removed; marks count too. */
  deleted: count,
});
export type HistoryShare = z.infer<typeof HistoryShare>;

/** A burst of writing by one user, or by several who wrote at the same time. */
export const HistoryChange = z.object({
  /** Names the moment right behind this change; the doc can be read as it was then. */
  id: z.string(),
  /** ms since 1970 */
  from: z.number().int(),
  /** ms since 1970 */
  to: z.number().int(),
  /** Who wrote, in the order they began. */
  by: z.array(HistoryShare),
  inserted: count,
  deleted: count,
  /** The version that this change restored; null for writing. */
  restored: z.string().nullable(),
  /** True where that took back a restore: `restored` is then the version kept before it. */
  undid: z.boolean(),
  /** The version that was kept of the content before a restore, by which it can be taken back; null for writing. */
  before: z.string().nullable(),
});
export type HistoryChange = z.infer<typeof HistoryChange>;
