import type { InboxChange } from "./change.ts";
import { DIGEST_JOB } from "./change.ts";
import { MAX_TEXT_LENGTH, MAX_TITLE_LENGTH } from "./limits.ts";
import type { InboxNotice } from "./notices.ts";
import { keyOfThing, type Preferences, type PushMessage } from "./protocol.ts";
import { type NotificationRow, notificationShown, workspaceOf } from "./store/notifications.ts";
import { nextTimeAt } from "./time/zone.ts";
import { isCall, isQuiet, waysOf } from "./wanting.ts";

/** What there is to be notified of. */
export type News = Omit<Extract<InboxNotice, { type: "notify" }>, "type">;

/**
 * Notifies the user, as they prefer. What is about the same thing is one notification: the newest state of it, with how
 * many there were since it was last read. Of what they did themselves, or have read already, nothing is said.
 */
export function notify(change: InboxChange, news: News): void {
  const { stores, now } = change;
  const preferences = stores.own.preferences();
  const ways = waysOf(stores, preferences, news);
  if (news.by === change.user || hasLeft(change, news)) return;
  const id = keyOfThing(news.thing);
  const known = stores.notifications.find(id);
  const readAt = hasRead(change, news) ? now : null;
  const isUnread = known !== undefined && known.readAt === null;
  const { thing, reason, by, byName, message, seq, at } = news;
  const row: NotificationRow = {
    ...{ id, thing, reason, by, byName, message, seq, at },
    conversation: conversationOf(news),
    title: shortened(news.title, MAX_TITLE_LENGTH),
    text: shortened(news.text, MAX_TEXT_LENGTH),
    count: isUnread && readAt === null ? known.count + 1 : 1,
    deliveredAt: readAt,
    seenAt: readAt,
    readAt,
    snoozedUntil: isUnread && !isCall(news.reason) ? known.snoozedUntil : null,
    ...(known?.ring?.state === "ringing" ? { ring: known.ring } : {}),
  };
  if (ways.inbox) change.put(row);
  if (readAt !== null || row.snoozedUntil !== null) return;
  if (ways.push) owePush(change, preferences, row);
  if (ways.inbox && ways.digest && preferences.digestAt !== null) armDigest(change, preferences, preferences.digestAt);
}

/** Owes a push of a notification, unless the user is at a device or wants quiet. */
export function owePush(change: InboxChange, preferences: Preferences, row: NotificationRow): void {
  if (change.ledger.isWatched() || isQuiet(preferences, change.now)) return;
  const { id, thing, reason, title, text, byName, message, at, ring } = notificationShown(row);
  const said: PushMessage = preferences.pushContent
    ? { id, thing, reason, title, text, byName, message, at, ...(ring ? { ring } : {}) }
    : { id: null };
  const until = ring?.state === "ringing" ? ring.until : null;
  change.stores.pushes.owe({ notification: id, body: JSON.stringify(said), owedAt: change.now, until });
}

/** Sees to it that the digest is looked at when its time next comes. */
export function armDigest({ ledger, now }: InboxChange, { timeZone }: Preferences, digestAt: string): void {
  ledger.schedule(DIGEST_JOB, nextTimeAt(digestAt, timeZone, now));
}

/** What another room tells may come after the user left that workspace, and is about what they may not see any more. */
export function hasLeft({ stores }: InboxChange, { thing, at }: Pick<News, "thing" | "at">): boolean {
  const workspace = workspaceOf(thing);
  return workspace !== null && stores.former.covers(workspace, at);
}

/** Whether the user read the conversation beyond this already: that may be told earlier than the message itself. */
function hasRead({ stores }: InboxChange, news: News): boolean {
  const conversation = conversationOf(news);
  if (conversation === null || news.seq === null) return false;
  return (stores.conversations.find(conversation)?.marker ?? 0) >= news.seq;
}

/** The conversation by whose marker a message is read; what is said in a thread has one of its own. */
function conversationOf({ thing, conversation }: News): string | null {
  return thing.type === "conversation" ? thing.conversation : conversation;
}

/** Cut where it would be too long, but within no character. */
export function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;
}
