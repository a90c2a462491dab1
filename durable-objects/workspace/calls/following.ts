/** The calls of what changes its place, or who may be there. Each function is one act within a {@link Change}. */
import type { Change } from "../change.ts";
import { isClosed, roomOf } from "../conversations/entering.ts";
import { keyOfSubject as keyOfDiscussed } from "../conversations/keys.ts";
import type { ConversationRow } from "../conversations/store.ts";
import type { RoomRef } from "../protocol.ts";
import type { Stores } from "../store/stores.ts";
import { roomOfCall } from "./entering.ts";
import type { CallRow } from "./store.ts";
import { keyOfSubject } from "./subject.ts";
import { sayPut, tellRoom } from "./writing.ts";

/** Says anew which calls there are in a conversation, of which some have not known yet. */
export function showCalls(change: Change, { id, kind }: ConversationRow): void {
  if (!isClosed({ kind })) return;
  for (const row of change.stores.calls.about(keyOfSubject({ type: "conversation", id }))) {
    if (row.state !== "ended") sayPut(change, row);
  }
}

/**
 * Says of the calls in a conversation that they are gone, for those who may not enter them any more; answers their rooms, and
 * those of their chats.
 */
export function hideCalls(change: Change, { id }: ConversationRow): RoomRef[] {
  const calls = change.stores.calls.about(keyOfSubject({ type: "conversation", id }));
  for (const row of calls) if (row.state !== "ended") change.sayOfCalls({ type: "call.deleted", call: row.id });
  return calls.flatMap((row) => [roomOfCall(row), ...chatOf(change.stores, row)]);
}

function chatOf({ conversations }: Stores, { id }: CallRow): RoomRef[] {
  const chat = conversations.findByKey(keyOfDiscussed("call", id));
  return chat ? [roomOf(chat)] : [];
}

/** Lets the calls about a task follow it to another project. */
export function moveCalls(change: Change, task: string, project: string): void {
  for (const row of change.stores.calls.about(keyOfSubject({ type: "task", id: task }))) {
    change.moveRoom(roomOfCall(row), project);
    if (row.state === "ended") continue;
    change.sayOfCalls({ type: "call.deleted", call: row.id });
    sayPut(change, row);
    tellRoom(change, row);
  }
}
