import { z } from "zod";

/** What of the inbox is looked at, as its address says it. */
export const InboxSearch = z.object({
  of: z.enum(["here", "all"]).optional().catch(undefined),
  show: z.enum(["unread", "all", "snoozed", "reminders"]).optional().catch(undefined),
});
