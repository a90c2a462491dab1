import type { LoggedEvent } from "../room/event-log.ts";
import { MAX_CONVERSATIONS, MAX_EVENT_NOTIFICATIONS, MAX_NOTIFICATIONS } from "./limits.ts";
import type { ConversationUnread, InboxEventBody } from "./protocol.ts";
import { type NotificationRow, notificationShown } from "./store/notifications.ts";
import type { Stores } from "./store/stores.ts";

/** What a change works over. */
export interface InboxLedger {
  /** Appends an event to the `room` stream. */
  say(body: InboxEventBody): LoggedEvent;
  /** Promises that a job runs no later than `due`, in ms since 1970. */
  schedule(job: string, due: number): void;
  /** Takes a job off. */
  cancel(job: string): void;
  /** Whether the user is at one of their devices. */
  isWatched(): boolean;
}

/** What ends snoozes and rings, fires reminders and tells of days on which something is due. */
export const WAKE_JOB = "wake";
export const PUSH_JOB = "push";
export const DIGEST_JOB = "digest";

/**
 * One change of an inbox, within one transaction: it keeps what is written, and at its end says it, notifications
 * together, since what counts as unread goes with them.
 */
export class InboxChange {
  readonly user: string;
  readonly stores: Stores;
  readonly now: number;
  readonly ledger: InboxLedger;
  readonly #put = new Map<string, NotificationRow>();
  readonly #removed = new Set<string>();

  constructor(user: string, stores: Stores, ledger: InboxLedger, now: number) {
    this.user = user;
    this.stores = stores;
    this.ledger = ledger;
    this.now = now;
  }

  say(body: InboxEventBody): void {
    this.ledger.say(body);
  }

  /** Writes a notification as it now is. One that is read is pushed no more. */
  put(row: NotificationRow): void {
    this.stores.notifications.put(row);
    if (row.readAt !== null) this.stores.pushes.withdraw(row.id);
    this.#put.set(row.id, row);
    this.#removed.delete(row.id);
  }

  remove(id: string): void {
    if (!this.stores.notifications.find(id)) return;
    this.stores.notifications.remove(id);
    this.stores.pushes.withdraw(id);
    this.#put.delete(id);
    this.#removed.add(id);
  }

  /** Keeps what is unread in a conversation, and lets go of what is too much to keep. */
  putConversation(state: ConversationUnread): void {
    const { conversations } = this.stores;
    conversations.put(state);
    this.say({ type: "conversation.unread", state });
    for (const conversation of conversations.excess(MAX_CONVERSATIONS)) this.forgetConversation(conversation);
  }

  forgetConversation(conversation: string): void {
    if (!this.stores.conversations.find(conversation)) return;
    this.stores.conversations.remove(conversation);
    this.say({ type: "conversation.forgotten", conversation });
  }

  /** Ends the change: says what became of notifications, and sees to it that the room wakes when something is due. */
  finish(): void {
    const { notifications, reminders, dueDays, pushes } = this.stores;
    if (this.#put.size > 0) for (const id of notifications.excess(MAX_NOTIFICATIONS)) this.remove(id);
    if (this.#put.size + this.#removed.size > 0) this.#sayNotifications();
    const times = [notifications.nextBack(), notifications.nextRungOut(), reminders.nextDue(), dueDays.nextDue()];
    const next = times.filter((due) => due !== null);
    if (next.length > 0) this.ledger.schedule(WAKE_JOB, Math.min(...next));
    const push = pushes.nextDue();
    if (push !== null) this.ledger.schedule(PUSH_JOB, push);
  }

  #sayNotifications(): void {
    const unread = this.stores.notifications.counts();
    if (this.#removed.size > 0) this.say({ type: "notifications.removed", ids: [...this.#removed], unread });
    const put = [...this.#put.values()].map(notificationShown);
    for (let from = 0; from < put.length; from += MAX_EVENT_NOTIFICATIONS) {
      this.say({ type: "notifications.put", notifications: put.slice(from, from + MAX_EVENT_NOTIFICATIONS), unread });
    }
  }
}
