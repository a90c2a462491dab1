/** What the rooms of discussions tell the workspace, whose people are to hear of it. */
import type { MessageNotice } from "../../conversation/notices.ts";
import type { Thing } from "../../inbox/protocol.ts";
import type { Change } from "../change.ts";
import { subjectOf } from "../conversations/entering.ts";
import type { ConversationRow } from "../conversations/store.ts";
import type { Stores } from "../store/stores.ts";

/**
 * Takes what a discussion's room tells. Whoever is assigned to the task or follows it, or made the page, hears of it, and
 * whoever took part before or was mentioned; but not who said it, nor who hears of it from the conversation itself. Of a
 * discussion that is gone, or none of this workspace's, nothing is taken.
 */
export function hearDiscussion(change: Change, notice: MessageNotice): void {
  const { conversations, participants } = change.stores;
  const row = conversations.find(notice.conversation);
  if (row?.kind !== "task" && row?.kind !== "page") return;
  // Kept, so that they can be told when it is gone.
  if (row.kind === "page") for (const user of peopleOf(change.stores, row)) participants.add(row.id, user);
  const concerned = new Set([...peopleOf(change.stores, row), ...participants.in(row.id)]);
  if (notice.type === "discussion.posted") {
    for (const user of [notice.by, ...notice.mentions]) {
      participants.add(row.id, user);
      concerned.delete(user);
    }
  }
  const users = [...concerned].filter((user) => change.stores.members.find(user));
  if (users.length > 0) change.discuss({ type: "discussed", users, notice });
}

/** Lets those who may have heard of a discussion forget it, before it is erased; and of what it was about. */
export function forgetDiscussion(change: Change, row: ConversationRow): void {
  const { stores } = change;
  const about = thingOf(change, row);
  const users = [...new Set([...peopleOf(stores, row), ...stores.participants.in(row.id)])];
  if (users.length === 0) return;
  change.discuss({ type: "discussed", users, notice: { type: "discussion.gone", conversation: row.id, about } });
}

function thingOf({ stores, workspace }: Change, row: ConversationRow): Thing {
  const subject = subjectOf(row);
  if (row.kind === "page") return { type: "page", workspace, page: subject };
  if (row.kind === "call") return { type: "call", workspace, call: subject };
  return { type: "task", workspace, project: stores.tasks.find(subject)?.task.projectId ?? "", task: subject };
}

/** Those of a call hear of its chat by being in it. */
function peopleOf({ tasks, pages }: Stores, row: ConversationRow): string[] {
  const subject = subjectOf(row);
  if (row.kind === "page") return [pages.find(subject)?.createdBy].filter((user) => user !== undefined);
  if (row.kind === "call") return [];
  const task = tasks.find(subject)?.task;
  return task ? [...task.assignees, ...task.followers] : [];
}
