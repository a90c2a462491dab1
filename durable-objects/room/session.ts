import type { Connection } from "partyserver";
import { z } from "zod";
import { CloseCode } from "./close-codes.ts";
import { Role } from "./protocol.ts";
import type { TicketClaims } from "./ticket.ts";

/** What outlives sleep: it lives in the socket's attachment (16,384 bytes in all, so presence is capped well below). */
export const Passport = z.object({
  user: z.string(),
  name: z.string(),
  role: Role,
  revision: z.number(),
  session: z.string(),
  /** The id of the HTTP request that opened this socket; with the connection's id it is what its frames are logged by. */
  request: z.string(),
  /** ms since 1970 */
  validUntil: z.number(),
  /** A client of ours, or one that may know nothing of receipts, pings or renewals: a stock one, or a raw socket. */
  dialect: z.enum(["sdk", "stock"]),
  /** ms since 1970 */
  connectedAt: z.number(),
  /** The pass was renewed while D1 could not be asked about the session; it will not be a second time. */
  renewedUnseen: z.boolean(),
});
export type Passport = z.infer<typeof Passport>;

export interface Attachment<Own> {
  passport: Passport;
  own: Own;
}

/** How far a reader may be behind its receipts before it is cut back. */
export interface ReaderLimit {
  /** Characters or bytes. */
  maxBehind: number;
  /**
   * Who sends receipts, and is held to them: whoever speaks a protocol of our own, or, where stock clients come too, the
   * SDK alone. Those who are not held to receipts must be asked in some other way.
   */
  confirmedBy: "everyone" | "sdk";
}

/**
 * One connected socket: who it is, until when, and what the kind keeps of it (`own`). Rebuilt from the attachment when
 * the room wakes. Held by socket and not by user, so the late close of an old socket cannot hurt its successor.
 */
export class Session<Own> {
  readonly socket: Connection;
  readonly connection: string;
  #passport: Passport;
  #own: Own;
  #behind = 0;
  /** When a frame last came in, ms since 1970; in memory only, so a waking room judges anew. */
  heardAt: number;
  #open = true;

  constructor(socket: Connection, attachment: Attachment<Own>, now: number) {
    this.socket = socket;
    this.connection = socket.id;
    this.#passport = attachment.passport;
    this.#own = attachment.own;
    this.heardAt = now;
  }

  get passport(): Passport {
    return this.#passport;
  }

  get own(): Own {
    return this.#own;
  }

  get user(): string {
    return this.#passport.user;
  }

  /** What a line of the log says of this socket. */
  get logged(): { request: string; connection: string } {
    return { request: this.#passport.request, connection: this.connection };
  }

  get open(): boolean {
    return this.#open && this.socket.readyState === WebSocket.OPEN;
  }

  /** Replaces what the kind keeps of this socket, in the attachment too. */
  keep(own: Own): void {
    this.#own = own;
    this.#store();
  }

  /** Replaces who this socket is, in the attachment too. */
  stamp(passport: Passport): void {
    this.#passport = passport;
    this.#store();
  }

  /**
   * Sends one frame. A socket that takes no more is closed, never waited for; one that is held to receipts and has not
   * confirmed reading `limit.maxBehind` is cut back with 4508 and may come back and resume (P8). Answers whether it was
   * taken, for what nobody can resume.
   */
  send(frame: string | Uint8Array | ArrayBuffer, limit: ReaderLimit): boolean {
    // Asking each socket for its state costs a broadcast as much as a fifth of the sends; one that is closed throws.
    if (!this.#open) return false;
    if (limit.confirmedBy === "everyone" || this.#passport.dialect === "sdk") {
      this.#behind += typeof frame === "string" ? frame.length : frame.byteLength;
      if (this.#behind > limit.maxBehind) {
        this.close(CloseCode.tooSlow, "You fell too far behind; reconnect to resume");
        return false;
      }
    }
    try {
      this.socket.send(frame);
      return true;
    } catch {
      this.close(CloseCode.internal, "The connection failed; reconnect to resume");
      return false;
    }
  }

  /** A receipt of the reader: `length` more has been read. */
  receipt(length: number): void {
    this.#behind = Math.max(0, this.#behind - length);
  }

  close(code: CloseCode, reason: string): void {
    this.#open = false;
    try {
      this.socket.close(code, reason);
    } catch {
      // Already closed by the other side.
    }
  }

  #store(): void {
    const attachment: Attachment<Own> = { passport: this.#passport, own: this.#own };
    this.socket.setState(attachment);
  }

  /** The passport of a socket that `request` (its id) opened with `claims`. */
  static passport(claims: TicketClaims, request: string, dialect: Passport["dialect"], now: number): Passport {
    return {
      user: claims.user,
      name: claims.name,
      role: claims.role,
      revision: claims.revision,
      session: claims.session,
      request,
      validUntil: claims.validUntil,
      dialect,
      connectedAt: now,
      renewedUnseen: false,
    };
  }
}
