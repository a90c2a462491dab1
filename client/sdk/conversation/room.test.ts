import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConversationCommand } from "../../../durable-objects/conversation/protocol.ts";
import type { ConversationUnread } from "../../../durable-objects/inbox/protocol.ts";
import { type InboxState, inboxOf } from "../inbox/state.ts";
import { when } from "../observed.ts";
import { CommandKeep } from "../queue/keep.ts";
import { RoomCopies } from "../room/copies.ts";
import { type Client, ConversationBench } from "../testing/conversation-bench.ts";
import type { Fate } from "../testing/fake-room.ts";
import { HandTabs } from "../testing/hand-tabs.ts";
import { INBOX_LAGS_MS } from "./elsewhere.ts";
import { READ_EVERY_MS } from "./reader.ts";
import type { ConversationRoom } from "./room.ts";
import { FORGOTTEN_AFTER_MS, SAY_AGAIN_MS, STOPS_AFTER_MS } from "./typing.ts";

let bench: ConversationBench;
beforeEach(async () => {
  bench = await ConversationBench.start();
});
afterEach(() => bench[Symbol.asyncDispose]());

const post = (message: string, text = message, replyTo: string | null = null): ConversationCommand => {
  return { type: "message.post", message, text, replyTo };
};
const texts = ({ state }: ConversationRoom) => state.value?.messages.map(({ text }) => text) ?? [];
const last = ({ state }: ConversationRoom) => state.value?.messages.at(-1);

/** What a conversation showed of something, one entry for each time it was another. */
function film<Value>(conversation: ConversationRoom, look: () => Value): Value[] {
  const frames = [look()];
  conversation.state.subscribe(() => {
    if (frames.at(-1) !== look()) frames.push(look());
  });
  return frames;
}

describe("what is said in a conversation", () => {
  it("shows at once, waiting, and is one message", async () => {
    const { conversation, ...client } = await bench.shown();
    bench.room.pause();
    const { id } = conversation.post({ text: "Good morning" });
    expect(last(conversation)).toMatchObject({ id, text: "Good morning", author: "u1", seq: 0, sending: "waiting" });
    bench.room.resume();
    await bench.settled({ conversation, ...client });
    expect(conversation.state.value?.messages).toEqual(bench.room.model.flow(null));
    expect(last(conversation)).not.toHaveProperty("sending");
    expect(bench.room.done).toHaveLength(1);
  });

  it.each<[string, Fate[], boolean]>([
    ["the event comes before the ack", ["ok"], true],
    ["the ack comes before the event", ["ack first"], true],
    ["the socket breaks before, and what was missed is told", ["break before"], true],
    ["the socket breaks after, and what was missed is told", ["break after"], true],
    ["the socket breaks after, and a fresh state comes", ["break after"], false],
  ])("is never seen to go away or to come twice while %s", async (_, fates, resumes) => {
    const client = await bench.shown();
    bench.room.resumes = resumes;
    bench.room.fates.push(...fates);
    const seen = film(client.conversation, () => texts(client.conversation).join());
    client.conversation.post({ text: "Hello" });
    await bench.settled(client);
    expect(seen).toEqual(["", "Hello"]);
    bench.room.fates.push(...fates);
    await Promise.all([
      client.conversation.edit(last(client.conversation)?.id ?? "", "Hello all"),
      bench.settled(client),
    ]);
    expect(seen).toEqual(["", "Hello", "Hello all"]);
    expect(client.conversation.state.value?.messages).toEqual(bench.room.model.flow(null));
  });

  it("stays with a reason when it is refused, to be sent again or discarded", async () => {
    const client = await bench.shown();
    const { conversation } = client;
    bench.room.fates.push("refuse", "refuse");
    const refused = conversation.post({ text: "One" });
    const other = conversation.post({ text: "Two" });
    expect(await refused.outcome).toMatchObject({ ok: false, code: "forbidden" });
    await other.outcome;
    expect(last(conversation)).toMatchObject({ text: "Two", sending: "refused", refusal: { code: "forbidden" } });
    expect(texts(conversation)).toEqual(["One", "Two"]);
    expect(conversation.refusals.value).toEqual([]);
    expect(conversation.discard(other.id)).toBe(true);
    conversation.retry(refused.id);
    expect(last(conversation)).toMatchObject({ id: refused.id, sending: "waiting" });
    await bench.settled(client);
    expect(conversation.state.value?.messages).toEqual(bench.room.model.flow(null));
    expect(texts(conversation)).toEqual(["One"]);
  });

  it("is told to be refused also to the next page, which can send it again", async () => {
    const owner = crypto.randomUUID();
    const keep = await keepOf(owner);
    const { conversation } = await bench.shown("u1", keep.queueFor("c1"));
    bench.room.fates.push("refuse");
    const { outcome } = conversation.post({ text: "Words one thought about" });
    await outcome;
    conversation.close();
    const client = await bench.shown("u1", keep.queueFor("c1"));
    await when(client.conversation.state, () => last(client.conversation)?.sending === "refused");
    client.conversation.retry(last(client.conversation)?.id ?? "");
    await bench.settled(client);
    expect(texts(client.conversation)).toEqual(["Words one thought about"]);
    expect(last(client.conversation)).not.toHaveProperty("sending");
  });

  it("can be taken back, and changed, before it was sent", async () => {
    const client = await bench.shown();
    const { conversation } = client;
    bench.room.break();
    await when(client.room.connection, ({ name }) => name !== "online");
    const one = conversation.post({ text: "One" });
    const two = conversation.post({ text: "Two" });
    expect(conversation.discard(one.id)).toBe(true);
    void conversation.edit(two.id, "Three");
    expect(texts(conversation)).toEqual(["Three"]);
    await bench.settled(client);
    expect(bench.room.model.flow(null).map(({ text }) => text)).toEqual(["Three"]);
  });

  it("shows edits, reactions, pins and what is deleted at once, and takes back what is refused", async () => {
    bench.room.model.fill(3);
    const client = await bench.shown();
    const { conversation } = client;
    bench.room.pause();
    bench.room.fates.push("ok", "ok", "ok", "ok", "refuse");
    void conversation.edit("m1", "edited");
    void conversation.react("m1", "👍", true);
    void conversation.pin("m2", true);
    void conversation.remove("m3");
    void conversation.react("m2", "🎉", true);
    const [first, second, third] = conversation.state.value?.messages ?? [];
    expect(first).toMatchObject({ text: "edited", reactions: [{ emoji: "👍", users: ["u1"] }] });
    expect(second).toMatchObject({ pinnedBy: "u1", reactions: [{ emoji: "🎉", users: ["u1"] }] });
    expect(third).toMatchObject({ text: "" });
    expect(third?.deletedAt).not.toBeNull();
    expect(conversation.state.value?.pins).toBe(1);
    bench.room.resume();
    await bench.settled(client);
    expect(conversation.state.value?.messages).toEqual(bench.room.model.flow(null));
    expect(conversation.state.value?.messages[1]?.reactions).toEqual([]);
    const [refusal] = conversation.refusals.value;
    expect(refusal).toMatchObject({ code: "forbidden", command: { type: "message.react" } });
    conversation.dismiss(refusal?.id ?? "");
    expect(conversation.refusals.value).toEqual([]);
  });

  it("leaves every other message the same object", async () => {
    bench.room.model.fill(3);
    const { conversation } = await bench.shown();
    const before = conversation.state.value?.messages ?? [];
    bench.room.pause();
    void conversation.react("m2", "👍", true);
    const reacted = conversation.state.value?.messages[1];
    bench.room.act("u2", post("new"));
    await when(conversation.state, () => texts(conversation).includes("new"));
    const after = conversation.state.value?.messages ?? [];
    expect([after[0] === before[0], after[1] === reacted, after[2] === before[2]]).toEqual([true, true, true]);
    bench.room.resume();
  });

  it("is refused here already when it is too long", async () => {
    const { conversation } = await bench.shown();
    expect(await conversation.post({ text: "x".repeat(20_000) }).outcome).toMatchObject({ ok: false, code: "invalid" });
    expect(bench.room.done).toEqual([]);
  });
});

describe("history", () => {
  it("is paged to its beginning while messages come", async () => {
    bench.room.model.fill(180);
    const client = await bench.shown();
    const { conversation } = client;
    expect(conversation.state.value).toMatchObject({ older: "more", newer: "none" });
    while (conversation.state.value?.older === "more") {
      const loading = conversation.loadOlder();
      bench.room.act("u2", post(crypto.randomUUID()));
      await loading;
    }
    await bench.settled(client);
    expect(conversation.state.value?.messages).toEqual(bench.room.model.flow(null));
  });

  it("is shown around a message, goes on to both sides, and back to the newest", async () => {
    bench.room.model.fill(300);
    bench.room.act("u2", post("reply", "reply", "m20"));
    const client = await bench.shown();
    const { conversation } = client;
    expect(await conversation.showAround("m150")).toMatchObject({ id: "m150" });
    expect(conversation.state.value).toMatchObject({ older: "more", newer: "more" });
    expect(texts(conversation)).toHaveLength(100);
    bench.room.act("u2", post("live"));
    await bench.settled(client);
    expect(texts(conversation)).not.toContain("live");
    while (conversation.state.value?.newer === "more") await conversation.loadNewer();
    expect(last(conversation)?.text).toBe("live");
    // A reply is shown where its thread began.
    expect(await conversation.showAround("reply")).toMatchObject({ replyTo: "m20" });
    expect(conversation.state.value?.messages.some(({ id }) => id === "m20")).toBe(true);
    conversation.showNewest();
    expect(last(conversation)?.text).toBe("live");
    expect(conversation.state.value?.newer).toBe("none");
    await expect(conversation.showAround("none")).rejects.toMatchObject({ status: 404 });
  });

  it("shows the newest when one posts while reading older ones", async () => {
    bench.room.model.fill(300);
    const { conversation } = await bench.shown();
    await conversation.showAround("m100");
    conversation.post({ text: "mine" });
    expect(last(conversation)).toMatchObject({ text: "mine" });
  });

  it("P2.28 is followed on where the reader is when too much was missed, without a hole", async () => {
    bench.room.model.fill(300);
    const client = await bench.shown();
    const { conversation } = client;
    await conversation.loadOlder();
    conversation.lookAt("m270");
    bench.room.resumes = false;
    bench.room.break();
    await when(client.room.connection, ({ name }) => name !== "online");
    bench.room.act("u2", { type: "message.edit", message: "m270", text: "edited meanwhile" });
    bench.room.model.fill(200);
    await bench.settled(client);
    const shown = conversation.state.value?.messages ?? [];
    expect(shown.find(({ id }) => id === "m270")?.text).toBe("edited meanwhile");
    expect(conversation.state.value?.newer).toBe("more");
    while (conversation.state.value?.newer === "more") await conversation.loadNewer();
    while (conversation.state.value?.older === "more") await conversation.loadOlder();
    expect(conversation.state.value?.messages).toEqual(bench.room.model.flow(null));
  });

  it("is followed on at the newest when the reader was there, or when their place is gone", async () => {
    bench.room.model.fill(100);
    const client = await bench.shown();
    const { conversation } = client;
    conversation.lookAt("m97");
    bench.room.resumes = false;
    bench.room.break();
    await when(client.room.connection, ({ name }) => name !== "online");
    bench.room.model.expire(99);
    bench.room.model.fill(20);
    await bench.settled(client);
    expect(conversation.state.value).toMatchObject({ newer: "none", older: "more" });
    expect(last(conversation)).toEqual(bench.room.model.flow(null).at(-1));
  });

  it("asks for the reader's place again once there is a network", async () => {
    bench.room.model.fill(300);
    const client = await bench.shown();
    const { conversation } = client;
    await conversation.loadOlder();
    conversation.lookAt("m270");
    bench.room.resumes = false;
    bench.room.reachable = false;
    bench.room.break();
    await when(client.room.connection, ({ name }) => name !== "online");
    bench.room.model.fill(200);
    await bench.settled(client);
    expect(conversation.state.value?.newer).toBe("failed");
    expect(texts(conversation)).toContain("…");
    bench.room.reachable = true;
    await conversation.loadNewer();
    expect(conversation.state.value).toMatchObject({ newer: "more", older: "more" });
    while (conversation.state.value?.newer === "more") await conversation.loadNewer();
    expect(last(conversation)).toEqual(bench.room.model.flow(null).at(-1));
  });

  it("loses what is not to be kept any longer", async () => {
    bench.room.model.fill(20);
    const client = await bench.shown();
    await client.conversation.loadOlder();
    bench.room.expire(11);
    await bench.settled(client);
    expect(client.conversation.state.value?.messages).toEqual(bench.room.model.flow(null));
    expect(client.conversation.state.value?.older).toBe("none");
  });
});

describe("a thread", () => {
  it("shows its replies, one's own at once, and what becomes of the message that began it", async () => {
    bench.room.model.fill(2);
    for (let each = 0; each < 70; each++) bench.room.act("u2", post(`r${each}`, `r${each}`, "m1"));
    const client = await bench.shown();
    const thread = client.conversation.thread("m1");
    thread.open();
    await when(thread.state, (state) => state?.messages.length === 50);
    bench.room.pause();
    client.conversation.post({ text: "mine", replyTo: "m1" });
    expect(thread.state.value?.messages.at(-1)).toMatchObject({ text: "mine", sending: "waiting" });
    expect(texts(client.conversation)).not.toContain("mine");
    bench.room.resume();
    await thread.loadOlder();
    bench.room.act("u2", { type: "message.edit", message: "m1", text: "the beginning" });
    await bench.settled(client);
    expect(thread.state.value?.messages).toEqual(bench.room.model.flow("m1"));
    expect(thread.state.value).toMatchObject({ root: bench.room.model.find("m1"), older: "none", newer: "none" });
    await bench.reconnect(client);
    bench.room.act("u2", post("late", "late", "m1"));
    await when(thread.state, (state) => state?.messages.at(-1)?.text === "late");
    thread.close();
  });

  it("says why it cannot be shown", async () => {
    const { conversation } = await bench.shown();
    const thread = conversation.thread("none");
    thread.open();
    await when(thread.failure, (failure) => failure?.code === "not_found");
    expect(thread.state.value).toBeNull();
  });

  it("is told anew when too much was missed, as is the message that began it", async () => {
    bench.room.model.fill(20);
    const client = await bench.shown();
    const thread = client.conversation.thread("m1");
    thread.open();
    await when(thread.state, (state) => state?.older === "none");
    bench.room.resumes = false;
    bench.room.break();
    await when(client.room.connection, ({ name }) => name !== "online");
    bench.room.act("u2", post("r1", "r1", "m1"));
    bench.room.act("u2", { type: "message.edit", message: "m1", text: "edited" });
    await bench.settled(client);
    await when(thread.state, (state) => state?.messages.length === 1 && state.root.text === "edited");
  });
});

describe("what is read", () => {
  it("counts what others say, shows at once what was read, and tells the room seldom", async () => {
    bench.room.model.fill(3);
    const client = await bench.shown();
    const { conversation } = client;
    expect(conversation.state.value?.read).toMatchObject({ marker: 0, unread: 3 });
    bench.room.act("u2", post("four"));
    await when(conversation.state, (state) => state?.read.unread === 4);
    bench.room.pause();
    conversation.read(1);
    conversation.read(2);
    conversation.read(3);
    expect(conversation.state.value?.read).toMatchObject({ marker: 3, unread: 1 });
    bench.room.resume();
    await bench.settled(client);
    bench.clock.advance(READ_EVERY_MS);
    await bench.settled(client);
    expect(bench.room.done).toHaveLength(2);
    expect(conversation.state.value?.read).toEqual(bench.room.model.reading("u1").read);
    conversation.read(1);
    expect(conversation.state.value?.read.unread).toBe(3);
  });

  it("knows of a thread that it is followed, or not any more, before and after the room has said so", async () => {
    bench.room.model.fill(2);
    const client = await bench.shown();
    const { conversation } = client;
    const following = film(conversation, () => conversation.state.value?.threads.get("m1")?.following ?? false);
    await conversation.follow("m1", true);
    await bench.settled(client);
    await conversation.follow("m1", false);
    await bench.settled(client);
    expect(following).toEqual([false, true, false]);
  });

  it("is asked for when one comes back, for another device may have read", async () => {
    bench.room.model.fill(3);
    const client = await bench.shown();
    bench.room.break();
    await when(client.room.connection, ({ name }) => name !== "online");
    bench.room.act("u1", { type: "read", seq: 3 });
    bench.room.model.fill(1);
    await bench.settled(client);
    await when(client.conversation.state, (state) => state?.read.unread === 1);
    expect(client.conversation.state.value?.read).toEqual(bench.room.model.reading("u1").read);
  });

  it("is asked for when the reader comes back from elsewhere to look", async () => {
    bench.room.model.fill(3);
    const { conversation } = await bench.shown();
    conversation.looking(true);
    expect(bench.room.asked).toEqual([]);
    conversation.looking(false);
    bench.room.act("u1", { type: "read", seq: 3 });
    conversation.looking(true);
    await when(conversation.state, (state) => state?.read.unread === 0);
  });

  it("is asked for when the inbox says otherwise for longer than it lags", async () => {
    bench.room.model.fill(3);
    const { conversation } = await bench.shown();
    bench.room.act("u1", { type: "read", seq: 3 });
    bench.inbox.set(inboxWith({ unread: 0, marker: 3 }));
    bench.clock.advance(INBOX_LAGS_MS);
    await when(conversation.state, (state) => state?.read.unread === 0);
    const asked = bench.room.asked.length;
    bench.inbox.set(inboxWith({ unread: 0, marker: 4 }));
    bench.clock.advance(INBOX_LAGS_MS);
    expect(bench.room.asked).toHaveLength(asked);
  });
});

describe("who types", () => {
  const peer = (connection: string, user: string, typing: unknown) => ({
    type: "presence",
    peers: { [connection]: { connection, user, name: user, role: "member", state: { typing } } },
  });

  it("is told of others, each once for each place, until they stop or say nothing more", async () => {
    const { conversation } = await bench.shown();
    bench.room.say(peer("c7", "Bo", { thread: null }));
    bench.room.say(peer("c8", "Bo", { thread: null }));
    bench.room.say(peer("c9", "u1", { thread: null }));
    bench.room.say(peer("c6", "Al", { thread: "m1" }));
    await when(conversation.typers, (typers) => typers.length === 2);
    expect(conversation.typers.value).toEqual([
      { user: "Al", name: "Al", thread: "m1" },
      { user: "Bo", name: "Bo", thread: null },
    ]);
    bench.room.say(peer("c6", "Al", null));
    await when(conversation.typers, (typers) => typers.length === 1);
    bench.clock.advance(FORGOTTEN_AFTER_MS - 1);
    expect(conversation.typers.value).toHaveLength(1);
    bench.clock.advance(1);
    expect(conversation.typers.value).toEqual([]);
  });

  it("is said seldom of oneself, again while it goes on, and taken back after it", async () => {
    const client = await bench.shown();
    const { conversation } = client;
    const said = () => bench.room.presence.map(({ state }) => state);
    for (let key = 0; key < 10; key++) conversation.typing(null);
    bench.clock.advance(SAY_AGAIN_MS);
    conversation.typing(null);
    bench.clock.advance(STOPS_AFTER_MS);
    conversation.typing("m1");
    await conversation.post({ text: "done" }).outcome;
    const typing = (thread: string | null) => ({ typing: { thread } });
    expect(said()).toEqual([typing(null), typing(null), { typing: null }, typing("m1"), { typing: null }]);
  });
});

describe("a conversation that was kept", () => {
  it("opens at once without a network, and goes on from there", async () => {
    const owner = crypto.randomUUID();
    bench.room.model.fill(3);
    const copies = await copiesOf(owner);
    const first = bench.client("u1", { copies });
    await when(first.conversation.state, (state) => state !== null);
    first.conversation.close();
    bench.room.pause();
    const again = bench.client("u1", { copies });
    await when(again.conversation.state, (state) => state !== null);
    expect(again.room.connection.value.name).not.toBe("online");
    expect(texts(again.conversation)).toEqual(["…", "…", "…"]);
    again.conversation.post({ text: "written offline" });
    expect(last(again.conversation)).toMatchObject({ text: "written offline", author: "u1", sending: "waiting" });
    bench.room.resume();
    bench.room.act("u2", post("meanwhile"));
    await bench.settled(again);
    expect(again.conversation.state.value?.messages).toEqual(bench.room.model.flow(null));
  });
});

type Turn =
  | { by: 0 | 1; act: "post" | "edit" | "remove" | "react" | "pin" | "read"; which: number; wait: boolean }
  | { by: 0 | 1; look: "older" | "newer" | "around" | "newest"; which: number }
  | { other: number }
  | "reconnect"
  | "fresh";

const client = fc.constantFrom(0 as const, 1 as const);
const turns: fc.Arbitrary<Turn> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      by: client,
      act: fc.constantFrom(
        "post" as const,
        "post" as const,
        "edit" as const,
        "remove" as const,
        "react" as const,
        "pin" as const,
        "read" as const,
      ),
      which: fc.nat({ max: 20 }),
      wait: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      by: client,
      look: fc.constantFrom("older" as const, "newer" as const, "around" as const, "newest" as const),
      which: fc.nat({ max: 20 }),
    }),
  },
  { weight: 2, arbitrary: fc.nat({ max: 20 }).map((other) => ({ other })) },
  { weight: 1, arbitrary: fc.constantFrom("reconnect" as const, "fresh" as const) },
);
const fates = fc.constantFrom<Fate>("ok", "ok", "ok", "ack first", "refuse", "break before", "break after");

it("P2.30 through refusals, breaks, repeats, jumps and pages all clients end with the room's messages, each once", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(turns, { minLength: 1, maxLength: 25, size: "max" }),
      fc.array(fates, { maxLength: 15, size: "max" }),
      async (plan, fates) => {
        await using bench = await ConversationBench.start();
        bench.room.model.fill(12);
        const clients = [await bench.shown("u1"), await bench.shown("u2")] as const;
        bench.room.fates.push(...fates);
        for (const turn of plan) await take(bench, clients, turn);
        await bench.settled(...clients);
        for (const { conversation } of clients) {
          for (const message of conversation.state.value?.messages ?? []) {
            if (message.sending === "refused") conversation.discard(message.id);
          }
          await wholeOf(conversation);
        }
        await bench.settled(...clients);
        for (const { conversation } of clients) {
          expect(conversation.state.value?.messages).toEqual(bench.room.model.flow(null));
        }
        expect(new Set(bench.room.done).size).toBe(bench.room.done.length);
      },
    ),
    { numRuns: 60 },
  );
});

async function take(bench: ConversationBench, clients: readonly [Client, Client], turn: Turn): Promise<void> {
  if (turn === "reconnect" || turn === "fresh") {
    bench.room.resumes = turn === "reconnect";
    bench.room.break();
    return;
  }
  if ("other" in turn) {
    bench.room.act("u3", post(crypto.randomUUID()));
    bench.room.act("u3", { type: "message.react", message: `m${turn.other}`, emoji: "👍", on: turn.other % 2 === 0 });
    return;
  }
  const { conversation } = clients[turn.by];
  const all = bench.room.model.flow(null);
  const message = all[turn.which % all.length]?.id ?? "";
  if ("look" in turn) {
    if (turn.look === "older") void conversation.loadOlder();
    else if (turn.look === "newer") void conversation.loadNewer();
    else if (turn.look === "newest") conversation.showNewest();
    else void conversation.showAround(message);
    return;
  }
  if (turn.act === "post") conversation.post({ text: `p${turn.which}` });
  else if (turn.act === "edit") void conversation.edit(message, `e${turn.which}`);
  else if (turn.act === "remove") void conversation.remove(message);
  else if (turn.act === "react") void conversation.react(message, "👍", turn.which % 2 === 0);
  else if (turn.act === "pin") void conversation.pin(message, turn.which % 2 === 0);
  else conversation.read(turn.which);
  if (turn.wait) await bench.settled(...clients);
}

/** Loads all there is. */
async function wholeOf(conversation: ConversationRoom): Promise<void> {
  const { state } = conversation;
  while (state.value?.newer !== "none") await conversation.loadNewer();
  while (state.value?.older !== "none") await conversation.loadOlder();
}

function inboxWith(unread: Pick<ConversationUnread, "unread" | "marker">): InboxState {
  const state = { workspace: "w1", conversation: "c1", mentions: 0, replies: 0, lastAt: 1, ...unread };
  return inboxOf({
    notifications: [],
    more: false,
    unread: { all: 0, workspaces: {} },
    conversations: [state],
    drafts: [],
    saved: [],
    reminders: [],
    mutes: [],
    preferences: {
      reasons: {
        mention: WAYS,
        message: WAYS,
        reply: WAYS,
        assigned: WAYS,
        changed: WAYS,
        due: WAYS,
        invited: WAYS,
        reminder: WAYS,
        call: WAYS,
      },
      projects: {},
      timeZone: "UTC",
      quietHours: null,
      digestAt: null,
      pushContent: true,
    },
  });
}

const WAYS = { inbox: true, push: true, digest: true };

async function keepOf(owner: string): Promise<CommandKeep> {
  const keep = await CommandKeep.open(owner, new HandTabs().open());
  if (!keep) throw new Error("this browser keeps nothing");
  return keep;
}

async function copiesOf(owner: string): Promise<RoomCopies> {
  const copies = await RoomCopies.open(owner, "test", bench.clock);
  if (!copies) throw new Error("this browser keeps nothing");
  return copies;
}
