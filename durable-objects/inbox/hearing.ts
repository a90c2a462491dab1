/** What other rooms tell an inbox. Each function is one part of an {@link InboxChange}. */
import type { InboxChange } from "./change.ts";
import { dropSaved, forgetConversation, forgetThing, forgetWorkspace, keepOnly } from "./forgetting.ts";
import { DUE_HOUR, DUE_TOLD_LATE_MS, MAX_DUE_DAYS, MAX_FORMER } from "./limits.ts";
import type { InboxNotice } from "./notices.ts";
import { notify } from "./notifying.ts";
import { type ConversationUnread, keyOfThing, type SavedMessage, type Thing } from "./protocol.ts";
import { hearRung, ring } from "./ringing.ts";
import { asRead, type NotificationRow, workspaceOf } from "./store/notifications.ts";
import { timeAt } from "./time/zone.ts";

/** Takes one notice. */
export function hear(change: InboxChange, notice: InboxNotice): void {
  switch (notice.type) {
    case "notify":
      notify(change, notice);
      break;
    case "ring":
      ring(change, notice);
      break;
    case "rung":
      hearRung(change, notice);
      break;
    case "unread":
      hearUnread(change, notice.state);
      break;
    case "thread_read": {
      const { conversation, message, seq } = notice;
      const row = change.stores.notifications.find(`thread:${conversation}:${message}`);
      if (row) readUpTo(change, row, seq);
      break;
    }
    case "withdrawn":
      withdraw(change, notice.thing, notice.message);
      break;
    case "due":
      hearDue(change, notice);
      break;
    case "gone":
      if (notice.thing.type === "conversation") forgetConversation(change, notice.thing.conversation);
      else forgetThing(change, keyOfThing(notice.thing));
      break;
    case "unfollowed":
      change.forgetConversation(notice.conversation);
      for (const { id } of change.stores.notifications.in(notice.conversation)) change.remove(id);
      break;
    case "project_gone":
      keepOnly(change, notice.workspace, (thing) => thing.type !== "task" || thing.project !== notice.project);
      break;
    case "confined": {
      const projects = new Set(notice.projects);
      const pages = new Set(notice.pages);
      keepOnly(change, notice.workspace, (thing) => {
        if (thing.type === "task") return projects.has(thing.project);
        return thing.type !== "page" || pages.has(thing.page);
      });
      break;
    }
    case "joined":
      change.stores.former.forget(notice.workspace);
      // Whoever is in has answered the invitation.
      change.remove(keyOfThing({ type: "workspace", workspace: notice.workspace }));
      break;
    case "left":
      change.stores.former.note(notice.workspace, notice.at);
      change.stores.former.prune(MAX_FORMER);
      forgetWorkspace(change, notice.workspace);
      break;
  }
}

function hearUnread(change: InboxChange, state: ConversationUnread): void {
  const { conversations, former } = change.stores;
  const known = conversations.find(state.conversation);
  if (!known && former.covers(state.workspace, state.lastAt)) return;
  if (!known || !isSame(known, state)) change.putConversation(state);
  for (const row of change.stores.notifications.saidIn(state.conversation)) readUpTo(change, row, state.marker);
}

function readUpTo(change: InboxChange, row: NotificationRow, seq: number): void {
  if (row.readAt === null && row.seq !== null && row.seq <= seq) change.put(asRead(row, change.now));
}

function isSame(one: ConversationUnread, other: ConversationUnread): boolean {
  const { unread, mentions, replies, marker, lastAt } = one;
  return (
    unread === other.unread &&
    mentions === other.mentions &&
    replies === other.replies &&
    marker === other.marker &&
    lastAt === other.lastAt
  );
}

/** A message was deleted: nothing of its words stays. */
function withdraw(change: InboxChange, thing: Thing, message: string): void {
  const { notifications, saved } = change.stores;
  const kept = saved.find(message);
  if (kept && isOf(kept, thing)) dropSaved(change, message);
  const row = notifications.find(keyOfThing(thing));
  if (row?.message !== message) return;
  if (row.count <= 1) {
    change.remove(row.id);
    return;
  }
  // What was before it is not known here; that there was something is.
  change.stores.pushes.withdraw(row.id);
  change.put({ ...row, text: "", message: null, count: row.count - 1 });
}

/** Whether a message that one kept can be of this thing: its id alone, which its author made, does not tell. */
function isOf(kept: SavedMessage, thing: Thing): boolean {
  if (workspaceOf(thing) !== kept.workspace) return false;
  return !("conversation" in thing) || thing.conversation === kept.conversation;
}

/** Keeps the day on which a task is due, until it has come. */
function hearDue(change: InboxChange, { thing, title, due }: Extract<InboxNotice, { type: "due" }>): void {
  const { dueDays, own } = change.stores;
  const key = keyOfThing(thing);
  const workspace = workspaceOf(thing);
  dueDays.remove(key);
  if (due === null || workspace === null) return;
  const firesAt = timeAt(due, DUE_HOUR, own.preferences().timeZone);
  if (firesAt < change.now - DUE_TOLD_LATE_MS) return;
  dueDays.put({ thing: key, about: thing, workspace, title, day: due, firesAt });
  dueDays.prune(MAX_DUE_DAYS);
}
