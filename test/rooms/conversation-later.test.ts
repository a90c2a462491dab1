import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Participant } from "../../durable-objects/conversation/participant.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { WorkspaceRoom } from "../../durable-objects/workspace/room.ts";
import {
  ask,
  conversationOf,
  type Desk,
  enter,
  is,
  newConversation,
  refusalOf,
  say,
  someone,
  tell,
} from "./conversation-desk.ts";
import { join, newTenant, person } from "./workspace-people.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const later = () => Date.now() + 60_000;

/** Lets what waits in the room come due, as if the time had come, and runs it. */
async function letTimeCome({ room }: Desk, ...changes: string[]): Promise<void> {
  await runInDurableObject(room, (_, { storage: { sql } }) => {
    for (const change of [...changes, "UPDATE scheduled SET send_at = 1", "UPDATE jobs SET due = 1"]) sql.exec(change);
  });
  await runDurableObjectAlarm(room);
}

async function texts({ room }: Desk, who: Participant): Promise<string[]> {
  return unwrap(await room.messages(who, { after: 0 })).items.map(({ text }) => text);
}

async function privateOfTwo() {
  const tenant = await newTenant();
  const [ada, bob] = [await join(tenant, "member", [], person("ada")), await join(tenant, "member", [], person("bob"))];
  const desk = await conversationOf(tenant, ada, { kind: "private", name: "later", members: [bob.user] });
  const as = ({ user, name }: Participant | { user: string; name: string }): Participant => ({
    user,
    name,
    role: "member",
  });
  return { tenant, desk, ada: as(ada), bob: as(bob) };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a message that waits for its time", () => {
  it("is its author's alone until then, who may change it and take it back", async () => {
    const { desk, ada, bob } = await privateOfTwo();
    const [message, sendAt] = ["s1", later()];
    const kept = unwrap(await desk.room.postLater(ada, { message, text: "soon", sendAt }));
    expect(kept).toEqual({ id: "s1", text: "soon", replyTo: null, attachments: [], sendAt });
    // Again under the same id, it is the one there is.
    expect(unwrap(await desk.room.postLater(ada, { message, text: "soon", sendAt }))).toEqual(kept);
    const others = [{ text: "other" }, { sendAt: sendAt + 1 }, { replyTo: "r1" }, { attachments: ["f1"] }];
    for (const changes of others) {
      const again = { message, text: "soon", sendAt, ...changes };
      expect(refusalOf(await desk.room.postLater(ada, again)), JSON.stringify(changes)).toBe("conflict");
    }
    expect(refusalOf(await desk.room.postLater(bob, { message, text: "mine", sendAt }))).toBe("conflict");
    expect(unwrap(await desk.room.waiting(bob))).toEqual([]);
    expect(refusalOf(await desk.room.reschedule(bob, message, { text: "mine" }))).toBe("not_found");
    expect(refusalOf(await desk.room.unschedule(bob, message))).toBe("not_found");
    unwrap(await desk.room.reschedule(ada, message, { text: "later", sendAt: sendAt + DAY_MS }));
    expect(unwrap(await desk.room.waiting(ada))).toMatchObject([{ text: "later", sendAt: sendAt + DAY_MS }]);
    // Asked again after it was changed, it stays what it became.
    expect(unwrap(await desk.room.postLater(ada, { message, text: "soon", sendAt }))).toMatchObject({ text: "later" });
    const elsewhere = { message, text: "later", sendAt: sendAt + DAY_MS, replyTo: "r1" };
    expect(refusalOf(await desk.room.postLater(ada, elsewhere))).toBe("conflict");
    unwrap(await desk.room.unschedule(ada, message));
    expect(unwrap(await desk.room.waiting(ada))).toEqual([]);
    for (const wrong of [Date.now() - 1, Date.now() + 400 * DAY_MS]) {
      expect(refusalOf(await desk.room.postLater(ada, { message: "s2", text: "x", sendAt: wrong }))).toBe("invalid");
    }
    for (let n = 0; n < 50; n += 1) unwrap(await desk.room.postLater(ada, { message: `n${n}`, text: "x", sendAt }));
    expect(refusalOf(await desk.room.postLater(ada, { message: "n50", text: "x", sendAt }))).toBe("limit_reached");
    expect(await texts(desk, ada)).toEqual([]);
  });

  it("P3.35 is posted once in its time, whatever the room went through, by one who may still write", async () => {
    const { tenant, desk, ada, bob } = await privateOfTwo();
    const { socket } = await enter(desk, ada);
    const message = crypto.randomUUID();
    const scheduled = { type: "message.schedule", message, text: "from Ada", sendAt: later() };
    expect(await ask(socket, scheduled)).toMatchObject({ type: "ack" });
    unwrap(await desk.room.postLater(bob, { message: "s2", text: "from Bob", sendAt: later() }));
    await evictDurableObject(desk.room);
    // While nobody can say whether they may, they wait.
    const admit = vi.spyOn(WorkspaceRoom.prototype, "admit").mockRejectedValue(new Error("unreachable"));
    await letTimeCome(desk);
    expect(await texts(desk, ada)).toEqual([]);
    admit.mockRestore();
    unwrap(await tenant.room.perform(tenant.owner, { type: "member.remove", user: bob.user }));
    await letTimeCome(desk);
    await letTimeCome(desk);
    expect(await texts(desk, ada)).toEqual(["from Ada"]);
    expect(await socket.next(is("message.posted"))).toMatchObject({ by: ada.user, message: { id: message } });
    expect(unwrap(await desk.room.waiting(ada))).toEqual([]);
  });
});

describe("what is not to be kept", () => {
  it("P8.37 goes for good after its days, with what was found of it, and leaves the rest as it was", async () => {
    const [ada, bob] = [someone("Ada"), someone("Bob")];
    const desk = await newConversation([ada, bob]);
    const old = await say(desk, ada, "old root needle");
    await say(desk, bob, "old reply needle", { replyTo: old.id });
    unwrap(await desk.room.edit(ada, old.id, "old needle edited"));
    const kept = await say(desk, ada, "new needle");
    expect(unwrap(await desk.room.search(ada, { q: "needle" })).items).toHaveLength(3);
    const { socket, welcome } = await enter(desk, bob);
    await runInDurableObject(desk.room, (_, { storage: { sql } }) => {
      sql.exec("UPDATE messages SET at = at - ? WHERE seq <= 2", 8 * DAY_MS);
    });
    await tell(desk, {
      type: "told",
      body: { type: "conversation.is", conversation: { ...desk.conversation, retentionDays: 7 } },
    });
    await letTimeCome(desk);
    expect(await socket.next(is("messages.expired"))).toMatchObject({ before: 3, by: null });
    expect(await texts(desk, ada)).toEqual(["new needle"]);
    expect(refusalOf(await desk.room.message(ada, old.id))).toBe("not_found");
    const { items } = unwrap(await desk.room.search(ada, { q: "needle" }));
    expect(items.map(({ message }) => message.id)).toEqual([kept.id]);
    expect(unwrap(await desk.room.threads(ada))).toEqual([]);
    // Nor does it come to whoever was away from before it.
    const back = await enter(desk, bob, { epoch: welcome.epoch, after: 0 });
    expect(back.welcome.recovered).toBe(false);
    expect(back.snapshot().messages.map(({ id }) => id)).toEqual([kept.id]);
    await say(desk, ada, "goes on");
    await letTimeCome(desk);
    expect(await texts(desk, ada)).toEqual(["new needle", "goes on"]);
  });
});

describe("what is behind links", () => {
  const page = (title: string) => () =>
    Promise.resolve(new Response(`<title>${title}</title>`, { headers: { "content-type": "text/html" } }));

  /** Whoever runs the server has it look behind links, or has not. */
  async function setLooking({ room }: Desk, on: "on" | "off"): Promise<void> {
    await runInDurableObject(room, (instance) => {
      Reflect.set(Reflect.get(instance, "env"), "LINK_PREVIEWS", on);
    });
  }

  it("is shown with a message where the server is set to look, and goes with its link", async () => {
    const ada = someone("Ada");
    const desk = await newConversation([ada]);
    const fetched = vi.spyOn(globalThis, "fetch").mockImplementation(page("The page"));
    const { socket } = await enter(desk, ada);
    await say(desk, ada, "unlooked: http://93.184.216.34/");
    await letTimeCome(desk);
    expect(fetched).not.toHaveBeenCalled();
    await setLooking(desk, "on");
    const message = await say(
      desk,
      ada,
      "see http://93.184.216.34/a and http://10.0.0.1/ and `http://93.184.216.34/code`",
    );
    await letTimeCome(desk);
    const preview = { url: "http://93.184.216.34/a", title: "The page", description: "", site: "93.184.216.34" };
    expect(await socket.next(is("message.previewed"))).toMatchObject({
      message: message.id,
      previews: [preview],
      by: null,
    });
    expect(fetched.mock.calls.map(([address]) => String(address))).toEqual(["http://93.184.216.34/a"]);
    expect(unwrap(await desk.room.message(ada, message.id)).previews).toEqual([preview]);
    expect(unwrap(await desk.room.edit(ada, message.id, "no link any more")).previews).toEqual([]);
    await setLooking(desk, "off");
  });
});
