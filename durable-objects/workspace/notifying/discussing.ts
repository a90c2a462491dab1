/** What the rooms of discussions tell the workspace, whose people are to hear of it. */
import type { DiscussionNotice } from "../../conversation/notices.ts";
import type { Change } from "../change.ts";
import { subjectOf } from "../conversations/entering.ts";
import type { ConversationRow } from "../conversations/store.ts";
import type { Stores } from "../store/stores.ts";

/**
 * Takes what a discussion's room tells. Whoever is assigned to the task or follows it, or made the page, hears of it, and
 * whoever took part before; but not who said it, nor who hears of it from the conversation itself. Of a discussion that
 * is gone, or none of this workspace's, nothing is taken.
 */
export function hearDiscussion(change: Change, notice: DiscussionNotice): void {
  const { conversations, participants } = change.stores;
  const row = conversations.find(notice.conversation);
  if (row?.kind !== "task" && row?.kind !== "page") return;
  const concerned = new Set([...peopleOf(change.stores, row), ...participants.in(row.id)]);
  if (notice.type === "discussion.posted") {
    participants.add(row.id, notice.by);
    for (const user of [notice.by, ...notice.mentions]) concerned.delete(user);
  }
  const users = [...concerned].filter((user) => change.stores.members.find(user));
  if (users.length > 0) change.discuss({ type: "discussed", users, notice });
}

function peopleOf({ tasks, pages }: Stores, row: ConversationRow): string[] {
  const subject = subjectOf(row);
  if (row.kind === "page") return [pages.find(subject)?.createdBy ?? []].flat();
  const task = tasks.find(subject)?.task;
  return task ? [...task.assignees, ...task.followers] : [];
}
