import type { PushSubscriptionView } from "../protocol.ts";

/** Where a browser takes pushes. */
export interface PushSubscriptionRow {
  id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  device: string;
  /** The session or key that made it, with which it ends. */
  session: string;
  createdAt: number;
}

/** A subscription as its user sees it: not by its keys. */
export function subscriptionShown({ id, device, createdAt }: PushSubscriptionRow): PushSubscriptionView {
  return { id, device, createdAt };
}

/** A push that one subscription is owed. */
export interface OwedPush {
  subscription: string;
  notification: string;
  body: string;
  owedAt: number;
  due: number;
  attempts: number;
  /** When it is no news any more; null for what stays news as long as pushes do. */
  until: number | null;
}

type SubscriptionRow = Omit<PushSubscriptionRow, "createdAt"> & { created_at: number };
type Row = Omit<OwedPush, "owedAt"> & { owed_at: number };

/** The user's push subscriptions, and what each is owed: of one thing only the newest. */
export class PushStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  // --- Subscriptions ---

  /** All, the oldest first. */
  subscriptions(): PushSubscriptionRow[] {
    return this.#sql
      .exec<SubscriptionRow>(
        `SELECT id, endpoint, p256dh, auth, device, session, created_at FROM push_subscriptions ORDER BY created_at, id`,
      )
      .toArray()
      .map(({ created_at: createdAt, ...row }) => ({ ...row, createdAt }));
  }

  subscribe({ id, endpoint, p256dh, auth, device, session, createdAt }: PushSubscriptionRow): void {
    this.#sql.exec(
      `INSERT INTO push_subscriptions (id, endpoint, p256dh, auth, device, session, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      id,
      endpoint,
      p256dh,
      auth,
      device,
      session,
      createdAt,
    );
  }

  /** Ends a subscription, with what it is owed. Answers whether there was one. */
  unsubscribe(id: string): boolean {
    this.#sql.exec("DELETE FROM pushes WHERE subscription = ?", id);
    return this.#sql.exec("DELETE FROM push_subscriptions WHERE id = ? RETURNING id", id).toArray().length > 0;
  }

  // --- What is owed ---

  /** Owes every subscription a push of a notification, in place of an older one of it. */
  owe({ notification, body, owedAt, until }: Pick<OwedPush, "notification" | "body" | "owedAt" | "until">): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO pushes (subscription, notification, body, owed_at, due, attempts, until)
       SELECT id, ?1, ?2, ?3, ?3, 0, ?4 FROM push_subscriptions`,
      notification,
      body,
      owedAt,
      until,
    );
  }

  /** Up to `limit` that are due, the oldest first. */
  due(now: number, limit: number): OwedPush[] {
    return this.#sql
      .exec<Row>(
        `SELECT subscription, notification, body, owed_at, due, attempts, until FROM pushes
         WHERE due <= ? ORDER BY due, notification LIMIT ?`,
        now,
        limit,
      )
      .toArray()
      .map(({ owed_at: owedAt, ...row }) => ({ ...row, owedAt }));
  }

  nextDue(): number | null {
    return this.#sql.exec<{ next: number | null }>("SELECT MIN(due) AS next FROM pushes").one().next;
  }

  /** Strikes off what was sent or is not to be, unless something newer is owed in its place meanwhile. */
  settle({ subscription, notification, owedAt }: OwedPush): void {
    this.#sql.exec(
      "DELETE FROM pushes WHERE subscription = ? AND notification = ? AND owed_at = ?",
      subscription,
      notification,
      owedAt,
    );
  }

  putOff({ subscription, notification, owedAt, attempts }: OwedPush, due: number): void {
    this.#sql.exec(
      "UPDATE pushes SET due = ?, attempts = ? WHERE subscription = ? AND notification = ? AND owed_at = ?",
      due,
      attempts + 1,
      subscription,
      notification,
      owedAt,
    );
  }

  /** Nothing is to be pushed of a notification any more. */
  withdraw(notification: string): void {
    this.#sql.exec("DELETE FROM pushes WHERE notification = ?", notification);
  }
}
