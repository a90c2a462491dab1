/** What an inbox will make of a command, as far as it can be told here. */
import {
  type InboxCommand,
  keyOfThing,
  type Notification,
  type Preferences,
  type PreferencesChange,
  REASONS,
} from "../../../durable-objects/inbox/protocol.ts";
import { keyOfDraft, withItem } from "./lists.ts";
import type { InboxState } from "./state.ts";

/** `state` as it will be after `command`, which was asked `at`; the same object when it changes nothing. */
export function predictInbox(state: InboxState, command: InboxCommand, at: number): InboxState {
  switch (command.type) {
    case "delivered":
      return marked(state, command.ids, (each) => ({ ...each, deliveredAt: each.deliveredAt ?? at }));
    case "seen":
      return marked(state, command.ids, (each) => {
        return { ...each, seenAt: each.seenAt ?? at, deliveredAt: each.deliveredAt ?? at };
      });
    case "read":
      return marked(state, command.ids, (each) => asRead(each, at));
    case "unread":
      return marked(state, command.ids, (each) => ({ ...each, readAt: null }));
    case "read_all":
      return readAll(state, command.workspace ?? null, at);
    case "remove":
      return withNews(
        state,
        state.notifications.filter(({ id }) => !command.ids.includes(id)),
      );
    case "snooze":
      return marked(state, command.ids, (each) => ({ ...each, snoozedUntil: command.until }));
    case "mute": {
      const mute = { thing: keyOfThing(command.thing), since: at };
      if (state.mutes.some(({ thing }) => thing === mute.thing)) return state;
      return { ...state, mutes: [...state.mutes, mute] };
    }
    case "unmute":
      return { ...state, mutes: state.mutes.filter(({ thing }) => thing !== command.thing) };
    case "preferences.change":
      return { ...state, preferences: preferencesAfter(state.preferences, command.set) };
    case "draft":
      return { ...state, drafts: draftsAfter(state, command, at) };
    case "save": {
      if (state.saved.some(({ message }) => message === command.message)) return state;
      const { type, ...message } = command;
      return { ...state, saved: [...state.saved, { ...message, savedAt: at }] };
    }
    case "unsave":
      return { ...state, saved: state.saved.filter(({ message }) => message !== command.message) };
    case "remind": {
      const { type, reminder: id, ...asked } = command;
      return { ...state, reminders: withItem(state.reminders, { ...asked, id }, (each) => each.id) };
    }
    case "forget_reminder":
      return { ...state, reminders: state.reminders.filter(({ id }) => id !== command.reminder) };
  }
}

/** The workspace that a notification is of; null for what is of none. */
export function workspaceOf({ thing }: Pick<Notification, "thing">): string | null {
  return thing.type === "note" ? null : thing.workspace;
}

function asRead(notification: Notification, at: number): Notification {
  if (notification.readAt !== null) return notification;
  const { deliveredAt, seenAt } = notification;
  return { ...notification, readAt: at, seenAt: seenAt ?? at, deliveredAt: deliveredAt ?? at };
}

function marked(
  state: InboxState,
  ids: readonly string[],
  mark: (notification: Notification) => Notification,
): InboxState {
  const named = new Set(ids);
  return withNews(
    state,
    state.notifications.map((each) => (named.has(each.id) ? mark(each) : each)),
  );
}

/** Also what is not held counts as read then, but for what is away. */
function readAll(state: InboxState, workspace: string | null, at: number): InboxState {
  const notifications = state.notifications.map((each) => {
    const meant = workspace === null || workspaceOf(each) === workspace;
    return meant && each.snoozedUntil === null ? asRead(each, at) : each;
  });
  const { all, workspaces } = state.unread;
  if (workspace === null) return { ...state, notifications, unread: { all: 0, workspaces: {} } };
  const here = workspaces[workspace] ?? 0;
  return {
    ...state,
    notifications,
    unread: { all: Math.max(0, all - here), workspaces: { ...workspaces, [workspace]: 0 } },
  };
}

/** `state` with other notifications, counted by what that changes: it holds not all of them. */
function withNews(state: InboxState, notifications: Notification[]): InboxState {
  const before = counted(state.notifications);
  const after = counted(notifications);
  const changed = (workspace: string | null) => (after.get(workspace) ?? 0) - (before.get(workspace) ?? 0);
  let { all } = state.unread;
  const workspaces = { ...state.unread.workspaces };
  for (const workspace of new Set([...before.keys(), ...after.keys()])) {
    all += changed(workspace);
    if (workspace !== null) workspaces[workspace] = Math.max(0, (workspaces[workspace] ?? 0) + changed(workspace));
  }
  return { ...state, notifications, unread: { all: Math.max(0, all), workspaces } };
}

function counted(notifications: readonly Notification[]): Map<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const each of notifications) {
    if (each.readAt !== null || each.snoozedUntil !== null) continue;
    counts.set(workspaceOf(each), (counts.get(workspaceOf(each)) ?? 0) + 1);
  }
  return counts;
}

function draftsAfter(
  { drafts }: InboxState,
  { conversation, thread, text }: Extract<InboxCommand, { type: "draft" }>,
  at: number,
): InboxState["drafts"] {
  const key = keyOfDraft({ conversation, thread });
  if (text.trim() === "") return drafts.filter((draft) => keyOfDraft(draft) !== key);
  return withItem(drafts, { conversation, thread, text, at }, keyOfDraft);
}

function preferencesAfter(before: Preferences, { reasons = {}, projects = {}, ...set }: PreferencesChange) {
  const given = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
  const after: Preferences = {
    ...before,
    ...given,
    reasons: { ...before.reasons },
    projects: { ...before.projects },
  };
  for (const reason of REASONS) {
    const ways = reasons[reason];
    const { inbox, push, digest } = before.reasons[reason];
    if (!ways) continue;
    after.reasons[reason] = { inbox: ways.inbox ?? inbox, push: ways.push ?? push, digest: ways.digest ?? digest };
  }
  for (const [project, wanted] of Object.entries(projects)) {
    // What is usual is not kept.
    if (wanted === null || wanted === "all") delete after.projects[project];
    else after.projects[project] = wanted;
  }
  return after;
}
