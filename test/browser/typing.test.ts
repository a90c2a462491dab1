import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Cable } from "../server/cable.ts";
import { ServerProcess } from "../server/server-process.ts";
import { RunningBrowser } from "./chromium.ts";
import { Visitor } from "./visitor.ts";

const PASSWORD = "correct horse battery";

let server: ServerProcess;
let running: RunningBrowser;
let cable: Cable;
let ada: Visitor;
let bo: Visitor;

/** Ada founds a workspace with a page and invites Bo, whose browser reaches the server over a cable. */
beforeAll(async () => {
  [server, running] = await Promise.all([ServerProcess.start(), RunningBrowser.start()]);
  cable = await Cable.lay(server.port);
  ada = await Visitor.open(running.browser, server.url);
  await ada.page.getByRole("link", { name: "Sign up" }).click();
  await signUp(ada.page, "Ada");
  await ada.page.getByLabel("Name of the workspace").fill("Analytical Engines");
  await ada.page.getByRole("checkbox", { name: "Begin with a sample project" }).uncheck();
  await ada.page.getByRole("button", { name: "Make the workspace" }).click();
  await ada.page.getByRole("button", { name: "New page" }).click();
  await ada.page.getByLabel("Title").fill("Notes");
  await ada.page.getByRole("button", { name: "Make the page" }).click();
  await status(ada.page, "saved");
  await ada.page.getByRole("link", { name: "Members and settings" }).click();
  await ada.page.getByRole("link", { name: "Invite people" }).click();
  await ada.page.getByRole("radio", { name: "By link" }).click();
  await ada.page.getByRole("button", { name: "Make a link" }).click();
  const link = new URL(await ada.page.getByLabel(/^Invitation link/).inputValue());
  bo = await Visitor.open(running.browser, cable.url + link.pathname);
  await bo.page.getByRole("link", { name: "Sign up and join" }).click();
  await signUp(bo.page, "Bo");
  await ada.page.getByRole("link", { name: "Analytical Engines" }).click();
  await Promise.all([openNotes(ada.page), openNotes(bo.page)]);
});

afterAll(async () => {
  await ada[Symbol.asyncDispose]();
  await bo[Symbol.asyncDispose]();
  await cable[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function signUp(page: Page, name: string): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Email").fill(`${name.toLowerCase()}@example.com`);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign up" }).click();
}

async function openNotes(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Notes" }).click();
  await status(page, "saved");
}

const editor = (page: Page) => page.getByRole("textbox", { name: "Text of Notes" });

/** Waits until the page says that it is `name`. */
const status = (page: Page, name: string) => page.locator(`[data-status="${name}"]`).waitFor();

/** Writes a line of its own at the end. */
async function writeLine(page: Page, words: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type(words);
}

/** Waits until `page` shows each of `words`. */
async function shows(page: Page, ...words: string[]): Promise<void> {
  for (const each of words) await editor(page).getByText(each).waitFor();
}

/** The text of the page, without what others' carets add to it. */
const textOn = (page: Page) =>
  editor(page).evaluate((element) => {
    const copy = element.cloneNode(true);
    if (!(copy instanceof Element)) return "";
    for (const caret of copy.querySelectorAll(".collaboration-carets__caret")) caret.remove();
    return [...copy.children].map((block) => (block.textContent ?? "").replaceAll("\u2060", "")).join("\n");
  });

describe("two browsers on one page", () => {
  it("P2.6 show each other what is typed, and a caret with the other's name", async () => {
    await writeLine(ada.page, "Ada begins.");
    await shows(bo.page, "Ada begins.");
    await writeLine(bo.page, "Bo goes on.");
    await shows(ada.page, "Bo goes on.");
    await Promise.all([status(ada.page, "saved"), status(bo.page, "saved")]);
    expect(await textOn(ada.page)).toBe(await textOn(bo.page));
    await ada.page.locator(".collaboration-carets__label", { hasText: "Bo" }).waitFor();
    await ada.page.getByRole("list", { name: "Also on this page" }).getByRole("img", { name: "Bo" }).waitFor();
    expect([...ada.complaints, ...bo.complaints]).toEqual([]);
  });

  it("P1.17 what was typed a moment before leaving the page is lost to nobody", async () => {
    const address = ada.page.url();
    await writeLine(ada.page, "Ada in haste.");
    // A page that goes sends what it holds back, but no browser waits for that to arrive; its own copy makes it sure.
    await ada.page.goto("about:blank");
    await ada.page.goto(address);
    await shows(ada.page, "Ada in haste.");
    await status(ada.page, "saved");
    await shows(bo.page, "Ada in haste.");
  });

  it("P2.7 one goes offline, says so, writes on, returns, and both converge, saved", async () => {
    cable.cut();
    await status(bo.page, "offline");
    await writeLine(bo.page, "Bo on the train.");
    await bo.page.getByText("Offline: kept on this device").waitFor();
    await writeLine(ada.page, "Ada at her desk.");
    await status(ada.page, "saved");
    cable.mend();
    await Promise.all([shows(bo.page, "Ada at her desk."), shows(ada.page, "Bo on the train.")]);
    await Promise.all([status(ada.page, "saved"), status(bo.page, "saved")]);
    expect(await textOn(ada.page)).toBe(await textOn(bo.page));
    await ada.page.locator(".collaboration-carets__label", { hasText: "Bo" }).waitFor();
  });

  it("P1.17 what was written offline outlives the tab, and is saved when the page opens again", async () => {
    cable.cut();
    await status(bo.page, "offline");
    await writeLine(bo.page, "Bo before the tunnel.");
    await bo.page.getByText("Offline: kept on this device").waitFor();
    const address = bo.page.url();
    await bo.page.close();
    cable.mend();
    const page = await bo.context.newPage();
    await page.goto(address);
    await shows(page, "Bo before the tunnel.");
    await status(page, "saved");
    await shows(ada.page, "Bo before the tunnel.");
  });

  it("P4.20 one made a viewer while writing offline keeps the words aside, and reads what the others hold", async () => {
    const [page] = bo.context.pages();
    if (!page) throw new Error("Bo has no page open");
    cable.cut();
    await status(page, "offline");
    await writeLine(page, "Bo too late.");
    await page.getByText("Offline: kept on this device").waitFor();
    await ada.page.getByRole("link", { name: "Members and settings" }).click();
    await ada.page.getByLabel("Role of Bo").selectOption("viewer");
    await page.locator("[data-notice=offline]").getByText("The connection was lost.").waitFor();
    await ada.page.getByRole("link", { name: "Analytical Engines" }).click();
    await openNotes(ada.page);
    cable.mend();
    await page.getByText("Some of your writing was not saved.").waitFor();
    await status(page, "saved");
    expect(await textOn(page)).toBe(await textOn(ada.page));
    expect(await textOn(page)).not.toContain("Bo too late.");
    expect(await editor(page).getAttribute("contenteditable")).toBe("false");
    await page.getByRole("button", { name: "Discard it" }).click();
    await page.getByText("Some of your writing was not saved.").waitFor({ state: "detached" });
  });
});
