/**
 * What other rooms tell an inbox, as the body of a `told` notice. Each room that tells has a lane to each inbox, so all
 * come in order and once each, also after the inbox could not be reached for long (P9).
 */
import { z } from "zod";
import { ConversationUnread, Day, Reason, Ringing, Thing } from "./protocol.ts";

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
    /** The conversation whose message it is, where it is about something else, such as the task that is discussed. */
    conversation: z.string().nullable().default(null),
    at: z.number().int(),
  }),
  /** Somebody calls the user to a call: it rings until then, unless {@link InboxNotice} `rung` ends it. */
  z.object({
    type: z.literal("ring"),
    thing: Thing,
    title: z.string(),
    by: z.string(),
    byName: z.string(),
    at: z.number().int(),
    until: z.number().int(),
  }),
  /** It rings no more, and why: answered or declined on some device, missed, or taken back. */
  z.object({ type: z.literal("rung"), thing: Thing, state: Ringing.shape.state }),
  /** What is unread in a conversation is now so; newest state wins. */
  z.object({ type: z.literal("unread"), state: ConversationUnread }),
  /** A thread was read up to this seq, which reads what was notified of it; the conversation itself tells by `unread`. */
  z.object({ type: z.literal("thread_read"), conversation: z.string(), message: z.string(), seq: z.number().int() }),
  /** A message is gone, and with it what was said of it. */
  z.object({ type: z.literal("withdrawn"), thing: Thing, message: z.string() }),
  /** A task that is the user's is due on a day, or no more (done, given to another, without a date). */
  z.object({ type: z.literal("due"), thing: Thing, title: z.string(), due: Day.nullable() }),
  /** It is gone, or the user may not see it any more. */
  z.object({ type: z.literal("gone"), thing: Thing }),
  /** The user belongs to a conversation no more, but may read it still: it counts as unread no more. */
  z.object({ type: z.literal("unfollowed"), conversation: z.string() }),
  /** A project is gone with all its tasks, or the user may not see it any more. */
  z.object({ type: z.literal("project_gone"), workspace: z.string(), project: z.string() }),
  /** A guest may see tasks and pages of these alone. */
  z.object({
    type: z.literal("confined"),
    workspace: z.string(),
    projects: z.array(z.string()),
    pages: z.array(z.string()),
  }),
  /** The user belongs to the workspace from now on; or does not any more. */
  z.object({ type: z.literal("joined"), workspace: z.string() }),
  z.object({ type: z.literal("left"), workspace: z.string(), at: z.number().int() }),
]);
export type InboxNotice = z.infer<typeof InboxNotice>;

/** What one thing that happened means for an inbox may be several notices. */
export const InboxNotices = z.union([InboxNotice, z.array(InboxNotice)]);
