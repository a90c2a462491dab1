import { Role } from "../../room/protocol.ts";

export interface MemberRow {
  user: string;
  name: string;
  email: string;
  /** Where their picture is, if they have one. */
  image?: string | undefined;
  role: Role;
  /** ms since 1970 */
  joinedAt: number;
  /** The workspace's revision at this member's last change. */
  revision: number;
  /** The first seq of the `room` stream that fits what this member may now see. */
  viewFrom: number;
}

type Row = {
  user: string;
  name: string;
  email: string;
  role: string;
  joined_at: number;
  revision: number;
  view_from: number;
  image: string | null;
};

const COLUMNS = "user, name, email, role, joined_at, revision, view_from";
const SEEN = `${COLUMNS}, (SELECT image FROM member_pictures WHERE member_pictures.user = members.user) AS image`;

function memberOf(row: Row): MemberRow {
  const { user, name, email, revision } = row;
  return {
    user,
    name,
    email,
    ...(row.image === null ? {} : { image: row.image }),
    role: Role.parse(row.role),
    joinedAt: row.joined_at,
    revision,
    viewFrom: row.view_from,
  };
}

/** Who belongs to the workspace, and who was sent away and when. */
export class MemberStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(user: string): MemberRow | undefined {
    const row = this.#sql.exec<Row>(`SELECT ${SEEN} FROM members WHERE user = ?`, user).toArray()[0];
    return row && memberOf(row);
  }

  /** Writes a member, new or changed, but for their picture. */
  put(member: MemberRow): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO members (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      member.user,
      member.name,
      member.email,
      member.role,
      member.joinedAt,
      member.revision,
      member.viewFrom,
    );
  }

  /** Says where the picture of `user` is; null for none. */
  setImage(user: string, image: string | null): void {
    if (image === null) this.#sql.exec("DELETE FROM member_pictures WHERE user = ?", user);
    else this.#sql.exec("INSERT OR REPLACE INTO member_pictures (user, image) VALUES (?, ?)", user, image);
  }

  /** Says that what `user` may see of the `room` stream has another shape from `seq` on. */
  viewFrom(user: string, seq: number): void {
    this.#sql.exec("UPDATE members SET view_from = ? WHERE user = ?", seq, user);
  }

  delete(user: string): void {
    this.#sql.exec("DELETE FROM members WHERE user = ?", user);
    this.setImage(user, null);
  }

  count(): number {
    return this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM members").one().count;
  }

  owners(): number {
    return this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM members WHERE role = 'owner'").one().count;
  }

  /** All members, by user id. */
  all(): MemberRow[] {
    return this.#sql.exec<Row>(`SELECT ${SEEN} FROM members ORDER BY user`).toArray().map(memberOf);
  }

  /** Up to `limit` members behind the user id `after`, by user id. */
  page(after: string, limit: number): MemberRow[] {
    return this.#sql
      .exec<Row>(`SELECT ${SEEN} FROM members WHERE user > ? ORDER BY user LIMIT ?`, after, limit)
      .toArray()
      .map(memberOf);
  }

  /** Notes that another sent `user` away at `at` (ms since 1970). */
  banish(user: string, at: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO banishments (user, at) VALUES (?, ?)", user, at);
  }

  /** When `user` was last sent away by another, or null. Whoever left by themselves was not. */
  banishedAt(user: string): number | null {
    const row = this.#sql.exec<{ at: number }>("SELECT at FROM banishments WHERE user = ?", user).toArray()[0];
    return row?.at ?? null;
  }
}
