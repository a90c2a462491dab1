/** The page of a call in real browsers: its door, the call, who runs it, and the small window beside other pages. */
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ServerProcess } from "../server/server-process.ts";
import { BoardVisitor } from "./board-visitor.ts";
import { RunningBrowser } from "./chromium.ts";
import { newComplaints } from "./two-talking.ts";

/** A camera, a microphone and a screen that are made up, and nobody is asked about. What is proven of media is elsewhere. */
const FAKE_DEVICES = [
  "--use-fake-device-for-media-stream=fps=2",
  "--use-fake-ui-for-media-stream",
  "--autoplay-policy=no-user-gesture-required",
  "--allow-loopback-in-peer-connection",
];

let server: ServerProcess;
let running: RunningBrowser;
let ada: BoardVisitor;
let bo: BoardVisitor;
let workspace: string;

beforeAll(async () => {
  [server, running] = await Promise.all([ServerProcess.start(), RunningBrowser.start(async () => FAKE_DEVICES)]);
  [ada, bo] = await Promise.all([
    BoardVisitor.signUp(running.browser, server.url, "Ada"),
    BoardVisitor.signUp(running.browser, server.url, "Bo"),
  ]);
  ({ id: workspace } = await ada.post("/api/workspaces", { name: "Analytical Engines" }));
  await ada.bring(bo, workspace, { role: "member" });
  await Promise.all([ada, bo].map(({ page }) => page.setViewportSize({ width: 1100, height: 700 })));
});

afterAll(async () => {
  await Promise.all([ada[Symbol.asyncDispose](), bo[Symbol.asyncDispose]()]);
  await running[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const bar = (page: Page) => page.getByRole("toolbar", { name: "Call" });
const tile = (page: Page, name: string) =>
  page.getByRole("list", { name: "In the call" }).getByRole("listitem", { name, exact: true });
const people = (page: Page) => page.getByRole("complementary", { name: "People" });
const small = (page: Page) => page.getByRole("region", { name: "Call", exact: true });

async function newCall(title: string): Promise<string> {
  const { id } = await ada.post(`/api/workspaces/${workspace}/calls`, { title });
  return `${server.url}/w/${workspace}/calls/${id}`;
}

/** Stands before the door, with camera and microphone open. */
async function comeTo(page: Page, call: string): Promise<void> {
  await page.goto(call);
  await button(page, "Turn off microphone").waitFor();
  await button(page, "Turn off camera").waitFor();
}

async function join(page: Page, call: string): Promise<void> {
  await comeTo(page, call);
  await button(page, "Join").click();
  await bar(page).waitFor();
}

/** Both in a call that Ada runs. */
async function bothIn(title: string): Promise<string> {
  const call = await newCall(title);
  await join(ada.page, call);
  await join(bo.page, call);
  await Promise.all([tile(ada.page, "Bo").waitFor(), tile(bo.page, "Ada").waitFor()]);
  return call;
}

async function openPeople(page: Page): Promise<void> {
  if (await people(page).isHidden()) await button(page, /^People: /).click();
  await people(page).waitFor();
}

/** Chooses in the menu that a button opens. */
async function choose(page: Page, opener: Locator, item: string): Promise<void> {
  await opener.click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function areaOf(picture: Locator): Promise<number> {
  const box = await picture.boundingBox();
  return box ? box.width * box.height : 0;
}

describe("a call's page", () => {
  it("shows oneself and who is there before one goes in, and then each other", async () => {
    const call = await newCall("Design review");
    await comeTo(ada.page, call);
    await ada.page.getByRole("heading", { name: "Design review" }).waitFor();
    await ada.page.getByText("Nobody is in it yet.").waitFor();
    await ada.page.getByLabel("Your camera").waitFor();
    await ada.page.getByRole("combobox", { name: "Microphone" }).waitFor();
    await button(ada.page, "Join").click();
    await ada.page.getByText("Nobody else is here yet.").waitFor();
    await comeTo(bo.page, call);
    await bo.page.getByText("Ada is in it.").waitFor();
    await button(bo.page, "Join").click();
    for (const [page, other, self] of [
      [ada.page, "Bo", "Ada (you)"],
      [bo.page, "Ada", "Bo (you)"],
    ] as const) {
      await tile(page, other).getByLabel(`${other}'s camera`).waitFor();
      await tile(page, self).waitFor();
    }
    await button(bo.page, "Leave").click();
    await bo.page.getByRole("heading", { name: "You left the call" }).waitFor();
    await tile(ada.page, "Bo").waitFor({ state: "detached" });
    await button(bo.page, "Join again").click();
    await button(bo.page, "Join").waitFor();
  });

  it("tells the others what one does: muted, a hand, a screen, which is then the large picture", async () => {
    await bothIn("Signs");
    await button(bo.page, "Turn off microphone").click();
    await tile(ada.page, "Bo").getByRole("img", { name: "Muted" }).waitFor();
    await button(bo.page, "Raise your hand").click();
    await tile(ada.page, "Bo").getByRole("img", { name: "Hand raised" }).waitFor();
    await button(bo.page, "Share your screen").click();
    const screen = tile(ada.page, "What Bo shares");
    await screen.getByLabel("Bo's screen").waitFor();
    expect(await areaOf(screen)).toBeGreaterThan(2 * (await areaOf(tile(ada.page, "Bo"))));
    await choose(ada.page, button(ada.page, "More about the picture of Bo"), "Pin as the large picture");
    await tile(ada.page, "Bo").getByRole("img", { name: "Pinned" }).waitFor();
    await bo.page.getByRole("status").getByRole("button", { name: "Stop sharing" }).click();
    await screen.waitFor({ state: "detached" });
    await button(bo.page, "React").click();
    await button(bo.page, "Applause").click();
    await ada.page.getByRole("status").filter({ hasText: "Bo reacted with 👏" }).waitFor();
    await choose(ada.page, button(ada.page, "View"), "Hide my picture from me");
    await tile(ada.page, "Ada (you)").waitFor({ state: "detached" });
  });

  it("is run by its host: mutes, removes, and lets in again whoever knocks", async () => {
    await bothIn("Run by Ada");
    await openPeople(ada.page);
    await button(ada.page, "Mute Bo").click();
    await bo.page.getByText("Somebody who runs the call muted you").first().waitFor();
    await button(bo.page, "Turn on microphone").waitFor();
    await choose(ada.page, button(ada.page, "More about Bo"), "Remove from the call");
    await ada.page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
    await bo.page.getByRole("heading", { name: "You were removed from the call" }).waitFor();
    // Who knocks is told of on every page.
    await ada.page.getByRole("link", { name: "My tasks" }).click();
    await small(ada.page).waitFor();
    await button(bo.page, "Ask to come back").click();
    await button(bo.page, "Ask to join").click();
    await bo.page.getByText("You are waiting to be let in.").waitFor();
    await ada.page
      .getByRole("listitem")
      .filter({ hasText: "Bo waits" })
      .getByRole("button", { name: "Let in" })
      .click();
    await bar(bo.page).waitFor();
  });

  it("can be locked, and ended for all", async () => {
    const call = await newCall("Locked");
    await join(ada.page, call);
    await openPeople(ada.page);
    await ada.page.getByRole("switch", { name: "Locked" }).click();
    await ada.page.getByRole("img", { name: "Locked" }).waitFor();
    await bo.page.goto(call);
    await bo.page.getByText("This call is locked").waitFor();
    await button(bo.page, "Ask to join").click();
    await button(ada.page, "Refuse Bo").click();
    await bo.page.getByText("You were not let in this time.").waitFor();
    await button(bo.page, "Ask to join").click();
    await bo.page.getByText("The host has not let you in.").waitFor();
    await choose(ada.page, button(ada.page, "Leave"), "End it for all");
    await ada.page.getByRole("alertdialog").getByRole("button", { name: "End it for all" }).click();
    for (const { page } of [ada, bo]) await page.getByRole("heading", { name: "Who was in it" }).waitFor();
  });

  it("moves to another tab of the same user, or has them in it twice", async () => {
    const call = await newCall("Two tabs");
    await join(ada.page, call);
    const second = await ada.visitor.context.newPage();
    await comeTo(second, call);
    await button(second, "Join a second time").waitFor();
    await button(second, "Move the call here").click();
    await bar(second).waitFor();
    await ada.page.getByRole("heading", { name: "The call has moved to another page of yours" }).waitFor();
    await button(ada.page, "Move it back here").click();
    await bar(ada.page).waitFor();
    await second.getByRole("heading", { name: "The call has moved to another page of yours" }).waitFor();
    await second.close();
  });
});

describe("keys in a call", () => {
  it("act and are told in the sheet of shortcuts", async () => {
    const call = await newCall("Keys");
    await join(ada.page, call);
    await ada.page.keyboard.press("?");
    const sheet = ada.page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await sheet.getByText("Hold to speak while muted").waitFor();
    await sheet.getByText("Turn the microphone on or off").waitFor();
    await ada.page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    await ada.page.keyboard.press("Control+d");
    await button(ada.page, "Turn on microphone").waitFor();
    // Held, the space bar lets one be heard.
    await ada.page.keyboard.down("Space");
    await button(ada.page, "Turn off microphone").waitFor();
    await ada.page.keyboard.up("Space");
    await button(ada.page, "Turn on microphone").waitFor();
    await ada.page.keyboard.press("h");
    await button(ada.page, "Lower your hand").waitFor();
  });

  it("write a space, and nothing else, where one writes; Ctrl goes on to act", async () => {
    const call = await newCall("Writing");
    await join(ada.page, call);
    await button(ada.page, "Turn off microphone").click();
    await button(ada.page, "Turn on microphone").waitFor();
    await ada.page.keyboard.press("t");
    const chat = ada.page.getByRole("complementary", { name: "Chat" });
    const field = chat.locator("[contenteditable=true]");
    await field.waitFor();
    await field.click();
    await ada.page.keyboard.type("both hands");
    await expect.poll(() => field.textContent()).toBe("both hands");
    await button(ada.page, "Turn on microphone").waitFor();
    await ada.page.keyboard.press("Control+d");
    await button(ada.page, "Turn off microphone").waitFor();
    expect(await field.textContent()).toBe("both hands");
  });
});

describe("a device that gives nothing", () => {
  const NAMES = {
    NotAllowedError: "Your browser does not let this page use your camera",
    NotReadableError: "Another program uses your camera",
    NotFoundError: "No camera was found",
  } as const;

  it("is told of in words with a way out, and one goes in without it", async () => {
    const call = await newCall("Without");
    const { page } = ada;
    await comeTo(page, call);
    for (const [name, words] of Object.entries(NAMES)) {
      await button(page, "Turn off camera").click();
      await failCamera(page, name);
      await button(page, "Turn on camera").click();
      await page.getByText(words).waitFor();
      await mendCamera(page);
      await button(page, "Try again").click();
      await page.getByText(words).waitFor({ state: "detached" });
      await button(page, "Turn off camera").waitFor();
    }
    await button(page, "Turn off camera").click();
    await failCamera(page, "NotFoundError");
    await button(page, "Turn on camera").click();
    await button(page, "Go on without").click();
    await page.getByText(NAMES.NotFoundError).waitFor({ state: "detached" });
    await button(page, "Join").click();
    await bar(page).waitFor();
    // The next call begins with the camera again.
    await page.evaluate(() => localStorage.removeItem("ensemble.call.begin"));
  });

  it("is told of when no screen was chosen", async () => {
    const { page } = ada;
    await page.evaluate(() => {
      navigator.mediaDevices.getDisplayMedia = () => Promise.reject(new DOMException("", "NotAllowedError"));
    });
    await button(page, "Share your screen").click();
    await page.getByText("Your screen is not shared").first().waitFor();
    await button(page, "Share your screen").waitFor();
  });
});

async function failCamera(page: Page, name: string): Promise<void> {
  await page.evaluate((error) => {
    const { mediaDevices } = navigator;
    // The browser's own lies below, on the prototype.
    mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", error));
  }, name);
}

async function mendCamera(page: Page): Promise<void> {
  await page.evaluate(() => Reflect.deleteProperty(navigator.mediaDevices, "getUserMedia"));
}

describe("the small window of a call", () => {
  it("stays over the other pages, also over a reload, and leads back", async () => {
    await bothIn("On the board");
    const { page } = bo;
    await button(page, "Turn off microphone").click();
    await button(page, "Turn on microphone").waitFor();
    await page.getByRole("link", { name: "My tasks" }).click();
    await small(page).getByText("Ada").waitFor();
    await tile(ada.page, "Bo").waitFor();
    await small(page).getByRole("button", { name: "Turn on microphone" }).click();
    await tile(ada.page, "Bo").getByRole("img", { name: "Muted" }).waitFor({ state: "detached" });
    const before = await small(page).boundingBox();
    await small(page).getByRole("group", { name: "Small window; arrow keys move it" }).press("ArrowUp");
    await expect.poll(async () => ((await small(page).boundingBox())?.y ?? 0) < (before?.y ?? 0)).toBe(true);
    await page.reload();
    await small(page).getByText("Ada").waitFor();
    await small(page).getByRole("button", { name: "Turn off microphone" }).waitFor();
    await small(page).getByRole("link", { name: "Back to the call" }).click();
    await bar(page).waitFor();
    await tile(page, "Ada").waitFor();
    await page.getByRole("link", { name: "My tasks" }).click();
    await small(page).getByRole("button", { name: "Leave" }).click();
    await small(page).waitFor({ state: "detached" });
    await tile(ada.page, "Bo").waitFor({ state: "detached" });
  });

  it("goes on while one stands before another call, which begins once that is left", async () => {
    const { page } = ada;
    await join(page, await newCall("The first"));
    const { pathname } = new URL(await newCall("The second"));
    await page.evaluate(`__TSR_ROUTER__.navigate({ to: ${JSON.stringify(pathname)} })`);
    await page.getByRole("heading", { name: "You are in another call" }).waitFor();
    await small(page).waitFor();
    await button(page, "Leave it and go on here").click();
    await page.getByRole("heading", { name: "The second" }).waitFor();
    await small(page).waitFor({ state: "detached" });
    await button(page, "Join").waitFor();
  });
});

it("leaves nothing that the console complains of", () => {
  // A door that is left before its socket is open gives that up, which the browser mentions.
  const isOfDoor = (line: string) => line.includes("WebSocket is closed before the connection is established");
  expect(newComplaints(ada, bo).filter((line) => !isOfDoor(line))).toEqual([]);
});
