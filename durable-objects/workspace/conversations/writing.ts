/**
 * What every act on conversations writes, within a {@link Change}: the row, what is said of it, and what its own room is
 * told.
 */
import type { ConversationNotice } from "../../conversation/notices.ts";
import { hideCalls, showCalls } from "../calls/following.ts";
import type { Change } from "../change.ts";
import { isClosed, isDiscussion, roomOf } from "./entering.ts";
import { conversationShown } from "./shown.ts";
import type { ConversationRow, NewRow } from "./store.ts";

/** Makes a conversation, whose object exists already and knows who belongs to it, one of the workspace's. */
export function addRow(change: Change, { row: wanted, members }: NewRow): ConversationRow {
  const { conversations, rooms, workspace } = change.stores;
  const row = { ...wanted, revision: workspace.nextRevision() };
  conversations.put(row);
  rooms.register(roomOf(row), change.now);
  change.projectRoom(roomOf(row), change.now, null);
  change.projectConversation(row, null);
  if (!row.everyone) for (const user of members) conversations.join(row.id, user, change.now);
  const seq = change.say({ type: "conversation.created", conversation: conversationShown(change.stores, row) });
  if (isDiscussion(row)) return row;
  sayJoined(change, row, members);
  reviewGuests(change, row, members, seq);
  return row;
}

/** Writes a conversation that is there already, says so, and tells its room. */
export function putRow(change: Change, changed: ConversationRow): ConversationRow {
  const row = { ...changed, revision: change.stores.workspace.nextRevision() };
  change.stores.conversations.put(row);
  change.projectConversation(row, null);
  const conversation = conversationShown(change.stores, row);
  if (!isDiscussion(row)) change.say({ type: "conversation.changed", conversation });
  tellRoom(change, row, { type: "conversation.is", conversation });
  return row;
}

/** Lets these belong to a conversation; those who do already stay. */
export function join(change: Change, row: ConversationRow, users: readonly string[]): void {
  const { conversations } = change.stores;
  const newcomers = users.filter((user) => conversations.join(row.id, user, change.now));
  if (newcomers.length === 0) return;
  const seq = sayJoined(change, row, newcomers);
  tellMembers(change, row, { type: "conversation.joined", users: newcomers });
  showCalls(change, row);
  reviewGuests(
    change,
    row,
    conversations.membersOf(row.id).map(({ user }) => user),
    seq,
  );
}

/** Lets these belong to a conversation no more. Of one for its members alone they are shown out. */
export function leave(change: Change, row: ConversationRow, users: readonly string[]): void {
  const { conversations, members } = change.stores;
  const leavers = users.filter((user) => conversations.leave(row.id, user));
  if (leavers.length === 0) return;
  const seq = change.say({ type: "conversation.left", conversation: row.id, users: leavers });
  tellMembers(change, row, { type: "conversation.left", users: leavers });
  if (!isClosed(row)) return;
  const calls = hideCalls(change, row);
  for (const user of leavers) {
    const member = members.find(user);
    if (member) change.restand(member, [roomOf(row), ...calls]);
  }
  reviewGuests(change, row, [...leavers, ...conversations.membersOf(row.id).map(({ user }) => user)], seq);
}

/** Tells a conversation's room of a change. */
export function tellRoom(change: Change, row: Pick<ConversationRow, "id">, body: ConversationNotice): void {
  change.tell([roomOf(row)], { type: "told", body });
}

/** What guests know of people follows from the conversations they belong to: those of `users` who are guests start afresh. */
export function reviewGuests(change: Change, row: ConversationRow, users: readonly string[], seq: number): void {
  if (!isClosed(row)) return;
  for (const user of new Set(users)) {
    if (change.stores.members.find(user)?.role === "guest") change.review(user, seq);
  }
}

function sayJoined(change: Change, row: ConversationRow, users: readonly string[]): number {
  const conversation = conversationShown(change.stores, row);
  return change.say({ type: "conversation.joined", conversation, users: [...users] });
}

/** Who belongs to one that is for its members alone is part of what it is. */
function tellMembers(change: Change, row: ConversationRow, body: ConversationNotice): void {
  tellRoom(change, row, body);
  if (!isClosed(row)) return;
  tellRoom(change, row, { type: "conversation.is", conversation: conversationShown(change.stores, row) });
}
