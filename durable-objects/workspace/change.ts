import type { RoomNotice } from "../room/authority.ts";
import { newId } from "../room/id.ts";
import { AUDIT_KEPT_ROWS } from "./limits.ts";
import type { Owed } from "./owed.ts";
import { viewOf } from "./permissions.ts";
import type { AuditEntry, Grant, Member, WorkspaceEventBody } from "./protocol.ts";
import type { MemberRow } from "./store/members.ts";
import type { Stores } from "./store/stores.ts";

/** What a change writes to, besides the stores. Both write in the transaction that is under way. */
export interface Ledger {
  /** Appends an event to the `room` stream and answers its seq. */
  append(body: WorkspaceEventBody): number;
  /** Puts what the workspace owes the outside into its outbox. */
  owe(owed: Owed): void;
}

/**
 * One change of a workspace, within one transaction: what it writes, what it says, what it owes the outside, and whose
 * sockets it concerns once it is committed.
 */
export class Change {
  readonly workspace: string;
  readonly stores: Stores;
  /** Who caused it; null for the room itself. */
  readonly by: string | null;
  /** ms since 1970 */
  readonly now: number;
  readonly #ledger: Ledger;
  readonly #concerned = new Map<string, { viewChanged: boolean }>();

  constructor(workspace: string, stores: Stores, ledger: Ledger, by: string | null, now: number) {
    this.workspace = workspace;
    this.stores = stores;
    this.by = by;
    this.now = now;
    this.#ledger = ledger;
  }

  /** The users whose standing or view changed; their own sockets here are told after the commit. */
  get concerned(): ReadonlyMap<string, { viewChanged: boolean }> {
    return this.#concerned;
  }

  say(body: WorkspaceEventBody): number {
    return this.#ledger.append(body);
  }

  /** Records a sensitive act, here and in D1. `target` is a user, invitation, page or null for the workspace. */
  record(act: string, target: string | null, detail: AuditEntry["detail"] = {}): void {
    const entry: AuditEntry = { id: newId(), at: this.now, by: this.by, act, target, detail };
    this.stores.audit.append(entry, AUDIT_KEPT_ROWS);
    this.#ledger.owe({ to: "d1", write: { table: "audit_logs", row: { ...entry, workspace: this.workspace } } });
  }

  tell(room: Grant, notice: RoomNotice): void {
    this.#ledger.owe({ to: "room", room, notice });
  }

  /**
   * Writes `member` as it now is, under a new revision; tells every room they were admitted to; and says `body`. When
   * what they may see changes, they start afresh from this event on.
   */
  putMember(member: Omit<MemberRow, "revision" | "viewFrom">, body: WorkspaceEventBody): MemberRow {
    const before = this.stores.members.find(member.user);
    const seq = this.say(body);
    const viewChanged = !before || viewOf(before.role) !== viewOf(member.role);
    const revision = this.stores.workspace.nextRevision();
    const row: MemberRow = { ...member, revision, viewFrom: viewChanged ? seq : before.viewFrom };
    this.stores.members.put(row);
    if (row.role !== "guest") this.stores.rooms.grant(row.user, []);
    this.#projectMember(row, null);
    this.#tellRoomsOf(row);
    this.#concern(row.user, viewChanged);
    return row;
  }

  /** Names exactly `rooms` to a guest, under a new revision; rooms no longer named hear that they may not be there. */
  grant(member: MemberRow, rooms: readonly Grant[]): MemberRow {
    this.stores.rooms.grant(member.user, rooms);
    const seq = this.say({ type: "grants.changed", user: member.user, grants: this.stores.rooms.granted(member.user) });
    const row: MemberRow = { ...member, revision: this.stores.workspace.nextRevision(), viewFrom: seq };
    this.stores.members.put(row);
    this.#projectMember(row, null);
    this.#tellRoomsOf(row);
    this.#concern(row.user, true);
    return row;
  }

  /** Ends a membership, and tells every room they were admitted to. */
  dropMember(member: MemberRow, body: WorkspaceEventBody): void {
    this.say(body);
    const revision = this.stores.workspace.nextRevision();
    this.stores.members.delete(member.user);
    this.stores.rooms.grant(member.user, []);
    this.#projectMember({ ...member, revision }, this.now);
    for (const room of this.stores.rooms.enteredBy(member.user)) {
      this.tell(room, { type: "standing", user: member.user, revision, standing: null });
    }
    this.#concern(member.user, true);
  }

  /** Writes the workspace's row to D1, as it now is. */
  projectWorkspace(deletedAt: number | null): void {
    const info = this.stores.workspace.find();
    if (info) this.#ledger.owe({ to: "d1", write: { table: "workspaces", row: { ...info, deletedAt } } });
  }

  projectRoom(room: Grant, createdAt: number, deletedAt: number | null): void {
    const revision = this.stores.workspace.nextRevision();
    const row = { kind: room.kind, id: room.id, workspace: this.workspace, createdAt, revision, deletedAt };
    this.#ledger.owe({ to: "d1", write: { table: "rooms", row } });
  }

  projectPage(page: ReturnType<Stores["pages"]["all"]>[number], deletedAt: number | null): void {
    const { id, title, docId, order, createdAt, createdBy, revision } = page;
    const row = { id, workspace: this.workspace, title, doc: docId, sortKey: order, createdAt, createdBy, revision };
    this.#ledger.owe({ to: "d1", write: { table: "pages", row: { ...row, deletedAt } } });
  }

  #projectMember(member: MemberRow, removedAt: number | null): void {
    const { user, role, name, joinedAt, revision } = member;
    const row = { workspace: this.workspace, user, role, name, joinedAt, revision, removedAt };
    this.#ledger.owe({ to: "d1", write: { table: "members", row } });
  }

  #tellRoomsOf({ user, name, role, revision }: MemberRow): void {
    for (const room of this.stores.rooms.enteredBy(user)) {
      const mayStay = role !== "guest" || this.stores.rooms.isGranted(user, room);
      const standing = mayStay ? { user, name, role, revision } : null;
      this.tell(room, { type: "standing", user, revision, standing });
    }
  }

  #concern(user: string, viewChanged: boolean): void {
    const before = this.#concerned.get(user)?.viewChanged ?? false;
    this.#concerned.set(user, { viewChanged: before || viewChanged });
  }
}

/** A member as everyone may see them. */
export function memberShown({ user, name, role, joinedAt }: Member): Member {
  return { user, name, role, joinedAt };
}
