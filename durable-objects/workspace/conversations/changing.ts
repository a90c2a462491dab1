/** Conversations that are changed, archived and deleted. Each function is one act within a {@link Change}. */
import { RoomError } from "../../room/errors.ts";
import type { Access } from "../access.ts";
import type { AuditDetail } from "../audit/protocol.ts";
import type { Change } from "../change.ts";
import { eraseRoom } from "../erasing.ts";
import { regrant } from "../membership.ts";
import { isClosed, roomOf } from "./entering.ts";
import { demandConversation } from "./finding.ts";
import { keyOfChannel } from "./keys.ts";
import { demandName } from "./making.ts";
import type { ConversationChange } from "./protocol.ts";
import type { ConversationRow } from "./store.ts";
import { putRow, reviewGuests } from "./writing.ts";

/**
 * Sets what is named of a conversation. How long messages are kept is decided by whoever may delete all of them.
 * @throws RoomError `not_found`, `forbidden`, `invalid`, `conflict`
 */
export function changeConversation(
  change: Change,
  access: Access,
  id: string,
  { name, topic, archived, retentionDays }: ConversationChange,
): ConversationRow {
  const { stores } = change;
  const keeps = name === undefined && topic === undefined && archived === undefined;
  const before = demandConversation(stores, access, id, keeps ? "conversation.read" : "conversation.update");
  if (!keeps) demandNamed(before, "is called by who or what it is about, and is there as long as they are.");
  const row = { ...before };
  if (name !== undefined && name !== before.name) {
    if (before.kind === "channel") demandName(stores, name, id);
    Object.assign(row, { name, key: before.kind === "channel" ? keyOfChannel(name) : null });
  }
  if (topic !== undefined) row.topic = topic;
  if (archived !== undefined && archived !== (before.archivedAt !== null)) {
    if (before.everyone) throw new RoomError("conflict", "The channel that everyone belongs to stays open.");
    row.archivedAt = archived ? change.now : null;
    change.record(archived ? "conversation.archived" : "conversation.restored", id, detailOf(before));
  }
  if (retentionDays !== undefined && retentionDays !== before.retentionDays) {
    demandConversation(stores, access, id, "conversation.delete");
    row.retentionDays = retentionDays;
    const days = { from: before.retentionDays, to: retentionDays };
    change.record("conversation.retention_changed", id, { ...detailOf(before), ...days });
  }
  const same = row.name === before.name && row.topic === before.topic && row.archivedAt === before.archivedAt;
  return same && row.retentionDays === before.retentionDays ? before : putRow(change, row);
}

/** Deletes a channel or private conversation for ever, with all that was said. @throws RoomError `not_found`, `forbidden`, `invalid`, `conflict` */
export function deleteConversation(change: Change, access: Access, id: string): void {
  const { conversations, invitations, rooms } = change.stores;
  const row = demandConversation(change.stores, access, id, "conversation.delete");
  demandNamed(row, "goes with who or what it is about.");
  if (row.everyone) throw new RoomError("conflict", "The channel that everyone belongs to cannot be deleted.");
  const members = isClosed(row) ? conversations.membersOf(id).map(({ user }) => user) : null;
  change.record("conversation.deleted", id, detailOf(row));
  const seq = change.say({ type: "conversation.deleted", conversation: id, name: row.name, members });
  invitations.forgetRooms(new Set([id]));
  const guests = rooms.grantedTo(roomOf(row));
  eraseRoom(change, roomOf(row));
  for (const user of guests) regrant(change, user, []);
  reviewGuests(change, row, members ?? [], seq);
}

/** What the audit log may tell of a conversation: of one for its members alone not what it is called. */
export function detailOf(row: Pick<ConversationRow, "kind" | "name">): AuditDetail {
  return isClosed(row) ? { kind: row.kind } : { kind: row.kind, name: row.name };
}

/** @throws RoomError `invalid` for what has no name of its own */
function demandNamed({ kind }: ConversationRow, why: string): void {
  if (kind !== "channel" && kind !== "private") throw new RoomError("invalid", `This conversation ${why}`);
}
