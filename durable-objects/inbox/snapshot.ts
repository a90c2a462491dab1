import { SNAPSHOT_NOTIFICATIONS } from "./limits.ts";
import type { InboxSnapshot } from "./protocol.ts";
import { notificationShown } from "./store/notifications.ts";
import type { Stores } from "./store/stores.ts";

/** The state of an inbox, with the newest of its notifications; those that are away come by an event once they are back. */
export function snapshotOf(stores: Stores): InboxSnapshot {
  const { notifications, conversations, drafts, saved, reminders, mutes, own } = stores;
  const newest = notifications.list({ filter: "all", workspace: null }, null, SNAPSHOT_NOTIFICATIONS + 1);
  return {
    notifications: newest.slice(0, SNAPSHOT_NOTIFICATIONS).map(notificationShown),
    more: newest.length > SNAPSHOT_NOTIFICATIONS,
    unread: notifications.counts(),
    conversations: conversations.all(),
    drafts: drafts.all(),
    saved: saved.all(),
    reminders: reminders.all(),
    mutes: mutes.all(),
    preferences: own.preferences(),
  };
}
