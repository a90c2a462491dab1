/**
 * People in a call see and hear each other. Each sends a tone and a colour of their own out of a browser of their own, and
 * whoever gets something proves whose it is, by what comes out of the elements of their page.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { MAX_SDP_LENGTH } from "../../durable-objects/call/limits.ts";
import type { CallPeer } from "../../durable-objects/call/protocol.ts";
import type { User } from "../server/api.ts";
import { ServerProcess } from "../server/server-process.ts";
import { Devices } from "./call/devices.ts";
import { type CallAddress, Participant } from "./call/participant.ts";
import { plugInCamera, SECOND_CAMERA } from "./call/plugging.ts";
import { receptionOf } from "./call/probe.ts";
import { expectReception, NOTHING } from "./call/proof.ts";
import { RawPeer } from "./call/raw-peer.ts";
import { offers, sendRegardless } from "./call/sending.ts";
import { PATIENCE } from "./two-people.ts";

let server: ServerProcess;
let devices: readonly Devices[];
let ada: Participant;
let bo: Participant;
let cy: Participant;
let di: Participant;
/** One who brings no browser. */
let eve: User;
let workspace: string;
beforeAll(async () => {
  server = await ServerProcess.start();
  const hers = await Promise.all([
    Devices.start({ hertz: 500, colour: "red" }),
    Devices.start({ hertz: 800, colour: "blue" }),
    Devices.start({ hertz: 1100, colour: "yellow" }),
    Devices.start({ hertz: 1400, colour: "magenta" }),
  ]);
  devices = hers;
  [ada, bo, cy, di] = await Promise.all([
    Participant.signUp(server.url, "Ada", hers[0]),
    Participant.signUp(server.url, "Bo", hers[1]),
    Participant.signUp(server.url, "Cy", hers[2]),
    Participant.signUp(server.url, "Di", hers[3]),
  ]);
  workspace = await ada.found(bo, cy, di);
  eve = await ada.bringUser(workspace, "Eve");
});
afterAll(async () => {
  await Promise.all(devices.map((each) => each[Symbol.asyncDispose]()));
  await server[Symbol.asyncDispose]();
});

/** Each of them sees and hears all the others, and nobody else. */
async function expectEachOther(...people: readonly Participant[]): Promise<void> {
  await Promise.all(
    people.map((each) => {
      const others = people.filter((other) => other !== each);
      return expectReception(each.page, { hears: others, sees: others });
    }),
  );
}

/** A new call with these in it. */
async function callWith(...people: readonly Participant[]): Promise<CallAddress> {
  const call = await ada.startCall(workspace);
  await Promise.all(people.map((each) => each.join(call)));
  return call;
}

it("two people see and hear each other, and so do four", async () => {
  const call = await callWith(ada, bo);
  await expectEachOther(ada, bo);
  await Promise.all([cy.join(call), di.join(call)]);
  await expectEachOther(ada, bo, cy, di);
});

it("another microphone and another camera are heard and seen in mid-call", async () => {
  await callWith(ada, di);
  await expectEachOther(ada, di);
  await di.button("Sound devices").click();
  await di.devices.hearInstead(1700);
  await di.page.getByRole("menuitemradio", { name: "Fake Audio Input 1" }).click();
  di.hertz = 1700;
  await expectEachOther(ada, di);
  await plugInCamera(di.page);
  await di.button("Cameras").click();
  await di.page.getByRole("menuitemradio", { name: SECOND_CAMERA.name }).click();
  di.colour = SECOND_CAMERA.colour;
  await expectEachOther(ada, di);
  await di.button("Cameras").click();
  await di.page.getByRole("menuitemradio", { name: "As the browser chooses" }).click();
  di.colour = di.devices.colour;
  await expectEachOther(ada, di);
});

it("screens are seen, also of two whose offers cross, as they do again when both are in another network", async () => {
  const people = [ada, bo] as const;
  const frames = await Promise.all(people.map(({ person }) => person.visitor.standBetween("call")));
  /** Has both do something before either hears of it: the offers of both are under way at once. */
  const crossing = async (act: (one: Participant) => Promise<void>) => {
    for (const each of frames) each.hold();
    await Promise.all(people.map(act));
    for (const { page } of people) await expect.poll(() => offers(page), PATIENCE).toBe(true);
    for (const each of frames) each.release();
  };
  const sharing = (...screensOf: readonly Participant[]) =>
    Promise.all([
      expectReception(ada.page, { hears: [bo], sees: [bo], screensOf: screensOf.filter((each) => each === bo) }),
      expectReception(bo.page, { hears: [ada], sees: [ada], screensOf: screensOf.filter((each) => each === ada) }),
    ]);

  const call = await callWith(ada, bo);
  await expectEachOther(ada, bo);
  await crossing((one) => one.control("Share your screen").click());
  await sharing(ada, bo);
  for (let again = 0; again < 2; again++) {
    await crossing(({ page }) => page.evaluate(() => void window.dispatchEvent(new Event("online"))));
    await sharing(ada, bo);
  }
  await ada.control("Stop sharing").click();
  await sharing(bo);
  await bo.control("Stop sharing").click();
  // A third is sent to at another rate than one is: what was agreed by offers that crossed bears that.
  await cy.join(call);
  await expectEachOther(ada, bo, cy);
});

it("P4.46 whom a host muted is heard by nobody, whatever their page sends, until they unmute", async () => {
  await callWith(ada, bo, cy);
  await expectEachOther(ada, bo, cy);
  await ada.openPeople();
  await ada.people.getByRole("button", { name: "Mute Bo" }).click();
  await bo.button("Turn on microphone").waitFor();
  await sendRegardless(bo.page);
  const silent = { hears: [cy], sees: [bo, cy] };
  await expectReception(ada.page, silent);
  const { audioBytes } = await receptionOf(ada.page);
  await expect.poll(async () => (await receptionOf(ada.page)).audioBytes, PATIENCE).toBeGreaterThan(audioBytes);
  await expectReception(ada.page, silent);
  await expectReception(cy.page, { hears: [ada], sees: [ada, bo] });
  await bo.button("Turn on microphone").click();
  await expectEachOther(ada, bo, cy);
});

it("P4.45 one whose role is lowered in mid-call is seen and heard no more, and goes on to see and hear", async () => {
  await callWith(ada, bo);
  await expectEachOther(ada, bo);
  const role = (name: string) =>
    ada.person.patch(`/api/workspaces/${workspace}/members/${bo.person.user}`, { role: name });
  await role("viewer");
  await expectReception(ada.page, NOTHING);
  await sendRegardless(bo.page);
  await expectReception(ada.page, NOTHING);
  await expectReception(bo.page, { hears: [ada], sees: [ada] });
  await role("member");
  await bo.button("Turn on microphone").click();
  await bo.button("Turn on camera").click();
  await expectEachOther(ada, bo);
});

it("P4.44 nobody sees or hears a locked call before they are let in, nor after they are removed", async () => {
  const call = await callWith(ada, bo);
  await ada.openPeople();
  await ada.page.getByRole("switch", { name: "Locked" }).click();
  await expect.poll(() => ada.page.getByRole("switch", { name: "Locked" }).isChecked(), PATIENCE).toBe(true);
  await cy.comeTo(call);
  await cy.button("Ask to join").click();
  await ada.button("Let Cy in").waitFor();
  await expectReception(cy.page, NOTHING);
  await expectEachOther(ada, bo);
  await ada.button("Let Cy in").click();
  await cy.inCall();
  await expectEachOther(ada, bo, cy);

  await ada.people.getByRole("button", { name: "More about Cy" }).click();
  await ada.page.getByRole("menuitem", { name: "Remove from the call…" }).click();
  await ada.button("Remove").click();
  await cy.page.getByRole("heading", { name: "You were removed from the call" }).waitFor();
  await expectReception(cy.page, NOTHING);
  await expectEachOther(ada, bo);
  await cy.comeTo(call);
  await cy.button("Ask to join").waitFor();
});

it("P8.43 a seventh is told why they watch, and takes the place that is free next", async () => {
  const call = await callWith(ada, bo);
  const seats = await Promise.all(Array.from({ length: 4 }, () => RawPeer.sit(server.url, eve, call.id)));
  await cy.join(call);
  await cy.page.getByText("All places are taken.").waitFor();
  await expectReception(cy.page, NOTHING);
  await expectEachOther(ada, bo);
  for (const seat of seats) await seat.leave();
  await cy.button("Take a place").click();
  await cy.button("Turn on microphone").click();
  await cy.button("Turn on camera").click();
  await expectEachOther(ada, bo, cy);
  for (const seat of seats) await seat[Symbol.asyncDispose]();
});

it("P5.61 a signal comes from whoever said it, whomever it names, one too long from nobody, and media go on", async () => {
  const call = await callWith(ada, bo);
  await expectEachOther(ada, bo);
  await using forger = await RawPeer.sit(server.url, eve, call.id);
  await using other = await RawPeer.sit(server.url, eve, call.id);
  const [her, his] = [await other.seatOf("Ada"), await other.seatOf("Bo")];
  const say = (to: CallPeer, sdp: string) => {
    const signal = { kind: "description", description: { type: "offer", sdp }, tracks: {} };
    forger.say({ type: "signal", from: her.id, to: to.id, generation: to.generation, n: 1, signal });
  };
  for (const to of [his, other.peer]) say(to, "v=0\r\n");
  expect((await other.heard(({ type }) => type === "signal")).from).toBe(forger.peer.id);
  for (const to of [his, other.peer]) say(to, "v=0\r\n".padEnd(MAX_SDP_LENGTH + 1));
  expect((await forger.heard(({ type, to }) => type === "unsent" && to === his.id)).reason).toBe("invalid");
  await forger.leave();
  await other.leave();
  await expectEachOther(ada, bo);
});
