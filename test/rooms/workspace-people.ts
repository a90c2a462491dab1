/** Workspaces and people for tests inside the runtime: made through the object's own RPC, as the worker would. */
import { env } from "cloudflare:workers";
import type { Problem } from "../../durable-objects/room/errors.ts";
import { newId } from "../../durable-objects/room/id.ts";
import type { Role } from "../../durable-objects/room/protocol.ts";
import type { TicketClaims } from "../../durable-objects/room/ticket.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import { newToken } from "../../durable-objects/workspace/invitation-token.ts";
import type { Grant, NewInvitation, Page } from "../../durable-objects/workspace/protocol.ts";
import type { WorkspaceRoom } from "../../durable-objects/workspace/room.ts";
import { claimsFor, jsonClient, type TestSocket } from "./socket.ts";

export type Room = DurableObjectStub<WorkspaceRoom>;

export interface Tenant {
  id: string;
  room: Room;
  owner: Actor;
}

/** A user who belongs nowhere yet. */
export function person(name: string, more: Partial<Actor> = {}): Actor {
  const user = `${name}-${newId()}`;
  return { user, name, email: `${user}@example.com`, session: `session-of-${user}`, superadmin: false, ...more };
}

/** The value of an outcome that must be good. */
export function good<Value>(outcome: { ok: true; value: Value } | { ok: false; problem: Problem }): Value {
  if (outcome.ok) return outcome.value;
  throw new Error(`${outcome.problem.code}: ${outcome.problem.message}`);
}

/** The code of an outcome: `ok`, or the problem's. */
export function codeOf(outcome: { ok: true } | { ok: false; problem: Problem }): string {
  return outcome.ok ? "ok" : outcome.problem.code;
}

export async function newTenant(owner: Actor = person("olga")): Promise<Tenant> {
  const id = newId();
  const room = env.WORKSPACE.getByName(id);
  good(await room.found(owner, "Tenant"));
  return { id, room, owner };
}

/** Makes an invitation, and answers its id and token. */
export async function invite({ id, room, owner }: Tenant, wanted: NewInvitation, by: Actor = owner) {
  const token = newToken(id);
  const made = good(await room.invite(by, { ...wanted, id: newId(), token }));
  return { ...made, token };
}

/** Takes someone new into the workspace, by an invitation. */
export async function join(tenant: Tenant, role: Role, grants: Grant[] = [], who = person(role)): Promise<Actor> {
  const { token } = await invite(tenant, role === "guest" ? { role, grants } : { role });
  good(await tenant.room.accept(who, token));
  return who;
}

export async function newPage(
  { room, owner }: Tenant,
  title = "A page",
  parentId: string | null = null,
): Promise<Page> {
  return good(await room.createPage(owner, { id: newId(), title, parentId }));
}

export function doc(page: Page): Grant {
  return { kind: "doc", id: page.docId };
}

/** Claims as the ticket route would sign them for a room of the tenant, after asking the workspace. */
export async function admitted(tenant: Tenant, who: Actor, page?: Pick<Page, "docId">): Promise<TicketClaims> {
  const at = page
    ? { workspace: tenant.id, kind: "doc" as const, room: page.docId }
    : { workspace: tenant.id, kind: "workspace" as const, room: tenant.id };
  const { name, role, revision } = good(await tenant.room.admit(who.user, at));
  return claimsFor(at.room, who.user, { ...at, name, role, revision, session: who.session });
}

/** Enters the workspace's own room and says hello. */
export async function enter(tenant: Tenant, who: Actor, from: { epoch?: string; after?: number } = {}) {
  const socket: TestSocket = await jsonClient(tenant.room, await admitted(tenant, who));
  socket.send({ type: "hello", protocol: 1, ...from });
  const welcome = await socket.next((frame) => frame.type === "welcome");
  if (welcome.type !== "welcome" || !("you" in welcome)) throw new Error("no welcome");
  return { socket, welcome };
}
