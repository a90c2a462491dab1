import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { changeOfConversations } from "../../client/sdk/conversations.ts";
import { ConversationRoom } from "../../durable-objects/conversation/room.ts";
import { CloseCode } from "../../durable-objects/room/close-codes.ts";
import { newId } from "../../durable-objects/room/id.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import { GENERAL_JOB } from "../../durable-objects/workspace/conversations/general.ts";
import { ConversationEventBody, type NewConversation } from "../../durable-objects/workspace/conversations/protocol.ts";
import { WorkspaceSnapshot } from "../../durable-objects/workspace/protocol.ts";
import { eventually } from "../eventually.ts";
import { claimsFor, jsonClient, type TestSocket } from "./socket.ts";
import { endGrace, lanesOf, tryAgain } from "./workspace-neighbours.ts";
import { codeOf, enter, good, join, newTenant, person, type Tenant } from "./workspace-people.ts";

async function converse(tenant: Tenant, by: Actor, wanted: NewConversation): Promise<string> {
  return good(await tenant.room.createConversation(by, newId(), wanted)).id;
}

async function addTo({ room, owner }: Tenant, conversation: string, who: Actor): Promise<void> {
  const action = { type: "conversation.add_members" as const, conversation, users: [who.user] };
  good(await room.changeConversation(owner, conversation, action));
}

/** A socket in a conversation, entered as the ticket route lets one in. */
async function listen(tenant: Tenant, who: Actor, room: string): Promise<TestSocket> {
  const at = { workspace: tenant.id, kind: "conversation" as const, room };
  const { name, role, revision } = good(await tenant.room.admit(who.user, at));
  const claims = claimsFor(room, who.user, { ...at, name, role, revision, session: who.session });
  const socket = await jsonClient(env.CONVERSATION.getByName(room), claims);
  socket.send({ type: "hello", protocol: 1 });
  await socket.next((frame) => frame.type === "welcome");
  return socket;
}

function typesOf(socket: TestSocket): string[] {
  return socket.received.flatMap(({ type }) => (type.startsWith("conversation.") ? [type] : []));
}

/** The conversations of a reader as they are shown to someone who comes just now. */
async function shownTo(tenant: Tenant, who: Actor) {
  const { socket, welcome } = await enter(tenant, who);
  socket.close();
  const { conversations, joined } = WorkspaceSnapshot.parse(welcome.snapshot);
  const byId = conversations.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return { conversations: byId, joined: joined.toSorted() };
}

describe("P5 conversations on the workspace's stream", () => {
  it("P5.43 are told to those who may enter them, whole to one who is added, and to one who is removed that they left", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const [member, other] = [await join(tenant, "member"), await join(tenant, "admin")];
    const mine = await enter(tenant, member);
    const theirs = await enter(tenant, other);
    expect(mine.welcome.snapshot).toMatchObject({
      reader: member.user,
      conversations: [{ name: "general", everyone: true }],
      joined: [expect.any(String)],
    });
    const open = await converse(tenant, owner, { kind: "channel", name: "open" });
    await theirs.socket.next(({ type }) => type === "conversation.joined");
    const secret = await converse(tenant, owner, { kind: "private", name: "secret" });
    const change = { type: "conversation.change", conversation: secret, set: { topic: "Hush" } } as const;
    good(await room.changeConversation(owner, secret, change));
    await addTo(tenant, secret, member);
    expect(
      await mine.socket.next((frame) => "conversation" in frame && frame.type === "conversation.joined"),
    ).toMatchObject({
      conversation: { id: open },
    });
    expect(await mine.socket.next(({ type }) => type === "conversation.joined")).toMatchObject({
      conversation: { id: secret, topic: "Hush", members: [owner.user, member.user].sort() },
      users: [member.user],
    });
    const remove = { type: "conversation.remove_member", conversation: secret, user: member.user } as const;
    good(await room.changeConversation(owner, secret, remove));
    await mine.socket.next(({ type }) => type === "conversation.left");
    good(await room.changeConversation(owner, secret, { type: "conversation.delete", conversation: secret }));
    good(await room.changeConversation(owner, open, { type: "conversation.delete", conversation: open }));
    for (const { socket } of [mine, theirs]) await socket.next(({ type }) => type === "conversation.deleted");
    const all = ["conversation.created", "conversation.joined"];
    expect(typesOf(mine.socket)).toEqual([...all, "conversation.joined", "conversation.left", "conversation.deleted"]);
    expect(typesOf(theirs.socket)).toEqual([...all, "conversation.deleted"]);
    expect(JSON.stringify(theirs.socket.received)).not.toContain("secret");
  });

  it("P2.31 whatever is done by whom, what a client makes of the events is what a newcomer is shown", async () => {
    const step = fc.record({
      act: fc.constantFrom(
        "channel",
        "private",
        "direct",
        "change",
        "join",
        "leave",
        "add",
        "remove",
        "delete",
        "role",
      ),
      by: fc.nat(3),
      to: fc.nat(3),
      of: fc.nat(7),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 25 }), async (steps) => {
        const tenant = await newTenant();
        const { room, owner } = tenant;
        const people = [owner, await join(tenant, "admin"), await join(tenant, "member"), await join(tenant, "guest")];
        const clients = await Promise.all(people.map((who) => enter(tenant, who)));
        const made: string[] = [];
        for (const { act, by, to, of } of steps) {
          const actor = people[by] ?? owner;
          const user = (people[to] ?? owner).user;
          const conversation = made[of % Math.max(1, made.length)] ?? newId();
          const make = async (wanted: NewConversation) => {
            const outcome = await room.createConversation(actor, newId(), wanted);
            if (outcome.ok && !made.includes(outcome.value.id)) made.push(outcome.value.id);
          };
          const change = (action: Parameters<typeof room.changeConversation>[2]) =>
            room.changeConversation(actor, conversation, action);
          if (act === "channel") await make({ kind: "channel", name: newId() });
          if (act === "private") await make({ kind: "private", name: newId(), members: [user] });
          if (act === "direct") await make({ kind: "direct", members: [user] });
          if (act === "change") await change({ type: "conversation.change", conversation, set: { topic: newId() } });
          if (act === "join") await change({ type: "conversation.join", conversation });
          if (act === "leave") await change({ type: "conversation.leave", conversation });
          if (act === "add") await change({ type: "conversation.add_members", conversation, users: [user] });
          if (act === "remove") await change({ type: "conversation.remove_member", conversation, user });
          if (act === "delete") await change({ type: "conversation.delete", conversation });
          if (act === "role") await room.setRole(owner, people[3]?.user ?? "", of % 2 === 0 ? "member" : "guest");
        }
        // The last that each is told.
        good(await room.update(owner, { name: "The end" }));
        for (const [index, who] of people.entries()) {
          const client = clients[index];
          if (!client) throw new Error("no client");
          await client.socket.next((frame) => frame.type === "workspace.renamed");
          const shown = await shownTo(tenant, who);
          const state = stateOf(client.welcome.snapshot, client.socket);
          const byId = state.conversations.toSorted((one, other) => (one.id < other.id ? -1 : 1));
          expect({ conversations: byId, joined: state.joined.toSorted() }).toEqual(shown);
          client.socket.close();
        }
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  it("are changed over a socket too, as often as they are sent once", async () => {
    const tenant = await newTenant();
    const conversation = await converse(tenant, tenant.owner, { kind: "channel", name: "open" });
    const member = await join(tenant, "member");
    const { socket } = await enter(tenant, member);
    for (let time = 0; time < 2; time += 1) {
      socket.send({ id: "j1", type: "conversation.join", conversation });
      expect(await socket.next((frame) => frame.type === "ack")).toMatchObject({
        result: { conversation: { id: conversation } },
      });
    }
    expect(typesOf(socket)).toEqual(["conversation.joined"]);
    socket.send({ id: "d1", type: "conversation.delete", conversation });
    expect(await socket.next((frame) => frame.type === "error")).toMatchObject({ code: "forbidden" });
    socket.send({ id: "x1", type: "conversation.join", conversation: newId() });
    expect(await socket.next((frame) => frame.type === "error")).toMatchObject({ code: "not_found" });
  });
});

describe("P4 who may be in a conversation's room", () => {
  it("P4.35 whoever is removed from a private one, or from the workspace, is closed with 4403; others stay", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const [one, two] = [await join(tenant, "member"), await join(tenant, "member")];
    const secret = await converse(tenant, owner, { kind: "private", name: "s", members: [one.user, two.user] });
    const open = await converse(tenant, owner, { kind: "channel", name: "open", members: [one.user] });
    const outsider = await join(tenant, "admin");
    expect(codeOf(await room.admit(outsider.user, { workspace: tenant.id, kind: "conversation", room: secret }))).toBe(
      "not_found",
    );
    const [inSecret, inOpen] = [await listen(tenant, one, secret), await listen(tenant, one, open)];
    const stays = await listen(tenant, owner, secret);
    const goes = await listen(tenant, two, secret);
    const remove = { type: "conversation.remove_member", conversation: secret, user: one.user } as const;
    good(await room.changeConversation(owner, secret, remove));
    expect((await inSecret.end()).code).toBe(CloseCode.forbidden);
    good(await room.perform(owner, { type: "member.remove", user: two.user }));
    expect((await goes.end()).code).toBe(CloseCode.forbidden);
    expect([inOpen.closed, stays.closed]).toEqual([null, null]);
    // Added again, they come in again.
    await addTo(tenant, secret, one);
    expect((await listen(tenant, one, secret)).closed).toBeNull();
  });

  it("P9.25 a room that could not be reached hears of it when it can, in order", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const member = await join(tenant, "member");
    const secret = await converse(tenant, owner, { kind: "private", name: "s" });
    const deliver = ConversationRoom.prototype.deliver;
    const spy = vi.spyOn(ConversationRoom.prototype, "deliver").mockImplementation(function (
      this: ConversationRoom,
      deliveries,
    ) {
      return this.name === secret ? Promise.reject(new Error("unreachable")) : deliver.call(this, deliveries);
    });
    await addTo(tenant, secret, member);
    const change = { type: "conversation.change", conversation: secret, set: { name: "Later" } } as const;
    good(await room.changeConversation(owner, secret, change));
    expect(await lanesOf(tenant)).toContain(`room:conversation:${secret}`);
    const who = { user: member.user, name: member.name, role: "member" as const };
    expect(codeOf(await env.CONVERSATION.getByName(secret).messages(who, {}))).toBe("not_found");
    spy.mockRestore();
    await evictDurableObject(room);
    await tryAgain(tenant);
    await eventually(async () => expect(await lanesOf(tenant)).not.toContain(`room:conversation:${secret}`));
    const socket = await listen(tenant, member, secret);
    expect(socket.received[0]).toMatchObject({
      snapshot: { conversation: { name: "Later", members: [owner.user, member.user].sort() } },
    });
  });

  it("an erased workspace leaves no conversation behind", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const ids = [
      await converse(tenant, owner, { kind: "channel", name: "open" }),
      await converse(tenant, owner, { kind: "direct", members: [] }),
    ];
    const socket = await listen(tenant, owner, ids[0] ?? "");
    good(await room.scheduleDeletion(owner));
    await endGrace(tenant);
    expect((await socket.end()).code).toBe(CloseCode.gone);
    for (const id of ids) {
      await eventually(async () => expect(await env.CONVERSATION.getByName(id).address()).toBeNull());
    }
  });
});

describe("the channel of everyone", () => {
  it("P1.31 is made for a workspace that was founded before there were any, once, and leaves a channel of its name alone", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const guest = await join(tenant, "guest");
    const member = await join(tenant, "member");
    await runInDurableObject(room, (_, { storage: { sql } }) => {
      sql.exec("DELETE FROM conversations");
      sql.exec("DELETE FROM rooms WHERE kind = 'conversation'");
    });
    const taken = await converse(tenant, owner, { kind: "channel", name: "General" });
    const spy = vi.spyOn(ConversationRoom.prototype, "found").mockRejectedValue(new Error("unreachable"));
    await evictDurableObject(room);
    expect(good(await room.conversations(member, { after: "", limit: 10 })).map(({ id }) => id)).toEqual([taken]);
    await runDurableObjectAlarm(room);
    spy.mockRestore();
    await runInDurableObject(room, (_, { storage: { sql } }) => {
      sql.exec("UPDATE jobs SET due = 0 WHERE name = ?", GENERAL_JOB);
    });
    await eventually(async () => {
      await runDurableObjectAlarm(room);
      expect(good(await room.conversations(member, { after: "", limit: 10 }))).toHaveLength(2);
    });
    await evictDurableObject(room);
    await runDurableObjectAlarm(room);
    const [, general, ...more] = good(await room.conversations(member, { after: "", limit: 10 }));
    expect(more).toEqual([]);
    expect(general).toMatchObject({ name: "general-2", everyone: true, createdBy: owner.user, joined: true });
    const at = { workspace: tenant.id, kind: "conversation" as const, room: general?.id ?? "" };
    expect(codeOf(await room.admit(member.user, at))).toBe("ok");
    expect(codeOf(await room.admit(guest.user, at))).toBe("not_found");
  });

  it("who becomes a guest is out of it, and back in with another role", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const member = await join(tenant, "member");
    const [general] = good(await room.conversations(member, { after: "", limit: 10 }));
    const socket = await listen(tenant, member, general?.id ?? "");
    good(await room.setRole(owner, member.user, "guest"));
    expect((await socket.end()).code).toBe(CloseCode.forbidden);
    expect(good(await room.conversations(member, { after: "", limit: 10 }))).toEqual([]);
    good(await room.setRole(owner, member.user, "viewer"));
    expect(good(await room.conversations(member, { after: "", limit: 10 }))).toMatchObject([{ joined: true }]);
    expect((await listen(tenant, member, general?.id ?? "")).closed).toBeNull();
    const stranger = person("stranger");
    expect(codeOf(await room.conversations(stranger, { after: "", limit: 10 }))).toBe("not_found");
  });
});

/** What a client makes of all it was told since it came. */
function stateOf(snapshot: unknown, socket: TestSocket): WorkspaceSnapshot {
  let state = WorkspaceSnapshot.parse(snapshot);
  for (const frame of socket.received) {
    if (frame.type === "snapshot") state = WorkspaceSnapshot.parse("data" in frame ? frame.data : null);
    const event = ConversationEventBody.safeParse(frame).data;
    if (event) state = { ...state, ...changeOfConversations(state, event) };
  }
  return state;
}
