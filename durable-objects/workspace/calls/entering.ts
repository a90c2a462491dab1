/** Who may enter which call. Reads only. */
import { projectGrant } from "../board/projects/grant.ts";
import { entersConversation, isClosed } from "../conversations/entering.ts";
import type { RoomRef } from "../protocol.ts";
import type { MemberRow } from "../store/members.ts";
import type { Stores } from "../store/stores.ts";
import type { CallRow } from "./store.ts";
import { projectOfSubject, type SubjectRef, subjectIn } from "./subject.ts";

/** As much of a member as decides where they may be. */
type Visitor = Pick<MemberRow, "user" | "role">;

/** The room in which a call is held. */
export function roomOfCall({ id }: Pick<CallRow, "id">): RoomRef {
  return { kind: "call", id };
}

/**
 * Whether `visitor`, who is a member of the workspace, may enter a call now: whoever may enter what it was started from, and
 * guests to whom it is named. One of the workspace itself is open to all but guests.
 */
export function entersCall(stores: Stores, visitor: Visitor, row: Pick<CallRow, "id" | "subject">): boolean {
  const subject = subjectIn(row.subject);
  const open = subject ? entersSubject(stores, visitor, subject) : visitor.role !== "guest";
  return open || stores.rooms.isGranted(visitor.user, roomOfCall(row));
}

/**
 * Whether `visitor`, who may enter it, sees what is inside of a call: who is and was in it, and its chat. Guests wait before
 * it until they are let in, and see nothing of that.
 */
export function seesInside({ callGuests }: Stores, visitor: Visitor, { id }: Pick<CallRow, "id">): boolean {
  return visitor.role !== "guest" || callGuests.has(id, visitor.user);
}

/** Whether `visitor` may enter what a call is started from. */
export function entersSubject(stores: Stores, visitor: Visitor, subject: SubjectRef): boolean {
  if (subject.type === "conversation") {
    const conversation = stores.conversations.find(subject.id);
    return conversation !== undefined && entersConversation(stores, visitor, conversation);
  }
  const project = projectOfSubject(stores, subject);
  if (project === null || !stores.projects.find(project)) return false;
  return visitor.role !== "guest" || stores.rooms.isGranted(visitor.user, projectGrant(project));
}

/** Whether a call is for the members of a conversation alone, whatever the role of others. */
export function isClosedCall({ conversations }: Stores, { subject: key }: Pick<CallRow, "subject">): boolean {
  const subject = subjectIn(key);
  const conversation = subject?.type === "conversation" ? conversations.find(subject.id) : undefined;
  return conversation !== undefined && isClosed(conversation);
}

/** All calls that anyone in the workspace but guests may enter, the oldest first. */
export function openCalls(stores: Stores): CallRow[] {
  return stores.calls.every().filter((row) => !isClosedCall(stores, row));
}

/** Those of `users` who are in the workspace and may enter a call. */
export function enteringAmong(
  stores: Stores,
  users: readonly string[],
  row: Pick<CallRow, "id" | "subject">,
): MemberRow[] {
  return users.flatMap((user) => {
    const member = stores.members.find(user);
    return member && entersCall(stores, member, row) ? [member] : [];
  });
}
