import { evictDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { ask, enter, is, newConversation, refusalOf, say, someone, tell } from "./conversation-desk.ts";

describe("messages", () => {
  it("are posted, shown to all who are here, and to whoever comes later", async () => {
    const [ada, bob] = [someone("Ada"), someone("Bob")];
    const desk = await newConversation([ada, bob]);
    const there = await enter(desk, bob);
    expect(there.snapshot()).toMatchObject({ conversation: desk.conversation, messages: [], more: false, pins: 0 });
    const { socket } = await enter(desk, ada);
    const ack = await ask(socket, { type: "message.post", message: "m1", text: "Hello **all**" });
    expect(ack).toMatchObject({
      type: "ack",
      result: { message: { id: "m1", text: "Hello **all**", author: ada.user } },
    });
    const event = await there.socket.next(is("message.posted"));
    expect(event).toMatchObject({ by: ada.user, message: { id: "m1", seq: 1, authorName: "Ada", thread: null } });
    await evictDurableObject(desk.room);
    const later = (await enter(desk, someone("Cyd"))).snapshot();
    expect(later.messages.map(({ id }) => id)).toEqual(["m1"]);
  });

  it("are listed both ways without a hole, by flow", async () => {
    const ada = someone("Ada");
    const desk = await newConversation([ada]);
    const root = await say(desk, ada, "root");
    const others = [await say(desk, ada, "a", { replyTo: root.id }), await say(desk, ada, "b")];
    others.push(await say(desk, ada, "c", { replyTo: root.id }), await say(desk, ada, "d"));
    const seqs = async (wanted: Parameters<typeof desk.room.messages>[1]) => {
      const { items, more } = unwrap(await desk.room.messages(ada, wanted));
      return { seqs: items.map(({ seq }) => seq), more };
    };
    expect(await seqs({})).toEqual({ seqs: [5, 4, 3, 2, 1], more: false });
    expect(await seqs({ after: 1, limit: 2 })).toEqual({ seqs: [2, 3], more: true });
    expect(await seqs({ after: 3, limit: 2 })).toEqual({ seqs: [4, 5], more: false });
    expect(await seqs({ before: 5, thread: "none" })).toEqual({ seqs: [3, 1], more: false });
    expect(await seqs({ after: 0, thread: root.id })).toEqual({ seqs: [2, 4], more: false });
    const shown = unwrap(await desk.room.message(ada, root.id));
    expect(shown.thread).toMatchObject({ replies: 2, lastSeq: 4, users: [ada.user] });
    expect(refusalOf(await desk.room.messages(ada, { after: 1, before: 3 }))).toBe("invalid");
  });
});

describe("who may", () => {
  it("a viewer reads and says nothing; what is archived is read only", async () => {
    const [ada, vic] = [someone("Ada"), someone("Vic", "viewer")];
    const desk = await newConversation([ada, vic]);
    const { id } = await say(desk, ada, "Hello");
    expect(refusalOf(await desk.room.post(vic, { message: "v", text: "x" }))).toBe("forbidden");
    expect(refusalOf(await desk.room.react(vic, id, "👍", true))).toBe("forbidden");
    expect(unwrap(await desk.room.read(vic, 1))).toEqual({ marker: 1, unread: 0, mentions: 0 });
    const archived = { ...desk.conversation, archivedAt: 1_800_000_000_000 };
    await tell(desk, { type: "told", body: { type: "conversation.is", conversation: archived } });
    expect(refusalOf(await desk.room.post(ada, { message: "a", text: "x" }))).toBe("conflict");
    expect(unwrap(await desk.room.message(ada, id)).text).toBe("Hello");
  });
});
