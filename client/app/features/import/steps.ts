/** Where one is in an import, as the address holds it, so that going back in the browser goes back a step. */
import { z } from "zod";

/** The steps of an import, in their order. */
export const STEPS = ["file", "columns", "trial", "done"] as const;
export type Step = (typeof STEPS)[number];

/** The search of an import's address; without a step it is the first. */
export const ImportSearch = z.object({ step: z.enum(["columns", "trial", "done"]).optional().catch(undefined) });

/**
 * The step that can be shown of one that the address names: the file, and what was found out about it, are gone with the
 * page.
 */
export function shownStep(named: Step, chosen: object | null, report: { mode: "dry_run" | "apply" } | null): Step {
  if (!chosen || named === "file") return "file";
  if (named === "columns" || !report) return "columns";
  return report.mode === "dry_run" ? "trial" : "done";
}
