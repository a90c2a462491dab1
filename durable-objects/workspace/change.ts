import type { ProjectionWrite } from "../../worker/data/projection-writes.ts";
import { laneOfInbox } from "../inbox/lanes.ts";
import type { RoomNotice } from "../room/authority.ts";
import { newId } from "../room/id.ts";
import type { AuditAct, AuditDetail, AuditEntry } from "./audit/protocol.ts";
import type { BoardEventBody } from "./board/protocol.ts";
import type { CallEventBody } from "./calls/protocol.ts";
import type { CallRow } from "./calls/store.ts";
import { entersRoom } from "./conversations/entering.ts";
import { settleConversations } from "./conversations/settling.ts";
import type { ConversationRow } from "./conversations/store.ts";
import { AUDIT_KEPT_ROWS } from "./limits.ts";
import {
  BOARD_LANE,
  type BoardRebuild,
  type Called,
  D1_LANE,
  type Discussed,
  type HistoryRebuild,
  laneOfRoom,
  OWED_AT_ONCE,
  type Owed,
  type TenancyRebuild,
} from "./owed.ts";
import { viewOf } from "./permissions.ts";
import { callProjected, conversationProjected, memberProjected, pageProjected } from "./projecting.ts";
import type { Grant, Member, RoomRef, WorkspaceEventBody } from "./protocol.ts";
import type { MemberRow } from "./store/members.ts";
import type { PageRow } from "./store/pages.ts";
import type { Stores } from "./store/stores.ts";

/** What a change writes to, besides the stores. Both write in the transaction that is under way. */
export interface Ledger {
  /** Appends an event to the `room` stream and answers its seq. */
  append(body: WorkspaceEventBody): number;
  /** Appends an event to a project's stream, and owes it to the inboxes of `hearers`. `by` is null for what no user did. */
  appendTo(project: string, by: string | null, body: BoardEventBody, hearers: readonly string[]): void;
  /** Appends an event to the stream of calls. */
  appendOfCalls(body: CallEventBody): void;
  /** The position the next event will have in the room's log. */
  nextPosition(): number;
  /** Runs a part of the transaction that leaves nothing of itself when it throws. */
  attempt<Value>(act: () => Value): Value;
  /** Promises that the room's job of this name runs no later than `due`, in ms since 1970. */
  schedule(job: string, due: number): void;
  /** Puts what the workspace owes the outside into its outbox, for `lanes`. */
  owe(owed: Owed, lanes: string[]): void;
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
  readonly #writes: ProjectionWrite[] = [];
  readonly #erased: RoomRef[] = [];
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

  /**
   * Says on a project's stream what changed of its board, and lets `hearers` hear of it in their inboxes. `by` is null for
   * what no user did.
   */
  sayOn(project: string, by: string | null, body: BoardEventBody, hearers: readonly string[] = []): void {
    this.#ledger.appendTo(project, by, body, hearers);
  }

  /** Says on the stream of calls what became of one. */
  sayOfCalls(body: CallEventBody): void {
    this.#ledger.appendOfCalls(body);
  }

  /** The number that what is written next will be known by: greater than that of everything before. */
  nextRevision(): number {
    return this.#ledger.nextPosition();
  }

  /**
   * Does a part of the change that may fail by itself. @throws what `act` throws; nothing of that part stays then, and
   * the change may go on.
   */
  attempt<Value>(act: () => Value): Value {
    const writes = this.#writes.length;
    const erased = this.#erased.length;
    const concerned = new Map(this.#concerned);
    try {
      return this.#ledger.attempt(act);
    } catch (cause) {
      this.#writes.length = writes;
      this.#erased.length = erased;
      this.#concerned.clear();
      for (const [user, how] of concerned) this.#concerned.set(user, how);
      throw cause;
    }
  }

  /** Promises that the room's job of this name runs no later than `due`, in ms since 1970, once the change holds. */
  schedule(job: string, due: number): void {
    this.#ledger.schedule(job, due);
  }

  /** Records a sensitive act, here and in D1. `target` is a user, invitation, page or null for the workspace. */
  record(act: AuditAct, target: string | null, detail: AuditDetail = {}): void {
    const entry: AuditEntry = { id: newId(), at: this.now, by: this.by, act, target, detail };
    this.stores.audit.append(entry, AUDIT_KEPT_ROWS);
    this.#writes.push({ table: "audit_logs", row: { ...entry, workspace: this.workspace } });
  }

  /** Owes `notice` to each of `rooms`. */
  tell(rooms: readonly RoomRef[], notice: RoomNotice): void {
    for (const some of inChunks(rooms)) this.#ledger.owe({ type: "notice", rooms: some, notice }, some.map(laneOfRoom));
  }

  /** Owes `room` its erasure: with all others that this change erases, which may be thousands. */
  erase(room: RoomRef): void {
    this.#erased.push(room);
  }

  /** Owes D1 a piece of what it should have, whatever it has; each table has its lane. */
  rebuild(
    ...[lane, piece]: [typeof D1_LANE, TenancyRebuild] | [typeof BOARD_LANE, BoardRebuild | HistoryRebuild]
  ): void {
    this.#ledger.owe(piece, [lane]);
  }

  /** Owes D1 these tasks of a project as they are, which no event of its stream names. */
  touch(project: string, tasks: readonly string[]): void {
    for (const some of inChunks(tasks)) this.#ledger.owe({ type: "tasks", project, tasks: some }, [BOARD_LANE]);
  }

  /** Owes what was said in a discussion to the inboxes of those named in it. */
  discuss(discussed: Discussed): void {
    this.#ledger.owe(discussed, discussed.users.map(laneOfInbox));
  }

  /** Owes what became of a call to the inboxes of those whom it concerns. */
  callTo(called: Called): void {
    this.#ledger.owe(called, called.users.map(laneOfInbox));
  }

  /** Owes D1 the erasure of all that ever happened on the boards. */
  eraseHistory(): void {
    this.#ledger.owe({ type: "erase_history" }, [BOARD_LANE]);
  }

  /** Ends the change: puts the rows and erasures collected into the outbox. The last thing done in the transaction. */
  finish(): void {
    this.tell(this.#erased.splice(0), { type: "erase", by: this.by });
    for (const writes of inChunks(this.#writes.splice(0))) this.#ledger.owe({ type: "rows", writes }, [D1_LANE]);
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
    settleConversations(this, row.user);
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
    settleConversations(this, row.user);
    this.#projectMember(row, null);
    this.#tellRoomsOf(row);
    this.#concern(row.user, true);
    return row;
  }

  /** What a guest may see is otherwise than before: they start afresh from the event `seq` on. */
  review(guest: string, seq: number): void {
    this.stores.members.viewFrom(guest, seq);
    this.#concern(guest, true);
  }

  /** Records that a member was in a room or project; guests to whom it is named learn of the person the first time. */
  enter(member: MemberRow, room: Grant): void {
    if (!this.stores.rooms.enter(member.user, room)) return;
    const guests = this.stores.rooms.grantedTo(room).filter((guest) => guest !== member.user);
    if (guests.length === 0) return;
    this.say({ type: "member.entered", member: memberShown(member), room });
    for (const guest of guests) this.#concern(guest, true);
  }

  /** Lets a task's room be entered by whoever may be in `project`, and by no guest of the project it was in before. */
  moveRoom(room: RoomRef, project: string): void {
    const { members, rooms } = this.stores;
    rooms.belongsTo(room, project);
    for (const user of rooms.enteredInto(room)) {
      const member = members.find(user);
      if (member?.role === "guest") this.restand(member);
    }
  }

  /** Ends a membership, and tells every room they were admitted to. */
  dropMember(member: MemberRow, body: WorkspaceEventBody): void {
    this.say(body);
    const revision = this.stores.workspace.nextRevision();
    this.stores.members.delete(member.user);
    this.stores.rooms.grant(member.user, []);
    settleConversations(this, member.user);
    this.#projectMember({ ...member, revision }, this.now);
    const rooms = this.stores.rooms.enteredBy(member.user);
    this.tell(rooms, { type: "standing", user: member.user, revision, standing: null });
    this.#concern(member.user, true);
  }

  /** Writes the workspace's row to D1, as it now is. */
  projectWorkspace(deletedAt: number | null): void {
    const info = this.stores.workspace.find();
    if (info) this.#writes.push({ table: "workspaces", row: { ...info, deletedAt } });
  }

  projectRoom(room: RoomRef, createdAt: number, deletedAt: number | null): void {
    const revision = this.stores.workspace.nextRevision();
    const row = { kind: room.kind, id: room.id, workspace: this.workspace, createdAt, revision, deletedAt };
    this.#writes.push({ table: "rooms", row });
  }

  projectPage(page: PageRow, deletedAt: number | null): void {
    this.#writes.push({ table: "pages", row: { ...pageProjected(page, this.workspace), deletedAt } });
  }

  projectConversation(row: ConversationRow, deletedAt: number | null): void {
    this.#writes.push({ table: "conversations", row: { ...conversationProjected(row, this.workspace), deletedAt } });
  }

  projectCall(row: CallRow, deletedAt: number | null): void {
    this.#writes.push({ table: "calls", row: { ...callProjected(row, this.workspace), deletedAt } });
  }

  #projectMember(member: MemberRow, removedAt: number | null): void {
    this.#writes.push({ table: "members", row: { ...memberProjected(member, this.workspace), removedAt } });
  }

  /** Tells anew which of `rooms` a member may be in, under a new revision: unless named, all they ever entered. */
  restand(member: MemberRow, rooms: readonly RoomRef[] = this.stores.rooms.enteredBy(member.user)): void {
    const row = { ...member, revision: this.stores.workspace.nextRevision() };
    this.stores.members.put(row);
    this.#projectMember(row, null);
    this.#tellRooms(row, rooms);
    this.#concern(row.user, false);
  }

  #tellRoomsOf(member: MemberRow): void {
    this.#tellRooms(member, this.stores.rooms.enteredBy(member.user));
  }

  #tellRooms({ user, name, role, revision }: MemberRow, rooms: readonly RoomRef[]): void {
    const mayStay = (room: RoomRef) => entersRoom(this.stores, { user, role }, room);
    const standing = { user, name, role, revision };
    this.tell(rooms.filter(mayStay), { type: "standing", user, revision, standing });
    this.tell(
      rooms.filter((room) => !mayStay(room)),
      { type: "standing", user, revision, standing: null },
    );
  }

  #concern(user: string, viewChanged: boolean): void {
    const before = this.#concerned.get(user)?.viewChanged ?? false;
    this.#concerned.set(user, { viewChanged: before || viewChanged });
  }
}

function* inChunks<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let from = 0; from < items.length; from += OWED_AT_ONCE) yield items.slice(from, from + OWED_AT_ONCE);
}

/** A member as everyone may see them. */
export function memberShown({ user, name, image, role, joinedAt }: MemberRow | Member): Member {
  return { user, name, ...(image === undefined ? {} : { image }), role, joinedAt };
}
