/** A page's past in the browser: looked at, compared, given back, and that undone, while somebody else goes on writing. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ServerProcess } from "../server/server-process.ts";
import { BoardVisitor } from "./board-visitor.ts";
import { RunningBrowser } from "./chromium.ts";

const MadePage = z.object({ id: z.string(), docId: z.string() });

let server: ServerProcess;
let running: RunningBrowser;
let ada: BoardVisitor;
let bo: BoardVisitor;
let workspace: string;

beforeAll(async () => {
  [server, running] = await Promise.all([ServerProcess.start(), RunningBrowser.start()]);
  const signUp = (name: string) => BoardVisitor.signUp(running.browser, server.url, name);
  [ada, bo] = await Promise.all([signUp("Ada"), signUp("Bo")]);
  workspace = (await ada.post("/api/workspaces", { name: "Analytical" })).id;
  await ada.bring(bo, workspace, { role: "member" });
});

afterAll(async () => {
  await ada.visitor[Symbol.asyncDispose]();
  await bo.visitor[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

interface Place {
  title: string;
  page: string;
  doc: string;
}

/** Makes a page of these states, each by somebody else than the one before and so a change of its own. */
async function pageOf(title: string, states: readonly [BoardVisitor, string][]): Promise<Place> {
  const page = MadePage.parse(await ada.post(`/api/workspaces/${workspace}/pages`, { title }));
  for (const [who, markdown] of states) await put(who, page.id, markdown);
  return { title, page: page.id, doc: page.docId };
}

async function put(who: BoardVisitor, page: string, markdown: string): Promise<void> {
  const url = `${server.url}/api/workspaces/${workspace}/pages/${page}/content`;
  const answer = await who.visitor.context.request.put(url, { data: { markdown }, headers: { origin: server.url } });
  expect(answer.status()).toBe(200);
}

/** Expects something of what `look` answers, as soon as it does. */
const eventually = <Value>(look: () => Promise<Value>) => expect.poll(look, { timeout: 15_000 });

const address = ({ page }: Place) => `${server.url}/w/${workspace}/p/${page}`;
const past = (page: Page, { title }: Place) => page.getByRole("region", { name: new RegExp(`^${title}, `) });
const slider = (page: Page) => page.getByRole("slider", { name: "Moment of the past" });
const saved = (page: Page) => page.locator('[data-status="saved"]').waitFor();
const editor = (page: Page, { title }: Place) => page.getByRole("textbox", { name: `Text of ${title}` });
/** Opens a page's past and waits until the newest moment is there. */
async function openPast(who: BoardVisitor, place: Place): Promise<void> {
  await who.page.goto(`${address(place)}/history`);
  await past(who.page, place).waitFor();
}

/** Waits until the text of the past that is shown reads so; what was taken out is left out where marks are shown. */
async function reads(page: Page, place: Place, words: string): Promise<void> {
  const text = () =>
    past(page, place).evaluate((element) => {
      const copy = element.cloneNode(true);
      if (!(copy instanceof HTMLElement)) return "";
      for (const gone of copy.querySelectorAll("del")) gone.remove();
      return (copy.textContent ?? "").replaceAll("\u00a0", " ");
    });
  await eventually(text).toBe(words);
}

describe("a page's past", () => {
  it("is moved through by a slider: who, when, and what was put in and taken out", async () => {
    const place = await pageOf("Loom", [
      [ada, "the engine weaves"],
      [bo, "the engine weaves patterns"],
      [ada, "the loom weaves patterns"],
    ]);
    await openPast(ada, place);
    await reads(ada.page, place, "the loom weaves patterns");
    await eventually(() => past(ada.page, place).locator("ins").allTextContents()).toEqual(["loom"]);
    expect(await past(ada.page, place).locator("del").allTextContents()).toEqual(["engine"]);
    expect(await slider(ada.page).getAttribute("aria-valuetext")).toMatch(/^Ada, just now: \d+ characters added/);
    await slider(ada.page).focus();
    await ada.page.keyboard.press("ArrowLeft");
    await reads(ada.page, place, "the engine weaves patterns");
    expect(await slider(ada.page).getAttribute("aria-valuetext")).toMatch(/^Bo, /);
    await eventually(() => past(ada.page, place).locator("ins").textContent()).toContain("patterns");
    await ada.page.keyboard.press("Home");
    await reads(ada.page, place, "the engine weaves");
    await ada.page.reload();
    await reads(ada.page, place, "the engine weaves");
    await ada.page.getByRole("switch", { name: "Show changes" }).click();
    await eventually(() => past(ada.page, place).locator("ins").count()).toBe(0);
    await ada.page.keyboard.press("Escape");
    await editor(ada.page, place).waitFor();
    expect(ada.complaints).toEqual([]);
  });

  it("is held against a version, step by step from change to change, and versions are named, renamed and deleted", async () => {
    const place = await pageOf("Draft", [
      [ada, "# Title\n\none two three\n\nlast"],
      [bo, "# Title\n\none 2 three\n\nlast words"],
    ]);
    await openPast(ada, place);
    await slider(ada.page).focus();
    await ada.page.keyboard.press("ArrowLeft");
    await reads(ada.page, place, "Titleone two threelast");
    await ada.page.getByRole("button", { name: "Name this version" }).click();
    await ada.page.getByRole("textbox", { name: "Name" }).fill("First draft");
    await ada.page.keyboard.press("Enter");
    await ada.page.getByRole("dialog").waitFor({ state: "detached" });
    await ada.page.getByRole("tab", { name: "Versions" }).click();
    await ada.page.getByRole("button", { name: /^First draft/ }).click();
    await reads(ada.page, place, "Titleone two threelast");
    await ada.page.getByLabel("Compare with").selectOption({ label: "How it is now" });
    await eventually(() => past(ada.page, place).locator("del").allTextContents()).toEqual(["two"]);
    expect(await past(ada.page, place).locator("ins").first().textContent()).toBe("2");
    await ada.page.getByText("2 changes", { exact: true }).waitFor();
    await ada.page.getByRole("heading", { name: /^History of/ }).click();
    await ada.page.keyboard.press("n");
    await ada.page.getByText("1 of 2", { exact: true }).waitFor();
    await ada.page.keyboard.press("n");
    await eventually(() => past(ada.page, place).locator("ins.past-here").textContent()).toContain("words");
    const more = ada.page.getByRole("button", { name: "More for First draft" });
    await more.click();
    await ada.page.getByRole("menuitem", { name: "Rename" }).click();
    await ada.page.getByRole("textbox", { name: "Name" }).fill("Draft the first");
    await ada.page.keyboard.press("Enter");
    await ada.page.getByRole("button", { name: "More for Draft the first" }).click();
    await ada.page.getByRole("menuitem", { name: "Delete" }).click();
    await ada.page.getByRole("button", { name: "Delete version" }).click();
    await ada.page.getByText("No versions yet").waitFor();
    expect(ada.complaints).toEqual([]);
  });

  it("P1.24 is given back to one who types meanwhile, and the restore undone without losing what they wrote", async () => {
    const place = await pageOf("Shared", [
      [ada, "the first\n\nthe second"],
      [bo, "all is new\n\nthe second"],
    ]);
    await bo.page.goto(address(place));
    await saved(bo.page);
    await openPast(ada, place);
    await slider(ada.page).focus();
    await ada.page.keyboard.press("ArrowLeft");
    await reads(ada.page, place, "the firstthe second");
    await editor(bo.page, place).getByText("the second").click();
    await bo.page.keyboard.press("End");
    await bo.page.keyboard.type(" and more");
    await saved(bo.page);
    await ada.page.getByText("There are newer changes, by Bo.").waitFor();
    await reads(ada.page, place, "the firstthe second");
    await ada.page.getByRole("button", { name: "Restore this version" }).click();
    await ada.page.getByRole("alertdialog").getByText("It is a new edit by you").waitFor();
    await ada.page.getByRole("button", { name: "Restore", exact: true }).click();
    await eventually(() => editor(bo.page, place).locator("p").first().textContent()).toBe("the first");
    await ada.page.getByRole("button", { name: /^Ada restored what it was on/ }).waitFor();
    await editor(bo.page, place).getByText("the second").click();
    await bo.page.keyboard.press("End");
    await bo.page.keyboard.type("!!");
    await saved(bo.page);
    await ada.page.getByRole("button", { name: "Undo restore" }).click();
    await eventually(() => editor(bo.page, place).locator("p").first().textContent()).toBe("all is new");
    const lines = () => editor(bo.page, place).locator("p").allTextContents();
    await eventually(async () => (await lines()).join("|")).toMatch(/^all is new\|the second.*and more/);
    expect((await lines()).join("|")).toContain("!!");
    await ada.page.getByRole("button", { name: /took back a restore/ }).waitFor();
    expect([...ada.complaints, ...bo.complaints]).toEqual([]);
  });

  it("says so when the server cannot be reached, and goes on when it can", async () => {
    const place = await pageOf("Away", [
      [ada, "one"],
      [bo, "one two"],
    ]);
    let down = true;
    await ada.page.route(/\/past\?/, (route) => (down ? route.abort() : route.continue()));
    await ada.page.goto(`${address(place)}/history`);
    await ada.page.getByText("The server cannot be reached").waitFor();
    down = false;
    await ada.page.getByRole("button", { name: "Try again" }).click();
    await reads(ada.page, place, "one two");
    await ada.page.unrouteAll();
    ada.visitor.complaints.length = 0;
  });
});
