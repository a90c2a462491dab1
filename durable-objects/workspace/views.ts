/** What each reader sees of the workspace: the `room` stream's snapshot and events, and the lists. Reads only. */
import type { EventLog } from "../room/event-log.ts";
import { type EventEnvelope, ROOM_STREAM } from "../room/protocol.ts";
import type { Access } from "./access.ts";
import { projectGrant } from "./board/projects/grant.ts";
import type { Project } from "./board/protocol.ts";
import { seesInside } from "./calls/entering.ts";
import { memberShown } from "./change.ts";
import { conversationsSeenBy, seesConversation } from "./conversations/seeing.ts";
import { invitationShown } from "./inviting.ts";
import { infoOf } from "./lifecycle.ts";
import { ACTIVITY_LENGTH, MAX_OPEN_INVITATIONS } from "./limits.ts";
import { demandPage, pageShown } from "./paging.ts";
import { viewOf } from "./permissions.ts";
import {
  type Grant,
  type MemberView,
  type Page,
  WorkspaceEvent,
  type WorkspaceInfo,
  type WorkspaceSnapshot,
  type WorkspaceView,
} from "./protocol.ts";
import type { MemberRow } from "./store/members.ts";
import type { Stores } from "./store/stores.ts";

/** Events looked through for the latest activity. */
const ACTIVITY_LOOK = 500;

/** One event is shown to many; it is read once. */
const readEvents = new WeakMap<EventEnvelope, WorkspaceEvent | null>();

/** An event as this code knows it, or null for one of a newer release. */
function eventOf(event: EventEnvelope): WorkspaceEvent | null {
  const read = readEvents.get(event);
  if (read !== undefined) return read;
  const known = WorkspaceEvent.safeParse(event).data ?? null;
  readEvents.set(event, known);
  return known;
}

/** Whether `member` may see that `event` of the `room` stream was. What this code does not know is seen by nobody. */
function sees(stores: Stores, member: MemberRow, event: EventEnvelope): boolean {
  const known = eventOf(event);
  if (!known) return false;
  const view = viewOf(member.role);
  const named = (doc: string) => stores.rooms.isGranted(member.user, { kind: "doc", id: doc });
  switch (known.type) {
    case "workspace.created":
    case "workspace.renamed":
    case "workspace.deletion_scheduled":
    case "workspace.deletion_cancelled":
      return true;
    case "member.added":
      return view !== "named" || known.member.user === member.user;
    case "member.role_changed":
    case "member.renamed":
    case "member.pictured":
    case "member.removed":
      return view !== "named" || stores.rooms.knows(member.user, known.user);
    case "member.entered":
      return view === "named" && learnsOfPeopleIn(stores, member, known.room);
    case "invitation.created":
    case "invitation.renewed":
    case "invitation.revoked":
    case "invitation.accepted":
      return view === "all";
    case "grants.changed":
      return view === "all" || known.user === member.user;
    case "page.created":
      return view !== "named" || named(known.page.docId);
    case "page.renamed":
    case "page.moved":
    case "page.erased":
    case "page.deleted":
      return view !== "named" || named(known.docId);
    case "project.created":
    case "project.changed":
      return view !== "named" || stores.rooms.isGranted(member.user, projectGrant(known.project.id));
    case "project.deleted":
      return view !== "named" || stores.rooms.isGranted(member.user, projectGrant(known.project));
    default:
      return seesConversation(stores, member, known);
  }
}

/** Whether a guest is to know who was in this: of a call, once they were let in. */
function learnsOfPeopleIn(stores: Stores, guest: MemberRow, room: Grant): boolean {
  return stores.rooms.isGranted(guest.user, room) && (room.kind !== "call" || seesInside(stores, guest, room));
}

/**
 * An event of the `room` stream as `member` may be told it, or null for one that is not for them. A guest learns nothing
 * of a page that is not named to them, and so not that another stands under it.
 */
export function shownTo(stores: Stores, member: MemberRow, event: EventEnvelope): EventEnvelope | null {
  if (!sees(stores, member, event)) return null;
  const known = eventOf(event);
  if (viewOf(member.role) !== "named") return event;
  if (known?.type === "page.created") return { ...event, page: pageForGuest(stores, member.user, known.page) };
  if (known?.type === "page.moved") {
    return { ...event, parentId: parentForGuest(stores, member.user, known.parentId) };
  }
  return event;
}

function pageForGuest(stores: Stores, guest: string, page: Page): Page {
  return { ...page, parentId: parentForGuest(stores, guest, page.parentId) };
}

function parentForGuest({ pages, rooms }: Stores, guest: string, parentId: string | null): string | null {
  const parent = parentId === null ? undefined : pages.find(parentId);
  return parent && rooms.isGranted(guest, { kind: "doc", id: parent.docId }) ? parent.id : null;
}

/** The `room` stream's state as `member` may see it at `now` (ms since 1970). */
export function snapshotFor(stores: Stores, events: EventLog, member: MemberRow, now: number): WorkspaceSnapshot {
  const view = viewOf(member.role);
  const known = view === "named" ? stores.rooms.peopleKnownTo(member.user) : null;
  const pages = view === "named" ? pagesOfGuest(stores, member.user) : stores.pages.all().map(pageShown);
  const invitations = view === "all" ? stores.invitations.open(now, "", MAX_OPEN_INVITATIONS) : [];
  const members = stores.members.all().filter(({ user }) => known?.has(user) ?? true);
  return {
    workspace: infoShown(stores),
    members: members.map(memberShown),
    pages,
    projects: projectsSeenBy(stores, member),
    ...conversationsSeenBy(stores, member),
    reader: member.user,
    invitations: invitations.map(invitationShown),
    grants: view === "named" ? stores.rooms.granted(member.user) : null,
    activity: activityFor(stores, events, member),
  };
}

/** Every project in order; those named to them, for a guest. */
function projectsSeenBy(stores: Stores, member: MemberRow): Project[] {
  const projects = stores.projects.all().map(({ project }) => project);
  if (viewOf(member.role) !== "named") return projects;
  return projects.filter(({ id }) => stores.rooms.isGranted(member.user, projectGrant(id)));
}

function infoShown(stores: Stores): WorkspaceInfo {
  const { id, name, createdAt, eraseAt } = infoOf(stores);
  return { id, name, createdAt, eraseAt };
}

/** The workspace as `access` sees it; a superadmin who does not belong to it has no role in it. */
export function workspaceShown(stores: Stores, access: Access): WorkspaceView {
  return { ...infoShown(stores), role: access.member?.role ?? null };
}

/** A member as `access` may see them. */
export function memberViewed(access: Access, member: MemberRow): MemberView {
  const shown = memberShown(member);
  return access.may("members.read_email", { person: member.user }) ? { ...shown, email: member.email } : shown;
}

/** Up to `limit` members behind the user id `after`: everyone, or the people in the rooms named to a guest. */
export function membersViewed(stores: Stores, access: Access, after: string, limit: number): MemberView[] {
  if (!access.isNarrow("members.list")) {
    return stores.members.page(after, limit).map((member) => memberViewed(access, member));
  }
  return [...stores.rooms.peopleKnownTo(access.user)]
    .filter((user) => user > after)
    .sort()
    .flatMap((user) => stores.members.find(user) ?? [])
    .slice(0, limit)
    .map((member) => memberViewed(access, member));
}

/** Up to `limit` pages behind the place `after`: all of them, or those named to a guest. */
export function pagesViewed(stores: Stores, access: Access, after: Pick<Page, "order" | "id">, limit: number): Page[] {
  if (!access.isNarrow("page.read")) {
    access.demand("page.read");
    return stores.pages.behind(after, limit).map(pageShown);
  }
  return pagesOfGuest(stores, access.user)
    .filter(({ order, id }) => order > after.order || (order === after.order && id > after.id))
    .slice(0, limit);
}

/** A page as `access` sees it. @throws RoomError `not_found` */
export function pageViewed(stores: Stores, access: Access, id: string): Page {
  const page = pageShown(demandPage(stores, access, id));
  return access.isNarrow("page.read") ? pageForGuest(stores, access.user, page) : page;
}

function pagesOfGuest(stores: Stores, guest: string): Page[] {
  return stores.pages.namedTo(guest).map((page) => pageForGuest(stores, guest, pageShown(page)));
}

/** The rooms named to a guest. */
export function grantsViewed(stores: Stores, access: Access, user: string): Grant[] {
  access.demand("grants.read", { person: user });
  return stores.rooms.granted(user);
}

function activityFor(stores: Stores, events: EventLog, member: MemberRow): WorkspaceEvent[] {
  const from = Math.max(0, events.head(ROOM_STREAM) - ACTIVITY_LOOK);
  return events
    .after(ROOM_STREAM, from, ACTIVITY_LOOK)
    .flatMap((event) => shownTo(stores, member, event) ?? [])
    .slice(-ACTIVITY_LENGTH)
    .flatMap((event) => eventOf(event) ?? []);
}
