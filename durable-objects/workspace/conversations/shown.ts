/** Conversations as those see them who may enter them. Reads only. */
import type { Stores } from "../store/stores.ts";
import { isClosed, subjectOf } from "./entering.ts";
import type { Conversation, ConversationSubject } from "./protocol.ts";
import type { ConversationRow, NewRow } from "./store.ts";

/** A conversation as it now is. */
export function conversationShown(stores: Stores, row: ConversationRow): Conversation {
  const { id, kind, name, topic, everyone, createdAt, createdBy, archivedAt, retentionDays } = row;
  const members = isClosed(row) ? stores.conversations.membersOf(id).map(({ user }) => user) : null;
  return {
    ...{ id, kind, name, topic, everyone, members, createdAt, createdBy, archivedAt, retentionDays },
    about: aboutOf(stores, row),
  };
}

/** A conversation as it will be once it is made. */
export function conversationPlanned(stores: Stores, { row, members }: NewRow): Conversation {
  const shown = conversationShown(stores, { ...row, revision: 0 });
  return { ...shown, members: isClosed(row) ? [...members].sort() : null };
}

/** What a discussion is about; a task is where it is now. */
function aboutOf(stores: Stores, row: ConversationRow): ConversationSubject | null {
  const subject = subjectOf(row);
  if (row.kind === "page") return { type: "page", page: subject };
  if (row.kind !== "task") return null;
  return { type: "task", task: subject, project: stores.tasks.find(subject)?.task.projectId ?? "" };
}
