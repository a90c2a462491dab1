/** The filter of the audit log as it stands in the address: days as people write them, for whoever is sent the link. */
import { z } from "zod";
import { AUDIT_ACTS, type AuditFilter } from "../../../../../durable-objects/workspace/audit/protocol.ts";

const Day = z.iso.date().optional().catch(undefined);

export const AuditSearch = z.object({
  by: z.string().min(1).max(64).optional().catch(undefined),
  act: z.enum(AUDIT_ACTS).optional().catch(undefined),
  text: z.string().trim().min(1).max(200).optional().catch(undefined),
  /** The first day. */
  from: Day,
  /** The last day. */
  to: Day,
});
export type AuditSearch = z.infer<typeof AuditSearch>;

/** The same as the server is asked, with days as they begin and end where the reader is. */
export function filterOf({ by, act, text, from, to }: AuditSearch): AuditFilter {
  return {
    ...(by === undefined ? {} : { by }),
    ...(act === undefined ? {} : { act }),
    ...(text === undefined ? {} : { text }),
    ...(from === undefined ? {} : { from: midnight(from, 0) }),
    ...(to === undefined ? {} : { to: midnight(to, 1) }),
  };
}

function midnight(day: string, later: number): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).getTime();
}
