import type { RoomNotice } from "./authority.ts";
import { Role } from "./protocol.ts";
import { MAX_TTL_SECONDS, type TicketClaims } from "./ticket.ts";

/** What the door of a room says to a ticket that the worker found well signed. */
export type Verdict =
  | { admit: true; role: Role; name: string; revision: number }
  | { admit: false; reason: "removed" | "session_revoked" | "pass_expired" };

/**
 * What a room knows of who may no longer come in: the newest standing it was told of per user, and revoked sessions.
 * A ticket older than that cannot return with its old role, however long it is still valid (P4).
 * Only users whose standing changed have a row, so a room where nobody was ever removed stores nothing here.
 */
export class Admission {
  readonly #sql: SqlStorage;

  /** The tables this needs, for the kernel's migrations. */
  static readonly schema = `
    CREATE TABLE standings (
      user TEXT PRIMARY KEY, revision INTEGER NOT NULL, allowed INTEGER NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE revoked_sessions (session TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
  `;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Judges a ticket at the door. A newer standing than the ticket's wins over it, in both directions. */
  judge(claims: TicketClaims, now: number): Verdict {
    if (claims.validUntil <= now) return { admit: false, reason: "pass_expired" };
    if (this.#sql.exec("SELECT 1 FROM revoked_sessions WHERE session = ?", claims.session).toArray().length > 0) {
      return { admit: false, reason: "session_revoked" };
    }
    const known = this.#sql
      .exec<{ revision: number; allowed: number; role: string; name: string }>(
        "SELECT revision, allowed, role, name FROM standings WHERE user = ?",
        claims.user,
      )
      .toArray()[0];
    if (!known || known.revision <= claims.revision) {
      return { admit: true, role: claims.role, name: claims.name, revision: claims.revision };
    }
    if (known.allowed === 0) return { admit: false, reason: "removed" };
    return { admit: true, role: Role.parse(known.role), name: known.name, revision: known.revision };
  }

  /** Notes a change of a member. Answers false when a newer one was known already. */
  note(notice: Extract<RoomNotice, { type: "standing" }>): boolean {
    const standing = notice.standing;
    const written = this.#sql.exec(
      `INSERT INTO standings (user, revision, allowed, role, name) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (user) DO UPDATE SET revision = excluded.revision, allowed = excluded.allowed,
         role = excluded.role, name = excluded.name
       WHERE excluded.revision > standings.revision RETURNING user`,
      notice.user,
      notice.revision,
      standing ? 1 : 0,
      standing?.role ?? "viewer",
      standing?.name ?? "",
    );
    return written.toArray().length > 0;
  }

  /** Remembers a revoked session for as long as the longest ticket it may have made lives. */
  revoke(session: string, now: number): void {
    this.#sql.exec("DELETE FROM revoked_sessions WHERE until < ?", now);
    this.#sql.exec(
      "INSERT OR REPLACE INTO revoked_sessions (session, until) VALUES (?, ?)",
      session,
      now + MAX_TTL_SECONDS * 1000,
    );
  }
}
