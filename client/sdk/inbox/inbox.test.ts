import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InboxCommand, type InboxSnapshot, type Notification } from "../../../durable-objects/inbox/protocol.ts";
import { when } from "../observed.ts";
import { Room } from "../room/room.ts";
import { FakeServer, type FakeSocket } from "../testing/fake-server.ts";
import { HandClock } from "../testing/hand-clock.ts";
import { HandPage } from "../testing/hand-page.ts";
import { DRAFT_RESTS_MS } from "./drafts.ts";
import { InboxRoom } from "./inbox.ts";
import { predictInbox } from "./predict.ts";
import { type InboxState, inboxOf } from "./state.ts";
import { inboxStream } from "./stream.ts";

const WAYS = { inbox: true, push: true, digest: true };
const PREFERENCES = {
  reasons: {
    ...{ mention: WAYS, message: WAYS, reply: WAYS, assigned: WAYS },
    ...{ changed: WAYS, due: WAYS, invited: WAYS, reminder: WAYS, call: WAYS },
  },
  projects: { p1: "nothing" as const },
  timeZone: "UTC",
  quietHours: null,
  digestAt: null,
  pushContent: true,
};

function notification(conversation: string, at: number, more: Partial<Notification> = {}): Notification {
  const workspace = conversation.startsWith("other") ? "w2" : "w1";
  return {
    id: `conversation:${conversation}`,
    thing: { type: "conversation", workspace, conversation },
    reason: "mention",
    title: `#${conversation}`,
    text: "Look",
    by: "u2",
    byName: "Bo",
    message: "m1",
    at,
    count: 1,
    deliveredAt: null,
    seenAt: null,
    readAt: null,
    snoozedUntil: null,
    ...more,
  };
}

const SNAPSHOT: InboxSnapshot = {
  notifications: [notification("c1", 3), notification("c2", 2), notification("other", 1)],
  more: true,
  unread: { all: 9, workspaces: { w1: 5, w2: 4 } },
  conversations: [],
  drafts: [],
  saved: [],
  reminders: [],
  mutes: [],
  preferences: PREFERENCES,
};

/** What an inbox shows after commands that it has not answered. */
function shownAfter(...commands: InboxCommand[]): InboxState {
  return commands.reduce((state, command) => predictInbox(state, command, 100), inboxOf(SNAPSHOT));
}

describe("what is done in an inbox shows at once", () => {
  it("counts what is read, put off, taken away and back, also where not all of it is held", () => {
    const ids = ["conversation:c1"];
    expect(shownAfter({ type: "read", ids }).unread).toEqual({ all: 8, workspaces: { w1: 4, w2: 4 } });
    expect(shownAfter({ type: "read", ids }, { type: "read", ids }, { type: "unread", ids }).unread.all).toBe(9);
    expect(shownAfter({ type: "snooze", ids, until: 500 }).unread.all).toBe(8);
    expect(shownAfter({ type: "snooze", ids, until: 500 }, { type: "snooze", ids, until: null }).unread.all).toBe(9);
    expect(shownAfter({ type: "remove", ids }).unread.all).toBe(8);
    expect(shownAfter({ type: "remove", ids }).notifications).toHaveLength(2);
    expect(shownAfter({ type: "read_all", workspace: "w1" }).unread).toEqual({ all: 4, workspaces: { w1: 0, w2: 4 } });
    const all = shownAfter({ type: "read_all" });
    expect(all.unread).toEqual({ all: 0, workspaces: {} });
    expect(all.notifications.every(({ readAt }) => readAt === 100)).toBe(true);
  });

  it("leaves what is away alone when all is read", () => {
    const away = shownAfter({ type: "snooze", ids: ["conversation:c1"], until: 500 }, { type: "read_all" });
    expect(away.notifications[0]).toMatchObject({ readAt: null, snoozedUntil: 500 });
  });

  it("marks what was shown and seen, each once", () => {
    const [first] = shownAfter(
      { type: "seen", ids: ["conversation:c1"] },
      { type: "read", ids: ["conversation:c1"] },
    ).notifications;
    expect(first).toMatchObject({ deliveredAt: 100, seenAt: 100, readAt: 100 });
  });

  it("mutes, saves, reminds, and changes preferences", () => {
    const thing = { type: "conversation", workspace: "w1", conversation: "c1" } as const;
    const saved = { workspace: "w1", conversation: "c1", message: "m1", excerpt: "Look", authorName: "Bo" };
    const muted = shownAfter({ type: "mute", thing }, { type: "mute", thing });
    expect(muted.mutes).toEqual([{ thing: "conversation:c1", since: 100 }]);
    expect(shownAfter({ type: "mute", thing }, { type: "unmute", thing: "conversation:c1" }).mutes).toEqual([]);
    expect(shownAfter({ type: "save", ...saved }, { type: "save", ...saved }).saved).toEqual([
      { ...saved, savedAt: 100 },
    ]);
    expect(shownAfter({ type: "save", ...saved }, { type: "unsave", message: "m1" }).saved).toEqual([]);
    const reminder = { reminder: "r1", workspace: null, note: "Bread", thing: null, message: null, dueAt: 500 };
    const reminded = shownAfter({ type: "remind", ...reminder }, { type: "remind", ...reminder, dueAt: 600 });
    expect(reminded.reminders.map(({ dueAt }) => dueAt)).toEqual([600]);
    expect(shownAfter({ type: "remind", ...reminder }, { type: "forget_reminder", reminder: "r1" }).reminders).toEqual(
      [],
    );
    const { preferences } = shownAfter({
      type: "preferences.change",
      set: { reasons: { due: { push: false } }, projects: { p1: null, p2: "mentions" }, digestAt: "08:00" },
    });
    expect(preferences.reasons.due).toEqual({ inbox: true, push: false, digest: true });
    expect(preferences).toMatchObject({ projects: { p2: "mentions" }, digestAt: "08:00", timeZone: "UTC" });
  });
});

describe("an inbox on a page", () => {
  let server: FakeServer;
  let clock: HandClock;
  let page: HandPage;
  let inbox: InboxRoom;
  let socket: FakeSocket;

  beforeEach(async () => {
    server = await FakeServer.start();
    clock = new HandClock();
    page = new HandPage();
    const room = new Room(
      { stream: inboxStream, commands: InboxCommand },
      { origin: server.origin, ticket: server.ticketTo("/rooms/inbox/u1"), clock, page, random: () => 0 },
    );
    inbox = new InboxRoom({ room, clock, page });
    inbox.open();
    socket = await server.sockets.take();
    await socket.heard();
    const you = { connection: "c1", user: "u1", name: "Ada", role: "owner", validUntil: clock.now() + 900_000 };
    const head = { type: "welcome", protocol: 1, epoch: "e1", seq: 0, you, presence: [] };
    socket.say({ ...head, recovered: false, snapshot: SNAPSHOT });
    await when(inbox.state, (state) => state !== null);
  });

  afterEach(async () => {
    inbox.close();
    await server.stop();
  });

  const say = (seq: number, event: object) => socket.say({ stream: "room", seq, at: 1, by: null, ...event });

  it("P2.35 shows what the room tells, with what is asked here over it", async () => {
    void inbox.read(["conversation:c2"]);
    const command = await socket.heard();
    expect(command).toMatchObject({ type: "read", ids: ["conversation:c2"] });
    expect(inbox.state.value?.unread.all).toBe(8);
    const put = [notification("c3", 9), notification("c2", 2, { readAt: 50 })];
    say(1, { type: "notifications.put", notifications: put, unread: { all: 9, workspaces: { w1: 5, w2: 4 } } });
    const unread = { workspace: "w1", conversation: "c1", unread: 4, mentions: 1, replies: 0, marker: 3, lastAt: 9 };
    say(2, { type: "conversation.unread", state: unread });
    socket.say({ type: "ack", id: command.id, seq: 1 });
    await when(inbox.state, (state) => state?.conversations.get("c1")?.unread === 4);
    expect(inbox.state.value?.notifications.map(({ id }) => id)).toEqual([
      "conversation:c3",
      "conversation:c1",
      "conversation:c2",
      "conversation:other",
    ]);
    expect(inbox.state.value?.unread.all).toBe(9);
    say(3, {
      type: "notifications.removed",
      ids: ["conversation:c3"],
      unread: { all: 8, workspaces: { w1: 4, w2: 4 } },
    });
    say(4, { type: "conversation.forgotten", conversation: "c1" });
    say(5, { type: "draft.put", draft: { conversation: "c2", thread: null, text: "Well", at: 1 } });
    say(6, {
      type: "saved.put",
      saved: { workspace: "w1", conversation: "c1", message: "m1", savedAt: 1, excerpt: "", authorName: "" },
    });
    say(7, { type: "muted", mute: { thing: "task:t1", since: 1 } });
    await when(inbox.state, (state) => state?.mutes.length === 1);
    expect(inbox.state.value).toMatchObject({
      unread: { all: 8 },
      drafts: [{ text: "Well" }],
      saved: [{ message: "m1" }],
    });
    expect(inbox.state.value?.conversations.size).toBe(0);
  });

  it("sends a draft when its typing rests, as it is then, and at once when the page may go", async () => {
    for (const text of ["W", "We", "Well"]) inbox.draft("w1", "c1", null, text);
    expect(inbox.state.value?.drafts).toMatchObject([{ conversation: "c1", thread: null, text: "Well" }]);
    clock.advance(DRAFT_RESTS_MS);
    expect(await socket.heard()).toMatchObject({ type: "draft", text: "Well" });
    inbox.draft("w1", "c1", "m1", "In a thread");
    page.say("hidden");
    expect(await socket.heard()).toMatchObject({ type: "draft", thread: "m1", text: "In a thread" });
    inbox.draft("w1", "c1", null, "");
    expect(inbox.state.value?.drafts).toMatchObject([{ thread: "m1" }]);
  });

  it("sends of a draft that was written without a network only its last text", async () => {
    socket.break();
    await when(inbox.connection, ({ name }) => name !== "online");
    inbox.draft("w1", "c1", null, "One");
    clock.advance(DRAFT_RESTS_MS);
    inbox.draft("w1", "c1", null, "Two");
    clock.advance(DRAFT_RESTS_MS);
    page.say("online");
    socket = await server.sockets.take();
    expect(await socket.heard()).toMatchObject({ type: "hello", after: 0 });
    const you = { connection: "c2", user: "u1", name: "Ada", role: "owner", validUntil: clock.now() + 900_000 };
    socket.say({ type: "welcome", protocol: 1, epoch: "e1", seq: 0, you, presence: [], recovered: true, events: [] });
    expect(await socket.heard()).toMatchObject({ type: "draft", text: "Two" });
  });

  it("refuses here already what makes no sense", async () => {
    expect(await inbox.read([])).toMatchObject({ ok: false, code: "invalid" });
  });
});
