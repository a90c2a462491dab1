import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CallCommand } from "../../../durable-objects/call/protocol.ts";
import { when } from "../observed.ts";
import { Room } from "../room/room.ts";
import { FakeCallRoom } from "../testing/fake-call-room.ts";
import { FakeEquipment } from "../testing/fake-equipment.ts";
import { FakeServer } from "../testing/fake-server.ts";
import { HandClock } from "../testing/hand-clock.ts";
import { HandPage } from "../testing/hand-page.ts";
import { LiveCall } from "./live.ts";
import type { Stage } from "./state.ts";
import { type CallRoom, callStream } from "./stream.ts";

let server: FakeServer;
let room: FakeCallRoom;
let page: HandPage;
let clock: HandClock;
const calls: LiveCall[] = [];

beforeEach(async () => {
  server = await FakeServer.start();
  room = new FakeCallRoom(server);
  page = new HandPage();
  clock = new HandClock();
});

afterEach(async () => {
  for (const call of calls.splice(0)) call.close();
  await server.stop();
});

/** The call, as `user` has it open. */
async function opened(user = "ada"): Promise<{ call: LiveCall; equipment: FakeEquipment }> {
  const { call, equipment } = opening(user);
  await when(call.state, (state) => state !== null);
  return { call, equipment };
}

/** The call, as `user` opens it: the room has not said anything yet. */
function opening(user: string): { call: LiveCall; equipment: FakeEquipment } {
  const ticket = server.ticketTo(`/rooms/call/call/${user}`);
  const options = { origin: server.origin, ticket, clock, page, random: () => 0 };
  const connection: CallRoom = new Room({ stream: callStream, commands: CallCommand }, options);
  const equipment = new FakeEquipment();
  const [key, load] = [crypto.randomUUID(), crypto.randomUUID()];
  const tab = { key: async () => key, page: load };
  const call = new LiveCall({ id: "call", room: connection, clock, page, tab, equipment, chosen: {} });
  calls.push(call);
  call.open();
  return { call, equipment };
}

/** One who sends sound and a picture. */
async function joined(user = "ada") {
  const { call, equipment } = await opened(user);
  await call.local.setMicrophone(true);
  await call.local.setCamera(true);
  expect(await call.join()).toEqual({ ok: true, as: "peer", full: false });
  return { call, equipment, me: await own(call) };
}

const own = async (call: LiveCall) => {
  const state = await when(call.state, (now) => now?.me != null);
  if (!state?.me) throw new Error("no seat");
  return state.me;
};

const staged = (call: LiveCall, stage: Stage) => when(call.state, (state) => state?.stage === stage);
const media = async (call: LiveCall) => (await own(call)).media;

/** Breaks every socket, and has `call` come back at once. */
async function reconnected(call: LiveCall): Promise<void> {
  const before = room.joins.length;
  room.break();
  await when(call.connection, ({ name }) => name !== "online");
  page.say("online");
  await expect.poll(() => room.joins.length).toBeGreaterThan(before);
  await when(call.connection, ({ name }) => name === "online");
}

describe("a stay in a call", () => {
  it("begins with what is on", async () => {
    const { call, me } = await joined();
    expect(call.state.value?.stage).toBe("joined");
    expect(me).toMatchObject({ self: true, link: "none", media: { audio: true, video: true, screen: false } });
  });

  it("is shown by the time that whoever asked for it has an answer", async () => {
    await joined("ada");
    const { call } = await opened("bo");
    expect(await call.join()).toMatchObject({ ok: true });
    expect(call.state.value?.stage).toBe("joined");
  });

  it("P2.37 goes on in the same seat on every new socket", async () => {
    const { call, me } = await joined();
    await reconnected(call);
    const [first, second] = room.joins;
    expect(second).toMatchObject({ key: first?.key, page: first?.page });
    expect(await own(call)).toMatchObject({ id: me.id, generation: me.generation, media: me.media });
  });

  it("is asked for once, and sends on what is on, where it is asked for before there is a socket", async () => {
    const { call } = opening("ada");
    const outcome = call.join();
    await call.local.setMicrophone(true);
    expect(await outcome).toMatchObject({ ok: true, as: "peer" });
    expect(room.joins).toHaveLength(1);
    await expect.poll(async () => (await media(call)).audio).toBe(true);
    expect(call.local.state.value.microphone.state).toBe("on");
  });

  it("sends on what was turned on while the answer was lost with its socket", async () => {
    const { call } = await opened();
    room.fates.push("break before");
    const outcome = call.join();
    await when(call.connection, ({ name }) => name !== "online");
    await call.local.setMicrophone(true);
    page.say("online");
    expect(await outcome).toMatchObject({ ok: true, as: "peer" });
    await expect.poll(async () => (await media(call)).audio).toBe(true);
    expect(call.local.state.value.microphone.state).toBe("on");
  });

  it("leaves no seat behind that was asked for and is not wanted any more", async () => {
    const { call } = await opened();
    room.pause();
    const outcome = call.join();
    // All that is promised by now is done in one turn of the page: the question is on its way.
    await new Promise((resolve) => setTimeout(resolve));
    const left = call.leave();
    room.resume();
    await left;
    expect(await outcome).toMatchObject({ ok: false, code: "left" });
    expect(room.peers).toEqual([]);
    expect(call.state.value?.stage).toBe("outside");
  });

  it("begins anew when the seat was lost while one could not come back", async () => {
    const { call, me } = await joined();
    room.vacate(me.id, "lost");
    const state = await when(call.state, (now) => now?.me != null && now.me.id !== me.id);
    expect(state?.stage).toBe("joined");
    expect(call.local.state.value.camera.state).toBe("on");
  });

  it("waits to be let in, and joins once one is", async () => {
    room.waiting.add("ada");
    const { call } = await opened();
    expect(await call.join()).toEqual({ ok: true, as: "waiting" });
    expect(call.state.value?.stage).toBe("knocking");
    room.waiting.delete("ada");
    room.happen({ type: "knock.answered", user: "ada", answer: "admitted" });
    await staged(call, "joined");
  });

  it("is not begun where one is not let in, and may be asked for again", async () => {
    room.waiting.add("ada");
    const { call } = await opened();
    await call.join();
    room.happen({ type: "knock.answered", user: "ada", answer: "refused" });
    await staged(call, "refused");
    expect(await call.join()).toEqual({ ok: true, as: "waiting" });
  });

  it("is over, with all devices let go, when a host ends it", async () => {
    const { call, equipment, me } = await joined();
    room.vacate(me.id, "removed");
    await staged(call, "removed");
    expect(equipment.open).toEqual([]);
    expect(call.local.state.value.camera).toEqual({ state: "off", failure: null });
  });

  it("is not fought for when another page takes the seat over", async () => {
    const { call, equipment, me } = await joined();
    room.takeOver("ada");
    room.say({ type: "unseated", peer: me.id, reason: "taken_over" });
    await staged(call, "taken_over");
    expect(equipment.open).toEqual([]);
    room.break();
    await when(call.connection, ({ name }) => name !== "online");
    page.say("online");
    await when(call.connection, ({ name }) => name === "online");
    expect(room.joins).toHaveLength(1);
  });

  it("is taken over also if that happened while the socket was gone", async () => {
    const { call } = await joined();
    room.takeOver("ada");
    await reconnected(call);
    await staged(call, "taken_over");
  });

  it("tells how it came out to whoever asked, over a lost socket too", async () => {
    const { call } = await opened();
    room.fates.push("break after");
    const outcome = call.join();
    await when(call.connection, ({ name }) => name !== "online");
    page.say("online");
    expect(await outcome).toEqual({ ok: true, as: "peer", full: false });
  });

  it("is refused by name where one sits already, and says what is to become of that", async () => {
    await joined();
    const { call } = await opened();
    expect(await call.join()).toMatchObject({ ok: false, code: "already_here" });
    expect(await call.join({ other: "instead" })).toMatchObject({ ok: true });
  });
});

it("lets go of devices that were only tried out once the call is over", async () => {
  const { call, equipment } = await opened();
  await call.local.setCamera(true);
  room.happen({ type: "call.ended", at: 9 });
  await staged(call, "ended");
  expect(equipment.open).toEqual([]);
});

describe("what one sends", () => {
  it("is what a host says it is, once they mute one", async () => {
    const { call, me } = await joined();
    room.change(me.id, { media: { audio: false, video: true, screen: false } }, "host");
    await when(call.local.state, ({ microphone }) => microphone.state === "off");
    expect(call.local.state.value.camera.state).toBe("on");
    await call.local.setMicrophone(true);
    await expect.poll(async () => (await media(call)).audio).toBe(true);
  });

  it("is being told as the room answers what was turned off and on again at once, and not as a host does it", async () => {
    const { call, me } = await joined();
    const telling: boolean[] = [];
    let before = true;
    call.state.subscribe(() => {
      const audio = call.state.value?.me?.media.audio === true;
      if (before && !audio) telling.push(call.isTelling);
      before = audio;
    });
    await call.local.setMicrophone(false);
    await call.local.setMicrophone(true);
    await expect.poll(() => telling).toEqual([true]);
    await expect.poll(async () => !call.isTelling && (await media(call)).audio).toBe(true);
    room.change(me.id, { media: { audio: false, video: true, screen: false } }, "host");
    await expect.poll(() => telling).toEqual([true, false]);
  });

  it("stays off where it was turned off, and muted where a host did, while the socket was gone", async () => {
    const { call, me } = await joined();
    room.break();
    await when(call.connection, ({ name }) => name !== "online");
    room.change(me.id, { media: { audio: false, video: true, screen: false } }, "host");
    await call.local.setCamera(false);
    page.say("online");
    await when(call.local.state, ({ microphone }) => microphone.state === "off");
    await expect.poll(() => media(call)).toEqual({ audio: false, video: false, screen: false });
  });

  it("is on again where it was turned off and on in one", async () => {
    const { call } = await joined();
    room.pause();
    await call.local.setCamera(false);
    await call.local.setCamera(true);
    room.resume();
    await expect.poll(() => room.asked.filter(({ type }) => type === "peer.media")).not.toEqual([]);
    await expect.poll(() => media(call)).toEqual({ audio: true, video: true, screen: false });
    expect(call.local.state.value.camera.state).toBe("on");
  });

  it("goes off here when the room will not have it", async () => {
    const { call } = await opened();
    await call.join();
    room.fates.push("refuse");
    await call.local.setMicrophone(true);
    await when(call.local.state, ({ microphone }) => microphone.state === "off");
    expect(await media(call)).toEqual({ audio: false, video: false, screen: false });
  });
});

it("tells each reaction, and nothing of frames that it does not know", async () => {
  const { call, me } = await joined();
  const seen: string[] = [];
  call.onReaction(({ peer, emoji }) => seen.push(`${peer} ${emoji}`));
  room.say({ type: "something", of: "tomorrow" });
  room.say({ type: "reacted", from: me.id, emoji: "🎉" });
  await expect.poll(() => seen).toEqual([`${me.id} 🎉`]);
});
