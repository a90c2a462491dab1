import { InboxEvent, InboxSnapshot } from "../../../durable-objects/inbox/protocol.ts";
import type { StreamDesign } from "../room/stream.ts";
import { keyOfDraft, withItem, withNotifications } from "./lists.ts";
import { type InboxState, inboxOf, snapshotOf } from "./state.ts";

/** The `room` stream of an inbox. */
export const inboxStream: StreamDesign<InboxState, InboxEvent, InboxSnapshot> = {
  part: InboxSnapshot,
  whole: ([only]) => inboxOf(only),
  parts: (state) => [snapshotOf(state)],
  event: InboxEvent,
  apply: (state, event) => ({ ...state, ...change(state, event) }),
};

function change(state: InboxState, event: InboxEvent): Partial<InboxState> {
  switch (event.type) {
    case "notifications.put":
      return { notifications: withNotifications(state.notifications, event.notifications), unread: event.unread };
    case "notifications.removed": {
      const gone = new Set(event.ids);
      return { notifications: state.notifications.filter(({ id }) => !gone.has(id)), unread: event.unread };
    }
    case "conversation.unread":
      return { conversations: new Map(state.conversations).set(event.state.conversation, event.state) };
    case "conversation.forgotten": {
      const conversations = new Map(state.conversations);
      conversations.delete(event.conversation);
      return { conversations };
    }
    case "draft.put":
      return { drafts: withItem(state.drafts, event.draft, keyOfDraft) };
    case "draft.removed": {
      const key = keyOfDraft(event);
      return { drafts: state.drafts.filter((draft) => keyOfDraft(draft) !== key) };
    }
    case "saved.put":
      return { saved: withItem(state.saved, event.saved, ({ message }) => message) };
    case "saved.removed":
      return { saved: state.saved.filter(({ message }) => message !== event.message) };
    case "reminder.put":
      return { reminders: withItem(state.reminders, event.reminder, ({ id }) => id) };
    case "reminder.removed":
      return { reminders: state.reminders.filter(({ id }) => id !== event.reminder) };
    case "muted":
      return { mutes: withItem(state.mutes, event.mute, ({ thing }) => thing) };
    case "unmuted":
      return { mutes: state.mutes.filter(({ thing }) => thing !== event.thing) };
    case "preferences.changed":
      return { preferences: event.preferences };
  }
}
