import { streamOf } from "../../durable-objects/workspace/board/protocol.ts";
import {
  type Invitation,
  type Member,
  type Page,
  WorkspaceAction,
  WorkspaceEvent,
  WorkspaceSnapshot,
} from "../../durable-objects/workspace/protocol.ts";
import type { Api } from "./api/api.ts";
import { inOrder } from "./board/order.ts";
import type { ConnectionOptions } from "./connection/connection.ts";
import { changeOfConversations } from "./conversations.ts";
import type { CommandKeep } from "./queue/keep.ts";
import type { RoomCopies } from "./room/copies.ts";
import { Room } from "./room/room.ts";
import type { StreamDesign } from "./room/stream.ts";

/** How many of the latest events the state keeps. */
const ACTIVITY_LENGTH = 50;

/** A workspace as its `room` stream tells it. */
export type WorkspaceState = WorkspaceSnapshot;
export type WorkspaceRoom = Room<WorkspaceState, WorkspaceEvent, WorkspaceAction, WorkspaceSnapshot>;

export const workspaceStream: StreamDesign<WorkspaceState, WorkspaceEvent, WorkspaceSnapshot> = {
  part: WorkspaceSnapshot,
  whole: ([only]) => only,
  parts: (state) => [state],
  event: WorkspaceEvent,
  apply(state, event) {
    const activity = [...state.activity, event].slice(-ACTIVITY_LENGTH);
    return { ...state, ...change(state, event), activity };
  },
};

interface WorkspaceOptions extends Partial<ConnectionOptions> {
  /** Where this user's commands are kept until the room has answered them. */
  keep?: CommandKeep | null;
  /** Where this user's rooms are kept, to open at once the next time, and without a network. */
  copies?: RoomCopies | null;
}

/** A workspace's room; `open()` it. */
export function workspaceRoom(
  api: Api,
  id: string,
  { keep, copies, ...options }: WorkspaceOptions = {},
): WorkspaceRoom {
  const ticket = api.rooms.ticketsTo("workspace", id);
  const kept = { keep: keep?.queueFor(id) ?? null, copies: copies?.of(id) ?? null };
  const room = new Room(
    { stream: workspaceStream, commands: WorkspaceAction },
    { origin: api.origin, ticket, ...kept, ...options },
  );
  let projects: WorkspaceState["projects"] | undefined;
  room.state.subscribe(() => {
    const now = room.state.value?.projects;
    if (now && now !== projects) room.keepOnly(now.map(({ id: project }) => streamOf(project)));
    projects = now;
  });
  return room;
}

function change(state: WorkspaceState, event: WorkspaceEvent): Partial<WorkspaceState> {
  switch (event.type) {
    case "workspace.created":
    case "workspace.renamed":
      return { workspace: { ...state.workspace, name: event.name } };
    case "workspace.deletion_scheduled":
      return { workspace: { ...state.workspace, eraseAt: event.eraseAt } };
    case "workspace.deletion_cancelled":
      return { workspace: { ...state.workspace, eraseAt: null } };
    case "member.added":
    case "member.entered":
      return { members: withMember(state.members, event.member) };
    case "member.role_changed":
      return { members: eachMember(state.members, event.user, (member) => ({ ...member, role: event.role })) };
    case "member.renamed":
      return { members: eachMember(state.members, event.user, (member) => ({ ...member, name: event.name })) };
    case "member.pictured":
      return { members: eachMember(state.members, event.user, (member) => pictured(member, event.image)) };
    case "member.removed":
      return { members: state.members.filter((member) => member.user !== event.user) };
    case "invitation.created":
      return { invitations: [...state.invitations, event.invitation] };
    case "invitation.renewed":
      return { invitations: withInvitation(state.invitations, event.invitation) };
    case "invitation.revoked":
      return { invitations: state.invitations.filter(({ id }) => id !== event.invitation) };
    case "invitation.accepted":
      return { invitations: state.invitations.flatMap((each) => afterUse(each, event.invitation)) };
    case "grants.changed":
      // What a guest may see has changed; the room sends them a fresh snapshot.
      return {};
    case "page.created":
      return { pages: inOrder([...state.pages.filter(({ id }) => id !== event.page.id), event.page]) };
    case "page.renamed":
      return { pages: eachPage(state.pages, event.page, (page) => ({ ...page, title: event.title })) };
    case "page.moved":
      return { pages: inOrder(eachPage(state.pages, event.page, (page) => movedPage(page, event))) };
    case "page.erased":
      return { pages: eachPage(state.pages, event.page, (page) => ({ ...page, docId: event.docId })) };
    case "page.deleted":
      return { pages: state.pages.filter(({ id }) => id !== event.page) };
    case "project.created":
    case "project.changed":
      return { projects: inOrder([...state.projects.filter(({ id }) => id !== event.project.id), event.project]) };
    case "project.deleted":
      return { projects: state.projects.filter(({ id }) => id !== event.project) };
    default:
      return changeOfConversations(state, event);
  }
}

function withMember(members: readonly Member[], member: Member): Member[] {
  return [...members.filter(({ user }) => user !== member.user), member];
}

function eachMember(members: readonly Member[], user: string, change: (member: Member) => Member): Member[] {
  return members.map((member) => (member.user === user ? change(member) : member));
}

function pictured({ image: _, ...member }: Member, image: string | null): Member {
  return image === null ? member : { ...member, image };
}

/** One that had expired was listed no more, and is again. */
function withInvitation(invitations: readonly Invitation[], renewed: Invitation): Invitation[] {
  const known = invitations.some(({ id }) => id === renewed.id);
  return known ? invitations.map((each) => (each.id === renewed.id ? renewed : each)) : [...invitations, renewed];
}

/** What is left of an invitation when the one with this id was accepted. */
/** Only those that can still be accepted are listed, and some can be only once. */
function afterUse(invitation: Invitation, used: string): Invitation[] {
  if (invitation.id !== used) return [invitation];
  return invitation.single ? [] : [{ ...invitation, uses: invitation.uses + 1 }];
}

function movedPage(page: Page, { parentId, order }: Pick<Page, "parentId" | "order">): Page {
  return { ...page, parentId, order };
}

function eachPage(pages: readonly Page[], id: string, change: (page: Page) => Page): Page[] {
  return pages.map((page) => (page.id === id ? change(page) : page));
}
