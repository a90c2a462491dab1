import type { Connection } from "partyserver";
import { z } from "zod";
import { type Attachment, Passport, Session } from "./session.ts";

/**
 * The sockets of one room, by socket. partyserver's own iterator reads each attachment back on every step, which a
 * broadcast cannot afford; this map is filled once on waking and kept.
 */
export class Sessions<Own> {
  readonly #sessions = new Map<WebSocket, Session<Own>>();
  readonly #own: z.ZodType<Own>;

  constructor(own: z.ZodType<Own>) {
    this.#own = own;
  }

  /**
   * Rebuilds the sessions of all open sockets, from their attachments. `heardAt` says when a socket was last heard, as
   * far as that outlives sleep.
   */
  wake(connections: Iterable<Connection>, heardAt: (socket: Connection, passport: Passport) => number): void {
    for (const connection of connections) {
      const session = this.#adopt(connection, 0);
      if (session) session.heardAt = heardAt(connection, session.passport);
    }
  }

  /** Adds a socket that has just been accepted. */
  add(connection: Connection, attachment: Attachment<Own>, now: number): Session<Own> {
    connection.setState(attachment);
    const session = new Session<Own>(connection, attachment, now);
    this.#sessions.set(connection, session);
    return session;
  }

  get(socket: WebSocket): Session<Own> | undefined {
    return this.#sessions.get(socket);
  }

  /** The session of a socket that closes; it may have closed while the room slept and so not be in the map. */
  take(connection: Connection, now: number): Session<Own> | undefined {
    const session = this.#sessions.get(connection) ?? this.#adopt(connection, now);
    this.#sessions.delete(connection);
    return session;
  }

  forget(session: Session<Own>): void {
    this.#sessions.delete(session.socket);
  }

  get size(): number {
    return this.#sessions.size;
  }

  *[Symbol.iterator](): IterableIterator<Session<Own>> {
    yield* this.#sessions.values();
  }

  *of(user: string): IterableIterator<Session<Own>> {
    for (const session of this.#sessions.values()) if (session.user === user) yield session;
  }

  #adopt(connection: Connection, now: number): Session<Own> | undefined {
    const attachment = z.object({ passport: Passport, own: this.#own }).safeParse(connection.state);
    if (!attachment.success) return undefined;
    const session = new Session<Own>(connection, attachment.data, now);
    this.#sessions.set(connection, session);
    return session;
  }
}
