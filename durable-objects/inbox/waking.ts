/** What comes true by the clock: snoozes that are over, calls that were missed, reminders, days on which something is due. */
import type { InboxChange } from "./change.ts";
import { dropReminder } from "./forgetting.ts";
import { notify, owePush } from "./notifying.ts";
import { keyOfThing, type Reminder, type Thing } from "./protocol.ts";
import { endRing } from "./ringing.ts";
import { waysOf } from "./wanting.ts";

/** Does what is due at the time of the change. Twice, it does nothing more. */
export function wake(change: InboxChange): void {
  const { notifications, reminders, dueDays } = change.stores;
  for (const row of notifications.back(change.now)) returnSnoozed(change, row.id);
  for (const row of notifications.rungOut(change.now)) endRing(change, row, "missed");
  for (const reminder of reminders.due(change.now)) fire(change, reminder);
  for (const { thing, about, title } of dueDays.due(change.now)) {
    dueDays.remove(thing);
    notify(change, { ...OF_THE_CALENDAR, thing: about, reason: "due", title, text: "is due today", at: change.now });
  }
}

const OF_THE_CALENDAR = { by: null, byName: null, message: null, seq: null, conversation: null } as const;

/** A notification comes back as if it were new, at the top of the list. */
function returnSnoozed(change: InboxChange, id: string): void {
  const { notifications, own } = change.stores;
  const row = notifications.find(id);
  if (!row) return;
  const back = { ...row, snoozedUntil: null, readAt: null, seenAt: null, deliveredAt: null, at: change.now };
  change.put(back);
  const preferences = own.preferences();
  if (waysOf(change.stores, preferences, row).push) owePush(change, preferences, back);
}

function fire(change: InboxChange, { id, note, thing: about, message }: Reminder): void {
  dropReminder(change, id);
  const thing: Thing = about ?? { type: "note", note: id };
  notify(change, {
    ...OF_THE_CALENDAR,
    thing,
    reason: "reminder",
    title: change.stores.notifications.find(keyOfThing(thing))?.title ?? "Reminder",
    text: note,
    message,
    at: change.now,
  });
}
