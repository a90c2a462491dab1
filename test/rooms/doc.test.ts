import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import YProvider from "y-partyserver/provider";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { step1Frame, step2Frame } from "../../durable-objects/doc/frames.ts";
import { DOC_LIMITS, ROOM_LIMITS } from "../../durable-objects/doc/limits.ts";
import { inflateFrame } from "../../durable-objects/doc/protocol.ts";
import type { DocRoom } from "../../durable-objects/doc/room.ts";
import { CloseCode } from "../../durable-objects/room/close-codes.ts";
import { LIVENESS } from "../../durable-objects/room/liveness.ts";
import type { TicketClaims } from "../../durable-objects/room/ticket.ts";
import { claimsFor, openInside, type TestSocket } from "./socket.ts";
import {
  type DocFrame,
  insideWebSocket,
  isFrame,
  rawDocClient,
  readServerFrame,
  say,
  sendPresence,
  sendUpdate,
  YjsPeer,
} from "./yjs-peers.ts";

const WORKSPACE = crypto.randomUUID();
const NOTHING = new Uint8Array([0]);

type Doc = DurableObjectStub<DocRoom>;

const leaving: (() => void)[] = [];
afterEach(() => {
  for (const leave of leaving.splice(0)) leave();
});

async function newDoc(): Promise<{
  doc: Doc;
  claims: (user: string, changes?: Partial<TicketClaims>) => TicketClaims;
}> {
  const room = crypto.randomUUID();
  const doc = env.DOC.getByName(room);
  expect(await doc.create({ workspace: WORKSPACE, kind: "doc", room })).toEqual({ ok: true, value: null });
  const claims = (user: string, changes: Partial<TicketClaims> = {}) =>
    claimsFor(room, user, { workspace: WORKSPACE, kind: "doc", ...changes });
  return { doc, claims };
}

async function join(doc: Doc, claims: TicketClaims, options: { sdk?: boolean } = {}): Promise<YjsPeer> {
  const peer = await YjsPeer.join(doc, claims, options);
  leaving.push(() => peer.leave());
  return peer;
}

async function raw(doc: Doc, claims: TicketClaims, options: { sdk?: boolean } = {}): Promise<TestSocket<DocFrame>> {
  const socket = await rawDocClient(doc, claims, options);
  leaving.push(() => socket.close());
  return socket;
}

function updateOf(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  change(doc);
  return Y.encodeStateAsUpdate(doc);
}

const write = (text: string) => updateOf((doc) => doc.getText("t").insert(0, text));

/** What the room holds, as a newcomer finds it. */
async function contentOf(doc: Doc, claims: TicketClaims): Promise<string> {
  const reader = await YjsPeer.join(doc, { ...claims, role: "viewer" });
  const text = reader.text.toString();
  reader.leave();
  return text;
}

const saved = (n: number) => (frame: DocFrame) => frame.type === "saved" && frame.n === n;

describe("P1 acked means durable", () => {
  it("P1.5 saved n is said once the first n doc frames are committed, and they outlive the object", async () => {
    const { doc, claims } = await newDoc();
    const socket = await raw(doc, claims("ann"), { sdk: true });
    sendUpdate(socket, write("one "));
    sendUpdate(socket, write("two "));
    await socket.next(saved(2));
    await evictDurableObject(doc, { webSockets: "close" });
    expect((await contentOf(doc, claims("ben"))).split(" ").toSorted()).toEqual(["", "one", "two"]);
  });

  it("P1.8 when storage refuses, nobody is told it was saved or shown it, and all come back to a whole doc", async () => {
    const { doc, claims } = await newDoc();
    const ann = await raw(doc, claims("ann"), { sdk: true });
    const ben = await raw(doc, claims("ben"), { sdk: true });
    sendUpdate(ann, write("kept"));
    await ann.next(saved(1));
    await ben.next(isFrame("update"));
    await runInDurableObject(doc, (_, { storage }) => {
      storage.sql.exec("CREATE TRIGGER full BEFORE UPDATE ON log_segments BEGIN SELECT RAISE(ABORT, 'full'); END");
    });
    sendUpdate(ann, write("lost"));
    expect(await ann.end()).toMatchObject({ code: CloseCode.internal });
    expect(await ben.end()).toMatchObject({ code: CloseCode.internal });
    expect(ann.received.filter(isFrame("saved"))).toHaveLength(1);
    expect(ben.received.filter(isFrame("update"))).toHaveLength(1);
    await runInDurableObject(doc, (_, { storage }) => {
      storage.sql.exec("DROP TRIGGER full");
    });
    expect(await contentOf(doc, claims("cy"))).toBe("kept");
    const again = await raw(doc, claims("ann"), { sdk: true });
    sendUpdate(again, write("lost and found "));
    await again.next(saved(1));
  });

  it("P1.6 a frame that was held already is counted as saved, also after the room slept", async () => {
    const { doc, claims } = await newDoc();
    const socket = await raw(doc, claims("ann"), { sdk: true });
    const update = write("once");
    sendUpdate(socket, update);
    await socket.next(saved(1));
    sendUpdate(socket, update);
    await socket.next(saved(2));
    await evictDurableObject(doc, { webSockets: "hibernate" });
    sendUpdate(socket, update);
    await socket.next(saved(3));
    expect(await contentOf(doc, claims("ben"))).toBe("once");
  });
});

describe("P2 no silent gap", () => {
  it("P2.6 what three write at once reaches all of them and a fourth who comes later", async () => {
    const { doc, claims } = await newDoc();
    const peers = await Promise.all(
      ["ann", "ben", "cy"].map((user, index) => join(doc, claims(user), { sdk: index === 0 })),
    );
    for (let i = 0; i < 60; i++) {
      for (const peer of peers) peer.text.insert((i * 7) % (peer.text.length + 1), "abc");
      if (i % 10 === 0) await scheduler.wait(1);
    }
    for (const peer of peers) await peer.until(() => peer.text.length === 540);
    const texts = new Set(peers.map((peer) => peer.text.toString()));
    expect(texts.size).toBe(1);
    expect(await contentOf(doc, claims("dora"))).toBe([...texts][0]);
  });

  it("P2.7 what was written while away is asked for and merged on return", async () => {
    const { doc, claims } = await newDoc();
    const ann = await join(doc, claims("ann"));
    ann.text.insert(0, "there ");
    const ben = await join(doc, claims("ben"));
    const offline = new Y.Doc();
    Y.applyUpdate(offline, Y.encodeStateAsUpdate(ben.doc));
    ben.leave();
    offline.getText("t").insert(6, "and back");
    const back = await raw(doc, claims("ben"));
    const question = await back.next(isFrame("step1"));
    if (question.type !== "step1") throw new Error("no question");
    back.send(step2Frame(Y.encodeStateAsUpdate(offline, question.vector)));
    await ann.until(() => ann.text.toString() === "there and back");
  });

  it("P8.11 a newcomer to a doc that was just written waits for its compaction, and others do not", async () => {
    const { doc, claims } = await newDoc();
    const [ann, ben] = [await join(doc, claims("ann")), await join(doc, claims("ben"))];
    for (let i = 0; i < DOC_LIMITS.compactEntries; i++) ann.text.insert(0, String(i % 10));
    await ben.until(() => ben.text.length === ann.text.length);
    const returning = await raw(doc, claims("ben"));
    returning.send(step1Frame(Y.encodeStateVector(ben.doc)));
    await returning.next(isFrame("step2"));
    expect((await doc.stats()).snapshotBytes).toBe(0);

    const newcomers = await Promise.all(["cy", "dan"].map((user) => raw(doc, claims(user))));
    for (const newcomer of newcomers) {
      newcomer.send(step1Frame(NOTHING));
      await newcomer.next(isFrame("step2"));
      const content = newcomer.received.flatMap((frame) => ("update" in frame ? [frame] : []));
      const bytes = content.reduce((sum, { update }) => sum + update.length, 0);
      expect(bytes).toBeLessThan(1.5 * Y.encodeStateAsUpdate(ann.doc).length);
      const copy = new Y.Doc();
      for (const { update } of content) Y.applyUpdate(copy, update);
      expect(copy.getText("t").toString()).toBe(ann.text.toString());
    }
  });

  it("P2.8 nothing is lost or doubled over compactions, evictions and returns", async () => {
    const { doc, claims } = await newDoc();
    const ann = await join(doc, claims("ann"));
    for (let i = 0; i < DOC_LIMITS.compactEntries + 10; i++) ann.text.insert(ann.text.length, String(i % 10));
    const ben = await join(doc, claims("ben"));
    await ben.until(() => ben.text.length === ann.text.length);
    expect((await doc.stats()).snapshotBytes).toBe(0);
    expect(await runDurableObjectAlarm(doc)).toBe(true);
    await runInDurableObject(doc, (_, { storage }) => {
      storage.sql.exec("UPDATE jobs SET due = 0");
    });
    await runDurableObjectAlarm(doc);
    const { snapshotBytes, tailEntries } = await doc.stats();
    expect(snapshotBytes).toBeGreaterThan(0);
    expect(tailEntries).toBe(0);
    await evictDurableObject(doc, { webSockets: "hibernate" });
    ann.text.insert(0, "new ");
    await ben.until(() => ben.text.toString() === ann.text.toString());
    expect(await contentOf(doc, claims("cy"))).toBe(ann.text.toString());
  });

  it("P2.9 after a refusal nothing of that socket is taken until it has resynced", async () => {
    const { doc, claims } = await newDoc();
    const socket = await raw(doc, claims("ann"), { sdk: true });
    sendUpdate(socket, write("good"));
    await socket.next(saved(1));
    sendUpdate(socket, new Uint8Array([1, 2, 3]));
    expect(await socket.next(isFrame("refused"))).toMatchObject({ n: 2, code: "invalid" });
    sendUpdate(socket, write("ignored"));
    await evictDurableObject(doc, { webSockets: "hibernate" });
    sendUpdate(socket, write("ignored too"));
    say(socket, { type: "resync" });
    socket.send(step1Frame(NOTHING));
    await socket.next(isFrame("step2"));
    sendUpdate(socket, write("again "));
    await socket.next(saved(1));
    expect((await contentOf(doc, claims("ben"))).replace("again ", "")).toBe("good");
  });
});

describe("P4 permission is live", () => {
  it("P4.20 a viewer gets everything and changes nothing: an SDK is told, a stock client is closed", async () => {
    const { doc, claims } = await newDoc();
    const ann = await join(doc, claims("ann"));
    ann.text.insert(0, "read me");
    const sdk = await raw(doc, claims("vic", { role: "viewer" }), { sdk: true });
    expect(await sdk.next(isFrame("hello"))).toMatchObject({ readOnly: true, role: "viewer" });
    sendUpdate(sdk, write("no"));
    expect(await sdk.next(isFrame("refused"))).toMatchObject({ n: 1, code: "forbidden" });
    const stock = await raw(doc, claims("vic", { role: "viewer" }));
    stock.send(step1Frame(NOTHING));
    const answer = await stock.next(isFrame("update"));
    if (answer.type !== "update") throw new Error("no update");
    // What it has from the room is no attempt to write, however it comes back.
    sendUpdate(stock, answer.update);
    stock.send(step2Frame(write("mine")));
    sendUpdate(stock, write("no"));
    expect(await stock.end()).toMatchObject({ code: CloseCode.forbidden });
    expect(await contentOf(doc, claims("ben"))).toBe("read me");
  });

  it("P4.20 one who becomes a viewer while writing is told, and its next update is refused", async () => {
    const { doc, claims } = await newDoc();
    const socket = await raw(doc, claims("ann"), { sdk: true });
    const standing = { user: "ann", name: "Ann", role: "viewer" as const, revision: 2 };
    await doc.deliver([{ source: "w", number: 1, body: { type: "standing", user: "ann", revision: 2, standing } }]);
    expect(await socket.next(isFrame("pass"))).toMatchObject({ role: "viewer", readOnly: true });
    sendUpdate(socket, write("late"));
    await socket.next(isFrame("refused"));
  });

  it("P4.21 an erased doc closes its sockets, and answers 4404 for ever", async () => {
    const { doc, claims } = await newDoc();
    const ann = await join(doc, claims("ann"));
    ann.text.insert(0, "secret");
    const socket = await raw(doc, claims("ben"), { sdk: true });
    await doc.deliver([{ source: "w", number: 1, body: { type: "erase", by: null } }]);
    expect(await socket.end()).toMatchObject({ code: CloseCode.gone });
    const late = await raw(doc, claims("ben"));
    expect(await late.end()).toMatchObject({ code: CloseCode.gone });
    await runDurableObjectAlarm(doc);
    await evictDurableObject(doc, { webSockets: "close" });
    const later = await raw(doc, claims("ben"));
    expect(await later.end()).toMatchObject({ code: CloseCode.gone });
    expect(await doc.create({ workspace: WORKSPACE, kind: "doc", room: claims("x").room })).toMatchObject({
      ok: false,
    });
  });
});

describe("P5 identity is the room's", () => {
  const entryOf = (id: number) => (frame: DocFrame) =>
    frame.type === "awareness" && frame.entries.some((entry) => entry.id === id);

  it("P5.6 a socket speaks for the one id it owns; what it says of others is dropped", async () => {
    const { doc, claims } = await newDoc();
    const ann = await raw(doc, claims("ann"));
    const eve = await raw(doc, claims("eve"));
    const watcher = await raw(doc, claims("wim"), { sdk: true });
    sendPresence(ann, { id: 1, clock: 1, state: '{"at":1}' });
    await watcher.next(entryOf(1));
    sendPresence(eve, { id: 1, clock: 9, state: '{"forged":true}' }, { id: 2, clock: 1, state: '{"eve":true}' });
    await watcher.next(entryOf(2));
    sendPresence(eve, { id: 1, clock: 99, state: "null" }, { id: 3, clock: 1, state: '{"ghost":true}' });
    sendPresence(ann, { id: 1, clock: 2, state: '{"at":2}' });
    await watcher.next(entryOf(1));
    const told = watcher.received.flatMap((frame) => (frame.type === "awareness" ? frame.entries : []));
    expect(told.map(({ id, state }) => [id, state])).toEqual([
      [1, '{"at":1}'],
      [2, '{"eve":true}'],
      [1, '{"at":2}'],
    ]);
  });

  it("P5.6 the name beside a caret is the one the ticket says", async () => {
    const { doc, claims } = await newDoc();
    const watcher = await raw(doc, claims("wim"), { sdk: true });
    const eve = await raw(doc, claims("eve"));
    sendPresence(eve, { id: 5, clock: 1, state: '{"user":{"name":"Ann","color":"red","id":"ann"}}' });
    const frame = await watcher.next(entryOf(5));
    if (frame.type !== "awareness") throw new Error("no presence");
    expect(JSON.parse(frame.entries[0]?.state ?? "")).toEqual({
      user: { name: "Name of eve", color: "red", id: "eve" },
    });
  });

  it("P5.1 a ticket for another workspace or another doc is refused", async () => {
    const { doc, claims } = await newDoc();
    const foreign = await raw(doc, claims("eve", { workspace: crypto.randomUUID() }));
    expect(await foreign.end()).toMatchObject({ code: CloseCode.forbidden });
    const other = await raw(doc, claims("eve", { room: crypto.randomUUID() }));
    expect(await other.end()).toMatchObject({ code: CloseCode.forbidden });
    const never = await raw(env.DOC.getByName(crypto.randomUUID()), claims("eve"));
    expect(await never.end()).toMatchObject({ code: CloseCode.gone });
  });
});

describe("presence", () => {
  it("P6.4 who is there is still known after sleep, and a late joiner sees everyone", async () => {
    const { doc, claims } = await newDoc();
    const ann = await join(doc, claims("ann"), { sdk: true });
    const ben = await join(doc, claims("ben"), { sdk: true });
    ann.awareness.setLocalState({ who: "ann" });
    ben.awareness.setLocalState({ who: "ben" });
    await ann.until(() => ann.others.includes(ben.doc.clientID));
    await evictDurableObject(doc, { webSockets: "hibernate" });
    const late = await join(doc, claims("cy"), { sdk: true });
    await late.until(() => late.others.length === 2);
    ann.awareness.setLocalStateField("more", 1);
    await late.until(() => late.awareness.getStates().get(ann.doc.clientID)?.more === 1);
  });

  it("P6.5 one who leaves is gone for the others after the grace; a reload within it is not seen", async () => {
    const { doc, claims } = await newDoc();
    const ann = await join(doc, claims("ann"), { sdk: true });
    const ben = await raw(doc, claims("ben"));
    sendPresence(ben, { id: 77, clock: 4, state: '{"who":"ben"}' });
    await ann.until(() => ann.others.includes(77));
    ben.close();
    await ben.end();
    const again = await raw(doc, claims("ben"));
    sendPresence(again, { id: 77, clock: 4, state: '{"who":"ben again"}' });
    await ann.until(() => ann.awareness.getStates().get(77)?.who === "ben again");
    await runInDurableObject(doc, (_, { storage }) => {
      storage.sql.exec("UPDATE jobs SET due = 0 WHERE name = 'departures'");
      storage.sql.exec("UPDATE departures SET due = 0");
    });
    await runDurableObjectAlarm(doc);
    expect(ann.others).toEqual([77]);
    again.close();
    await again.end();
    await runInDurableObject(doc, (_, { storage }) => {
      storage.sql.exec("UPDATE jobs SET due = 0 WHERE name = 'departures'");
      storage.sql.exec("UPDATE departures SET due = 0");
    });
    await runDurableObjectAlarm(doc);
    await ann.until(() => ann.others.length === 0);
    // Back with the clock it had: it must be seen, though the others remember a later one.
    const third = await raw(doc, claims("ben"));
    sendPresence(third, { id: 77, clock: 4, state: '{"who":"ben"}' });
    await ann.until(() => ann.others.includes(77));
  });

  it("P6.6 a peer that crashed without a close disappears, and one that is heard stays", async () => {
    const { doc, claims } = await newDoc();
    const ann = await join(doc, claims("ann"), { sdk: true });
    const mute = await raw(doc, claims("mute"), { sdk: true });
    sendPresence(mute, { id: 77, clock: 1, state: '{"who":"mute"}' });
    await ann.until(() => ann.others.includes(77));
    const now = Date.now();
    const clock = vi.spyOn(Date, "now").mockImplementation(() => now + LIVENESS.silentAfterMs + 1);
    try {
      ann.awareness.setLocalState({ who: "ann" });
      await mute.next((frame) => frame.type === "awareness" && frame.entries.some(({ id }) => id === ann.doc.clientID));
      await runInDurableObject(doc, (_, { storage }) => {
        storage.sql.exec("UPDATE jobs SET due = 0 WHERE name = 'sweep'");
      });
      await runDurableObjectAlarm(doc);
      expect(await mute.end()).toMatchObject({ code: CloseCode.silent });
      await ann.until(() => ann.others.length === 0);
      expect(ann.socket.closed).toBeNull();
    } finally {
      clock.mockRestore();
    }
  });

  it("P6.5 one who says good-bye and closes at once is gone for the others, however busy presence is", async () => {
    const { doc, claims } = await newDoc();
    const watcher = await join(doc, claims("wim"), { sdk: true });
    const ann = await raw(doc, claims("ann"), { sdk: true });
    const ben = await raw(doc, claims("ben"));
    sendPresence(ann, { id: 7, clock: 1, state: "{}" });
    await watcher.until(() => watcher.others.includes(7));
    // Ben's presence goes out at once, and what follows it waits for the end of a window that Ann does not see.
    sendPresence(ben, { id: 8, clock: 1, state: "{}" });
    sendPresence(ann, { id: 7, clock: 2, state: "null" });
    ann.close();
    await ann.end();
    await watcher.until(() => watcher.others.includes(8));
    await runInDurableObject(doc, (_, { storage }) => {
      storage.sql.exec("UPDATE jobs SET due = 0 WHERE name = 'departures'");
      storage.sql.exec("UPDATE departures SET due = 0");
    });
    await runDurableObjectAlarm(doc);
    await watcher.until(() => !watcher.others.includes(7));
  });

  it("P5.6 P6.8 two tabs of one user are two peers, and a tab that tells of the other changes nothing", async () => {
    const { doc, claims } = await newDoc();
    const watcher = await join(doc, claims("wim"), { sdk: true });
    const one = await raw(doc, claims("ann"));
    const two = await raw(doc, claims("ann"));
    sendPresence(one, { id: 1, clock: 1, state: '{"tab":1}' });
    sendPresence(two, { id: 2, clock: 1, state: '{"tab":2}' }, { id: 1, clock: 5, state: '{"tab":"echo"}' });
    await watcher.until(() => watcher.others.length === 2);
    expect(watcher.awareness.getStates().get(1)).toEqual({ tab: 1 });
    two.close();
    await two.end();
    await runInDurableObject(doc, (_, { storage }) => {
      storage.sql.exec("UPDATE jobs SET due = 0 WHERE name = 'departures'");
      storage.sql.exec("UPDATE departures SET due = 0");
    });
    await runDurableObjectAlarm(doc);
    await watcher.until(() => watcher.others.length === 1);
    expect(watcher.others).toEqual([1]);
  });

  it("P6.9 a stock client hears itself, and with its renewal of those it would else forget", async () => {
    const { doc, claims } = await newDoc();
    const sdk = await raw(doc, claims("sue"), { sdk: true });
    const stock = await raw(doc, claims("stu"));
    sendPresence(sdk, { id: 1, clock: 1, state: "{}" });
    sendPresence(stock, { id: 2, clock: 1, state: "{}" });
    const names = (clock: number) => (frame: DocFrame) =>
      frame.type === "awareness" && frame.entries.some((entry) => entry.id === 2 && entry.clock === clock);
    await stock.next(names(1));
    // A waking room has no memory of when it told of whom, so everyone is named anew at the next renewal.
    await evictDurableObject(doc, { webSockets: "hibernate" });
    sendPresence(stock, { id: 2, clock: 2, state: "{}" });
    const echo = await stock.next(names(2));
    expect(echo).toMatchObject({
      entries: [
        { id: 2, clock: 2 },
        { id: 1, clock: 2 },
      ],
    });
    // Its own next clock is the one the others were already told; they are told a higher one, and it is not.
    sendPresence(sdk, { id: 1, clock: 2, state: '{"at":1}' });
    const moved = (frame: DocFrame) => frame.type === "awareness" && frame.entries.some(({ id }) => id === 1);
    expect(await stock.next(moved)).toMatchObject({ entries: [{ id: 1, clock: 3, state: '{"at":1}' }] });
    const toldItself = sdk.received.flatMap((frame) => (frame.type === "awareness" ? frame.entries : []));
    expect(toldItself.filter(({ id }) => id === 1)).toEqual([]);
  });

  it("P7.1 presence that is no JSON or too large closes its socket and reaches nobody", async () => {
    const { doc, claims } = await newDoc();
    const watcher = await raw(doc, claims("wim"), { sdk: true });
    for (const [state, code, clock = 1] of [
      ["{", CloseCode.invalid],
      [JSON.stringify("x".repeat(DOC_LIMITS.presenceLength - 1)), CloseCode.tooLarge],
      [JSON.stringify({ user: {}, x: "名".repeat(DOC_LIMITS.presenceLength - 20) }), CloseCode.tooLarge],
      // The room counts on from it, and nobody could read a frame with a clock beyond the safe integers.
      ["{}", CloseCode.invalid, Number.MAX_SAFE_INTEGER],
    ] as const) {
      const eve = await raw(doc, claims("eve"));
      sendPresence(eve, { id: 9, clock, state });
      expect(await eve.end()).toMatchObject({ code });
    }
    const ann = await raw(doc, claims("ann"));
    sendPresence(ann, { id: 1, clock: 1, state: "{}" });
    await watcher.next((frame) => frame.type === "awareness" && frame.entries.some(({ id }) => id === 1));
    expect(watcher.received.filter(isFrame("awareness")).flatMap(({ entries }) => entries)).toHaveLength(1);
  });

  it("P8.1 presence of exactly the limit is told whatever its characters, also of one with a long name", async () => {
    const { doc, claims } = await newDoc();
    const ann = await raw(doc, claims("ann", { name: "名".repeat(200) }));
    const state = JSON.stringify("名".repeat(DOC_LIMITS.presenceLength - 2));
    sendPresence(ann, { id: 1, clock: 1, state });
    const heard = await ann.next(isFrame("awareness"));
    expect(heard).toMatchObject({ entries: [{ id: 1, state }] });
  });
});

describe("P6 rooms sleep", () => {
  /** The timers that run in the room while `act` happens. */
  async function timersDuring(doc: Doc, act: () => Promise<void>): Promise<number> {
    await runInDurableObject(doc, () => {
      const original = globalThis.setTimeout;
      const counting = (...given: Parameters<typeof setTimeout>) => {
        if (given[1] === undefined || given[1] <= DOC_LIMITS.presenceWindowMs) timers.count += 1;
        return original(...given);
      };
      timers.restore = () => {
        globalThis.setTimeout = original;
      };
      globalThis.setTimeout = Object.assign(counting, original);
    });
    timers.count = 0;
    await act();
    timers.restore();
    return timers.count;
  }
  const timers = { count: 0, restore: () => {} };

  it("P6.1 a lone writer at the pace of typing runs no timer; two who write at once do (the control)", async () => {
    const { doc, claims } = await newDoc();
    const ann = await raw(doc, claims("ann"), { sdk: true });
    const ben = await raw(doc, claims("ben"), { sdk: true });
    const lone = await timersDuring(doc, async () => {
      for (let n = 1; n <= 5; n++) {
        await scheduler.wait(DOC_LIMITS.windowMs * 2);
        sendUpdate(ann, write(`a${n}`));
        await ann.next(saved(n));
      }
    });
    expect(lone).toBe(0);
    const both = await timersDuring(doc, async () => {
      for (let n = 1; n <= 20; n++) {
        sendUpdate(ann, write(`a${n}`));
        sendUpdate(ben, write(`b${n}`));
      }
      await ann.next(saved(25));
      await ben.next(saved(20));
    });
    expect(both).toBeGreaterThan(0);
  });

  it("P6.2 the first relay after sleep reads no snapshot and builds no document", async () => {
    const { doc, claims } = await newDoc();
    const ann = await raw(doc, claims("ann"), { sdk: true });
    const ben = await raw(doc, claims("ben"), { sdk: true });
    sendUpdate(ann, write("x".repeat(100_000)));
    await ann.next(saved(1));
    await runInDurableObject(doc, (_, { storage }) => {
      storage.sql.exec("UPDATE jobs SET due = 0 WHERE name = 'compaction'");
    });
    await runDurableObjectAlarm(doc);
    expect((await doc.stats()).snapshotBytes).toBeGreaterThan(100_000);
    // With the snapshot's bytes destroyed, whoever touched them would fail.
    await runInDurableObject(doc, (_, { storage }) => {
      storage.sql.exec("UPDATE log_base_parts SET data = x'ff'");
    });
    await evictDurableObject(doc, { webSockets: "hibernate" });
    sendUpdate(ann, write("still relayed"));
    await ann.next(saved(2));
    await ben.next((frame) => frame.type === "update" && frame.update.length < 100);
  });
});

describe("P7 bad input never bricks a room", () => {
  const hostile: [string, (good: Uint8Array) => string | Uint8Array, number][] = [
    ["text", () => "hello", CloseCode.invalid],
    ["nothing", () => new Uint8Array(), CloseCode.invalid],
    ["garbage", () => new Uint8Array([200, 200, 200, 1, 7, 9]), CloseCode.invalid],
    ["an unknown message", () => new Uint8Array([9, 1, 2]), CloseCode.invalid],
    ["a frame of the server's", () => new Uint8Array([2, 0, 1, 65]), CloseCode.invalid],
    ["a truncated update", (good) => good.subarray(0, good.length - 2), CloseCode.invalid],
    ["a byte too many", (good) => Uint8Array.of(...good, 0), CloseCode.invalid],
    ["a state vector that is none", () => new Uint8Array([0, 0, 2, 255, 255]), CloseCode.invalid],
    ["an extra that is no JSON", () => new Uint8Array([100, 2, 123, 123]), CloseCode.invalid],
    [
      "a frame above the limit",
      () => new Uint8Array(DOC_LIMITS.frameBytes + 1).fill(0, 0, 2).fill(2, 1, 2),
      CloseCode.tooLarge,
    ],
  ];

  it.each(hostile)("P7.1 %s closes its socket with a named code, and the room goes on", async (_, make, code) => {
    const { doc, claims } = await newDoc();
    const ann = await join(doc, claims("ann"), { sdk: true });
    const eve = await raw(doc, claims("eve"));
    const update = write("good");
    const good = new Uint8Array([0, 2, update.length, ...update]);
    eve.send(make(good));
    expect(await eve.end()).toMatchObject({ code });
    ann.text.insert(0, "alive");
    expect(await contentOf(doc, claims("ben"))).toBe("alive");
  });

  it("P8.1 a frame of exactly the limit is judged by what it holds", async () => {
    const { doc, claims } = await newDoc();
    const socket = await raw(doc, claims("ann"), { sdk: true });
    const head = 5;
    const frame = new Uint8Array(DOC_LIMITS.frameBytes);
    frame.set([0, 2]);
    let length = DOC_LIMITS.frameBytes - head;
    for (let i = 2; i < head; i++, length >>= 7) frame[i] = (length & 127) | (i < head - 1 ? 128 : 0);
    socket.send(frame);
    expect(await socket.next(isFrame("refused"))).toMatchObject({ n: 1, code: "invalid" });
    const over = await raw(doc, claims("ann"), { sdk: true });
    const longer = new Uint8Array(frame.length + 1);
    longer.set(frame);
    over.send(longer);
    expect(await over.next(isFrame("refused"))).toMatchObject({ n: 1, code: "too_large" });
  });

  it("P7.5 an update that throws when applied is set aside, and a joiner has the rest", async () => {
    const { doc, claims } = await newDoc();
    const ann = await raw(doc, claims("ann"), { sdk: true });
    const eve = await raw(doc, claims("eve"), { sdk: true });
    const parts: Uint8Array[] = [];
    const victim = new Y.Doc();
    victim.clientID = 7;
    victim.on("update", (update) => parts.push(update));
    victim.getXmlFragment("x").insert(0, [new Y.XmlText("abcdef")]);
    victim.getXmlFragment("x").delete(0, 1);
    const forged = new Y.Doc();
    forged.clientID = 7;
    for (let i = 0; i < 3; i++) forged.getArray("a").push([i]);
    const vector = Y.encodeStateVector(forged);
    forged.getText("t").insert(0, "0123456789");
    for (const part of parts) sendUpdate(ann, part);
    await ann.next(saved(2));
    sendUpdate(eve, Y.encodeStateAsUpdate(forged, vector));
    await eve.next(saved(1));
    sendUpdate(ann, write("good"));
    await ann.next(saved(3));
    expect(await contentOf(doc, claims("ben"))).toBe("good");
    await evictDurableObject(doc, { webSockets: "hibernate" });
    sendUpdate(ann, write("more "));
    await ann.next(saved(4));
    expect([...(await contentOf(doc, claims("ben")))].toSorted()).toEqual([..."more good"].toSorted());
  });
});

describe("P8 bounded", () => {
  it("P8.3 an SDK reader that sends no receipts is closed with 4508; one that does is not", async () => {
    const { doc, claims } = await newDoc();
    const slow = await raw(doc, claims("slow"), { sdk: true });
    const keen = await openInside(doc, claims("keen"), { sdk: true });
    let read = 0;
    const client = { closed: false };
    keen.addEventListener("message", ({ data }) => {
      if (typeof data !== "string") read += data.byteLength;
      const receipt = readServerFrame(data);
      if (receipt.type === "update") keen.send(receiptOf(read));
      if (receipt.type === "update") read = 0;
    });
    keen.addEventListener("close", () => {
      client.closed = true;
    });
    keen.accept();
    const ann = await raw(doc, claims("ann"), { sdk: true });
    const size = 100_000;
    const text = new Y.Doc();
    let sent = 0;
    text.on("update", (update) => {
      sendUpdate(ann, update);
      sent += update.length;
    });
    for (let n = 1; sent < ROOM_LIMITS.reader.maxBehind + 2 * size; n++) {
      text.getText("t").insert(0, "x".repeat(size));
      text.getText("t").delete(0, size);
      await ann.next(saved(2 * n));
    }
    expect(await slow.end()).toMatchObject({ code: CloseCode.tooSlow });
    expect(client.closed).toBe(false);
    keen.close();
  });

  it("P8.4 a stock reader is asked after each MB and its answer is the receipt", async () => {
    const { doc, claims } = await newDoc();
    const slow = await raw(doc, claims("slow"));
    const keen = await join(doc, claims("keen"));
    const ann = await raw(doc, claims("ann"), { sdk: true });
    const size = 100_000;
    const text = new Y.Doc();
    let sent = 0;
    text.on("update", (update) => {
      sendUpdate(ann, update);
      sent += update.length;
    });
    for (let n = 1; sent < ROOM_LIMITS.reader.maxBehind + 2 * size; n++) {
      text.getText("t").insert(0, "x".repeat(size));
      text.getText("t").delete(0, size);
      await ann.next(saved(2 * n));
    }
    expect(await slow.end()).toMatchObject({ code: CloseCode.tooSlow });
    expect(slow.received.filter(isFrame("step1")).length).toBeGreaterThan(5);
    expect(keen.socket.closed).toBe(null);
  });

  it("P8.2 a socket that asks for the whole doc over and over is closed with 4529, whatever it says to have read", async () => {
    const { doc, claims } = await newDoc();
    const text = "word ".repeat(20_000);
    const ann = await raw(doc, claims("ann"), { sdk: true });
    sendUpdate(ann, write(text));
    await ann.next(saved(1));
    const greedy = await raw(doc, claims("eve"), { sdk: true });
    for (let asked = 0; asked <= DOC_LIMITS.joins.burst; asked += text.length) {
      greedy.send(step1Frame(NOTHING));
      say(greedy, { type: "read", bytes: text.length });
    }
    expect(await greedy.end()).toMatchObject({ code: CloseCode.tooMany });
    expect(await contentOf(doc, claims("ben"))).toBe(text);
  });

  it("P8.12 what is large is compressed for an SDK, and only for one", async () => {
    const { doc, claims } = await newDoc();
    const ann = await raw(doc, claims("ann"), { sdk: true });
    sendUpdate(ann, write("word ".repeat(20_000)));
    await ann.next(saved(1));
    const sdk = await raw(doc, claims("sue"), { sdk: true });
    sdk.send(step1Frame(NOTHING));
    const packed = await sdk.next(isFrame("deflated"));
    if (packed.type !== "deflated") throw new Error("not compressed");
    expect(packed.body.length).toBeLessThan(5_000);
    const frame = readServerFrame((await inflateFrame(packed.body, 1_000_000)).slice().buffer);
    expect(frame).toMatchObject({ type: "step2" });
    const stock = await raw(doc, claims("stu"));
    stock.send(step1Frame(NOTHING));
    await stock.next(isFrame("step2"));
    expect(stock.received.some(isFrame("deflated"))).toBe(false);
  });
});

describe("stock providers", () => {
  it("P2.15 y-websocket's provider syncs, shows presence, and obeys a final close", async () => {
    const { doc, claims } = await newDoc();
    const providers = ["ann", "ben"].map((user) => {
      const provider = new WebsocketProvider("ws://inside/rooms/doc", "x", new Y.Doc(), {
        WebSocketPolyfill: insideWebSocket(doc, claims(user)),
        disableBc: true,
      });
      leaving.push(() => provider.destroy());
      return provider;
    });
    const [ann, ben] = providers;
    if (!ann || !ben) throw new Error("two providers");
    await Promise.all(providers.map((provider) => new Promise((done) => provider.once("sync", done))));
    const heard = new Promise<void>((done) => ben.doc.on("update", () => ben.doc.getText("t").length === 5 && done()));
    ann.doc.getText("t").insert(0, "hello");
    await heard;
    const seen = new Promise<void>((done) =>
      ben.awareness.on("change", () => ben.awareness.getStates().get(ann.doc.clientID)?.cursor === 3 && done()),
    );
    ann.awareness.setLocalStateField("cursor", 3);
    await seen;
    const closed = new Promise<{ code: number }>((done) => ann.once("closed", done));
    await doc.deliver([
      { source: "w", number: 1, body: { type: "standing", user: "ann", revision: 9, standing: null } },
    ]);
    expect(await closed).toMatchObject({ code: CloseCode.forbidden });
    expect(await contentOf(doc, claims("cy"))).toBe("hello");
  });

  it("P2.15 y-partyserver's provider syncs with y-websocket's, and shows presence", async () => {
    const { doc, claims } = await newDoc();
    const party = new YProvider("localhost:1", "x", new Y.Doc(), {
      WebSocketPolyfill: insideWebSocket(doc, claims("ann")),
      disableBc: true,
    });
    leaving.push(() => party.destroy());
    await new Promise((done) => party.once("synced", done));
    const ben = await join(doc, claims("ben"));
    party.doc.getText("t").insert(0, "party");
    await ben.until(() => ben.text.toString() === "party");
    ben.text.insert(5, "!");
    await new Promise<void>((done) => {
      const look = () => party.doc.getText("t").toString() === "party!" && done();
      party.doc.on("update", look);
      look();
    });
    party.awareness.setLocalState({ cursor: 1 });
    await ben.until(() => ben.others.includes(party.doc.clientID));
  });
});

function receiptOf(bytes: number): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify({ type: "read", bytes }));
  return Uint8Array.of(100, json.length, ...json);
}
