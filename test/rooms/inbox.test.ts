/** The inbox of one user: what it is told, what its devices see and ask, and what comes true by the clock. */
import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { ConversationUnread } from "../../durable-objects/inbox/protocol.ts";
import { CloseCode } from "../../durable-objects/room/close-codes.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { channel, news, OTHER_WORKSPACE, TestInbox, task, WORKSPACE } from "./inboxes.ts";
import { claimsFor, jsonClient } from "./socket.ts";
import "./storage.ts";

const HOUR_MS = 60 * 60 * 1000;

const unreadIn = (conversation: string, more: Partial<ConversationUnread> = {}): ConversationUnread => ({
  ...{ workspace: WORKSPACE, conversation, unread: 0, mentions: 0, replies: 0, marker: 0, lastAt: Date.now() },
  ...more,
});

describe("what an inbox is told", () => {
  it("comes to be with the first that is told it, and holds it after it was rebuilt", async () => {
    const inbox = new TestInbox();
    expect(await inbox.tell(news(channel("c1")))).toBe(1);
    await inbox.evict();
    expect(await inbox.list()).toMatchObject([{ id: "conversation:c1", count: 1, readAt: null, text: "hello" }]);
  });

  it("P3.38 what is about one thing is one notification: its newest state, counted since it was read", async () => {
    const inbox = new TestInbox();
    for (const text of ["one", "two", "three"]) await inbox.tell(news(channel("c1"), { text }));
    await inbox.tell(news(task("t1"), { text: "another thing" }));
    expect((await inbox.list()).map(({ id, text, count }) => [id, text, count])).toEqual([
      [`task:${WORKSPACE}:t1`, "another thing", 1],
      ["conversation:c1", "three", 3],
    ]);
    await inbox.perform({ type: "read", ids: ["conversation:c1"] });
    await inbox.tell(news(channel("c1"), { text: "four" }));
    expect((await inbox.list())[0]).toMatchObject({ text: "four", count: 1, readAt: null, seenAt: null });
  });

  it("says nothing of what its user did", async () => {
    const inbox = new TestInbox();
    await inbox.tell(news(channel("c1"), { by: inbox.user }));
    expect(await inbox.list()).toEqual([]);
  });

  it("refuses what it does not know, keeps what came before it, and goes on", async () => {
    const inbox = new TestInbox();
    await inbox.tell(news(channel("c1")));
    const strange = {
      source: "workspace/w/epoch/inbox",
      number: 2,
      body: { type: "told" as const, body: { type: "?" } },
    };
    expect(await inbox.stub.deliver([strange])).toBe(1);
    const after = { ...strange, number: 3, body: { type: "told" as const, body: news(channel("c2")) } };
    expect(await inbox.stub.deliver([after])).toBe(3);
    expect((await inbox.list()).map(({ id }) => id)).toEqual(["conversation:c2", "conversation:c1"]);
  });

  it("reading a conversation reads its notifications, also where the reading is told first", async () => {
    const inbox = new TestInbox();
    await inbox.tell(news(channel("c1"), { message: "m5", seq: 5 }));
    await inbox.tell(news(channel("c2"), { message: "m9", seq: 9 }));
    await inbox.tell({ type: "unread", state: unreadIn("c1", { marker: 4, unread: 1 }) });
    expect((await inbox.overview()).unread.all).toBe(2);
    await inbox.tell({ type: "unread", state: unreadIn("c1", { marker: 5 }) });
    expect((await inbox.overview()).unread).toEqual({ all: 1, workspaces: { [WORKSPACE]: 1 } });
    await inbox.tell(news(channel("c1"), { message: "m4", seq: 4 }));
    expect((await inbox.overview()).unread.all).toBe(1);
    await inbox.tell(news({ type: "thread", workspace: WORKSPACE, conversation: "c1", message: "m1" }, { seq: 3 }));
    await inbox.tell({ type: "unread", state: unreadIn("c1", { marker: 8 }) });
    expect((await inbox.overview()).unread.all).toBe(2);
    await inbox.tell({ type: "thread_read", conversation: "c1", message: "m1", seq: 3 });
    expect((await inbox.overview()).unread.all).toBe(1);
  });

  it("a deleted message takes its words with it", async () => {
    const inbox = new TestInbox();
    const thing = channel("c1");
    await inbox.tell(news(thing, { message: "m1", seq: 1, text: "first" }));
    await inbox.tell(news(thing, { message: "m2", seq: 2, text: "second" }));
    await inbox.perform({
      ...{ type: "save", workspace: WORKSPACE, conversation: "c1", message: "m2" },
      ...{ excerpt: "second", authorName: "Ada" },
    });
    // Ids are made by who posts: one elsewhere may have given theirs the same.
    const elsewhere = [channel("c2"), channel("c1", OTHER_WORKSPACE), { ...task("t1"), workspace: OTHER_WORKSPACE }];
    for (const other of elsewhere) await inbox.tell({ type: "withdrawn", thing: other, message: "m2" });
    expect((await inbox.overview()).saved).toHaveLength(1);
    await inbox.tell({ type: "withdrawn", thing, message: "m2" });
    expect(await inbox.overview()).toMatchObject({ notifications: [{ text: "", message: null, count: 1 }], saved: [] });
    await inbox.tell(news(thing, { message: "m3", seq: 3 }));
    await inbox.perform({ type: "read", ids: ["conversation:c1"] });
    await inbox.tell(news(thing, { message: "m4", seq: 4 }));
    await inbox.tell({ type: "withdrawn", thing, message: "m4" });
    expect(await inbox.list()).toEqual([]);
  });

  it("P5.50 nothing of a workspace stays with whoever left it, and what is told of it late is not taken", async () => {
    const inbox = new TestInbox();
    const before = Date.now() - 1_000;
    const draft = { type: "draft", workspace: WORKSPACE, conversation: "c1", thread: null, text: "begun" } as const;
    await inbox.tell(news(channel("c1")));
    await inbox.tell({ type: "unread", state: unreadIn("c1", { unread: 3 }) });
    await inbox.tell({ type: "due", thing: task("t1"), title: "ENS-1", due: "2099-01-01" });
    await inbox.tell(news(channel("c9", OTHER_WORKSPACE)));
    await inbox.perform(draft);
    await inbox.perform({ type: "mute", thing: channel("c1") });
    await inbox.perform({
      ...{ type: "remind", reminder: "r1", workspace: null, note: "look", thing: task("t1"), message: null },
      dueAt: Date.now() + HOUR_MS,
    });
    await inbox.tell({ type: "left", workspace: WORKSPACE, at: Date.now() });
    expect(await inbox.overview()).toMatchObject({
      ...{ notifications: [{ id: "conversation:c9" }], conversations: [], drafts: [], reminders: [], mutes: [] },
      unread: { all: 1, workspaces: { [OTHER_WORKSPACE]: 1 } },
    });
    await inbox.tell(news(channel("c2"), { at: before }));
    await inbox.tell({ type: "unread", state: unreadIn("c2", { unread: 1, lastAt: before }) });
    expect((await inbox.overview()).conversations).toEqual([]);
    await inbox.tell({ type: "joined", workspace: WORKSPACE });
    await inbox.tell(news(channel("c2"), { at: before }));
    expect((await inbox.list()).map(({ id }) => id)).toEqual(["conversation:c9", "conversation:c2"]);
  });

  it("what is gone goes: a task, a conversation with its threads, a project, what a guest may see no more", async () => {
    const inbox = new TestInbox();
    const page = { type: "page", workspace: WORKSPACE, page: "p1" } as const;
    const things = [channel("c1"), channel("c2"), task("t1"), task("t2"), task("t3", "project-2"), page];
    for (const thing of things) await inbox.tell(news(thing));
    await inbox.tell(news({ type: "thread", workspace: WORKSPACE, conversation: "c1", message: "m1" }));
    const ids = async () => (await inbox.list()).map(({ id }) => id.split(":").at(-1)).sort();
    await inbox.tell({ type: "gone", thing: channel("c1") });
    expect(await ids()).toEqual(["c2", "p1", "t1", "t2", "t3"]);
    await inbox.tell({ type: "gone", thing: task("t1") });
    expect(await ids()).toEqual(["c2", "p1", "t2", "t3"]);
    await inbox.tell({ type: "project_gone", workspace: WORKSPACE, project: "project-2" });
    expect(await ids()).toEqual(["c2", "p1", "t2"]);
    await inbox.tell({ type: "confined", workspace: WORKSPACE, projects: ["project-1"], pages: [] });
    expect(await ids()).toEqual(["c2", "t2"]);
  });
});

describe("its devices", () => {
  it("P2.34 all devices see each change with what counts as unread, and one that was away gets what it missed", async () => {
    const inbox = new TestInbox();
    const [phone, desk] = [await inbox.enter(), await inbox.enter()];
    await inbox.tell(news(channel("c1")));
    for (const device of [phone, desk]) {
      expect(await device.next("notifications.put")).toMatchObject({
        ...{ notifications: [{ id: "conversation:c1", readAt: null }] },
        unread: { all: 1, workspaces: { [WORKSPACE]: 1 } },
      });
    }
    phone.socket.close();
    expect(await desk.ask({ type: "read_all" })).toBe("ack");
    expect(await desk.next("notifications.put")).toMatchObject({ unread: { all: 0, workspaces: {} } });
    await inbox.tell({ type: "unread", state: unreadIn("c2", { unread: 7 }) });
    const back = await inbox.enter({ ...phone.at, after: 1 });
    expect(back.recovered).toBe(true);
    expect(back.missed.map(({ type }) => type)).toEqual(["notifications.put", "conversation.unread"]);
  });

  it("P3.39 a command that is sent twice acts once", async () => {
    const inbox = new TestInbox();
    const device = await inbox.enter();
    const dueAt = Date.now() + HOUR_MS;
    const about = { workspace: null, thing: null, message: null, dueAt };
    const remind = { type: "remind", reminder: "r1", note: "tea", ...about } as const;
    expect(await device.ask(remind, "k1")).toBe("ack");
    await inbox.evict();
    expect(await device.ask(remind, "k1")).toBe("ack");
    expect(await device.ask({ ...remind, note: "coffee" }, "k1")).toBe("key_reused");
    expect(device.socket.received.filter(({ type }) => type === "reminder.put")).toHaveLength(1);
  });

  it("P5.49 nobody but its user comes in, whatever their ticket says", async () => {
    const inbox = new TestInbox();
    await inbox.enter();
    const elsewhere = await jsonClient(inbox.stub, claimsFor(WORKSPACE, "eve", { kind: "inbox", room: inbox.user }));
    expect((await elsewhere.end()).code).toBe(CloseCode.forbidden);
  });

  it("delivered, seen and read are told apart, and each comes once", async () => {
    const inbox = new TestInbox();
    await inbox.tell(news(channel("c1")));
    const device = await inbox.enter();
    const ids = ["conversation:c1", "conversation:gone"];
    await device.ask({ type: "delivered", ids });
    const [delivered] = (await device.next("notifications.put")).notifications;
    expect(delivered).toMatchObject({ seenAt: null, readAt: null });
    await device.ask({ type: "seen", ids });
    const [seen] = (await device.next("notifications.put")).notifications;
    expect(seen).toMatchObject({ deliveredAt: delivered?.deliveredAt, readAt: null });
    await device.ask({ type: "read", ids });
    const [read] = (await device.next("notifications.put")).notifications;
    expect(read).toMatchObject({ deliveredAt: delivered?.deliveredAt, seenAt: seen?.seenAt });
    const heard = device.socket.received.length;
    await device.ask({ type: "read", ids });
    expect(device.socket.received).toHaveLength(heard + 1);
    await device.ask({ type: "unread", ids });
    expect(await device.next("notifications.put")).toMatchObject({ unread: { all: 1 } });
  });

  it("a session that ended is closed, and no ticket of it comes back", async () => {
    const inbox = new TestInbox();
    const [stays, goes] = [await inbox.enter({}, "one"), await inbox.enter({}, "two")];
    await inbox.stub.revokeSession("two");
    expect((await goes.socket.end()).code).toBe(CloseCode.notAuthenticated);
    expect(await stays.ask({ type: "read_all" })).toBe("ack");
    await expect(inbox.enter({}, "two")).rejects.toThrow(String(CloseCode.notAuthenticated));
  });
});

describe("what its user keeps", () => {
  it("drafts are kept over devices, the newest holds, and an empty one is none", async () => {
    const inbox = new TestInbox();
    const [phone, desk] = [await inbox.enter(), await inbox.enter()];
    const draft = { type: "draft", workspace: WORKSPACE, conversation: "c1", thread: null } as const;
    await phone.ask({ ...draft, text: "Hel" });
    expect(await desk.next("draft.put")).toMatchObject({ draft: { conversation: "c1", text: "Hel" } });
    await desk.ask({ ...draft, thread: "m1", text: "In a thread" });
    await desk.ask({ ...draft, text: "Hello" });
    expect((await inbox.overview()).drafts.map(({ text }) => text).sort()).toEqual(["Hello", "In a thread"]);
    await desk.ask({ ...draft, text: "  " });
    expect(await phone.next("draft.removed")).toMatchObject({ conversation: "c1", thread: null });
    expect(await phone.ask({ ...draft, text: "x".repeat(20_000) })).toBe("invalid");
  });

  it("P8.41 what it keeps is bounded: the oldest read notification goes, and too much of the user's own is refused", async () => {
    const inbox = new TestInbox();
    const long = "x".repeat(16_000);
    const title = "汉".repeat(300);
    const many = Array.from({ length: 2_000 }, (_, index) =>
      news(task(`t${index}`), { at: index + 1, title, text: title + title }),
    );
    await inbox.tell(many);
    await inbox.perform({ type: "read", ids: [`task:${WORKSPACE}:t7`, `task:${WORKSPACE}:t9`] });
    await inbox.tell(news(task("new")));
    const page = await inbox.stub.notifications({ filter: "all", workspace: null }, { at: 12, id: "" }, 100);
    const ids = page.ok ? page.value.map(({ id }) => id.split(":").at(-1)) : [];
    expect(ids).toEqual(["t10", "t9", "t8", "t6", "t5", "t4", "t3", "t2", "t1", "t0"]);
    await inbox.perform({ type: "read_all" });
    expect((await inbox.overview()).unread.all).toBe(0);
    const draft = { type: "draft", workspace: WORKSPACE, thread: null, text: long } as const;
    const outcomes = [];
    for (let index = 0; index < 26; index += 1) {
      const outcome = await inbox.stub.perform({ ...draft, conversation: `c${index}` });
      outcomes.push(outcome.ok ? "ok" : outcome.problem.code);
    }
    expect(outcomes.at(24)).toBe("ok");
    expect(outcomes.at(25)).toBe("limit_reached");
  });

  it("names what is wrong with what is asked", async () => {
    const inbox = new TestInbox();
    const device = await inbox.enter();
    const remind = { type: "remind", reminder: "r", workspace: null, note: "x", thing: null, message: null } as const;
    expect(await device.ask({ ...remind, dueAt: Date.now() - 1 })).toBe("invalid");
    expect(await device.ask({ ...remind, dueAt: Date.now() + 10 * 366 * 24 * HOUR_MS })).toBe("invalid");
    expect(await device.ask({ ...remind, note: "", dueAt: Date.now() + HOUR_MS })).toBe("invalid");
    expect(await device.ask({ type: "snooze", ids: ["x"], until: 5 })).toBe("invalid");
    expect(await device.ask({ type: "read", ids: [] })).toBe("invalid");
    expect(await device.ask({ type: "preferences.change", set: { timeZone: "Mars/Olympus" } })).toBe("invalid");
    const quietHours = { from: "25:00", to: "07:00" };
    expect(await device.ask({ type: "preferences.change", set: { quietHours } })).toBe("invalid");
    expect(await device.ask({ type: "read_all" })).toBe("ack");
  });

  it("mutes and preferences keep away what they say, and a mention comes through a muted thing", async () => {
    const inbox = new TestInbox();
    await inbox.perform({ type: "mute", thing: channel("c1") });
    await inbox.perform({
      type: "preferences.change",
      set: { reasons: { changed: { inbox: false } }, projects: { quiet: "nothing", calls: "mentions" } },
    });
    await inbox.tell([
      news(channel("c1"), { reason: "message" }),
      news({ type: "thread", workspace: WORKSPACE, conversation: "c1", message: "m1" }, { reason: "reply" }),
      news(task("t1"), { reason: "changed" }),
      news(task("t2", "quiet"), { reason: "mention" }),
      news(task("t3", "calls"), { reason: "due" }),
    ]);
    expect(await inbox.list()).toEqual([]);
    await inbox.tell([
      news(channel("c1"), { reason: "mention" }),
      news(task("t1"), { reason: "assigned" }),
      news(task("t3", "calls"), { reason: "assigned" }),
    ]);
    expect((await inbox.list()).map(({ id }) => id.split(":").at(-1)).sort()).toEqual(["c1", "t1", "t3"]);
    await inbox.perform({ type: "unmute", thing: "conversation:c1" });
    expect((await inbox.overview()).mutes).toEqual([]);
    await inbox.perform({ type: "preferences.change", set: { projects: { quiet: null } } });
    expect((await inbox.overview()).preferences).toMatchObject({ projects: { calls: "mentions" } });
  });
});

describe("at rest", () => {
  it("P6.1 what waits for its time holds no timer, shown against a room that holds one", async () => {
    const inbox = new TestInbox();
    await inbox.tell(news(channel("c1")));
    const device = await inbox.enter();
    const until = Date.now() + HOUR_MS;
    await device.ask({ type: "snooze", ids: ["conversation:c1"], until });
    await inbox.tell({ type: "due", thing: task("t1"), title: "ENS-1", due: "2099-01-01" });
    await inbox.perform({ type: "preferences.change", set: { digestAt: "08:00" } });
    const restless = env.PROBE.getByName(newId());
    await restless.create({ workspace: "w", kind: "workspace", room: restless.name ?? "" });
    await restless.beat();
    // Eviction waits for what still runs, for a while at least: begun later, it ends sooner only where nothing does.
    const control = evictDurableObject(restless).then(() => "the restless room");
    expect(await Promise.race([control, inbox.evict().then(() => "the inbox")])).toBe("the inbox");
    await restless.stopBeating();
    await control;
    expect(await device.ask({ type: "read_all" })).toBe("ack");
  });
});

describe("what comes true by the clock", () => {
  it("a snoozed notification is away and does not count until its time has come, with what is new of it then", async () => {
    const inbox = new TestInbox();
    await inbox.tell(news(channel("c1"), { reason: "message" }));
    const device = await inbox.enter();
    await device.ask({ type: "snooze", ids: ["conversation:c1"], until: Date.now() + HOUR_MS });
    expect(await device.next("notifications.put")).toMatchObject({ unread: { all: 0 } });
    await inbox.tell(news(channel("c1"), { reason: "message", text: "newer" }));
    expect(await inbox.list()).toEqual([]);
    await inbox.evict();
    await inbox.letTimeCome(["UPDATE notifications SET snoozed_until = 1"]);
    expect(await device.next("notifications.put")).toMatchObject({ notifications: [{ text: "newer" }] });
    expect(await device.next("notifications.put")).toMatchObject({
      ...{ notifications: [{ text: "newer", count: 2, snoozedUntil: null, readAt: null }], unread: { all: 1 } },
    });
    await device.ask({ type: "snooze", ids: ["conversation:c1"], until: Date.now() + HOUR_MS });
    await inbox.tell(news(channel("c1"), { reason: "mention" }));
    expect((await inbox.overview()).unread.all).toBe(1);
  });

  it("a reminder fires once, as a notification about its thing", async () => {
    const inbox = new TestInbox();
    const remind = { type: "remind", workspace: null, message: null, dueAt: Date.now() + HOUR_MS } as const;
    await inbox.perform({ ...remind, reminder: "r1", note: "Call Bo", thing: null });
    await inbox.perform({ ...remind, reminder: "r2", note: "Look again", thing: task("t1") });
    await inbox.perform({ ...remind, reminder: "r3", note: "Never", thing: null });
    await inbox.perform({ type: "forget_reminder", reminder: "r3" });
    await inbox.letTimeCome(["UPDATE reminders SET due_at = 1"]);
    await inbox.letTimeCome([]);
    const overview = await inbox.overview();
    expect(overview.reminders).toEqual([]);
    expect(overview.notifications.map(({ id, reason, text, count }) => [id, reason, text, count]).sort()).toEqual([
      ["note:r1", "reminder", "Call Bo", 1],
      [`task:${WORKSPACE}:t1`, "reminder", "Look again", 1],
    ]);
  });

  it("a task's due day is told once it has come, and not when it was taken back", async () => {
    const inbox = new TestInbox();
    await inbox.tell({ type: "due", thing: task("t1"), title: "ENS-1 Paint", due: "2099-03-01" });
    await inbox.tell({ type: "due", thing: task("t2"), title: "ENS-2 Sand", due: "2099-03-01" });
    await inbox.tell({ type: "due", thing: task("t2"), title: "ENS-2 Sand", due: null });
    await inbox.tell({ type: "due", thing: task("t3"), title: "ENS-3 Late", due: "2020-03-01" });
    expect(await inbox.list()).toEqual([]);
    await inbox.perform({ type: "preferences.change", set: { timeZone: "America/New_York" } });
    await inbox.letTimeCome(["UPDATE due_days SET fires_at = 1 WHERE fires_at = 4076056800000"]);
    expect(await inbox.list()).toMatchObject([{ reason: "due", title: "ENS-1 Paint", text: "is due today" }]);
  });
});
