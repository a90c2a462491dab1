/**
 * What an inbox says and what may be asked of it: the `room` stream's snapshot, events and commands, and the shapes its
 * HTTP routes share with them. An inbox is its user's alone, over all their workspaces; its room id is the user's id. The
 * client imports this file.
 */
import { z } from "zod";
import { EventEnvelope } from "../room/protocol.ts";
import { TypedText } from "../room/text.ts";
import { Day } from "../workspace/board/scalars.ts";
import { MAX_DRAFT_LENGTH, MAX_NOTE_LENGTH } from "./limits.ts";

const id = z.string().min(1).max(64);
const seq = z.number().int().nonnegative();
/** ms since 1970. */
const time = z.number().int().nonnegative();
const count = z.number().int().nonnegative();

/** Why one is notified; preferences are set for each. */
export const REASONS = [
  "mention",
  "message",
  "reply",
  "assigned",
  "changed",
  "due",
  "invited",
  "reminder",
  "call",
] as const;
export const Reason = z.enum(REASONS);
export type Reason = z.infer<typeof Reason>;

/** What a notification is about. Those about the same thing are one. */
export const Thing = z.discriminatedUnion("type", [
  z.object({ type: z.literal("conversation"), workspace: id, conversation: id }),
  z.object({ type: z.literal("thread"), workspace: id, conversation: id, message: id }),
  z.object({ type: z.literal("task"), workspace: id, project: id, task: id }),
  z.object({ type: z.literal("page"), workspace: id, page: id }),
  z.object({ type: z.literal("call"), workspace: id, call: id }),
  /** One is invited to it, or was let in. */
  z.object({ type: z.literal("workspace"), workspace: id }),
  /** A reminder that one set for oneself, about nothing else. */
  z.object({ type: z.literal("note"), note: id }),
]);
export type Thing = z.infer<typeof Thing>;

/** How a ring stands: it ends by its answer on any device, or by its time. */
export const Ringing = z.object({
  state: z.enum(["ringing", "answered", "declined", "missed", "cancelled"]),
  until: time,
});
export type Ringing = z.infer<typeof Ringing>;

export const Notification = z.object({
  /** The thing's own key, so that what is new about it takes the place of what was. */
  id: z.string(),
  thing: Thing,
  reason: Reason,
  /** What it is about as its reader calls it: "#general", "ENS-42 Paint it". */
  title: z.string(),
  /** What happened: the beginning of a message, "moved to Done". */
  text: z.string(),
  /** Who did it, or null for the calendar. */
  by: z.string().nullable(),
  byName: z.string().nullable(),
  /** The message to go to, where it is one. */
  message: id.nullable(),
  /** When the newest happened. */
  at: time,
  /** How many there were since it was last read. */
  count,
  deliveredAt: time.nullable(),
  seenAt: time.nullable(),
  readAt: time.nullable(),
  /** It is away until then. */
  snoozedUntil: time.nullable(),
  /** Of a call that one is or was called to: how that stands; absent for all else. */
  ring: z.exactOptional(Ringing),
});
export type Notification = z.infer<typeof Notification>;

/** What is unread in one conversation, as its room tells it. */
export const ConversationUnread = z.object({
  workspace: id,
  conversation: id,
  /** Messages of others behind the marker, outside of threads; 100 for more. */
  unread: count,
  mentions: count,
  /** Replies not read in threads one follows; 100 for more. */
  replies: count,
  /** All up to this seq is read. */
  marker: seq,
  /** When the latest message came; by it direct conversations are ordered. */
  lastAt: time,
});
export type ConversationUnread = z.infer<typeof ConversationUnread>;

/** Where a notification goes, beside the inbox itself. */
export const Ways = z.object({ inbox: z.boolean(), push: z.boolean(), digest: z.boolean() });
export type Ways = z.infer<typeof Ways>;

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What was kept before there was a reason says nothing of it: it is as usual then. */
const ReasonWays = z.object({
  mention: Ways,
  message: Ways,
  reply: Ways,
  assigned: Ways,
  changed: Ways,
  due: Ways,
  invited: Ways,
  reminder: Ways,
  call: Ways.default({ inbox: true, push: true, digest: true }),
} satisfies Record<Reason, z.ZodType<Ways>>);

export const Preferences = z.object({
  reasons: ReasonWays,
  /** Projects whose tasks notify of less, by id: only what names one, or nothing. */
  projects: z.record(z.string(), z.enum(["all", "mentions", "nothing"])),
  /** An IANA name, such as `Europe/Berlin`. */
  timeZone: z.string(),
  /** No push between these two times of day in that zone; null for never. */
  quietHours: z.object({ from: clock, to: clock }).nullable(),
  /** The time of day at which the digest is mailed, when there is anything; null for never. */
  digestAt: clock.nullable(),
  /** Whether a push says what happened, or only that something did. */
  pushContent: z.boolean(),
});
export type Preferences = z.infer<typeof Preferences>;

export const PreferencesChange = z.object({
  reasons: z.partialRecord(Reason, Ways.partial()).optional(),
  projects: z.record(id, z.enum(["all", "mentions", "nothing"]).nullable()).optional(),
  timeZone: z.string().max(64).optional(),
  quietHours: Preferences.shape.quietHours.optional(),
  digestAt: Preferences.shape.digestAt.optional(),
  pushContent: z.boolean().optional(),
});
export type PreferencesChange = z.infer<typeof PreferencesChange>;

/** A message one keeps to come back to. */
export const SavedMessage = z.object({
  workspace: id,
  conversation: id,
  message: id,
  savedAt: time,
  /** How it began when it was saved. */
  excerpt: z.string(),
  authorName: z.string(),
});
export type SavedMessage = z.infer<typeof SavedMessage>;

/** What one began to write in a conversation, or in a thread of it. */
export const Draft = z.object({ conversation: id, thread: id.nullable(), text: z.string(), at: time });
export type Draft = z.infer<typeof Draft>;

export const Reminder = z.object({
  id,
  workspace: id.nullable(),
  note: z.string(),
  /** What it is about; null for the note alone. */
  thing: Thing.nullable(),
  message: id.nullable(),
  dueAt: time,
});
export type Reminder = z.infer<typeof Reminder>;

/** What one wants to hear nothing more of, but when one is mentioned. */
export const Mute = z.object({ thing: z.string(), since: time });
export type Mute = z.infer<typeof Mute>;

/** Notifications neither read nor snoozed: in all, and by workspace; what is of no workspace counts in all alone. */
export const UnreadCounts = z.object({ all: count, workspaces: z.record(z.string(), count) });
export type UnreadCounts = z.infer<typeof UnreadCounts>;

/** An event's own part; the room adds {@link EventEnvelope}. What changed comes whole, as it then is. */
export const InboxEventBody = z.discriminatedUnion("type", [
  /** `unread` is what counts after it: a client has not all notifications, so it could not count them. */
  z.object({ type: z.literal("notifications.put"), notifications: z.array(Notification), unread: UnreadCounts }),
  z.object({ type: z.literal("notifications.removed"), ids: z.array(z.string()), unread: UnreadCounts }),
  z.object({ type: z.literal("conversation.unread"), state: ConversationUnread }),
  z.object({ type: z.literal("conversation.forgotten"), conversation: id }),
  z.object({ type: z.literal("draft.put"), draft: Draft }),
  z.object({ type: z.literal("draft.removed"), conversation: id, thread: id.nullable() }),
  z.object({ type: z.literal("saved.put"), saved: SavedMessage }),
  z.object({ type: z.literal("saved.removed"), message: id }),
  z.object({ type: z.literal("reminder.put"), reminder: Reminder }),
  z.object({ type: z.literal("reminder.removed"), reminder: id }),
  z.object({ type: z.literal("muted"), mute: Mute }),
  z.object({ type: z.literal("unmuted"), thing: z.string() }),
  z.object({ type: z.literal("preferences.changed"), preferences: Preferences }),
]);
export type InboxEventBody = z.infer<typeof InboxEventBody>;

export const InboxEvent = z.intersection(InboxEventBody, z.object(EventEnvelope.shape));
export type InboxEvent = z.infer<typeof InboxEvent>;

export const InboxSnapshot = z.object({
  /** The newest, newest first; older ones over HTTP. */
  notifications: z.array(Notification),
  more: z.boolean(),
  unread: UnreadCounts,
  conversations: z.array(ConversationUnread),
  drafts: z.array(Draft),
  saved: z.array(SavedMessage),
  reminders: z.array(Reminder),
  mutes: z.array(Mute),
  preferences: Preferences,
});
export type InboxSnapshot = z.infer<typeof InboxSnapshot>;

const ids = z.array(z.string().max(300)).min(1).max(200);

/** What is asked of an inbox, over a socket and over HTTP alike. */
export const InboxCommand = z.discriminatedUnion("type", [
  /** A device has shown these; the user has looked at the list; the user has opened them. */
  z.object({ type: z.literal("delivered"), ids }),
  z.object({ type: z.literal("seen"), ids }),
  z.object({ type: z.literal("read"), ids }),
  z.object({ type: z.literal("unread"), ids }),
  /** Reads all that is there, or all of one workspace. */
  z.object({ type: z.literal("read_all"), workspace: id.optional() }),
  z.object({ type: z.literal("remove"), ids }),
  /** Away until then; null brings it back at once. */
  z.object({ type: z.literal("snooze"), ids, until: time.nullable() }),
  z.object({ type: z.literal("mute"), thing: Thing }),
  z.object({ type: z.literal("unmute"), thing: z.string().max(300) }),
  z.object({ type: z.literal("preferences.change"), set: PreferencesChange }),
  /** An empty text removes it. */
  z.object({
    type: z.literal("draft"),
    workspace: id,
    conversation: id,
    thread: id.nullable(),
    text: TypedText.max(MAX_DRAFT_LENGTH),
  }),
  z.object({
    type: z.literal("save"),
    workspace: id,
    conversation: id,
    message: id,
    excerpt: TypedText.max(300),
    authorName: TypedText.max(200),
  }),
  z.object({ type: z.literal("unsave"), message: id }),
  z.object({
    type: z.literal("remind"),
    reminder: id,
    workspace: id.nullable(),
    note: TypedText.trim().max(MAX_NOTE_LENGTH),
    thing: Thing.nullable(),
    message: id.nullable(),
    dueAt: time,
  }),
  z.object({ type: z.literal("forget_reminder"), reminder: id }),
]);
export type InboxCommand = z.infer<typeof InboxCommand>;

/** What a device says of itself: whether its user is at it. While one is, nothing is pushed. */
export const InboxPresence = z.object({ active: z.boolean() });
export type InboxPresence = z.infer<typeof InboxPresence>;

/** Bytes as base64url, as `PushSubscription.toJSON()` writes them. */
const key = (letters: number) => z.string().regex(new RegExp(`^[\\w-]{${letters}}={0,2}$`), "Not a key of a browser's");

/** Where a browser's pushes go (`PushSubscription.toJSON()`). */
export const NewPushSubscription = z.object({
  endpoint: z.url({ protocol: /^https$/ }).max(2_000),
  /** A point of P-256, 65 bytes, and a secret of 16. */
  keys: z.object({ p256dh: key(87), auth: key(22) }),
});
export type NewPushSubscription = z.infer<typeof NewPushSubscription>;

/** What is pushed to a browser: a notification, or only that there is something, for whoever wants no content there. */
export const PushMessage = z.union([
  Notification.omit({
    by: true,
    count: true,
    deliveredAt: true,
    seenAt: true,
    readAt: true,
    snoozedUntil: true,
  }),
  z.object({ id: z.null() }),
]);
export type PushMessage = z.infer<typeof PushMessage>;

export const PushSubscriptionView = z.object({ id, device: z.string(), createdAt: time });
export type PushSubscriptionView = z.infer<typeof PushSubscriptionView>;

/** Whether this server pushes, and whereto. */
export const PushView = z.object({
  /** The key by which a browser knows this server's pushes (VAPID); null where none are sent. */
  publicKey: z.string().nullable(),
  subscriptions: z.array(PushSubscriptionView),
});
export type PushView = z.infer<typeof PushView>;

/** Which notifications a list has: those that are away are left out of all but their own. */
export const NotificationFilter = z.enum(["all", "unread", "mentions", "assigned", "snoozed"]);
export type NotificationFilter = z.infer<typeof NotificationFilter>;

/** What counts, for badges: of notifications, and of messages in each conversation. */
export const InboxCounts = UnreadCounts.extend({ conversations: z.array(ConversationUnread) });
export type InboxCounts = z.infer<typeof InboxCounts>;

/** The key of what a notification is about, which is its id. */
export function keyOfThing(thing: Thing): string {
  switch (thing.type) {
    case "conversation":
      return `conversation:${thing.conversation}`;
    case "thread":
      return `thread:${thing.conversation}:${thing.message}`;
    case "task":
      return `task:${thing.workspace}:${thing.task}`;
    case "page":
      return `page:${thing.workspace}:${thing.page}`;
    case "call":
      return `call:${thing.workspace}:${thing.call}`;
    case "workspace":
      return `workspace:${thing.workspace}`;
    case "note":
      return `note:${thing.note}`;
  }
}

/** A day as its due tasks are told by. */
export { Day };
