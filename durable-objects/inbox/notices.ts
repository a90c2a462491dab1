/**
 * What other rooms tell an inbox, as the body of a `told` notice. Each room that tells has a lane to each inbox, so all
 * come in order and once each, also after the inbox could not be reached for long (P9).
 */
import { z } from "zod";
import { ConversationUnread, Day, Reason, Thing } from "./protocol.ts";

/** What every notice is about names its workspace, so that one who leaves it keeps nothing of it. */
export const InboxNotice = z.discriminatedUnion("type", [
  /** Something happened that the user is to hear of. Never of what they did themselves. */
  z.object({
    type: z.literal("notify"),
    thing: Thing,
    reason: Reason,
    title: z.string(),
    text: z.string(),
    by: z.string().nullable(),
    byName: z.string().nullable(),
    message: z.string().nullable(),
    /** The seq of that message, by which reading the conversation reads this too; null for what is no message. */
    seq: z.number().int().nullable(),
    at: z.number().int(),
  }),
  /** What is unread in a conversation is now so; newest state wins. */
  z.object({ type: z.literal("unread"), state: ConversationUnread }),
  /** A message is gone, and with it what was said of it. */
  z.object({ type: z.literal("withdrawn"), thing: Thing, message: z.string() }),
  /** A task that is the user's is due on a day, or no more (done, given to another, without a date). */
  z.object({ type: z.literal("due"), thing: Thing, title: z.string(), due: Day.nullable() }),
  /** It is gone, or the user may not see it any more. */
  z.object({ type: z.literal("gone"), thing: Thing }),
  /** The user does not belong to the workspace any more. */
  z.object({ type: z.literal("left"), workspace: z.string() }),
]);
export type InboxNotice = z.infer<typeof InboxNotice>;
