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

/** A discussion is called by what it is about, all others by their name, which not each has. */
export function titleOf(stores: Stores, row: ConversationRow): string {
  if (row.kind === "page") return stores.pages.find(subjectOf(row))?.title ?? "";
  if (row.kind === "call") return stores.calls.find(subjectOf(row))?.title || "Call";
  if (row.kind !== "task") return row.name;
  const task = stores.tasks.find(subjectOf(row))?.task;
  return task ? `${task.key} ${task.title}` : "";
}

/** What a conversation is called by `user`: as all others call it, or by the others in it. */
export function titleFor(stores: Stores, row: ConversationRow, user: string): string {
  if (row.kind !== "direct" && row.kind !== "group") return titleOf(stores, row);
  const people = stores.conversations.membersOf(row.id).map((each) => each.user);
  const others = people.filter((each) => each !== user);
  const named = others.length > 0 ? others : people;
  return named.map((each) => stores.members.find(each)?.name ?? "Someone who left").join(", ");
}

/** What a discussion is about; a task is where it is now. */
function aboutOf(stores: Stores, row: ConversationRow): ConversationSubject | null {
  const subject = subjectOf(row);
  if (row.kind === "page") return { type: "page", page: subject };
  if (row.kind === "call") return { type: "call", call: subject };
  if (row.kind !== "task") return null;
  return { type: "task", task: subject, project: stores.tasks.find(subject)?.task.projectId ?? "" };
}
