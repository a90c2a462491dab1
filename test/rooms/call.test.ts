import { evictDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import { joined, letTimeCome, newCall, open, QUIET, someone, TALKING, tell } from "./call-desk.ts";

const [ada, bob, cem] = [someone("Ada"), someone("Bob"), someone("Cem")];

afterEach(() => {
  vi.useRealTimers();
});

/** The time until which seats are kept is over. */
const GRACE_OVER =
  "UPDATE seats SET data = json_set(data, '$.until', unixepoch() * 1000 - 1000) WHERE data ->> '$.until' IS NOT NULL";

describe("a call", () => {
  it("shows who comes, is and leaves to everyone in it", async () => {
    const desk = await newCall(ada);
    const one = await joined(desk, ada);
    expect(one.peer).toMatchObject({ user: ada.user, role: "host", place: "stage", generation: 1, away: false });
    expect(await one.page.event("peer.joined")).toMatchObject({ peer: one.peer, by: ada.user });
    const page = await open(desk, bob);
    expect(page.snapshot).toMatchObject({ peers: [one.peer], mayHost: false, waits: false, call: { state: "live" } });
    const peer = await page.join({ media: QUIET });
    expect(await one.page.event("peer.joined")).toMatchObject({ peer });
    expect(peer).toMatchObject({ role: "peer", media: QUIET, mayPublish: true, hand: null });
    await page.do({ type: "peer.media", media: TALKING });
    expect(await one.page.changeOf(peer)).toEqual({ media: TALKING });
    await page.do({ type: "peer.hand", up: true });
    expect(await one.page.changeOf(peer)).toEqual({ hand: expect.any(Number) });
    await page.do({ type: "call.leave" });
    expect(await one.page.event("peer.left")).toMatchObject({ peer: peer.id, user: bob.user, reason: "left" });
    expect(await page.refused({ type: "peer.hand", up: true })).toBe("conflict");
    // One who comes again takes another seat.
    expect((await page.join()).id).not.toBe(peer.id);
  });

  it("says since when it goes on as the first comes, also to those who opened it before", async () => {
    const desk = await newCall(ada, { state: "scheduled", startsAt: Date.now() });
    const [early, first] = [await open(desk, bob), await open(desk, ada)];
    expect(early.snapshot.call).toMatchObject({ state: "scheduled", startedAt: null });
    await first.join();
    const { call } = (await open(desk, cem)).snapshot;
    expect(call).toMatchObject({ state: "live", startedAt: expect.any(Number) });
    expect(await early.event("call.changed")).toMatchObject({ call });
    expect(await first.event("call.changed")).toMatchObject({ call });
    await early.join();
    expect(await first.event("peer.joined")).toMatchObject({ peer: { user: ada.user } });
    expect(await first.event("peer.joined")).toMatchObject({ peer: { user: bob.user } });
    expect(first.socket.received.filter(({ type }) => type === "call.changed")).toHaveLength(1);
  });

  it("of which nobody was told, or that was erased, answers as none", async () => {
    const desk = await newCall(ada);
    await joined(desk, ada);
    await tell(desk, { type: "erase", by: null });
    expect(await desk.room.ring(ada, [bob])).toMatchObject({ ok: false, problem: { code: "not_found" } });
    await expect(open(desk, bob)).rejects.toThrow("4404");
  });
});

describe("a seat", () => {
  it("P2.36 is kept over a lost socket, with its media and hand, and taken up by the same page", async () => {
    const desk = await newCall(ada);
    const other = await joined(desk, ada);
    const { page, peer } = await joined(desk, bob);
    await page.do({ type: "peer.hand", up: true });
    page.socket.close();
    expect(await other.page.changeOf(peer)).toEqual({ hand: expect.any(Number) });
    expect(await other.page.changeOf(peer)).toEqual({ away: true });
    const back = await open(desk, bob, page);
    const again = await back.join({ media: { ...TALKING, video: false } });
    // What the page turned off meanwhile is off; all else is as it was.
    expect(again).toMatchObject({ id: peer.id, generation: 1, away: false, hand: expect.any(Number) });
    expect(again.media).toEqual({ audio: true, video: false, screen: false });
    expect(await other.page.changeOf(peer)).toEqual({ away: false, media: again.media });
    // A newer socket of the page takes over from one whose end was never heard of.
    const newer = await open(desk, bob, page);
    expect((await newer.join()).id).toBe(peer.id);
    expect(await back.refused({ type: "peer.hand", up: false })).toBe("conflict");
    back.socket.close();
    await newer.do({ type: "peer.hand", up: false });
    expect((await newer.roster()).map(({ id, away }) => ({ id, away }))).toEqual([
      { id: other.peer.id, away: false },
      { id: peer.id, away: false },
    ]);
  });

  it("begins anew with each load of the page, so that the others do", async () => {
    const desk = await newCall(ada);
    const other = await joined(desk, ada);
    const { page, peer } = await joined(desk, bob);
    page.socket.close();
    const reloaded = await open(desk, bob, { key: page.key });
    expect(await reloaded.join({ media: QUIET })).toMatchObject({ id: peer.id, generation: 2, media: QUIET });
    expect(await other.page.changeOf(peer)).toEqual({ away: true });
    expect(await other.page.changeOf(peer)).toEqual({ generation: 2, media: QUIET, away: false });
  });

  it("is free when nobody came back in time", async () => {
    const desk = await newCall(ada);
    const other = await joined(desk, ada);
    const { page, peer } = await joined(desk, bob);
    page.socket.close();
    expect(await other.page.changeOf(peer)).toEqual({ away: true });
    await letTimeCome(desk);
    expect(await other.page.roster()).toHaveLength(2);
    await letTimeCome(desk, GRACE_OVER);
    expect(await other.page.event("peer.left")).toMatchObject({ peer: peer.id, reason: "lost", by: null });
    const back = await open(desk, bob, page);
    expect((await back.join()).id).not.toBe(peer.id);
  });

  it("of one whose room died under it is given the whole grace when the room is back", async () => {
    const desk = await newCall(ada);
    const other = await joined(desk, ada);
    const { page, peer } = await joined(desk, bob);
    page.socket.close();
    expect(await other.page.changeOf(peer)).toEqual({ away: true });
    // The time ran out while the room itself was away: its job comes minutes late.
    await letTimeCome(desk, GRACE_OVER.replace("- 1000", "- 60000"));
    expect((await other.page.roster()).map(({ away }) => away)).toEqual([false, true]);
    const back = await open(desk, bob, page);
    expect(await back.join()).toMatchObject({ id: peer.id, generation: 1 });
    // Sockets whose end nobody told, as after a kill: noticed when the room wakes, and kept from then on.
    await letTimeCome(desk, "UPDATE seats SET data = json_set(data, '$.connection', 'lost with the server')");
    expect((await back.roster()).map(({ away }) => away)).toEqual([true, true]);
    const again = await open(desk, bob, page);
    expect(await again.join()).toMatchObject({ id: peer.id, generation: 1, away: false });
  });

  it("stays taken when the room is evicted, and signals go on between the same sockets", async () => {
    const desk = await newCall(ada);
    const [one, two] = [await joined(desk, ada), await joined(desk, bob)];
    await evictDurableObject(desk.room);
    one.page.signal(two.peer, { kind: "candidate", candidate: null });
    expect(await two.page.next("signal")).toMatchObject({ from: one.peer.id, signal: { candidate: null } });
    expect(await one.page.roster()).toEqual([one.peer, two.peer]);
    // A socket that ends while the room is out of memory ends for it, too.
    await evictDurableObject(desk.room);
    two.page.socket.close();
    expect(await one.page.changeOf(two.peer)).toEqual({ away: true });
  });
});

describe("two pages of one user", () => {
  it("are asked what they want: instead of the other, or beside it", async () => {
    const desk = await newCall(ada);
    const { page, peer } = await joined(desk, ada);
    const second = await open(desk, ada);
    expect(await second.refused(second.wanting())).toBe("already_here");
    const beside = await second.join({ other: "beside" });
    expect(beside.id).not.toBe(peer.id);
    await page.event("peer.joined");
    expect(await page.event("peer.joined")).toMatchObject({ peer: { id: beside.id, role: "host" } });
    const third = await open(desk, ada);
    const instead = await third.join({ other: "instead" });
    expect(instead).toMatchObject({ id: beside.id, generation: 2 });
    expect(await page.next("unseated")).toMatchObject({ peer: peer.id, reason: "taken_over" });
    expect(await second.next("unseated")).toMatchObject({ peer: beside.id, reason: "taken_over" });
    expect(await third.roster()).toHaveLength(1);
  });

  it("one that was followed by another does not come back by itself, however often it asks", async () => {
    const desk = await newCall(ada);
    const { page } = await joined(desk, ada);
    const copy = await open(desk, ada, { key: page.key });
    expect(await copy.join()).toMatchObject({ generation: 2 });
    expect(await page.next("unseated")).toMatchObject({ reason: "taken_over" });
    expect(await page.refused(page.wanting())).toBe("already_here");
    const back = await open(desk, ada, page);
    expect(await back.refused(back.wanting())).toBe("already_here");
    expect(await back.join({ other: "instead" })).toMatchObject({ generation: 3 });
  });

  it("are at most four", async () => {
    const desk = await newCall(ada);
    const { page } = await joined(desk, ada);
    const others = [];
    for (let n = 0; n < 3; n += 1) others.push(await joined(desk, ada, { other: "beside" }));
    const more = await open(desk, ada);
    expect(await more.refused(more.wanting({ other: "beside" }))).toBe("limit_reached");
    expect(await page.refused({ ...page.wanting(), type: "call.join", key: crypto.randomUUID() })).toBe("conflict");
  });
});

it("takes only so many commands of one socket at once", async () => {
  const desk = await newCall(ada);
  const { page } = await joined(desk, ada);
  vi.useFakeTimers({ toFake: ["Date"] });
  for (let n = 0; n < 98; n += 1) page.socket.send({ id: `hand-${n}`, type: "peer.hand", up: n % 2 === 0 });
  await page.do({ type: "peer.hand", up: false });
  expect(await page.refused({ type: "peer.hand", up: true })).toBe("too_many");
  expect((await page.roster())[0]).toMatchObject({ hand: null });
});

describe("the stage", () => {
  it("has six places; the seventh is told why, watches, and may take one that is free", async () => {
    const desk = await newCall(ada);
    const first = await joined(desk, ada);
    for (let n = 0; n < 5; n += 1) await joined(desk, someone(`Peer ${n}`));
    const page = await open(desk, bob);
    const result = await page.tryJoin();
    expect(result).toMatchObject({ as: "peer", full: true, peer: { place: "watching", media: QUIET } });
    expect(await page.refused({ type: "peer.media", media: TALKING })).toBe("conflict");
    expect(await page.refused({ type: "peer.place", place: "stage" })).toBe("limit_reached");
    await first.page.do({ type: "peer.place", place: "watching" });
    await page.do({ type: "peer.place", place: "stage" });
    await page.do({ type: "peer.media", media: TALKING });
    expect(await first.page.refused({ type: "peer.place", place: "stage" })).toBe("limit_reached");
  });

  it("may be left alone by choice", async () => {
    const desk = await newCall(ada);
    const page = await open(desk, ada);
    expect(await page.tryJoin({ place: "watching" })).toMatchObject({ full: false, peer: { place: "watching" } });
  });
});

describe("a role in the workspace", () => {
  it("P4.42 that is lowered silences the peer at once, and one that is raised lets it speak", async () => {
    const desk = await newCall(ada);
    const other = await joined(desk, ada);
    const { page, peer } = await joined(desk, bob);
    const stand = (role: "viewer" | "member", revision: number) =>
      tell(desk, {
        type: "standing",
        user: bob.user,
        revision,
        standing: { user: bob.user, name: "Bob", role, revision },
      });
    await stand("viewer", 2);
    expect(await other.page.event("peer.changed")).toMatchObject({
      peer: peer.id,
      set: { mayPublish: false, media: QUIET },
    });
    expect(await page.refused({ type: "peer.media", media: TALKING })).toBe("forbidden");
    await page.do({ type: "peer.hand", up: true });
    await stand("member", 3);
    await page.do({ type: "peer.media", media: TALKING });
    expect((await other.page.roster()).at(-1)).toMatchObject({ mayPublish: true, media: TALKING });
  });

  it("lets viewers listen on stage, and say nothing", async () => {
    const desk = await newCall(ada);
    await joined(desk, ada);
    const { page, peer } = await joined(desk, someone("Vic", "viewer"));
    expect(peer).toMatchObject({ place: "stage", mayPublish: false, media: QUIET });
    expect(await page.refused({ type: "peer.media", media: TALKING })).toBe("forbidden");
  });

  it("that is no more takes the seat and closes the socket", async () => {
    const desk = await newCall(ada);
    const other = await joined(desk, ada);
    const { page, peer } = await joined(desk, bob);
    await tell(desk, { type: "standing", user: bob.user, revision: 2, standing: null });
    expect(await other.page.event("peer.left")).toMatchObject({ peer: peer.id, reason: "no_access" });
    expect((await page.socket.end()).code).toBe(4403);
    expect(await other.page.roster()).toEqual([other.peer]);
    // Let in once more by the workspace, who is no member asks the host again.
    const back = await open(desk, { ...bob, role: "guest" }, { revision: 3 });
    expect(await back.tryJoin()).toEqual({ as: "waiting" });
  });

  it("that changes while one is away holds when one comes back", async () => {
    const desk = await newCall(ada);
    await joined(desk, ada);
    const { page } = await joined(desk, cem);
    page.socket.close();
    const back = await open(desk, { ...cem, name: "Cem B.", role: "viewer" }, page);
    expect(await back.join()).toMatchObject({ name: "Cem B.", mayPublish: false, media: QUIET });
  });
});
