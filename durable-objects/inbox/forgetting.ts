/** What goes when the user may not see something any more, or it is no more. */
import type { InboxChange } from "./change.ts";
import { keyOfThing, type Thing } from "./protocol.ts";
import type { DraftPlace } from "./store/drafts.ts";

/** Forgets one thing, by its key. */
export function forgetThing(change: InboxChange, key: string): void {
  const { reminders } = change.stores;
  change.remove(key);
  change.stores.dueDays.remove(key);
  unmute(change, key);
  for (const { id, thing } of reminders.all()) if (thing && keyOfThing(thing) === key) dropReminder(change, id);
}

/** Forgets a conversation with its threads, and what one kept of it. */
export function forgetConversation(change: InboxChange, conversation: string): void {
  const { drafts, saved, notifications, reminders } = change.stores;
  change.forgetConversation(conversation);
  forgetThing(change, `conversation:${conversation}`);
  for (const { id } of notifications.in(conversation)) forgetThing(change, id);
  for (const { id, thing } of reminders.all()) if (thing && isIn(thing, conversation)) dropReminder(change, id);
  for (const draft of drafts.in(conversation)) dropDraft(change, draft);
  for (const { message } of saved.in(conversation)) dropSaved(change, message);
}

/** Forgets all that is of a workspace. */
export function forgetWorkspace(change: InboxChange, workspace: string): void {
  const { conversations, notifications, drafts, saved, reminders, mutes, dueDays } = change.stores;
  for (const { id } of notifications.of(workspace)) change.remove(id);
  for (const { conversation } of conversations.of(workspace)) change.forgetConversation(conversation);
  for (const draft of drafts.of(workspace)) dropDraft(change, draft);
  for (const { message } of saved.of(workspace)) dropSaved(change, message);
  for (const { id } of reminders.of(workspace)) dropReminder(change, id);
  for (const { thing } of dueDays.of(workspace)) dueDays.remove(thing);
  for (const thing of mutes.of(workspace)) unmute(change, thing);
}

/** Forgets the things of a workspace that are none of those that `stays` says. */
export function keepOnly(change: InboxChange, workspace: string, stays: (thing: Thing) => boolean): void {
  const { notifications, reminders, dueDays } = change.stores;
  for (const { id, thing } of notifications.of(workspace)) if (!stays(thing)) change.remove(id);
  for (const { id, thing } of reminders.of(workspace)) if (thing && !stays(thing)) dropReminder(change, id);
  for (const { thing, about } of dueDays.of(workspace)) if (!stays(about)) dueDays.remove(thing);
}

/** Ends a muting, if there is one. */
export function unmute(change: InboxChange, thing: string): void {
  if (!change.stores.mutes.has(thing)) return;
  change.stores.mutes.remove(thing);
  change.say({ type: "unmuted", thing });
}

/** Lets go of a draft, if there is one. */
export function dropDraft(change: InboxChange, place: DraftPlace): void {
  if (!change.stores.drafts.find(place)) return;
  change.stores.drafts.remove(place);
  change.say({ type: "draft.removed", conversation: place.conversation, thread: place.thread });
}

/** Lets go of a saved message, if it is saved. */
export function dropSaved(change: InboxChange, message: string): void {
  if (!change.stores.saved.find(message)) return;
  change.stores.saved.remove(message);
  change.say({ type: "saved.removed", message });
}

/** Lets go of a reminder, if there is one. */
export function dropReminder(change: InboxChange, reminder: string): void {
  if (!change.stores.reminders.find(reminder)) return;
  change.stores.reminders.remove(reminder);
  change.say({ type: "reminder.removed", reminder });
}

function isIn(thing: Thing, conversation: string): boolean {
  return (thing.type === "conversation" || thing.type === "thread") && thing.conversation === conversation;
}
