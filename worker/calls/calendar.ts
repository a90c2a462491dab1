/** A planned call as calendars take it in (iCalendar, RFC 5545). */
import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { RoomError } from "../../durable-objects/room/errors.ts";
import type { CalendarCall } from "../../durable-objects/workspace/calls/calls-room.ts";

const MINUTE_MS = 60_000;

/** Where the call is found, and the host that its organiser is of. */
export interface CalendarPlace {
  url: string;
  hostname: string;
}

/**
 * The file of a planned call. It has the same UID for ever and a SEQUENCE that grows, so that a calendar which takes it in
 * again shows what it then is; times are UTC, which every calendar shows in its own. @throws RoomError `conflict` for a call
 * that was never planned
 */
export function calendarOf(
  { call, title, host, sequence, changedAt }: CalendarCall,
  { url, hostname }: CalendarPlace,
): string {
  const { id, startsAt, minutes } = call;
  if (startsAt === null || minutes === null) {
    throw new RoomError("conflict", "This call was not planned, so there is no time of it to put into a calendar.");
  }
  const calendar = new ICalCalendar({
    prodId: { company: "Ensemble", product: "Calls", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `call-${id}@ensemble`,
    sequence,
    stamp: new Date(changedAt),
    created: new Date(call.createdAt),
    lastModified: new Date(changedAt),
    start: new Date(startsAt),
    end: new Date(startsAt + minutes * MINUTE_MS),
    summary: inOneLine(title),
    description: `Join the call: ${url}`,
    location: url,
    url,
    // Nobody's address is told: whoever planned it is named, and the address takes no mail.
    organizer: { name: inOneLine(host ?? "Ensemble"), email: `noreply@${hostname}` },
    status: wasCancelled(call) ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}

/** Without the signs that control a terminal, for which a calendar may refuse the whole file (RFC 5545 §3.1). */
function inOneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, " ");
}

/** Whether a call was ended before it took place. One that nobody came to until its time was over was not cancelled. */
function wasCancelled({ state, startedAt, endedAt, startsAt, minutes }: CalendarCall["call"]): boolean {
  if (state !== "ended" || startedAt !== null || endedAt === null) return false;
  return startsAt !== null && minutes !== null && endedAt < startsAt + minutes * MINUTE_MS;
}
