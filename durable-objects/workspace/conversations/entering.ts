/** Who may enter which conversation, and who belongs to it. Reads only. */
import { entersCall, seesInside } from "../calls/entering.ts";
import type { RoomRef } from "../protocol.ts";
import type { MemberRow } from "../store/members.ts";
import type { Stores } from "../store/stores.ts";
import type { ConversationRow } from "./store.ts";

/** As much of a member as decides where they may be. */
type Visitor = Pick<MemberRow, "user" | "role">;

/** The room in which a conversation is held. */
export function roomOf({ id }: Pick<ConversationRow, "id">): RoomRef {
  return { kind: "conversation", id };
}

/** Whether a conversation is for its members alone, whatever the role of others. */
export function isClosed({ kind }: Pick<ConversationRow, "kind">): boolean {
  return kind === "private" || kind === "direct" || kind === "group";
}

/** Whether a conversation is about something else, and there as long as that is: the chat of a call, too. */
export function isDiscussion({ kind }: Pick<ConversationRow, "kind">): boolean {
  return isFollowed({ kind }) || kind === "call";
}

/** Whether it is the discussion of a task or page, whose followers hear of what is said in it. */
export function isFollowed({ kind }: Pick<ConversationRow, "kind">): boolean {
  return kind === "task" || kind === "page";
}

/** Whether `visitor`, who is a member of the workspace, may enter a conversation now. */
export function entersConversation(stores: Stores, visitor: Visitor, row: ConversationRow): boolean {
  if (isClosed(row)) return stores.conversations.has(row.id, visitor.user);
  if (row.kind === "call") {
    const call = { kind: "call" as const, id: subjectOf(row) };
    return entersRoom(stores, visitor, call) && seesInside(stores, visitor, call);
  }
  if (visitor.role !== "guest") return true;
  if (row.kind !== "page") return stores.rooms.isGranted(visitor.user, roomOf(row));
  const page = stores.pages.find(subjectOf(row));
  return page !== undefined && stores.rooms.isGranted(visitor.user, { kind: "doc", id: page.docId });
}

/** Whether `visitor`, who is a member of the workspace, may enter one of its rooms now. */
export function entersRoom(stores: Stores, visitor: Visitor, room: RoomRef): boolean {
  switch (room.kind) {
    case "doc":
      return visitor.role !== "guest" || stores.rooms.isGranted(visitor.user, room);
    case "conversation": {
      const row = stores.conversations.find(room.id);
      return row !== undefined && entersConversation(stores, visitor, row);
    }
    case "call": {
      const row = stores.calls.find(room.id);
      return row !== undefined && entersCall(stores, visitor, row);
    }
  }
}

/** Whether `visitor`, who may enter it, belongs to a conversation. */
export function belongsTo(stores: Stores, visitor: Visitor, row: ConversationRow): boolean {
  return (row.everyone && visitor.role !== "guest") || stores.conversations.has(row.id, visitor.user);
}

/** Who belongs to a conversation and is in the workspace. */
export function membersOf(stores: Stores, row: ConversationRow): string[] {
  const here = stores.conversations.membersOf(row.id).flatMap(({ user }) => (stores.members.find(user) ? [user] : []));
  if (!row.everyone) return here;
  const all = stores.members.all().flatMap(({ user, role }) => (role === "guest" ? [] : [user]));
  return [...new Set([...all, ...here])].sort();
}

/** How many belong to a conversation and are in the workspace. */
export function countMembers(stores: Stores, row: ConversationRow): number {
  return row.everyone ? membersOf(stores, row).length : stores.conversations.countMembers(row.id);
}

/** The id of the task, page or call that a discussion is about. */
export function subjectOf({ key }: Pick<ConversationRow, "key">): string {
  return key?.slice(key.indexOf(":") + 1) ?? "";
}
