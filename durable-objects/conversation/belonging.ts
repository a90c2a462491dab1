/** What the workspace tells of the conversation, and what that changes here. */
import type { Conversation } from "../workspace/conversations/protocol.ts";
import type { Change } from "./change.ts";
import { RETENTION_JOB } from "./messages/expiring.ts";

/** The conversation is otherwise than before. */
export function retell(change: Change, conversation: Conversation): void {
  change.stores.about.put(conversation);
  if (conversation.retentionDays !== null) change.schedule(RETENTION_JOB, change.now);
  change.say(null, { type: "conversation.changed", conversation });
}

/** These belong to it from now on; what was said before is not unread for them. */
export function join(change: Change, users: readonly string[]): void {
  const { readers } = change.stores;
  const marker = change.nextSeq() - 1;
  for (const user of users) {
    if (!readers.belongs(user)) readers.put({ user, belongs: true, marker });
  }
  change.stir(users);
}

/** These belong to it now, and all others no more. */
export function seat(change: Change, users: readonly string[]): void {
  const seated = new Set(users);
  const gone = change.stores.readers.belonging().filter((user) => !seated.has(user));
  if (gone.length > 0) leave(change, gone);
  join(change, users);
}

/** These do not belong to it any more, and hear nothing more of it. */
export function leave(change: Change, users: readonly string[]): void {
  for (const user of users) change.stores.readers.drop(user);
  change.stir(users);
}
