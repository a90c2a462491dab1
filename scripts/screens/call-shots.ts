/** What is photographed of calls: with others in one, and with a camera that is made up. */
import type { Page } from "playwright-core";
import { apiOf } from "../../client/sdk/api/api.ts";
import type { CallCompany } from "./call-company.ts";
import type { Scene, Shot } from "./shots.ts";
import { heading, known, named } from "./waiting.ts";

/** The shots of calls, two of which are those that others are in now. */
export function callShots({ live, guarded }: CallCompany): readonly Shot[] {
  const list = ({ workspace }: Scene["places"]) => `/w/${workspace}/calls`;
  const inside = (places: Scene["places"]) => `${list(places)}/${live}`;
  return [
    {
      name: "calls",
      as: "you",
      at: list,
      ready: async (at) => {
        await named("The new type, side by side")(at);
        await besideTheRest(at);
      },
    },
    { name: "schedule-call", as: "you", at: list, ready: planCall },
    {
      name: "call-door",
      as: "you",
      at: inside,
      ready: async (at) => {
        await atTheDoor(at);
        await besideTheRest(at);
      },
    },
    { name: "call", as: "you", at: inside, ready: joinCall, leave: leaveCall },
    {
      name: "call-speaker",
      as: "you",
      at: inside,
      ready: async (at) => {
        await joinCall(at);
        await at.getByRole("button", { name: /^(View|More)$/ }).click();
        await at.getByRole("menuitemradio", { name: "Who speaks, large" }).click();
        await at.getByRole("menu").waitFor({ state: "detached" });
      },
      leave: leaveCall,
    },
    {
      name: "call-lobby",
      as: "cleo",
      at: (places) => `${list(places)}/${guarded}`,
      ready: async (at) => {
        await atTheDoor(at);
        await at.getByRole("button", { name: "Ask to join" }).click();
        await at.getByRole("button", { name: "Stop waiting" }).waitFor();
      },
      leave: (at) => at.getByRole("button", { name: "Stop waiting" }).click(),
    },
    {
      name: "call-ringing",
      as: "you",
      at: ({ workspace }) => `/w/${workspace}/projects/WEB`,
      ready: async (at, { demo }) => {
        await heading("Todo")(at);
        const { url, workspace, people } = demo;
        await apiOf({ origin: url, token: people.bo.token }).calls.ring(workspace, live, [people.you.id]);
        await at.getByRole("region", { name: "Incoming calls" }).waitFor();
      },
      leave: async (at) => {
        const incoming = at.getByRole("region", { name: "Incoming calls" });
        await incoming.getByRole("button", { name: "Decline" }).click();
        await incoming.waitFor({ state: "detached" });
      },
    },
    {
      name: "call-ended",
      as: "you",
      at: (places) => `${list(places)}/${known(places.calls, "The new type, side by side")}`,
      ready: named("round trip"),
    },
  ];
}

/** Resolves once every film shows its first picture. Said by the debugger: the page's security policy forbids the rest. */
const ALL_PLAY = `new Promise((resolve) => {
  const look = () =>
    [...document.querySelectorAll("video")].every(({ videoWidth }) => videoWidth > 0)
      ? resolve()
      : requestAnimationFrame(look);
  look();
})`;

/** Writes down a call to come, with somebody who is invited. */
async function planCall(at: Page): Promise<void> {
  await at.getByRole("button", { name: "Schedule a call" }).click();
  await at.getByLabel("Title").fill("What we saw in the numbers");
  await at.getByRole("button", { name: "Invite people" }).click();
  await at.getByRole("option", { name: "Cleo" }).click();
  await at.keyboard.press("Escape");
  await at.getByRole("list", { name: "Invite people: chosen" }).waitFor();
}

async function atTheDoor(at: Page): Promise<void> {
  await at.getByRole("button", { name: "Turn off camera" }).waitFor();
  await at.getByLabel("Your camera").waitFor();
  await at.evaluate(ALL_PLAY);
}

/** Waits for what stands at the side where there is room: it comes after the page. */
async function besideTheRest(at: Page): Promise<void> {
  const isWide = (at.viewportSize()?.width ?? 0) > 768;
  if (isWide) await at.getByRole("link", { name: "general" }).first().waitFor();
}

/** Comes into the call, and waits until all are to be seen. */
async function joinCall(at: Page): Promise<void> {
  await atTheDoor(at);
  await at.getByRole("button", { name: "Join", exact: true }).click();
  const inIt = at.getByRole("list", { name: "In the call" });
  await inIt.getByLabel("Bo's camera").waitFor();
  await at.evaluate(ALL_PLAY);
  await inIt.getByRole("listitem", { name: "Cleo" }).waitFor();
}

/** Goes out again: a seat is kept for a while for whoever only vanishes. */
async function leaveCall(at: Page): Promise<void> {
  await at.getByRole("button", { name: "Leave", exact: true }).click();
  await at.getByRole("menuitem", { name: "Leave the call" }).click();
  await heading("You left the call")(at);
}
