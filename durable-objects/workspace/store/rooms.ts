import { Grant } from "../protocol.ts";

type Row = { kind: string; room: string };

const roomOf = (row: Row): Grant => Grant.parse({ kind: row.kind, id: row.room });

/** The registry of the workspace's rooms, who has been admitted to which, and which are named to whom. */
export class RoomStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  register(room: Grant, at: number): void {
    this.#sql.exec("INSERT OR IGNORE INTO rooms (kind, room, created_at) VALUES (?, ?, ?)", room.kind, room.id, at);
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

  all(): Grant[] {
    return this.#sql.exec<Row>("SELECT kind, room FROM rooms ORDER BY kind, room").toArray().map(roomOf);
  }

  // --- Entries: who must hear of a change, and where ---

  /** Records that `user` was admitted. Answers whether it was for the first time. */
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
  enteredBy(user: string): Grant[] {
    return this.#sql
      .exec<Row>("SELECT kind, room FROM entries WHERE user = ? ORDER BY kind, room", user)
      .toArray()
      .map(roomOf);
  }

  // --- Grants: the rooms named to a guest ---

  granted(user: string): Grant[] {
    return this.#sql
      .exec<Row>("SELECT kind, room FROM grants WHERE user = ? ORDER BY kind, room", user)
      .toArray()
      .map(roomOf);
  }

  isGranted(user: string, room: Grant): boolean {
    return (
      this.#sql
        .exec("SELECT 1 FROM grants WHERE user = ? AND kind = ? AND room = ?", user, room.kind, room.id)
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

  /** Everyone to whom `room` is named. */
  grantedTo(room: Grant): string[] {
    return this.#sql
      .exec<{ user: string }>("SELECT user FROM grants WHERE kind = ? AND room = ? ORDER BY user", room.kind, room.id)
      .toArray()
      .map((row) => row.user);
  }

  /** The people in the rooms named to `guest`: whoever was ever admitted there, and the guest. */
  peopleKnownTo(guest: string): Set<string> {
    const rows = this.#sql.exec<{ user: string }>(
      `SELECT DISTINCT e.user AS user FROM grants g JOIN entries e ON e.kind = g.kind AND e.room = g.room
       WHERE g.user = ?`,
      guest,
    );
    return new Set([...rows.toArray().map((row) => row.user), guest]);
  }

  /** True when `person` is one of {@link peopleKnownTo} `guest`. */
  knows(guest: string, person: string): boolean {
    if (guest === person) return true;
    const rows = this.#sql.exec(
      `SELECT 1 FROM grants g JOIN entries e ON e.kind = g.kind AND e.room = g.room
       WHERE g.user = ? AND e.user = ? LIMIT 1`,
      guest,
      person,
    );
    return rows.toArray().length > 0;
  }
}
