/** Who belongs to a conversation. Each function is one act within a {@link Change}. */
import { RoomError } from "../../room/errors.ts";
import type { Access } from "../access.ts";
import type { Change } from "../change.ts";
import { detailOf } from "./changing.ts";
import { belongsTo } from "./entering.ts";
import { demandConversation, demandOpenConversation } from "./finding.ts";
import { MAX_PRIVATE_MEMBERS } from "./limits.ts";
import { demandMembers } from "./making.ts";
import type { ConversationRow } from "./store.ts";
import { join, leave } from "./writing.ts";

/** Lets the actor belong to a channel, as whoever may read it can. @throws RoomError `not_found`, `invalid`, `conflict` */
export function joinConversation(change: Change, access: Access, id: string): ConversationRow {
  const row = demandOpenConversation(change.stores, access, id, "conversation.read");
  if (access.member && belongsTo(change.stores, access.member, row)) return row;
  if (row.kind !== "channel") throw new RoomError("invalid", "Only a channel is joined; a discussion is followed.");
  join(change, row, [access.user]);
  return row;
}

/** @throws RoomError `not_found`, `invalid`, `conflict` for the last one in a private conversation */
export function leaveConversation(change: Change, access: Access, id: string): void {
  const row = demandConversation(change.stores, access, id, "conversation.read");
  if (!access.member || !belongsTo(change.stores, access.member, row)) return;
  demandChangeable(row);
  if (row.kind === "private" && change.stores.conversations.membersOf(id).length === 1) {
    throw new RoomError("conflict", "You are the last one here: add someone first, or delete this conversation.");
  }
  leave(change, row, [access.user]);
}

/** Lets others belong to a conversation. @throws RoomError `not_found`, `forbidden`, `invalid`, `conflict`, `limit_reached` */
export function addMembers(change: Change, access: Access, id: string, users: readonly string[]): ConversationRow {
  const { stores } = change;
  const row = demandOpenConversation(stores, access, id, "conversation.members");
  demandChangeable(row);
  demandMembers(stores, row.kind, users, id);
  const all = new Set([...stores.conversations.membersOf(id).map(({ user }) => user), ...users]);
  if (row.kind === "private" && all.size > MAX_PRIVATE_MEMBERS) {
    throw new RoomError("limit_reached", `A private conversation has at most ${MAX_PRIVATE_MEMBERS} members.`);
  }
  join(change, row, users);
  return row;
}

/**
 * Lets another belong to a conversation no more: whoever may delete it can do that, as well as anyone may go themselves.
 * @throws RoomError `not_found`, `forbidden`, `invalid`, `conflict`
 */
export function removeFromConversation(change: Change, access: Access, id: string, user: string): void {
  if (user === access.user) {
    leaveConversation(change, access, id);
    return;
  }
  const { stores } = change;
  const row = demandConversation(stores, access, id, "conversation.members");
  demandConversation(stores, access, id, "conversation.delete");
  demandChangeable(row);
  if (!stores.conversations.has(id, user)) throw new RoomError("not_found", "They do not belong to this conversation.");
  change.record("conversation.member_removed", user, { ...detailOf(row), conversation: id });
  leave(change, row, [user]);
}

/** @throws RoomError `invalid` for one whose members are what it is, or follow from elsewhere */
function demandChangeable(row: ConversationRow): void {
  if (row.everyone) throw new RoomError("invalid", "Everyone in the workspace belongs to this channel.");
  if (row.kind === "channel" || row.kind === "private") return;
  if (row.kind === "task" || row.kind === "page") {
    throw new RoomError("invalid", "Whoever follows what is discussed belongs to its discussion.");
  }
  if (row.kind === "call") throw new RoomError("invalid", "Whoever is in the call belongs to its chat.");
  throw new RoomError("invalid", "The people of this conversation stay the same: begin another one with others.");
}
