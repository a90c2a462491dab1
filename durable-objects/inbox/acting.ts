/** What its user asks of an inbox. What names something that is gone meanwhile, as on another device, does nothing. */
import { RoomError } from "../room/errors.ts";
import { DIGEST_JOB, type InboxChange } from "./change.ts";
import { dropDraft, dropReminder, dropSaved, unmute } from "./forgetting.ts";
import {
  DUE_HOUR,
  MAX_AHEAD_MS,
  MAX_DRAFTS,
  MAX_DRAFTS_LENGTH,
  MAX_MUTES,
  MAX_PROJECT_PREFERENCES,
  MAX_REMINDERS,
  MAX_SAVED,
} from "./limits.ts";
import { armDigest } from "./notifying.ts";
import { type InboxCommand, keyOfThing, type Preferences, type PreferencesChange, REASONS } from "./protocol.ts";
import { asRead, type NotificationRow, workspaceOf } from "./store/notifications.ts";
import { isTimeZone, timeAt } from "./time/zone.ts";

type Asked<Type extends InboxCommand["type"]> = Extract<InboxCommand, { type: Type }>;

/** Does one command within a change. @throws RoomError `invalid`, `limit_reached` */
export function act(change: InboxChange, command: InboxCommand): void {
  const { now } = change;
  switch (command.type) {
    case "delivered":
      each(change, command.ids, (row) => (row.deliveredAt === null ? { ...row, deliveredAt: now } : row));
      break;
    case "seen":
      each(change, command.ids, (row) =>
        row.seenAt === null ? { ...row, seenAt: now, deliveredAt: row.deliveredAt ?? now } : row,
      );
      break;
    case "read":
      each(change, command.ids, (row) => (row.readAt === null ? asRead(row, now) : row));
      break;
    case "unread":
      each(change, command.ids, (row) => (row.readAt === null ? row : { ...row, readAt: null }));
      break;
    case "read_all": {
      const away = (row: NotificationRow) => row.snoozedUntil !== null;
      const rows = change.stores.notifications.unread(command.workspace ?? null);
      for (const row of rows) if (!away(row)) change.put(asRead(row, now));
      break;
    }
    case "remove":
      for (const id of command.ids) change.remove(id);
      break;
    case "snooze":
      snooze(change, command);
      break;
    case "mute":
      mute(change, command);
      break;
    case "unmute":
      unmute(change, command.thing);
      break;
    case "preferences.change":
      setPreferences(change, command.set);
      break;
    case "draft":
      draft(change, command);
      break;
    case "save":
      save(change, command);
      break;
    case "unsave":
      dropSaved(change, command.message);
      break;
    case "remind":
      remind(change, command);
      break;
    case "forget_reminder":
      dropReminder(change, command.reminder);
      break;
  }
}

/** Writes what `alter` makes of each of these, unless it leaves it as it is. */
function each(change: InboxChange, ids: readonly string[], alter: (row: NotificationRow) => NotificationRow): void {
  for (const id of ids) {
    const row = change.stores.notifications.find(id);
    const altered = row && alter(row);
    if (altered && altered !== row) change.put(altered);
  }
}

function snooze(change: InboxChange, { ids, until }: Asked<"snooze">): void {
  if (until !== null) demandAhead(change, until);
  each(change, ids, (row) => {
    if (until === null) return row.snoozedUntil === null ? row : { ...row, snoozedUntil: null };
    change.stores.pushes.withdraw(row.id);
    return { ...row, snoozedUntil: until };
  });
}

function mute(change: InboxChange, { thing }: Asked<"mute">): void {
  const { mutes } = change.stores;
  const key = keyOfThing(thing);
  if (mutes.has(key)) return;
  demandFits(mutes.count() < MAX_MUTES, "You have muted too much; let some of it be heard again first.");
  const muted = { thing: key, since: change.now };
  mutes.put(muted, workspaceOf(thing));
  change.say({ type: "muted", mute: muted });
}

function draft(change: InboxChange, { workspace, conversation, thread, text }: Asked<"draft">): void {
  const { drafts } = change.stores;
  const place = { conversation, thread };
  if (text.trim() === "") {
    dropDraft(change, place);
    return;
  }
  if (drafts.find(place)?.text === text) return;
  const { count, length } = drafts.extentBeside(place);
  const fits = count < MAX_DRAFTS && length + text.length <= MAX_DRAFTS_LENGTH;
  demandFits(fits, "Too many drafts are kept; send or discard some first.");
  const written = { ...place, text, at: change.now };
  drafts.put(workspace, written);
  change.say({ type: "draft.put", draft: written });
}

function save(change: InboxChange, { type, ...message }: Asked<"save">): void {
  const { saved } = change.stores;
  if (saved.find(message.message)) return;
  demandFits(saved.count() < MAX_SAVED, "Too many messages are saved; let some go first.");
  const kept = { ...message, savedAt: change.now };
  saved.put(kept);
  change.say({ type: "saved.put", saved: kept });
}

function remind(change: InboxChange, { type, reminder: id, ...asked }: Asked<"remind">): void {
  const { reminders } = change.stores;
  if (asked.note === "" && asked.thing === null) {
    throw new RoomError("invalid", "Say what to be reminded of.", [{ path: "note", message: "Say what of" }]);
  }
  demandAhead(change, asked.dueAt);
  const isNew = reminders.find(id) === undefined;
  demandFits(!isNew || reminders.count() < MAX_REMINDERS, "Too many reminders wait; let some go first.");
  const reminder = { ...asked, id, workspace: asked.thing ? workspaceOf(asked.thing) : asked.workspace };
  reminders.put(reminder);
  change.say({ type: "reminder.put", reminder });
}

function setPreferences(change: InboxChange, set: PreferencesChange): void {
  const { own, dueDays } = change.stores;
  const before = own.preferences();
  const after = changed(before, set);
  if (!isTimeZone(after.timeZone)) {
    throw new RoomError("invalid", "There is no such time zone.", [
      { path: "set.timeZone", message: "Use a name such as Europe/Berlin" },
    ]);
  }
  const fits = Object.keys(after.projects).length <= MAX_PROJECT_PREFERENCES;
  demandFits(fits, "Preferences are set for too many projects; take some back first.");
  own.setPreferences(after);
  if (after.timeZone !== before.timeZone) {
    for (const due of dueDays.all()) dueDays.put({ ...due, firesAt: timeAt(due.day, DUE_HOUR, after.timeZone) });
  }
  if (after.digestAt !== before.digestAt || after.timeZone !== before.timeZone) {
    change.ledger.cancel(DIGEST_JOB);
    if (after.digestAt !== null) armDigest(change, after, after.digestAt);
  }
  change.say({ type: "preferences.changed", preferences: after });
}

function changed(before: Preferences, { reasons = {}, projects = {}, ...set }: PreferencesChange): Preferences {
  const after: Preferences = {
    ...before,
    ...Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)),
    reasons: { ...before.reasons },
    projects: { ...before.projects },
  };
  for (const [reason, ways] of entriesOf(reasons)) {
    const { inbox, push, digest } = after.reasons[reason];
    after.reasons[reason] = { inbox: ways.inbox ?? inbox, push: ways.push ?? push, digest: ways.digest ?? digest };
  }
  for (const [project, wanted] of Object.entries(projects)) {
    // What is usual need not be kept.
    if (wanted === null || wanted === "all") delete after.projects[project];
    else after.projects[project] = wanted;
  }
  return after;
}

function entriesOf(reasons: NonNullable<PreferencesChange["reasons"]>) {
  return REASONS.flatMap((reason) => {
    const ways = reasons[reason];
    return ways ? [[reason, ways] as const] : [];
  });
}

/** @throws RoomError `invalid` for a time that is past, or too far ahead */
function demandAhead({ now }: InboxChange, time: number): void {
  if (time > now && time <= now + MAX_AHEAD_MS) return;
  throw new RoomError("invalid", "Choose a time that is still to come, within five years.");
}

/** @throws RoomError `limit_reached` */
function demandFits(fits: boolean, sentence: string): void {
  if (!fits) throw new RoomError("limit_reached", sentence);
}
