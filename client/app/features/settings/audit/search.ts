/**
 * The filter of the audit log as it stands in the address: days as people write them, for whoever is sent the link. The
 * list of addresses needs it from the start, so it knows nothing of the workspace's protocol.
 */
import { z } from "zod";

const Day = z.iso.date().optional().catch(undefined);

export const AuditSearch = z.object({
  by: z.string().min(1).max(64).optional().catch(undefined),
  act: z.string().min(1).max(64).optional().catch(undefined),
  text: z.string().trim().min(1).max(200).optional().catch(undefined),
  /** The first day. */
  from: Day,
  /** The last day. */
  to: Day,
});
export type AuditSearch = z.infer<typeof AuditSearch>;
