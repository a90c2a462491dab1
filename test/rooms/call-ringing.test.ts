import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { InboxRoom } from "../../durable-objects/inbox/room.ts";
import { ok, unwrap } from "../../durable-objects/room/errors.ts";
import type { Call } from "../../durable-objects/workspace/calls/protocol.ts";
import { WorkspaceRoom } from "../../durable-objects/workspace/room.ts";
import { callLogOf } from "../../worker/data/calls.ts";
import { database } from "../../worker/data/database.ts";
import { joined, letTimeCome, newCall, open, someone, tell } from "./call-desk.ts";

const [ada, bob, cem] = [someone("Ada"), someone("Bob"), someone("Cem")];

const Told = z.looseObject({ type: z.string() });

const LONG_EMPTY = "UPDATE course SET data = json_set(data, '$.emptySince', 1)";

afterEach(() => {
  vi.restoreAllMocks();
});

/** What other rooms are told; the workspace lets everyone hear of the call. */
function listen() {
  vi.spyOn(WorkspaceRoom.prototype, "hearers").mockImplementation(async (_, users) => ok({ users, title: "Planning" }));
  const heard: { to: string; body: z.infer<typeof Told> }[] = [];
  for (const room of [InboxRoom, WorkspaceRoom]) {
    vi.spyOn(room.prototype, "deliver").mockImplementation(async function (this: InboxRoom | WorkspaceRoom, given) {
      for (const { body } of given) {
        if (body.type === "told") heard.push({ to: this.name, body: Told.parse(body.body) });
      }
      return given.at(-1)?.number ?? 0;
    });
  }
  const of = (to: string, type: string) =>
    vi.waitFor(() => {
      const index = heard.findIndex((each) => each.to === to && each.body.type === type);
      const found = heard[index];
      if (!found) throw new Error(`${to} was not told of ${type}`);
      heard.splice(index, 1);
      return found.body;
    }, 10_000);
  return { heard, of };
}

describe("ringing", () => {
  it("calls people in their inboxes, until they come, decline, or have missed it", async () => {
    const { of } = listen();
    const desk = await newCall(ada, {}, [bob, cem, someone("Dan"), ada]);
    expect(await of(bob.user, "ring")).toMatchObject({
      ...{ thing: { type: "call", workspace: desk.workspace, call: desk.id }, by: ada.user, byName: "Ada" },
      title: "Planning",
    });
    await of(cem.user, "ring");
    const host = await joined(desk, ada);
    expect(host.page.snapshot.rings.map(({ name, state }) => `${name} ${state}`).toSorted()).toEqual([
      ...["Bob ringing", "Cem ringing", "Dan ringing"],
    ]);
    await joined(desk, bob);
    expect(await of(bob.user, "rung")).toMatchObject({ state: "answered" });
    unwrap(await desk.room.decline(cem));
    unwrap(await desk.room.decline(cem));
    expect(await of(cem.user, "rung")).toMatchObject({ state: "declined" });
    await letTimeCome(desk, "UPDATE rings SET data = json_set(data, '$.until', 1)");
    const { rings } = (await open(desk, ada)).snapshot;
    expect(rings.map(({ name, state }) => `${name} ${state}`).toSorted()).toEqual(["Cem declined", "Dan missed"]);
    // They may be rung again; who is here already is not.
    unwrap(await desk.room.ring(bob, [cem, ada]));
    expect(await of(cem.user, "ring")).toMatchObject({ by: bob.user, byName: "Bob" });
  });

  it("ends when whoever rings is gone, or the call is over", async () => {
    const { of } = listen();
    const desk = await newCall(ada);
    const host = await joined(desk, ada);
    const other = await joined(desk, bob);
    unwrap(await desk.room.ring(ada, [cem]));
    await host.page.do({ type: "call.leave" });
    expect(await of(cem.user, "rung")).toMatchObject({ state: "cancelled" });
    unwrap(await desk.room.ring(bob, [cem]));
    await of(cem.user, "ring");
    await other.page.do({ type: "call.end" });
    expect(await of(cem.user, "rung")).toMatchObject({ state: "cancelled" });
    expect(await desk.room.ring(bob, [cem])).toMatchObject({ ok: false, problem: { code: "gone" } });
  });

  it("is not for one who waits to be let in", async () => {
    const gus = someone("Gus", "guest");
    const desk = await newCall(ada);
    const host = await joined(desk, ada);
    const page = await open(desk, gus);
    await page.tryJoin();
    expect(await desk.room.ring(gus, [cem])).toMatchObject({ ok: false, problem: { code: "forbidden" } });
    expect(await desk.room.ring(someone("Dan", "guest"), [cem])).toMatchObject({ ok: false });
    await host.page.do({ type: "knock.answer", user: gus.user, admit: true });
    unwrap(await desk.room.ring(gus, [cem]));
    expect((await open(desk, ada)).snapshot.rings).toMatchObject([{ user: cem.user, by: gus.user, state: "ringing" }]);
  });

  it("ends for one who may not come any more", async () => {
    const { of } = listen();
    const desk = await newCall(ada, {}, [cem]);
    await tell(desk, { type: "standing", user: cem.user, revision: 2, standing: null });
    expect(await of(cem.user, "rung")).toMatchObject({ state: "cancelled" });
    expect((await open(desk, ada)).snapshot.rings).toEqual([]);
  });
});

describe("the end of a call", () => {
  it("is told to the workspace, with who was in it; who was there when, and how good it was, stands in the log", async () => {
    const { of } = listen();
    const desk = await newCall(ada);
    const host = await joined(desk, ada);
    expect(await of(desk.workspace, "call.here")).toMatchObject({ call: desk.id, users: [ada.user], count: 1 });
    const other = await joined(desk, bob);
    const quality = {
      roundTripMs: 12,
      loss: 0,
      jitterMs: 1,
      receivedKbps: 900,
      sentKbps: 800,
      relayed: false,
      reconnects: 1,
    };
    await other.page.do({ type: "peer.quality", quality });
    await other.page.do({ type: "call.leave" });
    const again = await other.page.join();
    expect(await other.page.refused({ type: "call.end" })).toBe("forbidden");
    await host.page.do({ type: "call.end" });
    expect(await other.page.event("call.ended")).toMatchObject({ by: ada.user });
    expect(await of(desk.workspace, "call.ended")).toMatchObject({ call: desk.id, people: 2 });
    const at = { workspace: desk.workspace, call: desk.id };
    const entries = await vi.waitFor(async () => {
      const found = await callLogOf(database(env.DB), at, { after: null, limit: 10 });
      if (found.length < 3 || found.some(({ leftAt }) => leftAt === null)) throw new Error("not written yet");
      return found;
    }, 10_000);
    expect(entries).toMatchObject([
      { peer: host.peer.id, user: ada.user, name: "Ada", quality: null },
      { peer: other.peer.id, user: bob.user, name: "Bob", quality },
      { peer: again.id, user: bob.user },
    ]);
    // Over for good, on every path.
    expect(await host.page.refused(host.page.wanting())).toBe("gone");
    expect(await other.page.refused({ type: "peer.hand", up: true })).toBe("conflict");
    expect((await open(desk, cem)).snapshot).toMatchObject({ peers: [], call: { state: "ended" } });
  });

  it("comes by itself when nobody is in it any more, and not while somebody may come back", async () => {
    const desk = await newCall(ada);
    const host = await joined(desk, ada);
    const watcher = await open(desk, bob);
    await letTimeCome(desk, LONG_EMPTY.replace("1)", "null)"));
    await host.page.do({ type: "call.leave" });
    await letTimeCome(desk);
    expect((await open(desk, bob)).snapshot.call.state).toBe("live");
    await host.page.join();
    await letTimeCome(desk);
    await host.page.do({ type: "call.leave" });
    await letTimeCome(desk, LONG_EMPTY);
    expect(await watcher.event("call.ended")).toMatchObject({ by: null });
    expect((await open(desk, bob)).snapshot.call).toMatchObject({ state: "ended", endedAt: expect.any(Number) });
  });

  it("comes to one that nobody joined, and to a planned one not before its time is over", async () => {
    const started = await newCall(ada);
    await letTimeCome(started);
    expect((await open(started, ada)).snapshot.call.state).toBe("live");
    await letTimeCome(started, LONG_EMPTY);
    expect((await open(started, ada)).snapshot.call.state).toBe("ended");
    const startsAt = Date.now() + 3_600_000;
    const planned = await newCall(ada, { state: "scheduled", startsAt, minutes: 30 });
    await letTimeCome(planned, LONG_EMPTY);
    expect((await open(planned, ada)).snapshot.call.state).toBe("scheduled");
    // Whoever comes early begins it.
    const host = await joined(planned, ada);
    await host.page.do({ type: "call.leave" });
    await letTimeCome(planned, LONG_EMPTY);
    expect((await open(planned, ada)).snapshot.call.state).toBe("live");
    const call: Call = { ...planned.call, startsAt: Date.now() - 7_200_000 };
    await tell(planned, { type: "told", body: { type: "call.is", call } });
    await letTimeCome(planned);
    expect((await open(planned, ada)).snapshot.call.state).toBe("ended");
  });

  it("comes by whoever may run it, from outside too, and by the workspace", async () => {
    const desk = await newCall(ada);
    const { page } = await joined(desk, bob);
    expect(await desk.room.end(cem)).toMatchObject({ ok: false, problem: { code: "forbidden" } });
    unwrap(await desk.room.end(ada));
    unwrap(await desk.room.end(ada));
    expect(await page.event("call.ended")).toMatchObject({ by: ada.user });
    expect(page.socket.received.filter(({ type }) => type === "call.ended")).toHaveLength(1);
    const other = await newCall(ada);
    await tell(other, { type: "told", body: { type: "call.is", call: { ...other.call, state: "ended" } } });
    expect((await open(other, ada)).snapshot.call.state).toBe("ended");
  });

  it("tells what the workspace says of the call, and nothing where that says nothing new", async () => {
    const desk = await newCall(ada);
    const { page } = await joined(desk, ada);
    await page.event("peer.joined");
    const here = { users: [ada.user], count: 1 };
    await tell(desk, { type: "told", body: { type: "call.is", call: { ...desk.call, here } } });
    await tell(desk, { type: "told", body: { type: "call.is", call: { ...desk.call, here, title: "Retro" } } });
    expect(await page.event("call.changed")).toMatchObject({ call: { title: "Retro", here: { users: [], count: 0 } } });
    // The one before said that the call had begun.
    expect(page.socket.received.filter(({ type }) => type === "call.changed")).toHaveLength(2);
  });
});
