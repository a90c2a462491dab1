/** Calls that are started or planned. Their objects exist before them: what is to be is planned first, and then added. */
import type { Participant } from "../../call/participant.ts";
import { RoomError } from "../../room/errors.ts";
import type { Access } from "../access.ts";
import { projectGrant } from "../board/projects/grant.ts";
import type { Change } from "../change.ts";
import type { Grant } from "../protocol.ts";
import type { Stores } from "../store/stores.ts";
import { entersCall } from "./entering.ts";
import { MAX_CALL_AHEAD_MS, MAX_OPEN_CALLS, PLANNED_LATE_MS, USUAL_CALL_MINUTES } from "./limits.ts";
import { demandEntering, usuallyRung } from "./people.ts";
import type { NewCall } from "./protocol.ts";
import { noticeAtFor } from "./starting.ts";
import type { CallRow } from "./store.ts";
import { keyOfSubject, projectOfSubject, type SubjectRef } from "./subject.ts";
import { addRow } from "./writing.ts";

/** Under which id a call is wanted, since when, and what it is about. */
export interface CallWanted extends Omit<NewCall, "about"> {
  id: string;
  now: number;
  about: SubjectRef | null;
}

/** A call to be made, whom it is for, and whom it rings. */
export interface NewCallRow {
  row: Omit<CallRow, "revision">;
  invited: string[];
  ring: Participant[];
}

/**
 * The call that is there already for what is wanted: one made under this id before; or, for one that begins now, one that
 * goes on in the same conversation or about the same task. @throws RoomError `conflict` for an id of another's call
 */
export function callThere(stores: Stores, access: Access, wanted: CallWanted): CallRow | undefined {
  const known = stores.calls.find(wanted.id);
  if (known) {
    if (access.member && known.createdBy === access.user && entersCall(stores, access.member, known)) return known;
    throw new RoomError("conflict", "This id is taken.");
  }
  const { about } = wanted;
  if (about === null || about.type === "project" || wanted.startsAt !== undefined) return undefined;
  demandSubject(stores, access, about);
  return stores.calls.about(keyOfSubject(about)).find(({ state }) => state === "live");
}

/** What a wanted call would be. @throws RoomError `not_found`, `forbidden`, `invalid`, `conflict`, `limit_reached` */
export function planCall(stores: Stores, access: Access, wanted: CallWanted): NewCallRow {
  const { id, now, about, title = "", startsAt = null } = wanted;
  demandSubject(stores, access, about);
  demandTimes(wanted);
  if (stores.calls.countOpen() >= MAX_OPEN_CALLS) {
    throw new RoomError("limit_reached", "Too many calls are planned or go on here; end or delete some first.");
  }
  const subject = about && keyOfSubject(about);
  const except = access.user;
  const invited = demandEntering(stores, { id, subject }, { users: wanted.invited ?? [], path: "invited", except });
  const users = wanted.ring ?? (startsAt === null ? usuallyRung(stores, { subject }, except) : []);
  const rung = demandEntering(stores, { id, subject }, { users, path: "ring", except });
  const row = {
    ...{ id, title, subject, createdAt: now, createdBy: access.user, startsAt, startedAt: null, endedAt: null },
    state: startsAt === null ? ("live" as const) : ("scheduled" as const),
    minutes: startsAt === null ? null : (wanted.minutes ?? USUAL_CALL_MINUTES),
    here: { users: [], count: 0 },
    ...{ people: 0, link: null, sequence: 0, changedAt: now },
    noticeAt: startsAt === null ? null : noticeAtFor(startsAt, now),
  };
  return {
    row,
    invited: invited.map(({ user }) => user),
    ring: rung.map(({ user, name, role }) => ({ user, name, role })),
  };
}

/** Adds a planned call, unless there is one by now. @throws RoomError as {@link planCall} */
export function addCall(change: Change, access: Access, wanted: CallWanted): CallRow {
  const known = callThere(change.stores, access, wanted);
  return known ?? addRow(change, planCall(change.stores, access, wanted));
}

/** Passes for a time that a call may be planned for. @throws RoomError `invalid` */
export function demandTime(startsAt: number, now: number): void {
  if (startsAt < now - PLANNED_LATE_MS) {
    throw new RoomError("invalid", "A call is planned for a time to come.", [
      { path: "startsAt", message: "Choose a later time" },
    ]);
  }
  if (startsAt > now + MAX_CALL_AHEAD_MS) {
    throw new RoomError("invalid", "This is too far ahead.", [{ path: "startsAt", message: "Choose an earlier time" }]);
  }
}

function demandTimes({ startsAt, minutes, ring, now }: CallWanted): void {
  if (startsAt !== undefined) {
    demandTime(startsAt, now);
    if (ring === undefined || ring.length === 0) return;
    throw new RoomError("invalid", "A call that is planned rings nobody.", [{ path: "ring", message: "Leave it out" }]);
  }
  if (minutes === undefined) return;
  throw new RoomError("invalid", "Only a planned call has an end before it begins.", [
    { path: "minutes", message: "Leave it out, or say when it starts" },
  ]);
}

/** Passes when the actor may start a call from this. @throws RoomError `not_found`, `forbidden`, `invalid`, `conflict` */
function demandSubject(stores: Stores, access: Access, about: SubjectRef | null): void {
  if (about === null) {
    if (access.isNarrow("call.start")) throw new RoomError("forbidden", "Guests start calls in what is named to them.");
    access.demand("call.start");
    return;
  }
  access.demand(about.type === "conversation" ? "conversation.read" : "project.read", { room: homeOf(stores, about) });
  access.demand("call.start", { room: homeOf(stores, about) });
  if (about.type !== "conversation") return;
  const conversation = stores.conversations.find(about.id);
  if (conversation?.kind === "call") throw new RoomError("invalid", "This is the chat of a call: join that one.");
  if (conversation?.archivedAt != null) {
    throw new RoomError("conflict", "This conversation is archived; restore it to call in it.");
  }
}

/** What a subject is read by. @throws RoomError `not_found` */
function homeOf(stores: Stores, subject: SubjectRef): Grant {
  if (subject.type === "conversation") {
    if (stores.conversations.find(subject.id)) return { kind: "conversation", id: subject.id };
    throw new RoomError("not_found", "There is no such conversation.");
  }
  const project = projectOfSubject(stores, subject);
  if (project === null || !stores.projects.find(project)) {
    throw new RoomError("not_found", `There is no such ${subject.type}.`);
  }
  return projectGrant(project);
}
