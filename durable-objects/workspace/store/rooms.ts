import { Grant, RoomRef } from "../protocol.ts";

type Row = { kind: string; room: string };

/** What this release knows; of another kind, which a later one brought, it leaves everything as it is. */
const grantsIn = (rows: Row[]): Grant[] =>
  rows.flatMap((row) => Grant.safeParse({ kind: row.kind, id: row.room }).data ?? []);
const roomsIn = (rows: Row[]): RoomRef[] =>
  rows.flatMap((row) => RoomRef.safeParse({ kind: row.kind, id: row.room }).data ?? []);

/**
 * All that may be named to a guest, and whose people they know by that: a project's grant reaches the docs of its tasks too.
 * Of a call they know nobody before they were let in.
 */
const NAMED = `SELECT kind, room FROM (
    SELECT kind, room FROM grants WHERE user = ?1
    UNION SELECT r.kind, r.room FROM grants g JOIN rooms r ON r.project = g.room WHERE g.user = ?1 AND g.kind = 'project'
  ) WHERE kind <> 'call' OR EXISTS (SELECT 1 FROM call_guests c WHERE c.call = room AND c.user = ?1)`;

/**
 * The registry of the workspace's rooms and projects, who has been in which, and which are named to whom. A project is
 * listed like a room, though it is a stream of this one.
 */
export class RoomStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  register(room: Grant, at: number): void {
    this.#sql.exec("INSERT OR IGNORE INTO rooms (kind, room, created_at) VALUES (?, ?, ?)", room.kind, room.id, at);
  }

  /** Says that a room belongs to a project's task, so that whoever may be in the project may enter it. */
  belongsTo(room: RoomRef, project: string): void {
    this.#sql.exec("UPDATE rooms SET project = ? WHERE kind = ? AND room = ?", project, room.kind, room.id);
  }

  /** The project whose task this room belongs to, or null for a room of the workspace's own. */
  projectOf(room: RoomRef): string | null {
    return (
      this.#sql
        .exec<{ project: string | null }>("SELECT project FROM rooms WHERE kind = ? AND room = ?", room.kind, room.id)
        .toArray()[0]?.project ?? null
    );
  }

  /** The rooms that belong to a project's tasks: their docs and discussions. */
  ofProject(project: string): RoomRef[] {
    return roomsIn(
      this.#sql.exec<Row>("SELECT kind, room FROM rooms WHERE project = ? ORDER BY kind, room", project).toArray(),
    );
  }

  /** Forgets a room that is to be erased, with whoever was in it and whoever it was named to. */
  forget(room: Grant): void {
    this.#sql.exec("DELETE FROM rooms WHERE kind = ? AND room = ?", room.kind, room.id);
    this.#sql.exec("DELETE FROM entries WHERE kind = ? AND room = ?", room.kind, room.id);
    this.#sql.exec("DELETE FROM grants WHERE kind = ? AND room = ?", room.kind, room.id);
  }

  /** When the room was registered (ms since 1970), or undefined for a room that is none of this workspace's. */
  registeredAt(room: Grant): number | undefined {
    return this.#sql
      .exec<{ created_at: number }>("SELECT created_at FROM rooms WHERE kind = ? AND room = ?", room.kind, room.id)
      .toArray()[0]?.created_at;
  }

  /** Every room; projects are none. */
  all(): RoomRef[] {
    return roomsIn(
      this.#sql.exec<Row>("SELECT kind, room FROM rooms WHERE kind <> 'project' ORDER BY kind, room").toArray(),
    );
  }

  /** The rooms whose ids are behind `after` up to `upTo` (null: to the end), each with when it was registered. */
  within({ after, upTo }: { after: string; upTo: string | null }): { kind: string; id: string; createdAt: number }[] {
    return this.#sql
      .exec<Row & { created_at: number }>(
        `SELECT kind, room, created_at FROM rooms
         WHERE kind <> 'project' AND room > ?1 AND (?2 IS NULL OR room <= ?2) ORDER BY room`,
        after,
        upTo,
      )
      .toArray()
      .map((row) => ({ kind: row.kind, id: row.room, createdAt: row.created_at }));
  }

  // --- Entries: who must hear of a change, and where ---

  /** Records that `user` was there. Answers whether it was for the first time. */
  enter(user: string, room: Grant): boolean {
    const written = this.#sql.exec(
      "INSERT INTO entries (user, kind, room) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING user",
      user,
      room.kind,
      room.id,
    );
    return written.toArray().length > 0;
  }

  /** The rooms `user` was ever admitted to. Kept when the user goes, since others may still have to be told of that. */
  enteredBy(user: string): RoomRef[] {
    return roomsIn(
      this.#sql
        .exec<Row>("SELECT kind, room FROM entries WHERE user = ? AND kind <> 'project' ORDER BY kind, room", user)
        .toArray(),
    );
  }

  /** Everyone who was ever admitted to `room`. */
  enteredInto(room: RoomRef): string[] {
    return this.#sql
      .exec<{ user: string }>("SELECT user FROM entries WHERE kind = ? AND room = ? ORDER BY user", room.kind, room.id)
      .toArray()
      .map((row) => row.user);
  }

  // --- Grants: what is named to a guest ---

  granted(user: string): Grant[] {
    return grantsIn(
      this.#sql.exec<Row>("SELECT kind, room FROM grants WHERE user = ? ORDER BY kind, room", user).toArray(),
    );
  }

  /** Whether a room or project is named to `user`, itself or by the project it belongs to. */
  isGranted(user: string, room: Grant): boolean {
    return (
      this.#sql
        .exec(
          `SELECT 1 FROM grants WHERE user = ?1 AND kind = ?2 AND room = ?3
           UNION ALL SELECT 1 FROM rooms r JOIN grants g ON g.kind = 'project' AND g.room = r.project
           WHERE r.kind = ?2 AND r.room = ?3 AND g.user = ?1 LIMIT 1`,
          user,
          room.kind,
          room.id,
        )
        .toArray().length > 0
    );
  }

  /** Names exactly these rooms to `user`. */
  grant(user: string, rooms: readonly Grant[]): void {
    this.#sql.exec("DELETE FROM grants WHERE user = ?", user);
    for (const room of rooms) {
      this.#sql.exec("INSERT OR IGNORE INTO grants (user, kind, room) VALUES (?, ?, ?)", user, room.kind, room.id);
    }
  }

  /** Everyone to whom `room` is named, itself or by the project it belongs to. */
  grantedTo(room: Grant): string[] {
    return this.#sql
      .exec<{ user: string }>(
        `SELECT user FROM grants WHERE kind = ?1 AND room = ?2
         UNION SELECT g.user FROM rooms r JOIN grants g ON g.kind = 'project' AND g.room = r.project
         WHERE r.kind = ?1 AND r.room = ?2 ORDER BY 1`,
        room.kind,
        room.id,
      )
      .toArray()
      .map((row) => row.user);
  }

  /** Everyone to whom `room` is named itself. */
  namedTo(room: Grant): string[] {
    return this.#sql
      .exec<{ user: string }>("SELECT user FROM grants WHERE kind = ? AND room = ? ORDER BY user", room.kind, room.id)
      .toArray()
      .map(({ user }) => user);
  }

  /**
   * The people in what is named to `guest`: whoever was ever there, whoever belongs to a conversation they belong to, and
   * the guest.
   */
  peopleKnownTo(guest: string): Set<string> {
    const rows = this.#sql.exec<{ user: string }>(
      `SELECT e.user AS user FROM (${NAMED}) g JOIN entries e ON e.kind = g.kind AND e.room = g.room
       UNION SELECT o.user FROM conversation_members m JOIN conversation_members o ON o.conversation = m.conversation
       WHERE m.user = ?1`,
      guest,
    );
    return new Set([...rows.toArray().map((row) => row.user), guest]);
  }

  /** True when `person` is one of {@link peopleKnownTo} `guest`. */
  knows(guest: string, person: string): boolean {
    if (guest === person) return true;
    const rows = this.#sql.exec(
      `SELECT 1 FROM (${NAMED}) g JOIN entries e ON e.kind = g.kind AND e.room = g.room WHERE e.user = ?2
       UNION ALL SELECT 1 FROM conversation_members m JOIN conversation_members o ON o.conversation = m.conversation
       WHERE m.user = ?1 AND o.user = ?2 LIMIT 1`,
      guest,
      person,
    );
    return rows.toArray().length > 0;
  }
}
