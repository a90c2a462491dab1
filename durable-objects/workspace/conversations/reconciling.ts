/**
 * What the release before this one did while it ran on this workspace once more: it changes members, tasks and pages, and
 * knows of no conversations and inboxes.
 */
import { type Change, memberShown } from "../change.ts";
import { eraseRoom } from "../erasing.ts";
import type { Stores } from "../store/stores.ts";
import { settleConversations } from "./settling.ts";

/** The job that makes up for it. */
export const RECONCILING_JOB = "reconciling";

/** Whether the conversations were not told of all that the workspace's people and what is discussed now are. */
export function isOutOfStep({ calls, conversationPeople, conversations }: Stores): boolean {
  const orphans = conversations.orphaned().length + calls.orphaned().length;
  return conversationPeople.outOfStep().length > 0 || orphans > 0;
}

/** Lets conversations and inboxes have it as if it had been done now. What is in step stays as it is. */
export function reconcile(change: Change): void {
  const { calls, conversationPeople, conversations } = change.stores;
  for (const user of conversationPeople.outOfStep()) {
    sayAnew(change, user);
    settleConversations(change, user);
  }
  for (const id of conversations.orphaned()) eraseRoom(change, { kind: "conversation", id });
  for (const id of calls.orphaned()) eraseRoom(change, { kind: "call", id });
}

/** It was said once, but to no inbox; whoever heard it then finds nothing new in it. */
function sayAnew(change: Change, user: string): void {
  const { conversationPeople, members } = change.stores;
  const known = conversationPeople.find(user);
  const member = members.find(user);
  const isNew = known?.joinedAt !== member?.joinedAt;
  if (known && isNew) change.say({ type: "member.removed", user });
  if (!member) return;
  if (isNew) change.say({ type: "member.added", member: memberShown(member) });
  else change.say({ type: "member.role_changed", user, role: member.role });
}
