/** The app on a device without a network, under a deploy, and after the session has ended elsewhere. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Cable } from "../server/cable.ts";
import { Deployable } from "../server/deployable.ts";
import { ServerProcess } from "../server/server-process.ts";
import { BoardVisitor, boardOf } from "./board-visitor.ts";
import { RunningBrowser } from "./chromium.ts";

let server: ServerProcess;
let running: RunningBrowser;
/** Bo's way to the server. */
let cable: Cable;
let ada: BoardVisitor;
let bo: BoardVisitor;
let workspace: string;
let key: string;
let project: string;
let tests = 0;

beforeAll(async () => {
  [server, running] = await Promise.all([ServerProcess.start(), RunningBrowser.start()]);
  cable = await Cable.lay(server.port);
  ada = await BoardVisitor.signUp(running.browser, server.url, "Ada");
  workspace = (await ada.post("/api/workspaces", { name: "Analytical Engines" })).id;
});

afterAll(async () => {
  await ada[Symbol.asyncDispose]();
  await cable[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

beforeEach(async () => {
  cable.mend();
  tests += 1;
  key = `T${tests}`;
  project = `/api/workspaces/${workspace}/projects/${key}`;
  await ada.post(`/api/workspaces/${workspace}/projects`, { name: `Test ${tests}`, key });
  for (const title of ["Bread", "Butter"]) await ada.post(`${project}/tasks`, { title, columnId: "Todo" });
  bo = await BoardVisitor.signUp(running.browser, cable.url, "Bo", { keepsApp: true });
  await ada.bring(bo, workspace, { role: "member" });
});

afterEach(() => bo[Symbol.asyncDispose]());

/** Waits until the browser has the whole app. */
async function keepsApp(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

/** The paths of all that the browser keeps of the app's origin. */
function keptPaths(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)));
    const requests = await Promise.all(caches.map((cache) => cache.keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
}

const says = (words: string | RegExp) => bo.page.getByText(words).waitFor();
const saved = () => bo.page.locator('[data-standing="saved"]').first().waitFor();
const text = (page: Page, title: string) => page.getByRole("textbox", { name: `Text of ${title}` });

async function makePage(title: string): Promise<string> {
  return (await ada.post(`/api/workspaces/${workspace}/pages`, { title })).id;
}

describe("without a network", () => {
  it("P3.30 a reload shows everything that was typed and done, and all of it is sent when the network is back", async () => {
    const notes = await makePage(`Notes ${tests}`);
    await bo.page.goto(`${bo.url}/w/${workspace}/p/${notes}`);
    await text(bo.page, `Notes ${tests}`).waitFor();
    await bo.open(workspace, key);
    await saved();
    await keepsApp(bo.page);

    cable.cut();
    await says("The connection was lost.");
    await bo.add("Todo", "Jam");
    await bo.drag("Bread", { column: "In progress" });
    await says("2 changes wait to be sent, kept on this device until then.");

    await bo.page.reload();
    await bo.page.getByRole("heading", { name: "Todo" }).waitFor();
    expect(await bo.titles("Todo")).toEqual(["Butter", "Jam"]);
    expect(await bo.titles("In progress")).toEqual(["Bread"]);
    await bo.add("Todo", "Tea");
    await says("3 changes wait");

    // A page that was open before, written in, and left again.
    await bo.page.goto(`${bo.url}/w/${workspace}/p/${notes}`);
    await text(bo.page, `Notes ${tests}`).click();
    await bo.page.keyboard.type("written on a train");
    await text(bo.page, `Notes ${tests}`).getByText("written on a train").waitFor();
    await says("4 changes wait to be sent, kept on this device until then.");
    await bo.page.reload();
    await text(bo.page, `Notes ${tests}`).getByText("written on a train").waitFor();
    await bo.page.goto(`${bo.url}/w/${workspace}/projects/${key}`);
    await bo.page.getByRole("heading", { name: "Todo" }).waitFor();

    await ada.post(`${project}/tasks`, { title: "Salt", columnId: "Todo" });
    cable.mend();
    await bo.page.getByRole("button", { name: "Try now" }).click();
    await expect.poll(() => bo.titles("Todo"), { timeout: 30_000 }).toEqual(["Butter", "Salt", "Jam", "Tea"]);
    await saved();
    expect(await boardOf(ada, project)).toEqual({ Todo: ["Butter", "Salt", "Jam", "Tea"], "In progress": ["Bread"] });
    // Nobody opened the page again: what waited in it was sent all the same.
    const content = async () => {
      const path = `${server.url}/api/workspaces/${workspace}/pages/${notes}/content`;
      return (await ada.page.request.get(path)).text();
    };
    await expect.poll(content, { timeout: 30_000 }).toContain("written on a train");
  });

  it("opens at any address, and says what is not on the device", async () => {
    await bo.open(workspace, key);
    await keepsApp(bo.page);
    cable.cut();
    await bo.page.goto(`${bo.url}/sign-in`);
    await bo.page.getByRole("heading").first().waitFor();
    await bo.page.goto(`${bo.url}/w/${crypto.randomUUID()}`);
    await says("The server cannot be reached. Trying again…");
  });

  it("P5.41 keeps the app's own files, and no answer of the server", async () => {
    await bo.open(workspace, key);
    await keepsApp(bo.page);
    await bo.page.reload();
    await bo.page.getByRole("heading", { name: "Todo" }).waitFor();
    const paths = await keptPaths(bo.page);
    expect(paths).toContain("/");
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => path !== "/" && !/^\/assets\/|^\/[\w-]+\.\w+$/.test(path))).toEqual([]);
    expect(bo.complaints).toEqual([]);
  });
});

describe("whose session ended elsewhere", () => {
  it("P4.34 is led to sign in, and sees nothing of the workspace any more, online or not", async () => {
    await bo.open(workspace, key);
    await saved();
    await keepsApp(bo.page);
    // Another device of theirs signs out.
    await bo.visitor.context.request.post(`${bo.url}/api/auth/sign-out`, { data: {}, headers: { origin: bo.url } });
    await bo.page.getByRole("heading", { name: "Sign in" }).waitFor();
    cable.cut();
    await bo.page.goto(`${bo.url}/w/${workspace}/projects/${key}`);
    await says("The server cannot be reached.");
    expect(await bo.page.getByText("Bread").count()).toBe(0);
  });
});

it("P5.40 signing out forgets also what was only begun to be written", async () => {
  await bo.open(workspace, key);
  await bo.page.getByRole("button", { name: "Add a task to Todo" }).click();
  await bo.page.getByRole("textbox", { name: "Title of the new task in Todo" }).fill("Nobody else's business");
  const kept = () => bo.page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  expect(await kept()).toContain("Nobody else's business");
  await bo.page.keyboard.press("Escape");
  await bo.page.keyboard.press("ControlOrMeta+k");
  await bo.page.getByRole("dialog", { name: "Commands" }).getByRole("combobox").fill("sign out");
  await bo.page.keyboard.press("Enter");
  await bo.page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(await kept()).not.toContain("Nobody else's business");
});

describe("a new version", () => {
  let front: Deployable;
  let cleo: BoardVisitor;

  beforeEach(async () => {
    front = await Deployable.before(server.url);
  });
  afterEach(async () => {
    await cleo[Symbol.asyncDispose]();
    await front[Symbol.asyncDispose]();
  });

  async function enter(keepsTheApp: boolean): Promise<void> {
    cleo = await BoardVisitor.signUp(running.browser, front.url, "Cleo", { keepsApp: keepsTheApp });
    await ada.bring(cleo, workspace, { role: "member" });
  }

  const entry = () => cleo.page.evaluate(() => document.querySelector("script[type=module]")?.getAttribute("src"));

  it("is offered while one types, waits, and takes nothing of what was typed", async () => {
    await enter(true);
    const title = `Typed ${tests}`;
    const typed = await makePage(title);
    await cleo.page.goto(`${front.url}/w/${workspace}/p/${typed}`);
    await text(cleo.page, title).waitFor();
    await keepsApp(cleo.page);
    await cleo.page.reload();
    await text(cleo.page, title).click();
    await cleo.page.keyboard.type("before, ");
    const former = await entry();
    front.deploy();
    await cleo.page.keyboard.type("during, ");
    await cleo.page.getByText("A new version is ready.").waitFor();
    await cleo.page.keyboard.type("after");
    await cleo.page.getByRole("button", { name: "Reload" }).click();
    await text(cleo.page, title).getByText("before, during, after").waitFor();
    expect(await entry()).not.toBe(former);
    expect(await cleo.page.getByText("A new version is ready.").count()).toBe(0);
  });

  it("is there at the next load, also on a device that keeps the one before", async () => {
    await enter(true);
    await cleo.open(workspace, key);
    await keepsApp(cleo.page);
    const former = await entry();
    front.deploy();
    await cleo.page.reload();
    await cleo.page.getByRole("heading", { name: "Todo" }).waitFor();
    expect(await entry()).not.toBe(former);
  });

  it("never takes the page away under whoever types, for a part that nobody wanted yet", async () => {
    await enter(false);
    const held = Promise.withResolvers<void>();
    await cleo.page.route(/\/palette-[^/]*\.js$/, async (route) => {
      await held.promise;
      await route.continue();
    });
    await cleo.open(workspace, key);
    const former = await entry();
    const ahead = cleo.page.waitForResponse(/\/palette-[^/]*\.js$/);
    await cleo.page.getByRole("button", { name: "Add a task to Todo" }).click();
    const field = cleo.page.getByRole("textbox", { name: "Title of the new task in Todo" });
    await field.pressSequentially("Half ");
    front.deploy();
    held.resolve();
    await ahead;
    await cleo.page.keyboard.type("of a sentence that is typed on", { delay: 50 });
    expect(await field.inputValue()).toBe("Half of a sentence that is typed on");
    expect(await entry()).toBe(former);
  });

  it("takes the place of a page that lacks a part which is gone", async () => {
    await enter(false);
    await cleo.open(workspace, key);
    const former = await entry();
    front.deploy();
    await cleo.page.getByText("A new version is ready.").waitFor();
    // The page of a page was never loaded by this build, and the server does not have it any more.
    const late = await makePage(`Late ${tests}`);
    await cleo.page
      .getByRole("link", { name: `Late ${tests}` })
      .first()
      .click();
    await text(cleo.page, `Late ${tests}`).waitFor();
    expect(cleo.page.url()).toContain(late);
    expect(await entry()).not.toBe(former);
  });
});
