/** Messages that wait for their time: only their author knows of them, and may change them until then. */
import { RoomError } from "../../room/errors.ts";
import type { Change } from "../change.ts";
import { MAX_SCHEDULE_AHEAD_MS, MAX_SCHEDULED } from "../limits.ts";
import { hasFiles, type NewMessage } from "../messages/posting.ts";
import { demandMessage, demandReader, demandVoice } from "../messages/rules.ts";
import type { Participant } from "../participant.ts";
import type { ScheduledMessage } from "../protocol.ts";
import type { Stores } from "../stores.ts";
import { type ScheduledRow, scheduledShown } from "./store.ts";

/** The job that sends what is due. */
export const SCHEDULED_JOB = "scheduled";

export interface NewScheduled extends NewMessage {
  /** ms since 1970 */
  sendAt: number;
}

/** Keeps a message until its time. One that waits under this id by its author, asked for the same, is answered. */
export function schedule(change: Change, who: Participant, wanted: NewScheduled): ScheduledMessage {
  const { stores } = change;
  demandVoice(change, who);
  const known = stores.scheduled.find(wanted.message);
  if (known?.author === who.user && isSame(known, wanted)) return scheduledShown(known);
  if (known || stores.messages.find(wanted.message)) {
    throw new RoomError("conflict", "There is another message with this id.");
  }
  if (stores.scheduled.of(who.user).length >= MAX_SCHEDULED) {
    throw new RoomError("limit_reached", `At most ${MAX_SCHEDULED} of your messages can wait here to be sent.`);
  }
  const files = wanted.attachments ?? [];
  demandWords(wanted.text, files.length);
  demandTime(wanted.sendAt, change.now);
  if (wanted.replyTo) demandMessage(stores, wanted.replyTo);
  const row: ScheduledRow = {
    id: wanted.message,
    author: who.user,
    authorName: who.name,
    text: wanted.text,
    replyTo: wanted.replyTo ?? null,
    attachments: files.length > 0 ? stores.files.hold({ message: wanted.message, user: who.user, files }) : [],
    sendAt: wanted.sendAt,
    isChanged: false,
  };
  return keep(change, row);
}

/** Whether this is asked for again; of one that was changed since, nobody knows any more what it first said, and when. */
function isSame(known: ScheduledRow, { text, sendAt, replyTo, attachments }: NewScheduled): boolean {
  const saysTheSame = known.isChanged || (known.text === text && known.sendAt === sendAt);
  return saysTheSame && known.replyTo === (replyTo ?? null) && hasFiles(known.attachments, attachments);
}

/** Gives a waiting message another text or time. */
export function reschedule(
  change: Change,
  who: Participant,
  id: string,
  wanted: { text?: string | undefined; sendAt?: number | undefined },
): ScheduledMessage {
  demandVoice(change, who);
  const row = demandScheduled(change.stores, who, id);
  if (wanted.text !== undefined) demandWords(wanted.text, row.attachments.length);
  if (wanted.sendAt !== undefined) demandTime(wanted.sendAt, change.now);
  const { text = row.text, sendAt = row.sendAt } = wanted;
  return keep(change, { ...row, text, sendAt, isChanged: true });
}

/** Takes back a waiting message; its files are free again. */
export function unschedule(change: Change, who: Participant, id: string): void {
  const { stores } = change;
  demandReader(stores, who);
  demandScheduled(stores, who, id);
  forget(change, id);
}

/** Drops a waiting message that will not be sent. */
export function forget({ stores }: Change, id: string): void {
  stores.files.letGo(id);
  stores.scheduled.remove(id);
}

/** The waiting messages of one author, the soonest first. */
export function scheduledBy(stores: Stores, who: Participant): ScheduledMessage[] {
  return stores.scheduled.of(who.user).map(scheduledShown);
}

function keep(change: Change, row: ScheduledRow): ScheduledMessage {
  change.stores.scheduled.put(row);
  change.schedule(SCHEDULED_JOB, row.sendAt);
  return scheduledShown(row);
}

function demandScheduled(stores: Stores, who: Participant, id: string): ScheduledRow {
  const row = stores.scheduled.find(id);
  if (row?.author !== who.user) throw new RoomError("not_found", "There is no such scheduled message.");
  return row;
}

function demandWords(text: string, files: number): void {
  if (text.trim() === "" && files === 0) throw new RoomError("invalid", "A message needs some text or a file.");
}

function demandTime(sendAt: number, now: number): void {
  if (sendAt <= now) throw new RoomError("invalid", "This time is past. Choose one that is still to come.");
  if (sendAt > now + MAX_SCHEDULE_AHEAD_MS) throw new RoomError("invalid", "A message can wait for at most a year.");
}
