/** Calls that ring, on all of the user's devices alike, until it is answered, declined or over. */
import type { InboxChange } from "./change.ts";
import { MAX_TITLE_LENGTH } from "./limits.ts";
import type { InboxNotice } from "./notices.ts";
import { hasLeft, owePush, shortened } from "./notifying.ts";
import { keyOfThing, type Ringing } from "./protocol.ts";
import { asRead, type NotificationRow } from "./store/notifications.ts";
import { waysOf } from "./wanting.ts";

type Ring = Omit<Extract<InboxNotice, { type: "ring" }>, "type">;
type Rung = Omit<Extract<InboxNotice, { type: "rung" }>, "type">;

const REASON = "call";

/** What is said of it where nothing rings: in lists, in pushes and in the digest. */
const WORDS: Record<Ringing["state"], string> = {
  ringing: "is calling you",
  answered: "called you",
  declined: "called you",
  missed: "called, and you missed it",
  cancelled: "called, and you missed it",
};

/** Rings the user, as they prefer. What comes when its time is over was missed. */
export function ring(change: InboxChange, { thing, title, by, byName, at, until }: Ring): void {
  const { stores, now } = change;
  if (by === change.user || hasLeft(change, { thing, at })) return;
  const known = stores.notifications.find(keyOfThing(thing));
  const isOneMore = known !== undefined && known.readAt === null && known.ring?.state !== "ringing";
  const row: NotificationRow = {
    ...{
      id: keyOfThing(thing),
      thing,
      reason: REASON,
      title: shortened(title || byName, MAX_TITLE_LENGTH),
      by,
      byName,
      at,
    },
    ...{ text: WORDS.ringing, message: null, seq: null, conversation: null },
    count: isOneMore ? known.count + 1 : 1,
    ...{ deliveredAt: null, seenAt: null, readAt: null, snoozedUntil: null },
    ring: { state: "ringing", until },
  };
  if (until <= now) endRing(change, row, "missed");
  else show(change, row);
}

/** Takes it that a call rings no more, on whatever device or by whom that was. One that is forgotten stays so. */
export function hearRung(change: InboxChange, { thing, state }: Rung): void {
  const row = change.stores.notifications.find(keyOfThing(thing));
  if (row?.ring && isNews(row.ring.state, state)) endRing(change, row, state);
}

/** Ends a ring: what was answered is read, and what was missed is unread, whoever had looked at it while it rang. */
export function endRing(change: InboxChange, row: NotificationRow, state: Ringing["state"]): void {
  if (!row.ring) return;
  change.stores.pushes.withdraw(row.id);
  const over: NotificationRow = { ...row, text: WORDS[state], ring: { ...row.ring, state } };
  if (state === "answered" || state === "declined") change.put(asRead(over, change.now));
  else show(change, { ...over, deliveredAt: null, seenAt: null, readAt: null, snoozedUntil: null });
}

/** What ended for one reason does not end for another; but who answers has missed nothing. */
function isNews(before: Ringing["state"], state: Ringing["state"]): boolean {
  if (before === "ringing") return state !== "ringing";
  return state === "answered" && before !== "answered";
}

function show(change: InboxChange, row: NotificationRow): void {
  const preferences = change.stores.own.preferences();
  const ways = waysOf(change.stores, preferences, row);
  if (ways.inbox) change.put(row);
  if (ways.push) owePush(change, preferences, row);
}
