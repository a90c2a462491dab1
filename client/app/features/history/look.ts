/** What of a doc's past is looked at, as the address holds it. */
import { z } from "zod";
import type { DocTarget } from "../../queries/docs.ts";

/** The search of an address that shows a doc's past. */
export const HistorySearch = z.object({
  /** The moment that is shown, ms since 1970; without it and without a version, the newest. */
  at: z.coerce.number().int().positive().optional().catch(undefined),
  /** The version that is shown. */
  version: z.uuid().optional().catch(undefined),
  /** What it is held against, as {@link writeTarget} writes it; without it the change before, of a version nothing. */
  against: z.string().max(64).optional().catch(undefined),
  /** Whether what changed is marked. */
  changes: z.enum(["hidden"]).optional().catch(undefined),
});
export type HistoryLook = z.infer<typeof HistorySearch>;

const MOMENT = /^m(\d{1,15})$/;
const VERSION = /^v([0-9a-f-]{36})$/;

/** A target as text. */
export function writeTarget(target: DocTarget): string {
  switch (target.kind) {
    case "now":
      return "now";
    case "moment":
      return `m${target.at}`;
    case "version":
      return `v${target.id}`;
  }
}

/** Reads what {@link writeTarget} wrote; null for anything else. */
export function readTarget(text: string | undefined): DocTarget | null {
  if (text === "now") return { kind: "now" };
  const at = MOMENT.exec(text ?? "")?.[1];
  if (at !== undefined) return { kind: "moment", at: Number(at) };
  const id = VERSION.exec(text ?? "")?.[1];
  return id === undefined ? null : { kind: "version", id };
}
