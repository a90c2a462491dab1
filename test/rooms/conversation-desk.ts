/** A conversation as the tests sit at it: founded without a workspace, whose part they play themselves. */
import { env } from "cloudflare:workers";
import { expect } from "vitest";
import type { Participant } from "../../durable-objects/conversation/participant.ts";
import {
  ConversationRoomEvent,
  ConversationSnapshot,
  type Message,
} from "../../durable-objects/conversation/protocol.ts";
import type { RoomNotice } from "../../durable-objects/room/authority.ts";
import { type Outcome, unwrap } from "../../durable-objects/room/errors.ts";
import { newId } from "../../durable-objects/room/id.ts";
import type { Role } from "../../durable-objects/room/protocol.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import type { Conversation, NewConversation } from "../../durable-objects/workspace/conversations/protocol.ts";
import { claimsFor, type Frame, jsonClient, type TestSocket } from "./socket.ts";
import type { Tenant } from "./workspace-people.ts";

export type ConversationStub = ReturnType<typeof env.CONVERSATION.getByName>;

export interface Desk {
  workspace: string;
  id: string;
  room: ConversationStub;
  conversation: Conversation;
}

/** One who acts here; ids are as those of users, so that their inboxes are theirs alone. */
export function someone(name: string, role: Role = "member"): Participant {
  return { user: crypto.randomUUID(), name, role };
}

/** A conversation with these members, in a workspace that need not be there. */
export async function newConversation(
  members: Participant[],
  changes: Partial<Conversation> = {},
  workspace: string = crypto.randomUUID(),
): Promise<Desk> {
  const id = crypto.randomUUID();
  const isClosed = changes.kind !== undefined && changes.kind !== "channel";
  const conversation: Conversation = {
    id,
    kind: "channel",
    name: "general",
    topic: "",
    about: null,
    everyone: false,
    members: isClosed ? members.map(({ user }) => user) : null,
    createdAt: 1_700_000_000_000,
    createdBy: members[0]?.user ?? "nobody",
    archivedAt: null,
    retentionDays: null,
    ...changes,
  };
  const room = env.CONVERSATION.getByName(id);
  const at = { workspace, kind: "conversation" as const, room: id };
  const founded = await room.found({ at, conversation, members: members.map(({ user }) => user) });
  expect(founded).toEqual({ ok: true, value: null });
  return { workspace, id, room, conversation };
}

/** A conversation that `maker` makes in a workspace. */
export async function conversationOf(tenant: Tenant, maker: Actor, wanted: NewConversation): Promise<Desk> {
  const conversation = unwrap(await tenant.room.createConversation(maker, newId(), wanted));
  const { id } = conversation;
  return { workspace: tenant.id, id, room: env.CONVERSATION.getByName(id), conversation };
}

/** The code by which an act was refused. */
export function refusalOf(outcome: Outcome<unknown>): string {
  if (outcome.ok) throw new Error("it was not refused");
  return outcome.problem.code;
}

/** Posts a message, and answers it. */
export async function say(
  { room }: Desk,
  who: Participant,
  text: string,
  more: { replyTo?: string; message?: string } = {},
): Promise<Message> {
  return unwrap(await room.post(who, { message: crypto.randomUUID(), text, ...more }));
}

/** Enters as `who`, says hello, and answers the socket with what it was shown. */
export async function enter(
  { room, workspace, id }: Desk,
  { user, name, role }: Participant,
  from: { epoch?: string; after?: number } = {},
) {
  const claims = claimsFor(id, user, { workspace, kind: "conversation", name, role });
  const socket = await jsonClient(room, claims);
  socket.send({ type: "hello", protocol: 1, ...from });
  const welcome = await socket.next(is("welcome"));
  if (!is("welcome")(welcome)) throw new Error("no welcome");
  return { socket, welcome, snapshot: () => ConversationSnapshot.parse(welcome.snapshot) };
}

/** An event as clients read it. */
export function eventOf(event: unknown): ConversationRoomEvent {
  return ConversationRoomEvent.parse(event);
}

export const is =
  <Type extends string>(type: Type) =>
  (frame: Frame): frame is Extract<Frame, { type: Type }> =>
    frame.type === type;

/** Sends a command, and answers its ack or error. */
export async function ask(socket: TestSocket, command: object, id: string = crypto.randomUUID()) {
  socket.send({ id, ...command });
  return socket.next((frame) => (frame.type === "ack" || frame.type === "error") && frame.id === id);
}

let told = 0;

/** Delivers a notice as the workspace would. */
export async function tell({ room, workspace }: Desk, body: RoomNotice): Promise<void> {
  told += 1;
  const held = await room.deliver([{ source: `workspace/${workspace}/test`, number: told, body }]);
  expect(held).toBe(told);
}
