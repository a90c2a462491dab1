/**
 * What an event means to the inbox of one user, made of the event when it is delivered: who may read what is asked then,
 * and things are called as they then are.
 */
import type { InboxNotice } from "../../inbox/notices.ts";
import type { Thing } from "../../inbox/protocol.ts";
import { type EventEnvelope, ROOM_STREAM } from "../../room/protocol.ts";
import { isReader } from "../board/seeing.ts";
import { entersCall } from "../calls/entering.ts";
import { entersConversation, subjectOf } from "../conversations/entering.ts";
import { OWED_STREAM, owedIn } from "../owed.ts";
import { docOf } from "../paging.ts";
import { WorkspaceEventBody } from "../protocol.ts";
import type { Stores } from "../store/stores.ts";
import { calledTo } from "./calling.ts";
import { onBoard } from "./on-board.ts";
import { nameOf, notifying, taskCalled, taskThing } from "./things.ts";

/** Whom is told, in which workspace. */
export interface Hearer {
  workspace: string;
  user: string;
}

/** What the user is told of an event; undefined for nothing. */
export function noticesOf(stores: Stores, hearer: Hearer, event: EventEnvelope): InboxNotice[] | undefined {
  const notices = isHere(stores, hearer, event) ? told(stores, hearer, event) : [];
  return notices.length > 0 ? notices : undefined;
}

function told(stores: Stores, hearer: Hearer, event: EventEnvelope): InboxNotice[] {
  if (event.stream === ROOM_STREAM) return inside(stores, hearer, event);
  if (event.stream === OWED_STREAM) return [...discussed(stores, hearer, event), ...calledTo(stores, hearer, event)];
  return onBoard(stores, hearer, event);
}

/** Whoever does not belong to the workspace any more hears that, and nothing else. */
function isHere(stores: Stores, { user }: Hearer, { stream, type }: EventEnvelope): boolean {
  return (stream === ROOM_STREAM && type === "member.removed") || stores.members.find(user) !== undefined;
}

function inside(stores: Stores, { workspace, user }: Hearer, event: EventEnvelope): InboxNotice[] {
  const body = WorkspaceEventBody.safeParse(event).data;
  switch (body?.type) {
    case "member.added":
      return body.member.user === user ? [{ type: "joined", workspace }] : [];
    case "member.removed":
      return body.user === user ? [{ type: "left", workspace, at: event.at }] : [];
    case "member.role_changed":
    case "grants.changed":
      return body.user === user ? confined(stores, workspace, user) : [];
    case "invitation.accepted": {
      const inviter = stores.invitations.find(body.invitation)?.createdBy;
      if (inviter !== user || body.user === user) return [];
      return [
        {
          ...notifying(event, { type: "workspace", workspace }),
          ...{ reason: "invited", title: stores.workspace.find()?.name ?? "", text: "accepted your invitation" },
          ...{ by: body.user, byName: stores.members.find(body.user)?.name ?? null },
        },
      ];
    }
    case "conversation.joined": {
      const { id, name, kind } = body.conversation;
      if (!body.users.includes(user) || event.by === user || (kind !== "channel" && kind !== "private")) return [];
      if (body.conversation.everyone || !stores.conversations.has(id, user)) return [];
      return [
        {
          ...notifying(event, { type: "conversation", workspace, conversation: id }),
          ...{ reason: "invited", title: `#${name}`, text: "added you to it" },
          byName: nameOf(stores, event.by),
        },
      ];
    }
    case "conversation.left": {
      if (!body.users.includes(user) || stores.conversations.has(body.conversation, user)) return [];
      const isOpen = stores.conversations.find(body.conversation)?.kind === "channel";
      if (isOpen) return [{ type: "unfollowed", conversation: body.conversation }];
      return [goneConversation(workspace, body.conversation), ...goneCalls(stores, { workspace, user })];
    }
    case "conversation.deleted":
      return [goneConversation(workspace, body.conversation)];
    default:
      return [];
  }
}

/** What a guest may see, of which their inbox keeps no more than that. Others see all. */
function confined(stores: Stores, workspace: string, user: string): InboxNotice[] {
  const guest = stores.members.find(user);
  if (guest?.role !== "guest") return [];
  const projects = stores.rooms.granted(user).flatMap(({ kind, id }) => (kind === "project" ? [id] : []));
  const pages = stores.pages.namedTo(user).map(({ id }) => id);
  const hidden = stores.participants.of(user).filter((id) => {
    const row = stores.conversations.find(id);
    return row !== undefined && !entersConversation(stores, guest, row);
  });
  return [
    { type: "confined", workspace, projects, pages },
    ...hidden.map((conversation) => goneConversation(workspace, conversation)),
    ...goneCalls(stores, { workspace, user }),
  ];
}

/** That nothing of a conversation is to stay: it is no more, or not for the user any more. */
function goneConversation(workspace: string, conversation: string): InboxNotice {
  return { type: "gone", thing: { type: "conversation", workspace, conversation } };
}

/** That nothing of calls is to stay that concerned the user by name, and that are not for them any more. */
function goneCalls(stores: Stores, { workspace, user }: Hearer): InboxNotice[] {
  const member = stores.members.find(user);
  return stores.calls
    .concerning(user)
    .filter((row) => !member || !entersCall(stores, member, row))
    .map(({ id }) => ({ type: "gone", thing: { type: "call", workspace, call: id } }));
}

function discussed(stores: Stores, { workspace, user }: Hearer, event: EventEnvelope): InboxNotice[] {
  const owed = owedIn(event);
  if (owed?.type !== "discussed" || !owed.users.includes(user)) return [];
  const { notice } = owed;
  if (notice.type === "discussion.gone") {
    return [goneConversation(workspace, notice.conversation), { type: "gone", thing: notice.about }];
  }
  const subject = subjectIn(stores, { workspace, user }, notice.conversation);
  if (!subject) return [];
  const { thing, title } = subject;
  if (notice.type === "message.deleted") return [{ type: "withdrawn", thing, message: notice.message }];
  const { by, byName, message, seq, at, excerpt, conversation } = notice;
  return [
    { type: "notify", thing, reason: "changed", title, text: excerpt, by, byName, message, seq, at, conversation },
  ];
}

/** The task or page that a conversation is about, for one who may read it. */
function subjectIn(
  stores: Stores,
  { workspace, user }: Hearer,
  conversation: string,
): { thing: Thing; title: string } | undefined {
  const row = stores.conversations.find(conversation);
  const member = stores.members.find(user);
  if (!row || !member) return undefined;
  if (row.kind === "page") {
    const page = stores.pages.find(subjectOf(row));
    if (!page || (member.role === "guest" && !stores.rooms.isGranted(user, docOf(page)))) return undefined;
    return { thing: { type: "page", workspace, page: page.id }, title: page.title };
  }
  const task = row.kind === "task" ? stores.tasks.find(subjectOf(row))?.task : undefined;
  if (!task || !isReader(stores, user, task.projectId)) return undefined;
  return { thing: taskThing(workspace, task), title: taskCalled(task) };
}
