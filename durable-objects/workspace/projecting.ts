/** The workspace's rows as D1 has them, but for whether they are gone. */
import type { CallRow } from "./calls/store.ts";
import type { ConversationRow } from "./conversations/store.ts";
import type { MemberRow } from "./store/members.ts";
import type { PageRow } from "./store/pages.ts";

/** A membership as D1 has it. */
export function memberProjected({ user, role, name, joinedAt, revision }: MemberRow, workspace: string) {
  return { workspace, user, role, name, joinedAt, revision };
}

/** A page as D1 has it. */
export function pageProjected(row: PageRow, workspace: string) {
  const { id, title, parentId: parent, docId: doc, order: sortKey, createdAt, createdBy, revision } = row;
  return { id, workspace, title, parent, doc, sortKey, createdAt, createdBy, revision };
}

/** A conversation as D1 has it: nothing of what is said in it. */
export function conversationProjected(row: ConversationRow, workspace: string) {
  const { id, kind, name, key, createdAt, createdBy, archivedAt, revision } = row;
  return { id, workspace, kind, name, key, createdAt, createdBy, archivedAt, revision };
}

/** A call as D1 has it; who was in it is its own room's to tell. */
export function callProjected(row: CallRow, workspace: string) {
  const { id, title, subject, createdAt, createdBy, startsAt, minutes, startedAt, endedAt, revision } = row;
  return { id, workspace, title, subject, createdAt, createdBy, startsAt, minutes, startedAt, endedAt, revision };
}
