import { evictDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { Message } from "../../durable-objects/conversation/protocol.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
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

const [ada, bob] = [someone("Ada"), someone("Bob")];

async function shown({ room }: Desk, { id }: Message): Promise<Message> {
  return unwrap(await room.message(ada, id));
}

describe("messages", () => {
  it("are posted, shown to all who are here, and to whoever comes later", async () => {
    const desk = await newConversation([ada, bob]);
    const there = await enter(desk, bob);
    expect(there.snapshot()).toMatchObject({ conversation: desk.conversation, messages: [], more: false, pins: 0 });
    const { socket } = await enter(desk, ada);
    const id = crypto.randomUUID();
    const ack = await ask(socket, { type: "message.post", message: id, text: "Hello **all**" });
    expect(ack).toMatchObject({ result: { message: { id, text: "Hello **all**", author: ada.user } } });
    expect(await there.socket.next(is("message.posted"))).toMatchObject({
      by: ada.user,
      message: { id, seq: 1, authorName: "Ada", thread: null },
    });
    await evictDurableObject(desk.room);
    expect((await enter(desk, bob)).snapshot().messages.map((message) => message.id)).toEqual([id]);
  });

  it("are listed both ways without a hole, by flow", async () => {
    const desk = await newConversation([ada]);
    const root = await say(desk, ada, "root");
    const first = await say(desk, ada, "a", { replyTo: root.id });
    await say(desk, ada, "b");
    // A reply to a reply stands in the same thread.
    await say(desk, ada, "c", { replyTo: first.id });
    await say(desk, ada, "d");
    const seqs = async (wanted: Parameters<typeof desk.room.messages>[1]) => {
      const { items, more } = unwrap(await desk.room.messages(ada, wanted));
      return { seqs: items.map(({ seq }) => seq), more };
    };
    expect(await seqs({})).toEqual({ seqs: [5, 4, 3, 2, 1], more: false });
    expect(await seqs({ after: 1, limit: 2 })).toEqual({ seqs: [2, 3], more: true });
    expect(await seqs({ after: 3, limit: 2 })).toEqual({ seqs: [4, 5], more: false });
    expect(await seqs({ before: 5, thread: "none" })).toEqual({ seqs: [3, 1], more: false });
    expect(await seqs({ after: 0, thread: root.id })).toEqual({ seqs: [2, 4], more: false });
    expect((await shown(desk, root)).thread).toMatchObject({ replies: 2, lastSeq: 4, users: [ada.user] });
    expect(refusalOf(await desk.room.messages(ada, { after: 1, before: 3 }))).toBe("invalid");
  });

  it("P3.33 one posted twice under its id is there once, and no other takes that id", async () => {
    const desk = await newConversation([ada, bob]);
    const { socket } = await enter(desk, ada);
    const message = crypto.randomUUID();
    const post = { type: "message.post", message, text: "once" };
    expect(await ask(socket, post, "c1")).toEqual(await ask(socket, post, "c1"));
    // Under another key, as after the answer to the first was lost for good.
    expect(await ask(socket, post, "c2")).toMatchObject({ type: "ack", result: { message: { seq: 1 } } });
    expect(unwrap(await desk.room.post(ada, { message, text: "once" })).seq).toBe(1);
    expect(refusalOf(await desk.room.post(ada, { message, text: "otherwise" }))).toBe("conflict");
    expect(refusalOf(await desk.room.post(bob, { message, text: "once" }))).toBe("conflict");
    expect(unwrap(await desk.room.messages(ada, {})).items).toHaveLength(1);
  });

  it("P3.34 one posted again under its id as a reply elsewhere, or with other files, is refused by name", async () => {
    const desk = await newConversation([ada]);
    const [root, other] = [await say(desk, ada, "root"), await say(desk, ada, "other root")];
    const reply = await say(desk, ada, "a reply", { replyTo: root.id });
    const files = [crypto.randomUUID(), crypto.randomUUID()];
    for (const id of files) {
      const file = { id, name: "a.txt", type: "text/plain" as const, size: 1, width: null, height: null };
      unwrap(await desk.room.fileArrived({ file, user: ada.user }));
    }
    const wanted = { message: crypto.randomUUID(), text: "once", replyTo: reply.id, attachments: files };
    const posted = unwrap(await desk.room.post(ada, wanted));
    expect(posted).toMatchObject({ replyTo: root.id });
    expect(unwrap(await desk.room.post(ada, wanted))).toEqual(posted);
    expect(unwrap(await desk.room.post(ada, { ...wanted, replyTo: root.id }))).toEqual(posted);
    const others = [
      { replyTo: other.id },
      { replyTo: null },
      { attachments: [] },
      { attachments: files.slice(1) },
      { attachments: [...files].reverse() },
    ];
    for (const changes of others) {
      expect(refusalOf(await desk.room.post(ada, { ...wanted, ...changes })), JSON.stringify(changes)).toBe("conflict");
    }
    // What it said may have changed since; where it stands may not.
    unwrap(await desk.room.edit(ada, wanted.message, "edited"));
    expect(unwrap(await desk.room.post(ada, wanted)).text).toBe("edited");
    unwrap(await desk.room.remove(ada, wanted.message));
    expect(unwrap(await desk.room.post(ada, wanted)).deletedAt).not.toBeNull();
    expect(refusalOf(await desk.room.post(ada, { ...wanted, replyTo: other.id }))).toBe("conflict");
  });

  it("are edited by their authors, and keep what they said before", async () => {
    const desk = await newConversation([ada, bob]);
    const message = await say(desk, ada, "one");
    for (const text of ["two", "three"]) unwrap(await desk.room.edit(ada, message.id, text));
    expect(unwrap(await desk.room.edits(bob, message.id)).map(({ text }) => text)).toEqual(["one", "two"]);
    expect(await shown(desk, message)).toMatchObject({ text: "three", seq: message.seq, editedAt: expect.any(Number) });
    expect(refusalOf(await desk.room.edit(bob, message.id, "mine"))).toBe("forbidden");
    expect(refusalOf(await desk.room.edit(ada, message.id, "  "))).toBe("invalid");
    expect(refusalOf(await desk.room.edit(ada, "none", "x"))).toBe("not_found");
    for (let n = 0; n < 60; n += 1) unwrap(await desk.room.edit(ada, message.id, `edit ${n}`));
    const edits = unwrap(await desk.room.edits(bob, message.id)).map(({ text }) => text);
    expect([edits.length, edits[0], edits[1], edits.at(-1)]).toEqual([50, "one", "edit 10", "edit 58"]);
  });

  it("leave a tombstone when they are deleted, by their author or whoever runs the workspace", async () => {
    const desk = await newConversation([ada, bob]);
    const root = await say(desk, ada, "root");
    const [reply, last] = [
      await say(desk, bob, "one", { replyTo: root.id }),
      await say(desk, bob, "two", { replyTo: root.id }),
    ];
    unwrap(await desk.room.edit(bob, reply.id, "edited"));
    unwrap(await desk.room.pin(ada, reply.id, true));
    unwrap(await desk.room.react(ada, reply.id, "👍", true));
    expect(refusalOf(await desk.room.remove(ada, reply.id))).toBe("forbidden");
    expect(unwrap(await desk.room.remove(someone("Ann", "admin"), reply.id))).toMatchObject({
      ...{ text: "", deletedAt: expect.any(Number), reactions: [], pinnedAt: null, author: bob.user, seq: reply.seq },
    });
    expect(unwrap(await desk.room.edits(ada, reply.id))).toEqual([]);
    expect(unwrap(await desk.room.pins(ada))).toEqual([]);
    expect((await shown(desk, root)).thread).toMatchObject({ replies: 1, lastSeq: last.seq });
    unwrap(await desk.room.remove(bob, last.id));
    expect((await shown(desk, root)).thread).toBeNull();
    expect(unwrap(await desk.room.remove(bob, last.id)).deletedAt).not.toBeNull();
    for (const refused of [
      await desk.room.edit(bob, last.id, "x"),
      await desk.room.react(ada, last.id, "👍", true),
      await desk.room.pin(ada, last.id, true),
    ]) {
      expect(refusalOf(refused)).toBe("gone");
    }
    await say(desk, ada, "three", { replyTo: root.id });
    expect((await shown(desk, root)).thread).toMatchObject({ replies: 1, users: [ada.user] });
  });

  it("P2.29 whoever was away gets every event, and nothing of what was deleted meanwhile", async () => {
    const desk = await newConversation([ada, bob]);
    const { socket, welcome } = await enter(desk, bob);
    socket.close();
    const root = await say(desk, ada, "a secret root");
    await say(desk, ada, "a reply", { replyTo: root.id });
    unwrap(await desk.room.edit(ada, root.id, "a secret edited"));
    unwrap(await desk.room.react(bob, root.id, "👀", true));
    unwrap(await desk.room.remove(ada, root.id));
    const back = await enter(desk, bob, { epoch: welcome.epoch, after: welcome.seq });
    expect(back.welcome.recovered).toBe(true);
    expect(back.welcome.events?.map(({ seq, type }) => `${seq} ${type}`)).toEqual([
      ...["1 message.posted", "2 message.posted", "3 message.edited", "4 message.reacted", "5 message.deleted"],
    ]);
    expect(JSON.stringify(back.welcome.events)).not.toContain("secret");
    expect(JSON.stringify(back.welcome.events)).not.toContain("👀");
    for (const event of back.welcome.events ?? []) expect(eventOf(event).type).toBe(event.type);
  });

  it("are reacted to with emoji, and pinned, once each", async () => {
    const desk = await newConversation([ada, bob]);
    const message = await say(desk, ada, "one");
    for (const emoji of ["👍", "👩🏽‍🚀", "❤", "🇩🇪", "1️⃣"]) unwrap(await desk.room.react(ada, message.id, emoji, true));
    unwrap(await desk.room.react(bob, message.id, "👍", true));
    unwrap(await desk.room.react(bob, message.id, "👍", true));
    unwrap(await desk.room.react(ada, message.id, "❤", false));
    const { reactions } = await shown(desk, message);
    expect(reactions[0]).toEqual({ emoji: "👍", users: [ada.user, bob.user] });
    expect(reactions.map(({ emoji }) => emoji)).toEqual(["👍", "👩🏽‍🚀", "🇩🇪", "1️⃣"]);
    for (const emoji of ["a", "", "👍👍", "<b>", "1"]) {
      expect(refusalOf(await desk.room.react(ada, message.id, emoji, true)), emoji).toBe("invalid");
    }
    const head = (await enter(desk, ada)).welcome.seq;
    unwrap(await desk.room.pin(bob, message.id, true));
    unwrap(await desk.room.pin(ada, message.id, true));
    expect(await shown(desk, message)).toMatchObject({ pinnedBy: bob.user });
    const { snapshot, welcome } = await enter(desk, ada);
    expect([snapshot().pins, welcome.seq - head]).toEqual([1, 1]);
    unwrap(await desk.room.pin(ada, message.id, false));
    expect(unwrap(await desk.room.pins(ada))).toEqual([]);
  });
});

describe("who may", () => {
  it("a viewer reads and says nothing; what is archived is read only", async () => {
    const vic = someone("Vic", "viewer");
    const desk = await newConversation([ada, vic]);
    const { id } = await say(desk, ada, "Hello");
    const { socket } = await enter(desk, vic);
    const post = { type: "message.post", message: crypto.randomUUID(), text: "x" };
    expect(await ask(socket, post)).toMatchObject({ type: "error", code: "forbidden" });
    const acts = [
      await desk.room.post(vic, { message: "v", text: "x" }),
      await desk.room.react(vic, id, "👍", true),
      await desk.room.pin(vic, id, true),
      await desk.room.postLater(vic, { message: "v", text: "x", sendAt: Date.now() + 60_000 }),
    ];
    expect(acts.map(refusalOf)).toEqual(["forbidden", "forbidden", "forbidden", "forbidden"]);
    expect(unwrap(await desk.room.read(vic, 1))).toEqual({ marker: 1, unread: 0, mentions: 0 });
    const archived = { ...desk.conversation, archivedAt: 1_800_000_000_000 };
    await tell(desk, { type: "told", body: { type: "conversation.is", conversation: archived } });
    expect(await socket.next(is("conversation.changed"))).toMatchObject({ conversation: archived });
    expect(refusalOf(await desk.room.post(ada, { message: "a", text: "x" }))).toBe("conflict");
    expect(refusalOf(await desk.room.edit(ada, id, "x"))).toBe("conflict");
    expect(unwrap(await desk.room.message(ada, id)).text).toBe("Hello");
  });

  it("P4.36 whoever is removed is shut out at once, and reads nothing of a closed one", async () => {
    const desk = await newConversation([ada, bob], { kind: "private", name: "secret" });
    const message = await say(desk, ada, "for us");
    const stranger = someone("Mallory", "owner");
    for (const refused of [
      await desk.room.messages(stranger, {}),
      await desk.room.message(stranger, message.id),
      await desk.room.search(stranger, { q: "us" }),
      await desk.room.post(stranger, { message: "x", text: "x" }),
      await desk.room.remove(stranger, message.id),
    ]) {
      expect(refusalOf(refused)).toBe("not_found");
    }
    const { socket } = await enter(desk, bob);
    await tell(desk, { type: "standing", user: bob.user, revision: 2, standing: null });
    expect((await socket.end()).code).toBe(4403);
    expect(refusalOf(await desk.room.messages(bob, {}))).toBe("not_found");
    await tell(desk, { type: "told", body: { type: "conversation.joined", users: [bob.user] } });
    expect(unwrap(await desk.room.readState(bob)).read).toEqual({ marker: 1, unread: 0, mentions: 0 });
    await tell(desk, { type: "told", body: { type: "conversation.left", users: [bob.user] } });
    expect(refusalOf(await desk.room.messages(bob, {}))).toBe("not_found");
  });
});

describe("hostile words", () => {
  it("P7.18 are refused by name, or kept as they are, and the room goes on", async () => {
    const desk = await newConversation([ada, bob]);
    const { socket } = await enter(desk, ada);
    const post = (more: object) =>
      ask(socket, { type: "message.post", message: crypto.randomUUID(), text: "x", ...more });
    const refused: [object, string][] = [
      [{ text: "" }, "invalid"],
      [{ text: " \n " }, "invalid"],
      [{ text: "ä".repeat(8 * 1024 + 1) }, "invalid"],
      [{ text: 7 }, "invalid"],
      [{ message: "" }, "invalid"],
      [{ message: "m".repeat(36) }, "invalid"],
      [{ replyTo: "nothing" }, "not_found"],
      [{ attachments: ["nothing"] }, "invalid"],
      [{ attachments: Array.from({ length: 11 }, (_, n) => `f${n}`) }, "invalid"],
    ];
    for (const [more, code] of refused)
      expect(await post(more), JSON.stringify(more).slice(0, 80)).toMatchObject({ code });
    for (const command of [
      { type: "message.edit", message: "none", text: "x" },
      { type: "message.delete", message: "none" },
      { type: "message.react", message: "none", emoji: "👍", on: true },
      { type: "thread.follow", thread: "none", on: true },
      { type: "message.unschedule", message: "none" },
    ]) {
      expect(await ask(socket, command), command.type).toMatchObject({ type: "error", code: "not_found" });
    }
    expect(await ask(socket, { type: "read", seq: -1 })).toMatchObject({ code: "invalid" });
    expect(await ask(socket, { type: "read", seq: 9_999 })).toMatchObject({ result: { read: { marker: 0 } } });
    expect(await ask(socket, { type: "message.explode" })).toMatchObject({ code: "invalid" });
    const kept = [
      "\ud800 half",
      "\u0000\u202e",
      "*a_ ".repeat(4_000),
      "[".repeat(16_000),
      "'; DROP TABLE messages; --",
    ];
    for (const text of kept) expect((await post({ text })).type, text.slice(0, 20)).toBe("ack");
    await evictDurableObject(desk.room);
    const { messages } = (await enter(desk, bob)).snapshot();
    expect(messages.map(({ text }) => text)).toEqual(kept.map((text) => text.toWellFormed()));
    expect(unwrap(await desk.room.search(bob, { q: "drop table" })).items).toHaveLength(1);
    for (const q of ['"', "((", "AND", "NEAR(a b)", "a* OR", "from:", "''--", "\u0000", "ensemble:"]) {
      const answer = await desk.room.search(bob, { q });
      expect(answer.ok || answer.problem.code, q).not.toBe("internal");
    }
  });
});
