/** The end of the rooms that are objects of their own. */
import { roomOfCall } from "./calls/entering.ts";
import { forgetCall } from "./calls/forgetting.ts";
import { keyOfSubject } from "./calls/subject.ts";
import type { Change } from "./change.ts";
import { isDiscussion, roomOf } from "./conversations/entering.ts";
import { keyOfSubject as keyOfDiscussed } from "./conversations/keys.ts";
import type { ConversationRow } from "./conversations/store.ts";
import { regrant } from "./membership.ts";
import { forgetDiscussion } from "./notifying/discussing.ts";
import type { RoomRef } from "./protocol.ts";

/**
 * Forgets a room, with all the workspace knows of it, and owes it the word that it is to be erased; with a conversation its
 * calls, and with a call its chat.
 */
export function eraseRoom(change: Change, room: RoomRef): void {
  const { rooms } = change.stores;
  const createdAt = rooms.registeredAt(room);
  if (createdAt === undefined) return;
  const guests = room.kind === "call" ? rooms.namedTo(room) : [];
  forget(change, room);
  rooms.forget(room);
  change.projectRoom(room, createdAt, change.now);
  change.erase(room);
  for (const guest of guests) regrant(change, guest, []);
}

/** Erases the calls that were started from what is being deleted. */
export function eraseCallsAbout(change: Change, type: "task" | "conversation", id: string): void {
  for (const row of change.stores.calls.about(keyOfSubject({ type, id }))) eraseRoom(change, roomOfCall(row));
}

function forget(change: Change, { kind, id }: RoomRef): void {
  const { calls, conversations } = change.stores;
  if (kind === "conversation") {
    eraseCallsAbout(change, "conversation", id);
    const row = conversations.find(id);
    if (row) forgetConversation(change, row);
  }
  if (kind === "call") {
    const chat = conversations.findByKey(keyOfDiscussed("call", id));
    if (chat) eraseRoom(change, roomOf(chat));
    const row = calls.find(id);
    if (row) forgetCall(change, row);
  }
}

function forgetConversation(change: Change, row: ConversationRow): void {
  const { conversations, participants, workspace } = change.stores;
  if (isDiscussion(row)) forgetDiscussion(change, row);
  conversations.delete(row.id);
  participants.forget(row.id);
  change.projectConversation({ ...row, revision: workspace.nextRevision() }, change.now);
}
