import type { z } from "zod";
import {
  Draft,
  InboxCounts,
  type NewPushSubscription,
  Notification,
  type NotificationFilter,
  Preferences,
  type PreferencesChange,
  PushSubscriptionView,
  PushView,
  Reminder,
  SavedMessage,
  type Thing,
} from "../../../durable-objects/inbox/protocol.ts";
import { newKey } from "../id.ts";
import { type Http, type List, listOf, Nothing } from "./http.ts";

/** Which notifications are asked for, and where the page before ended. */
export interface NotificationsWanted {
  filter?: NotificationFilter;
  workspace?: string;
  cursor?: string;
  limit?: number;
}

/** Which notifications are read: these, all of a workspace's, or all there are. */
export type ReadWanted = { ids: readonly string[] } | { workspace: string } | { all: true };

/** A reminder to be made. */
export type NewReminder = Pick<Reminder, "dueAt"> & Partial<Pick<Reminder, "workspace" | "note" | "thing" | "message">>;

/** One's inbox; what happens in it is followed by its room, see `inbox/`. Each may throw an ApiError. */
export class InboxApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** A page of notifications, newest first. */
  list({ filter, workspace, cursor, limit }: NotificationsWanted = {}): Promise<List<Notification>> {
    const query = { filter, workspace, cursor, limit: limit === undefined ? undefined : String(limit) };
    return this.#http.ask("GET", "/api/inbox", { answer: listOf(Notification), query: defined(query) });
  }

  counts(): Promise<InboxCounts> {
    return this.#http.ask("GET", "/api/inbox/counts", { answer: InboxCounts });
  }

  async read(wanted: ReadWanted): Promise<void> {
    await this.#post("read", wanted);
  }

  async unread(ids: readonly string[]): Promise<void> {
    await this.#post("unread", { ids });
  }

  async seen(ids: readonly string[]): Promise<void> {
    await this.#post("seen", { ids });
  }

  /** Lets notifications be away until a time; null brings them back. */
  async snooze(ids: readonly string[], until: number | null): Promise<void> {
    await this.#post("snooze", { ids, until });
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#post("remove", { ids });
  }

  async mute(thing: Thing): Promise<void> {
    await this.#post("mutes", { thing });
  }

  /** @param key of the thing, see `keyOfThing` */
  async unmute(key: string): Promise<void> {
    await this.#remove("mutes", key);
  }

  preferences(): Promise<Preferences> {
    return this.#http.ask("GET", "/api/inbox/preferences", { answer: Preferences });
  }

  setPreferences(set: z.input<typeof PreferencesChange>): Promise<Preferences> {
    return this.#http.ask("PATCH", "/api/inbox/preferences", { answer: Preferences, body: set });
  }

  // --- What one keeps ---

  reminders(): Promise<Reminder[]> {
    return this.#http.all("/api/inbox/reminders", Reminder);
  }

  /** @param key makes it safe to send again: the same key makes one reminder only */
  remind(wanted: NewReminder, key: string = newKey()): Promise<Reminder> {
    return this.#http.ask("POST", "/api/inbox/reminders", { answer: Reminder, body: wanted, idempotencyKey: key });
  }

  async forgetReminder(reminder: string): Promise<void> {
    await this.#remove("reminders", reminder);
  }

  drafts(): Promise<Draft[]> {
    return this.#http.all("/api/inbox/drafts", Draft);
  }

  /** Keeps what one began to write; an empty text lets go of it. */
  async keepDraft(workspace: string, draft: Pick<Draft, "conversation" | "thread" | "text">): Promise<void> {
    await this.#http.ask("PUT", "/api/inbox/drafts", { answer: Nothing, body: { workspace, ...draft } });
  }

  saved(): Promise<SavedMessage[]> {
    return this.#http.all("/api/inbox/saved", SavedMessage);
  }

  async save(message: Omit<SavedMessage, "savedAt">): Promise<void> {
    await this.#post("saved", message);
  }

  async unsave(message: string): Promise<void> {
    await this.#remove("saved", message);
  }

  // --- Pushes ---

  /** Whether this server pushes, and to which of one's devices. */
  push(): Promise<PushView> {
    return this.#http.ask("GET", "/api/inbox/push", { answer: PushView });
  }

  /** Lets this device be pushed to, until it is signed out. */
  addPush(subscription: z.input<typeof NewPushSubscription>): Promise<PushSubscriptionView> {
    return this.#http.ask("POST", "/api/inbox/push", { answer: PushSubscriptionView, body: subscription });
  }

  async removePush(subscription: string): Promise<void> {
    await this.#remove("push", subscription);
  }

  async #post(within: string, body: unknown): Promise<void> {
    await this.#http.ask("POST", `/api/inbox/${within}`, { answer: Nothing, body });
  }

  async #remove(within: string, id: string): Promise<void> {
    await this.#http.ask("DELETE", `/api/inbox/${within}/${encodeURIComponent(id)}`, { answer: Nothing });
  }
}

/** A query without what is left out. */
function defined(query: Record<string, string | undefined>): Record<string, string> {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return Object.fromEntries(given);
}
