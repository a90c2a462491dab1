import { describe, expect, it } from "vitest";
import type { Participant } from "../../durable-objects/call/participant.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { type CallDesk, joined, letTimeCome, newCall, open, QUIET, someone, TALKING, tell } from "./call-desk.ts";

const [ada, bob, cem] = [someone("Ada"), someone("Bob"), someone("Cem")];
const [gus, ann] = [someone("Gus", "guest"), someone("Ann", "admin")];

/** Comes as one who has to wait, and waits. */
async function waiting(desk: CallDesk, who: Participant) {
  const page = await open(desk, who);
  expect(page.snapshot).toMatchObject({ waits: true, peers: [], rings: [] });
  expect(await page.tryJoin()).toEqual({ as: "waiting" });
  return page;
}

const standing = (who: Participant, role: Participant["role"], revision: number) => ({
  ...{ type: "standing" as const, user: who.user, revision },
  standing: { user: who.user, name: who.name, role, revision },
});

describe("the lobby", () => {
  it("P5.59 lets a guest in when a host says so, and shows them nobody before", async () => {
    const invited = [bob, gus].map(({ user }) => ({ user, answer: null }));
    const desk = await newCall(ada, { invited });
    const host = await joined(desk, ada);
    const other = await joined(desk, bob);
    const page = await waiting(desk, gus);
    const own = [{ user: gus.user, answer: null }];
    expect(page.snapshot.call.invited).toEqual(own);
    await tell(desk, { type: "told", body: { type: "call.is", call: { ...desk.call, title: "Plans" } } });
    expect((await page.event("call.changed")).call).toMatchObject({ title: "Plans", invited: own });
    expect((await other.page.event("call.changed")).call).toMatchObject({ title: "Plans", invited });
    expect(await host.page.event("knock.asked")).toMatchObject({ knock: { user: gus.user, name: "Gus", guest: true } });
    // Asking again is not knocking twice, and nothing of the roster is told meanwhile.
    expect(await page.tryJoin()).toEqual({ as: "waiting" });
    await other.page.do({ type: "peer.hand", up: true });
    expect(await page.refused({ type: "peer.hand", up: true })).toBe("conflict");
    expect(await other.page.refused({ type: "knock.answer", user: gus.user, admit: true })).toBe("forbidden");
    await host.page.do({ type: "knock.answer", user: gus.user, admit: true });
    expect(await page.event("knock.answered")).toMatchObject({ user: gus.user, answer: "admitted" });
    expect((await page.refreshed()).peers.map(({ user }) => user)).toEqual([ada.user, bob.user]);
    expect(await page.join()).toMatchObject({ guest: true, role: "peer", place: "stage" });
    expect(page.socket.received.filter(({ type }) => type === "peer.changed")).toEqual([]);
    expect(other.page.socket.received.filter(({ type }) => type.startsWith("knock."))).toEqual([]);
    // Whoever was let in is so for the call's life.
    await page.do({ type: "call.leave" });
    expect(await page.join()).toMatchObject({ guest: true });
    expect(await host.page.refused({ type: "knock.answer", user: gus.user, admit: true })).toBe("not_found");
  });

  it("is answered no, left, or forsaken", async () => {
    const desk = await newCall(ada);
    const host = await joined(desk, ada);
    const page = await waiting(desk, gus);
    await host.page.do({ type: "knock.answer", user: gus.user, admit: false });
    expect(await page.event("knock.answered")).toMatchObject({ answer: "refused" });
    expect(await page.refused(page.wanting())).toBe("forbidden");
    await letTimeCome(desk, "UPDATE people SET data = json_set(data, '$.refusedAt', 1)");
    expect(await page.tryJoin()).toEqual({ as: "waiting" });
    await page.do({ type: "knock.cancel" });
    const gone = { user: gus.user, answer: "gone" };
    expect(await host.page.event("knock.answered")).toMatchObject({ answer: "refused" });
    expect(await host.page.event("knock.answered")).toMatchObject(gone);
    const later = await waiting(desk, gus);
    for (const { socket } of [page, later]) {
      socket.close();
      await socket.end();
    }
    const over = "UPDATE knocks SET data = json_set(data, '$.until', unixepoch() * 1000 - 1000)";
    await letTimeCome(desk, over);
    expect(await host.page.event("knock.answered")).toMatchObject(gone);
  });

  it("waits with a knock until somebody is in who can answer it, and shows them who waits", async () => {
    const desk = await newCall(ada);
    const page = await waiting(desk, gus);
    const other = await joined(desk, bob);
    // Who comes first runs the call until whoever started it is there.
    expect(other.peer.role).toBe("host");
    expect((await other.page.refreshed()).knocks).toMatchObject([{ user: gus.user }]);
    await other.page.do({ type: "knock.answer", user: gus.user, admit: true });
    await page.event("knock.answered");
    expect((await page.join()).role).toBe("peer");
  });

  it("is for everyone, or for nobody, as hosts want it", async () => {
    const desk = await newCall(ada);
    const host = await joined(desk, ada);
    const there = await open(desk, cem);
    expect(there.snapshot.peers).toHaveLength(1);
    await host.page.do({ type: "settings.change", set: { lobby: "everyone" } });
    // Who has not come yet is shown nobody any more.
    expect(await there.refreshed()).toMatchObject({ waits: true, peers: [] });
    const page = await waiting(desk, bob);
    const admin = await joined(desk, ann);
    expect(admin.page.snapshot.mayHost).toBe(true);
    await admin.page.do({ type: "settings.change", set: { lobby: "guests" } });
    expect(await page.event("knock.answered")).toMatchObject({ answer: "admitted" });
    expect(await page.join()).toMatchObject({ guest: false });
    expect(await page.refused({ type: "settings.change", set: { lobby: "everyone" } })).toBe("forbidden");
  });

  it("takes whoever is new while the call is locked, and nobody who was in it", async () => {
    const desk = await newCall(ada);
    const host = await joined(desk, ada);
    const other = await joined(desk, bob);
    await host.page.do({ type: "settings.change", set: { locked: true } });
    await waiting(desk, cem);
    await other.page.do({ type: "call.leave" });
    expect(await other.page.join()).toMatchObject({ user: bob.user });
    expect(await (await open(desk, ann)).join()).toMatchObject({ user: ann.user });
  });

  it("does not resume from what one saw before one had to wait", async () => {
    const desk = await newCall(ada);
    const host = await joined(desk, ada);
    const there = await open(desk, cem);
    const before = { epoch: there.welcome.epoch, after: there.welcome.seq };
    there.socket.close();
    await host.page.do({ type: "settings.change", set: { locked: true } });
    await host.page.do({ type: "peer.hand", up: true });
    const back = await open(desk, cem, before);
    expect(back.welcome.recovered).toBe(false);
    expect(back.snapshot).toMatchObject({ waits: true, peers: [], settings: { locked: true } });
  });
});

describe("hosts", () => {
  it("who started the call runs it, then a co-host, then whoever was there longest; never a guest before a member", async () => {
    const desk = await newCall(ada);
    const host = await joined(desk, ada);
    const guestPage = await waiting(desk, gus);
    await host.page.do({ type: "knock.answer", user: gus.user, admit: true });
    await guestPage.event("knock.answered");
    const guest = await guestPage.join();
    const [two, three] = [await joined(desk, bob), await joined(desk, cem)];
    await host.page.do({ type: "peer.cohost", peer: three.peer.id, on: true });
    expect(await two.page.event("peer.changed")).toMatchObject({ peer: three.peer.id, set: { role: "cohost" } });
    expect(await three.page.refused({ type: "peer.cohost", peer: two.peer.id, on: true })).toBe("forbidden");
    await host.page.do({ type: "call.leave" });
    expect(await two.page.event("peer.changed")).toMatchObject({ peer: three.peer.id, set: { role: "host" } });
    await three.page.do({ type: "call.leave" });
    expect(await guestPage.event("peer.changed")).toMatchObject({ set: { role: "cohost" } });
    expect((await two.page.roster()).map(({ id, role }) => [id, role])).toEqual([
      [guest.id, "peer"],
      [two.peer.id, "host"],
    ]);
    // Who started it takes it up again; who stood in goes on helping.
    await host.page.join();
    expect((await two.page.roster()).map(({ user, role }) => [user, role])).toEqual([
      ...[
        [gus.user, "peer"],
        [bob.user, "cohost"],
        [ada.user, "host"],
      ],
    ]);
    expect(unwrap(await desk.room.mayRun(bob))).toBe(true);
    expect(unwrap(await desk.room.mayRun(gus))).toBe(false);
  });

  it("is no more who may only read in the workspace", async () => {
    const desk = await newCall(ada);
    const host = await joined(desk, ada);
    const other = await joined(desk, bob);
    await tell(desk, standing(ada, "viewer", 2));
    expect((await other.page.roster()).map(({ role }) => role)).toEqual(["peer", "host"]);
    expect(await host.page.refused({ type: "peer.mute", peer: other.peer.id })).toBe("forbidden");
    expect(await host.page.refused({ type: "call.end" })).toBe("forbidden");
  });

  it("and no co-host either, as all see", async () => {
    const desk = await newCall(ada);
    const host = await joined(desk, ada);
    const other = await joined(desk, bob);
    await host.page.do({ type: "peer.cohost", peer: other.peer.id, on: true });
    expect(await host.page.changeOf(other.peer)).toEqual({ role: "cohost" });
    await tell(desk, standing(bob, "viewer", 2));
    expect(await host.page.changeOf(other.peer)).toMatchObject({ mayPublish: false });
    expect(await host.page.changeOf(other.peer)).toEqual({ role: "peer" });
  });

  it("P4.43 mute others, whose own word it is to speak again where the call lets them", async () => {
    const desk = await newCall(ada);
    const [host, two, three] = [await joined(desk, ada), await joined(desk, bob), await joined(desk, cem)];
    expect(await two.page.refused({ type: "peer.mute", peer: three.peer.id })).toBe("forbidden");
    await host.page.do({ type: "peer.mute", peer: two.peer.id });
    const muted = { ...TALKING, audio: false };
    expect(await two.page.event("peer.changed")).toMatchObject({
      by: ada.user,
      peer: two.peer.id,
      set: { media: muted },
    });
    await two.page.do({ type: "peer.media", media: TALKING });
    await host.page.do({ type: "settings.change", set: { mayUnmute: false } });
    await three.page.do({ type: "peer.media", media: muted });
    await host.page.do({ type: "peers.mute" });
    for (const { page } of [two, three])
      expect(await page.refused({ type: "peer.media", media: TALKING })).toBe("forbidden");
    expect((await host.page.roster()).map(({ media }) => media.audio)).toEqual([true, false, false]);
    // Neither a reload nor a lost socket is a way around it.
    two.page.socket.close();
    const reloaded = await open(desk, bob, { key: two.page.key });
    expect((await reloaded.join({ media: TALKING })).media).toEqual(muted);
    const resumed = await open(desk, bob, reloaded);
    expect((await resumed.join({ media: TALKING })).media).toEqual(muted);
    expect(await resumed.refused({ type: "peer.media", media: TALKING })).toBe("forbidden");
    // Nor is to leave and come again, or to sit down once more beside oneself.
    await resumed.do({ type: "call.leave" });
    expect((await resumed.join({ media: TALKING })).media).toEqual(muted);
    const beside = await joined(desk, bob, { other: "beside", media: TALKING });
    expect(beside.peer.media).toEqual(muted);
    expect(await beside.page.refused({ type: "peer.media", media: TALKING })).toBe("forbidden");
    await host.page.do({ type: "settings.change", set: { mayUnmute: true } });
    await resumed.do({ type: "peer.media", media: TALKING });
  });

  it("end others' screens, and lower their hands", async () => {
    const desk = await newCall(ada);
    const [host, two] = [await joined(desk, ada), await joined(desk, bob)];
    await two.page.do({ type: "peer.media", media: { ...TALKING, screen: true } });
    await two.page.do({ type: "peer.hand", up: true });
    await host.page.do({ type: "peer.stop_screen", peer: two.peer.id });
    await host.page.do({ type: "peer.lower_hand", peer: two.peer.id });
    expect((await host.page.roster())[1]).toMatchObject({ media: TALKING, hand: null });
    const acts = [{ type: "peer.stop_screen" }, { type: "peer.lower_hand" }, { type: "peer.remove" }];
    for (const act of acts) {
      expect(await two.page.refused({ ...act, peer: host.peer.id }), act.type).toBe("forbidden");
      expect(await host.page.refused({ ...act, peer: "nobody" }), act.type).toBe("not_found");
    }
  });

  it("remove someone, who comes back only if let in, and not by another page either", async () => {
    const desk = await newCall(ada);
    const [host, two] = [await joined(desk, ada), await joined(desk, bob)];
    const beside = await joined(desk, bob, { other: "beside" });
    await host.page.do({ type: "peer.remove", peer: two.peer.id });
    for (const { page, peer } of [two, beside]) {
      expect(await page.next("unseated")).toEqual({ type: "unseated", peer: peer.id, reason: "removed" });
    }
    expect((await two.page.refreshed()).peers).toEqual([]);
    expect(await two.page.tryJoin()).toEqual({ as: "waiting" });
    const other = await open(desk, bob);
    expect(other.snapshot).toMatchObject({ waits: true, peers: [], knocks: [{ user: bob.user }] });
    await host.page.do({ type: "knock.answer", user: bob.user, admit: true });
    await two.page.event("knock.answered");
    expect((await two.page.join()).id).not.toBe(two.peer.id);
    expect(await host.page.refused({ type: "peer.remove", peer: host.peer.id })).toBe("invalid");
  });

  it("are, besides, whoever runs the workspace, whom no host can remove", async () => {
    const desk = await newCall(ada);
    const [host, two, admin] = [await joined(desk, ada), await joined(desk, bob), await joined(desk, ann)];
    await host.page.do({ type: "peer.cohost", peer: two.peer.id, on: true });
    for (const { page } of [host, two])
      expect(await page.refused({ type: "peer.remove", peer: admin.peer.id })).toBe("forbidden");
    expect(await two.page.refused({ type: "peer.remove", peer: host.peer.id })).toBe("forbidden");
    await admin.page.do({ type: "peer.mute", peer: host.peer.id });
    await admin.page.do({ type: "peer.remove", peer: host.peer.id });
    expect(await admin.page.event("peer.left")).toMatchObject({ reason: "removed" });
    // Who is no member any more runs nothing from then on, on the socket that is open.
    await tell(desk, standing(ann, "member", 2));
    expect(await admin.page.refused({ type: "peer.remove", peer: two.peer.id })).toBe("forbidden");
    expect((await two.page.roster()).map(({ role }) => role)).toEqual(["host", "peer"]);
  });

  it("a guest let in who becomes a member waits no more", async () => {
    const desk = await newCall(ada);
    await joined(desk, ada);
    const page = await waiting(desk, gus);
    await tell(desk, standing(gus, "member", 2));
    expect(await page.event("knock.answered")).toMatchObject({ answer: "admitted" });
    expect(await page.join({ media: QUIET })).toMatchObject({ guest: false });
  });
});
