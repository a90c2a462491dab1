import { Role } from "../../room/protocol.ts";
import { type Grant, Grants, type Invitation } from "../protocol.ts";

export interface InvitationRow extends Invitation {
  /** SHA-256 of the token, in hex; the token itself is nowhere. */
  hash: string;
  revokedAt: number | null;
}

type Row = {
  id: string;
  hash: string;
  role: string;
  email: string | null;
  grants: string;
  single: number;
  created_at: number;
  created_by: string;
  expires_at: number;
  uses: number;
  revoked_at: number | null;
};

const COLUMNS = "id, hash, role, email, grants, single, created_at, created_by, expires_at, uses, revoked_at";
const OPEN = "revoked_at IS NULL AND expires_at > ? AND (single = 0 OR uses = 0)";

function invitationOf(row: Row): InvitationRow {
  const { id, hash, email, uses } = row;
  return {
    id,
    hash,
    email,
    uses,
    role: Role.parse(row.role),
    grants: Grants.parse(JSON.parse(row.grants)),
    single: row.single === 1,
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  };
}

/** Invitations, and who accepted which. */
export class InvitationStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  put(invitation: InvitationRow): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO invitations (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      invitation.id,
      invitation.hash,
      invitation.role,
      invitation.email,
      JSON.stringify(invitation.grants),
      invitation.single ? 1 : 0,
      invitation.createdAt,
      invitation.createdBy,
      invitation.expiresAt,
      invitation.uses,
      invitation.revokedAt,
    );
  }

  find(id: string): InvitationRow | undefined {
    return this.#one("id = ?", id);
  }

  findByHash(hash: string): InvitationRow | undefined {
    return this.#one("hash = ?", hash);
  }

  /** Those that can still be accepted at `now`, up to `limit` behind the id `after`, oldest first. */
  open(now: number, after: string, limit: number): InvitationRow[] {
    return this.#sql
      .exec<Row>(`SELECT ${COLUMNS} FROM invitations WHERE ${OPEN} AND id > ? ORDER BY id LIMIT ?`, now, after, limit)
      .toArray()
      .map(invitationOf);
  }

  /** Those of `inviter` that can still be accepted at `now`. */
  openBy(inviter: string, now: number): InvitationRow[] {
    return this.#sql
      .exec<Row>(`SELECT ${COLUMNS} FROM invitations WHERE ${OPEN} AND created_by = ? ORDER BY id`, now, inviter)
      .toArray()
      .map(invitationOf);
  }

  countOpen(now: number): number {
    return this.#sql.exec<{ count: number }>(`SELECT count(*) AS count FROM invitations WHERE ${OPEN}`, now).one()
      .count;
  }

  /** Counts one acceptance and remembers whose it was. */
  accept(id: string, user: string): void {
    this.#sql.exec("UPDATE invitations SET uses = uses + 1 WHERE id = ?", id);
    this.#sql.exec("INSERT OR IGNORE INTO acceptances (invitation, user) VALUES (?, ?)", id, user);
  }

  hasAccepted(id: string, user: string): boolean {
    return this.#sql.exec("SELECT 1 FROM acceptances WHERE invitation = ? AND user = ?", id, user).toArray().length > 0;
  }

  /** Replaces the room `from` by `to` in every invitation that names it. */
  renameRoom(from: string, to: string): void {
    this.#regrant((grant) => [grant.id === from ? { ...grant, id: to } : grant]);
  }

  /** Names these rooms in no invitation any more, by their ids. */
  forgetRooms(rooms: ReadonlySet<string>): void {
    this.#regrant((grant) => (rooms.has(grant.id) ? [] : [grant]));
  }

  /** Forgets what ended before `before` (ms since 1970): by then nobody asks why a token does not work. */
  prune(before: number): void {
    this.#sql.exec(
      "DELETE FROM acceptances WHERE invitation IN (SELECT id FROM invitations WHERE expires_at < ?)",
      before,
    );
    this.#sql.exec("DELETE FROM invitations WHERE expires_at < ?", before);
  }

  /** Has every invitation name what `become` makes of each room it names now. */
  #regrant(become: (grant: Grant) => Grant[]): void {
    const naming = this.#sql.exec<Row>(`SELECT ${COLUMNS} FROM invitations WHERE grants <> '[]'`).toArray();
    for (const invitation of naming.map(invitationOf)) {
      const grants = invitation.grants.flatMap(become);
      if (JSON.stringify(grants) !== JSON.stringify(invitation.grants)) this.put({ ...invitation, grants });
    }
  }

  #one(where: string, value: string): InvitationRow | undefined {
    const row = this.#sql.exec<Row>(`SELECT ${COLUMNS} FROM invitations WHERE ${where}`, value).toArray()[0];
    return row && invitationOf(row);
  }
}
