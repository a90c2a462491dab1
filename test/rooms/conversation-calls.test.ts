/** What a conversation shows of calls that were started from it, and the chat of a call. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { CallCard, Message } from "../../durable-objects/conversation/protocol.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { newId } from "../../durable-objects/room/id.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import type { Call, NewCall } from "../../durable-objects/workspace/calls/protocol.ts";
import { eventually } from "../eventually.ts";
import { joined } from "./call-desk.ts";
import {
  ask,
  type Desk,
  enter,
  eventOf,
  is,
  newConversation,
  refusalOf,
  say,
  someone,
  tell,
} from "./conversation-desk.ts";
import { TestInbox } from "./inboxes.ts";
import { codeOf, good, join, newTenant, person, type Tenant } from "./workspace-people.ts";

const [ada, bob] = [someone("Ada"), someone("Bob")];
const STARTED = 1_750_000_000_000;

function cardOf(call: string, changes: Partial<CallCard> = {}): CallCard {
  return {
    ...{ call, title: "", state: "live", startsAt: null, startedAt: STARTED, endedAt: null, people: 1 },
    ...changes,
  };
}

/** Tells a conversation of a call of Ada's, as the workspace does. */
function tellOf(desk: Desk, card: CallCard): Promise<void> {
  return tell(desk, { type: "told", body: { type: "call.is", card, by: ada.user, byName: ada.name } });
}

async function shown({ room }: Desk, id: string): Promise<Message> {
  return unwrap(await room.message(bob, id));
}

async function listed({ room }: Desk): Promise<Message[]> {
  return unwrap(await room.messages(bob, {})).items;
}

describe("the message of a call", () => {
  it("P3.41 is posted once under the call's id, as by who started it, and changes as the call does", async () => {
    const desk = await newConversation([ada, bob]);
    const { socket } = await enter(desk, bob);
    const call = newId();
    await tellOf(desk, cardOf(call));
    const posted = eventOf(await socket.next(is("message.posted")));
    expect(posted).toMatchObject({
      ...{ by: ada.user, message: { id: call, author: ada.user, authorName: "Ada", text: "Started a call" } },
    });
    await tellOf(desk, cardOf(call));
    const over = cardOf(call, { title: "Weekly", state: "ended", endedAt: STARTED + 60_000, people: 3 });
    await tellOf(desk, over);
    expect(eventOf(await socket.next(is("message.call_changed")))).toMatchObject({
      ...{ by: null, message: call, call: over, text: "Started a call: Weekly" },
    });
    await evictDurableObject(desk.room);
    expect(await listed(desk)).toMatchObject([
      { id: call, call: over, text: "Started a call: Weekly", editedAt: null },
    ]);
    expect((await enter(desk, bob)).snapshot().messages).toMatchObject([{ id: call, call: over }]);
  });

  it("is unread as any, can be answered, reacted to and searched for, and is not edited", async () => {
    const desk = await newConversation([ada, bob]);
    const call = newId();
    await tellOf(desk, cardOf(call, { title: "Retrospective" }));
    expect(unwrap(await desk.room.readState(bob)).read).toMatchObject({ unread: 1, mentions: 0 });
    expect(unwrap(await desk.room.readState(ada)).read).toMatchObject({ unread: 0 });
    await say(desk, bob, "I come", { replyTo: call });
    unwrap(await desk.room.react(bob, call, "👍", true));
    expect(await shown(desk, call)).toMatchObject({
      ...{ call: { title: "Retrospective" }, thread: { replies: 1 }, reactions: [{ emoji: "👍" }] },
    });
    const found = async (text: string) =>
      unwrap(await desk.room.search(bob, { q: text })).items.map(({ message }) => message.id);
    expect(await found("retrospective")).toEqual([call]);
    await tellOf(desk, cardOf(call, { title: "Planning" }));
    expect(await found("planning")).toEqual([call]);
    expect(await found("retrospective")).toEqual([]);
    expect(refusalOf(await desk.room.edit(ada, call, "Nothing"))).toBe("forbidden");
  });

  it("is deleted by its author for good: neither the call nor a replay brings it back", async () => {
    const desk = await newConversation([ada, bob]);
    const [call, other] = [newId(), newId()];
    await tellOf(desk, cardOf(call, { title: "Secret" }));
    await tellOf(desk, cardOf(call, { title: "Secret", people: 2 }));
    expect(refusalOf(await desk.room.remove(bob, call))).toBe("forbidden");
    unwrap(await desk.room.remove(ada, call));
    await tellOf(desk, cardOf(call, { title: "Secret", state: "ended", endedAt: STARTED + 1 }));
    expect(await shown(desk, call)).toMatchObject({ deletedAt: expect.any(Number), text: "" });
    expect(await shown(desk, call)).not.toHaveProperty("call");
    const kept = await runInDurableObject(desk.room, (_, { storage }) =>
      storage.sql.exec<{ data: string }>("SELECT data FROM events").toArray(),
    );
    expect(JSON.stringify(kept)).not.toContain("Secret");
    await tellOf(desk, cardOf(other, { state: "ended", endedAt: STARTED }));
    expect((await listed(desk)).map(({ id }) => id)).toEqual([call]);
  });

  it("leaves alone what somebody said under the call's id, and is not posted where nothing is said any more", async () => {
    const desk = await newConversation([ada, bob]);
    const call = newId();
    await say(desk, bob, "Mine", { message: call });
    await tellOf(desk, cardOf(call));
    expect(await shown(desk, call)).toMatchObject({ author: bob.user, text: "Mine" });
    expect(await shown(desk, call)).not.toHaveProperty("call");
    const archived = await newConversation([ada, bob], { archivedAt: STARTED });
    await tellOf(archived, cardOf(newId()));
    expect(await listed(archived)).toEqual([]);
  });

  it("notifies nobody of a call that rings them, and of a planned one those of a direct conversation", async () => {
    const listener = someone("Lee");
    const inbox = new TestInbox(listener.user);
    const device = await inbox.enter();
    const desk = await newConversation([ada, listener], { kind: "direct", name: "" });
    await tellOf(desk, cardOf(newId()));
    const planned = cardOf(newId(), { title: "Weekly", state: "scheduled", startsAt: STARTED, startedAt: null });
    await tellOf(desk, planned);
    expect((await device.next("notifications.put")).notifications).toMatchObject([
      { reason: "message", message: planned.call, text: "Planned a call: Weekly", count: 1 },
    ]);
    await eventually(async () => {
      expect((await inbox.overview()).conversations).toMatchObject([{ conversation: desk.id, unread: 2 }]);
    });
    expect(await inbox.list()).toHaveLength(1);
  });

  it("what a former release kept has none, and messages it writes now have none either", async () => {
    const desk = await newConversation([ada, bob]);
    const { id } = await say(desk, ada, "Before");
    await runInDurableObject(desk.room, (_, { storage }) => {
      storage.sql.exec("ALTER TABLE messages DROP COLUMN call");
      storage.sql.exec("DELETE FROM migrations WHERE part = 'conversation' AND number = 6");
    });
    await evictDurableObject(desk.room);
    const call = newId();
    await tellOf(desk, cardOf(call));
    expect(await listed(desk)).toMatchObject([
      { id: call, call: { state: "live" } },
      { id, text: "Before" },
    ]);
    await runInDurableObject(desk.room, (_, { storage }) => {
      storage.sql.exec(
        `INSERT INTO messages (seq, id, author, author_name, at, text) VALUES (1000, 'm', ?, 'Ada', 1, 'Older')`,
        ada.user,
      );
    });
    expect(await shown(desk, "m")).not.toHaveProperty("call");
  });
});

describe("the chat of a call", () => {
  it("is unread for those in the call alone, and notifies nobody whom it does not mention", async () => {
    const [lee, max] = [someone("Lee"), someone("Max")];
    const inboxes = { lee: new TestInbox(lee.user), max: new TestInbox(max.user) };
    const desk = await newConversation([ada, lee], {
      ...{ kind: "call", name: "", members: null, about: { type: "call", call: newId() } },
    });
    await say(desk, ada, "Can you hear me?");
    const unread = async (inbox: TestInbox) => (await inbox.overview()).conversations.map((state) => state.unread);
    await eventually(async () => expect(await unread(inboxes.lee)).toEqual([1]));
    const seated = (users: string[]) => tell(desk, { type: "told", body: { type: "conversation.seated", users } });
    await seated([ada.user, max.user]);
    await say(desk, ada, "Now you?");
    await eventually(async () => expect(await unread(inboxes.max)).toEqual([1]));
    expect(await unread(inboxes.lee)).toEqual([1]);
    expect([...(await inboxes.lee.list()), ...(await inboxes.max.list())]).toEqual([]);
    const { socket } = await enter(desk, { ...max, role: "viewer" });
    const refused = await ask(socket, { type: "message.post", message: newId(), text: "No" });
    expect(refused).toMatchObject({ type: "error", code: "forbidden" });
  });
});

/** A call as those of a workspace are in it. */
function callDesk(tenant: Tenant, call: Call) {
  return { workspace: tenant.id, id: call.id, room: env.CALL.getByName(call.id), call };
}

async function started(tenant: Tenant, by: Actor, wanted: NewCall): Promise<Call> {
  return good(await tenant.room.createCall(by, newId(), wanted));
}

async function conversationOf(tenant: Tenant, by: Actor, kind: "private" | "direct", ...others: Actor[]) {
  const members = others.map(({ user }) => user);
  const wanted = kind === "private" ? { kind, name: `closed-${newId()}`, members } : { kind, members };
  return good(await tenant.room.createConversation(by, newId(), wanted)).id;
}

function seatedIn(conversation: string): Promise<string[]> {
  return runInDurableObject(env.CONVERSATION.getByName(conversation), (_, { storage }) =>
    storage.sql
      .exec<{ user: string }>("SELECT user FROM readers WHERE belongs = 1 ORDER BY user")
      .toArray()
      .map(({ user }) => user),
  );
}

describe("in a workspace", () => {
  it("a call shows in the conversation it was started from, until and after it is over", async () => {
    const tenant = await newTenant();
    const lee = await join(tenant, "member");
    const conversation = await conversationOf(tenant, tenant.owner, "direct", lee);
    const call = await started(tenant, tenant.owner, { about: { type: "conversation", conversation } });
    const room = env.CONVERSATION.getByName(conversation);
    const reader = { user: lee.user, name: "Lee", role: "member" as const };
    const cardIs = (card: Partial<CallCard>) =>
      eventually(async () => {
        const { items } = unwrap(await room.messages(reader, {}));
        expect(items).toMatchObject([{ id: call.id, author: tenant.owner.user, call: card }]);
      });
    await cardIs({ state: "live", people: 0 });
    const { page } = await joined(callDesk(tenant, call), reader);
    await cardIs({ state: "live", people: 1 });
    await page.do({ type: "call.leave" });
    good(await tenant.room.endCall(tenant.owner, call.id));
    await cardIs({ state: "ended", people: 1 });
  });

  it("P5.57 the chat is one, for whoever may enter the call and nobody else, and goes with it", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const [inside, outside, viewer] = [
      await join(tenant, "member"),
      await join(tenant, "member", [], person("outside")),
      await join(tenant, "viewer"),
    ];
    const conversation = await conversationOf(tenant, owner, "private", inside);
    const call = await started(tenant, owner, { about: { type: "conversation", conversation } });
    const about = { type: "call" as const, id: call.id };
    expect(good(await room.discussion(inside, about))).toBeNull();
    for (const who of [outside, viewer]) {
      expect(codeOf(await room.discussion(who, about))).toBe("not_found");
      expect(codeOf(await room.discuss(who, newId(), about))).toBe("not_found");
    }
    const { conversation: chat, made } = good(await room.discuss(inside, newId(), about));
    expect({ chat, made }).toMatchObject({
      made: true,
      chat: { kind: "call", about: { type: "call", call: call.id } },
    });
    expect(good(await room.discuss(owner, newId(), about))).toMatchObject({
      made: false,
      conversation: { id: chat.id },
    });
    const at = { workspace: tenant.id, kind: "conversation" as const, room: chat.id };
    expect(codeOf(await room.admit(inside.user, at))).toBe("ok");
    expect(codeOf(await room.admit(outside.user, at))).toBe("not_found");
    const leaving = { type: "conversation.leave" as const, conversation };
    good(await room.changeConversation(inside, conversation, leaving));
    expect(codeOf(await room.admit(inside.user, at))).toBe("not_found");
    for (const type of ["conversation.join", "conversation.delete"] as const) {
      const refused = await room.changeConversation(owner, chat.id, { type, conversation: chat.id });
      expect(codeOf(refused)).toBe("invalid");
    }
    good(await room.deleteCall(owner, call.id));
    expect(codeOf(await room.admit(owner.user, at))).toBe("not_found");
    expect(codeOf(await room.discussion(owner, about))).toBe("not_found");
  });

  it("the chat of an open call can be read by viewers, who make none, and not by guests without the call", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const call = await started(tenant, owner, { title: "All hands" });
    const named = await started(tenant, owner, { title: "With guests" });
    const viewer = await join(tenant, "viewer");
    const guest = await join(tenant, "guest", [{ kind: "call", id: named.id }]);
    const about = (id: string) => ({ type: "call" as const, id });
    expect(codeOf(await room.discuss(viewer, newId(), about(call.id)))).toBe("forbidden");
    expect(codeOf(await room.discuss(guest, newId(), about(call.id)))).toBe("not_found");
    const { conversation } = good(await room.discuss(owner, newId(), about(named.id)));
    expect(good(await room.discussion(viewer, about(named.id)))?.id).toBe(conversation.id);
    // Who is named to it waits before it, and is told nothing of what is said inside.
    expect(codeOf(await room.discussion(guest, about(named.id)))).toBe("forbidden");
  });

  it("those belong to the chat who are in the call, as they come and go", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const lee = await join(tenant, "member");
    const call = await started(tenant, owner, { title: "Planning" });
    const desk = callDesk(tenant, call);
    const { page } = await joined(desk, { user: lee.user, name: "Lee", role: "member" });
    await eventually(async () => {
      expect(good(await room.call(owner, call.id)).call.here.users).toEqual([lee.user]);
    });
    const { conversation } = good(await room.discuss(owner, newId(), { type: "call", id: call.id }));
    expect(await seatedIn(conversation.id)).toEqual([lee.user]);
    await joined(desk, { user: owner.user, name: "Olga", role: "owner" });
    const both = [lee.user, owner.user].sort();
    await eventually(async () => expect(await seatedIn(conversation.id)).toEqual(both));
    await page.do({ type: "call.leave" });
    await eventually(async () => expect(await seatedIn(conversation.id)).toEqual([owner.user]));
    good(await room.endCall(owner, call.id));
    await eventually(async () => expect(await seatedIn(conversation.id)).toEqual([]));
  });
});
