import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Participant } from "../../durable-objects/conversation/participant.ts";
import type { ConversationUnread } from "../../durable-objects/inbox/protocol.ts";
import { InboxRoom } from "../../durable-objects/inbox/room.ts";
import { newId } from "../../durable-objects/room/id.ts";
import type { Role } from "../../durable-objects/room/protocol.ts";
import type { NewConversation } from "../../durable-objects/workspace/conversations/protocol.ts";
import { ask, conversationOf, type Desk, enter, say, someone } from "./conversation-desk.ts";
import { type Device, TestInbox } from "./inboxes.ts";
import "./storage.ts";
import { good, join, newTenant, person, type Tenant } from "./workspace-people.ts";

/** A member of a workspace, with an inbox that a device of theirs looks at. */
interface Listener {
  who: Participant;
  inbox: TestInbox;
  device: Device;
}

async function listener(tenant: Tenant, name: string, role: Role = "member"): Promise<Listener> {
  const actor = await join(tenant, role, [], person(name, { name }));
  const inbox = new TestInbox(actor.user);
  return { who: { user: actor.user, name, role }, inbox, device: await inbox.enter() };
}

function begin(tenant: Tenant, { who }: Listener, wanted: NewConversation): Promise<Desk> {
  return conversationOf(tenant, person(who.name, { user: who.user, name: who.name }), wanted);
}

async function joinIn(tenant: Tenant, { id }: Desk, { who }: Listener): Promise<void> {
  const joining = { type: "conversation.join" as const, conversation: id };
  good(await tenant.room.changeConversation(person(who.name, { user: who.user }), id, joining));
}

/** The next word of what is unread in `desk` that a device hears and that fits. */
async function unreadIn(
  { device }: Listener,
  desk: Desk,
  fits: (state: ConversationUnread) => boolean,
): Promise<ConversationUnread> {
  for (;;) {
    const { state } = await device.next("conversation.unread");
    if (state.conversation === desk.id && fits(state)) return state;
  }
}

/** What was notified, newest first: why, and what is said. */
async function heard({ inbox }: Listener): Promise<string[]> {
  const { notifications } = await inbox.overview();
  return notifications.map(({ reason, title, byName, text, readAt }) =>
    [reason, title, `${byName}: ${text}`, ...(readAt === null ? [] : ["read"])].join(" | "),
  );
}

const mention = ({ who: { user, name } }: Pick<Listener, "who">) => `[@${name}](ensemble:user/${user})`;

async function threeInChannel() {
  const tenant = await newTenant();
  const [ada, bob, cyd] = [await listener(tenant, "Ada"), await listener(tenant, "Bob"), await listener(tenant, "Cyd")];
  const desk = await begin(tenant, ada, { kind: "channel", name: "talk" });
  for (const joiner of [bob, cyd]) await joinIn(tenant, desk, joiner);
  return { tenant, ada, bob, cyd, desk };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("what is unread", () => {
  it("is told to everyone who belongs here but is counted for nobody who wrote it", async () => {
    const { ada, bob, desk } = await threeInChannel();
    for (const text of ["one", "two", `three ${mention(bob)}`]) await say(desk, ada.who, text);
    const state = await unreadIn(bob, desk, ({ unread }) => unread === 3);
    expect(state).toMatchObject({ workspace: desk.workspace, mentions: 1, replies: 0, marker: 0 });
    const read = good(await desk.room.read(bob.who, state.marker + 2));
    expect(read).toEqual({ marker: 2, unread: 1, mentions: 1 });
    expect(await unreadIn(bob, desk, ({ unread }) => unread === 1)).toMatchObject({ marker: 2, mentions: 1 });
    good(await desk.room.read(bob.who, 3));
    expect(await unreadIn(bob, desk, ({ unread }) => unread === 0)).toMatchObject({ marker: 3, mentions: 0 });
    // Marked unread again, from the second on.
    good(await desk.room.read(bob.who, 1));
    expect(await unreadIn(bob, desk, ({ unread }) => unread === 2)).toMatchObject({ marker: 1 });
    expect(good(await desk.room.readState(ada.who)).read).toMatchObject({ unread: 0, mentions: 0 });
  });

  it("counts replies in threads that one follows, apart from the conversation", async () => {
    const { ada, bob, cyd, desk } = await threeInChannel();
    const root = await say(desk, ada.who, "root");
    await say(desk, bob.who, "reply", { replyTo: root.id });
    expect(await unreadIn(ada, desk, ({ replies }) => replies === 1)).toMatchObject({ unread: 0 });
    const [thread] = good(await desk.room.threads(ada.who));
    expect(thread).toMatchObject({ thread: root.id, following: true, unread: 1 });
    expect(good(await desk.room.threads(cyd.who))).toEqual([]);
    good(await desk.room.read(ada.who, 2, root.id));
    expect(await unreadIn(ada, desk, ({ replies }) => replies === 0)).toMatchObject({ unread: 0 });
    const read = "reply | #talk | Bob: reply | read";
    await vi.waitFor(async () => expect(await heard(ada)).toEqual([read]), { timeout: 10_000, interval: 20 });
    good(await desk.room.follow(ada.who, root.id, false));
    await say(desk, bob.who, "again", { replyTo: root.id });
    good(await desk.room.follow(cyd.who, root.id, true));
    await say(desk, bob.who, "third", { replyTo: root.id });
    expect(await unreadIn(cyd, desk, ({ replies }) => replies === 1)).toMatchObject({ unread: 1 });
    expect(good(await desk.room.threads(ada.who))).toEqual([]);
  });

  it("stays at a hundred, and is not told again while it does", async () => {
    const { tenant, ada, bob, desk } = await threeInChannel();
    for (let n = 0; n < 105; n += 1) await say(desk, ada.who, `message ${n}`);
    expect(await unreadIn(bob, desk, ({ unread }) => unread === 100)).toMatchObject({ unread: 100 });
    const dan = await listener(tenant, "Dan");
    await joinIn(tenant, desk, dan);
    const deliver = InboxRoom.prototype.deliver;
    const told: string[] = [];
    vi.spyOn(InboxRoom.prototype, "deliver").mockImplementation(function (this: InboxRoom, deliveries) {
      told.push(this.name);
      return deliver.call(this, deliveries);
    });
    await say(desk, ada.who, "one more");
    expect(await unreadIn(dan, desk, ({ unread }) => unread === 1)).toMatchObject({ unread: 1 });
    expect(told).not.toContain(bob.who.user);
    good(await desk.room.remove(ada.who, (await say(desk, ada.who, "gone")).id));
    expect(good(await desk.room.readState(bob.who)).read.unread).toBe(100);
  });

  it("P9.26 reaches an inbox that could not be told, after the room was rebuilt in between", async () => {
    const { ada, bob, desk } = await threeInChannel();
    const deliver = InboxRoom.prototype.deliver;
    let refused = 0;
    const spy = vi.spyOn(InboxRoom.prototype, "deliver").mockImplementation(function (this: InboxRoom, deliveries) {
      if (this.name !== bob.who.user) return deliver.call(this, deliveries);
      refused += 1;
      return Promise.reject(new Error("unreachable"));
    });
    await say(desk, ada.who, "one");
    await vi.waitFor(() => expect(refused).toBeGreaterThan(0), { timeout: 10_000, interval: 20 });
    await evictDurableObject(desk.room);
    spy.mockRestore();
    await runDurableObjectAlarm(desk.room);
    expect(await unreadIn(bob, desk, ({ unread }) => unread === 1)).toMatchObject({ marker: 0 });
  });
});

it("is told anew to one who left a conversation and came back to it", async () => {
  const { tenant, bob, ada, desk } = await threeInChannel();
  await say(desk, ada.who, "one");
  expect(await unreadIn(bob, desk, ({ unread }) => unread === 1)).toMatchObject({ marker: 0 });
  const leaving = { type: "conversation.leave" as const, conversation: desk.id };
  good(await tenant.room.changeConversation(person("Bob", { user: bob.who.user }), desk.id, leaving));
  await bob.device.next("conversation.forgotten");
  await joinIn(tenant, desk, bob);
  expect(await unreadIn(bob, desk, ({ unread }) => unread === 0)).toMatchObject({ marker: 1 });
  await say(desk, ada.who, "two");
  expect(await unreadIn(bob, desk, ({ unread }) => unread === 1)).toMatchObject({ marker: 1 });
});

it("P9.27 two devices that read at once leave the inbox with what is so", async () => {
  const { ada, bob, desk } = await threeInChannel();
  for (let n = 1; n <= 20; n += 1) await say(desk, ada.who, `message ${n}`);
  const seqs = [3, 20, 7, 12, 1, 16, 5];
  await Promise.all(seqs.map((seq) => desk.room.read(bob.who, seq)));
  const { read } = good(await desk.room.readState(bob.who));
  await vi.waitFor(
    async () => {
      const { conversations } = await bob.inbox.overview();
      const state = conversations.find(({ conversation }) => conversation === desk.id);
      expect(state).toMatchObject(read);
    },
    { timeout: 10_000, interval: 20 },
  );
});

it("P6.1 a conversation that has told what it had to holds no timer, shown against a room that holds one", async () => {
  const { ada, bob, desk } = await threeInChannel();
  const { socket } = await enter(desk, ada.who);
  await say(desk, ada.who, `${mention(bob)} one`);
  expect(await unreadIn(bob, desk, ({ unread }) => unread === 1)).toMatchObject({ mentions: 1 });
  const restless = env.PROBE.getByName(newId());
  await restless.create({ workspace: "w", kind: "workspace", room: restless.name ?? "" });
  await restless.beat();
  // Eviction waits for what still runs, for a while at least: begun later, it ends sooner only where nothing does.
  const control = evictDurableObject(restless).then(() => "the restless room");
  const rested = evictDurableObject(desk.room).then(() => "the conversation");
  expect(await Promise.race([control, rested])).toBe("the conversation");
  await restless.stopBeating();
  await control;
  expect(await ask(socket, { type: "message.post", message: crypto.randomUUID(), text: "two" })).toMatchObject({
    type: "ack",
  });
  expect(await unreadIn(bob, desk, ({ unread }) => unread === 2)).toMatchObject({ mentions: 1 });
});

describe("who is named", () => {
  it("hears of it once, with how it begins, and no more of it once it is read or deleted", async () => {
    const { ada, bob, cyd, desk } = await threeInChannel();
    await say(desk, ada.who, `Look **here** ${mention(bob)}, \`@everyone\` and [this](https://example.com)`);
    await bob.device.next("notifications.put");
    expect(await heard(bob)).toEqual(["mention | #talk | Ada: Look here @Bob, @everyone and this"]);
    expect(await heard(cyd)).toEqual([]);
    good(await desk.room.read(bob.who, 1));
    await bob.device.next("notifications.put");
    expect(await heard(bob)).toEqual([expect.stringContaining("read")]);
    const all = await say(desk, ada.who, "@everyone lunch");
    await cyd.device.next("notifications.put");
    expect(await heard(cyd)).toEqual(["mention | #talk | Ada: @everyone lunch"]);
    good(await desk.room.remove(ada.who, all.id));
    await cyd.device.next("notifications.removed");
    expect(await heard(cyd)).toEqual([]);
  });

  it("hears of it when an edit names them, and @here reaches those who are here", async () => {
    const { ada, bob, cyd, desk } = await threeInChannel();
    const { socket } = await enter(desk, cyd.who);
    const { id } = await say(desk, ada.who, "@here and now");
    await cyd.device.next("notifications.put");
    expect(await heard(cyd)).toEqual(["mention | #talk | Ada: @here and now"]);
    good(await desk.room.edit(ada.who, id, `@here and ${mention(bob)}`));
    await bob.device.next("notifications.put");
    expect(await heard(bob)).toEqual(["mention | #talk | Ada: @here and @Bob"]);
    socket.close();
  });

  it("in a direct conversation is the other, whatever is said", async () => {
    const tenant = await newTenant();
    const [ada, bob] = [await listener(tenant, "Ada"), await listener(tenant, "Bob")];
    const desk = await begin(tenant, ada, { kind: "direct", members: [bob.who.user] });
    await say(desk, ada.who, "psst");
    await bob.device.next("notifications.put");
    expect(await heard(bob)).toEqual(["message | Ada | Ada: psst"]);
    expect(await heard(ada)).toEqual([]);
  });

  it("P5.44 is told nothing where they may not read: outsiders, strangers, and who was removed", async () => {
    const tenant = await newTenant();
    const [ada, bob, cyd] = [
      await listener(tenant, "Ada"),
      await listener(tenant, "Bob"),
      await listener(tenant, "Cyd"),
    ];
    const stranger = { who: someone("Mallory") };
    const strange = new TestInbox(stranger.who.user);
    good(await strange.stub.open("http://ensemble.test"));
    const desk = await begin(tenant, ada, { kind: "private", name: "secret", members: [bob.who.user] });
    await say(desk, ada.who, `${mention(cyd)} ${mention(stranger)} ${mention(bob)} one`);
    await bob.device.next("notifications.put");
    const owner = tenant.owner;
    good(await tenant.room.perform(owner, { type: "member.remove", user: bob.who.user }));
    await vi.waitFor(async () => expect((await desk.room.readState(bob.who)).ok).toBe(false), {
      timeout: 10_000,
      interval: 20,
    });
    await say(desk, ada.who, `${mention(bob)} ${mention(cyd)} ${mention(stranger)} two`);
    await runDurableObjectAlarm(desk.room);
    await vi.waitFor(async () => expect(good(await desk.room.stats())).toMatchObject({ owed: 0 }), {
      timeout: 10_000,
      interval: 20,
    });
    expect(await heard(cyd)).toEqual([]);
    expect((await strange.overview()).notifications).toEqual([]);
    expect(await heard(bob)).not.toContainEqual(expect.stringContaining("two"));
    const open = await begin(tenant, ada, { kind: "channel", name: "open" });
    await say(open, ada.who, `${mention(cyd)} ${mention(stranger)} here`);
    await cyd.device.next("notifications.put");
    expect(await heard(cyd)).toEqual(["mention | #open | Ada: @Cyd @Mallory here"]);
  });
});
