/** The first minute of whoever comes new or with an invitation, and the keys and commands that lead everywhere. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ServerProcess } from "../server/server-process.ts";
import { BoardVisitor } from "./board-visitor.ts";
import { RunningBrowser } from "./chromium.ts";
import { Visitor } from "./visitor.ts";

const PASSWORD = "correct horse battery";

let server: ServerProcess;
let running: RunningBrowser;

beforeAll(async () => {
  [server, running] = await Promise.all([ServerProcess.start(), RunningBrowser.start()]);
});

afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

/** Fills in and sends the page on which one signs up. */
async function signUp(page: Page, name: string, email = `${crypto.randomUUID()}@example.com`): Promise<void> {
  await page.getByLabel("Name").fill(name);
  if ((await page.getByLabel("Email").inputValue()) === "") await page.getByLabel("Email").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign up" }).click();
}

describe("the first minute", () => {
  it("leads from signing up over a workspace's name to a board that explains itself, and lets that be deleted", async () => {
    await using ada = await Visitor.open(running.browser, server.url);
    const { page } = ada;
    await page.getByRole("link", { name: "Sign up" }).click();
    await signUp(page, "Ada Lovelace");
    const name = page.getByLabel("Name of the workspace");
    await name.waitFor();
    expect(await name.inputValue()).toBe("Ada's team");
    await page.getByRole("button", { name: "Make the workspace" }).click();
    await page.getByRole("heading", { name: "Getting started" }).waitFor();
    await page.locator(".card", { hasText: "Drag me" }).waitFor();
    await expect.poll(() => page.title()).toBe("Getting started · Ensemble");

    // What the sample says of a task, holds.
    await page.getByRole("link", { name: /Open me/ }).click();
    await page.getByRole("complementary", { name: /Open me/ }).waitFor();
    await page.getByText("This is the task's").waitFor();
    await page.keyboard.press("Escape");

    // It is deleted as any project is, in its settings.
    await page.getByRole("button", { name: "More for Getting started" }).click();
    await page.getByRole("menuitem", { name: "Project settings" }).click();
    await page.getByRole("button", { name: /^Delete/ }).click();
    const asked = page.getByRole("alertdialog");
    await asked.getByRole("button", { name: /^Delete/ }).click();
    await page.getByRole("heading", { name: "Welcome" }).waitFor();
    expect(await page.getByRole("region", { name: "Projects" }).getByRole("link").count()).toBe(0);
    expect(ada.complaints).toEqual([]);
  });

  it("shows one hint at a time where it covers nothing, and never again once it is dismissed", async () => {
    await using ada = await BoardVisitor.signUp(running.browser, server.url, "Ada");
    const workspace = (await ada.post("/api/workspaces", { name: "Engines", sample: { today: "2026-11-21" } })).id;
    await ada.page.goto(`${server.url}/w/${workspace}`);
    const hint = ada.page.getByRole("region", { name: "Hint" });
    await hint.getByText("Find a task, or do anything by its name.").waitFor();
    await hint.getByRole("button", { name: "Dismiss the hint" }).click();
    await hint.waitFor({ state: "detached" });
    await ada.page.reload();
    await hint.getByText("Boards are livelier together.").waitFor();
    expect(await hint.count()).toBe(1);
    expect(ada.complaints).toEqual([]);
  });
});

describe("an invitation", () => {
  let ada: BoardVisitor;
  let workspace: string;

  beforeAll(async () => {
    ada = await BoardVisitor.signUp(running.browser, server.url, "Ada");
    workspace = (await ada.post("/api/workspaces", { name: "Analytical Engines" })).id;
    await ada.post(`/api/workspaces/${workspace}/projects`, { name: "Bakery", key: "BAK" });
  });

  afterAll(async () => {
    await ada[Symbol.asyncDispose]();
  });

  /** An invitation's id and the path of its page. */
  async function invite(wanted: object): Promise<{ id: string; path: string }> {
    const { id, url } = await ada.post(`/api/workspaces/${workspace}/invitations`, wanted);
    return { id, path: new URL(String(url)).pathname };
  }

  it("leads by way of a new account straight inside", async () => {
    const { path } = await invite({ role: "member" });
    await using bo = await Visitor.open(running.browser, server.url + path);
    await bo.page.getByText("Ada invites you to join as a member.").waitFor();
    await bo.page.getByRole("link", { name: "Sign up and join" }).click();
    await signUp(bo.page, "Bo");
    await bo.page.getByRole("heading", { name: "Bakery" }).waitFor();
    // Opened once more, it leads there again.
    await bo.page.goto(server.url + path);
    await bo.page.getByRole("heading", { name: "Bakery" }).waitFor();
    expect(bo.complaints).toEqual([]);
  });

  it("asks whoever is signed in already once", async () => {
    const { path } = await invite({ role: "viewer" });
    await using cy = await BoardVisitor.signUp(running.browser, server.url, "Cy");
    await cy.page.goto(server.url + path);
    await cy.page.getByRole("button", { name: "Join as Cy" }).click();
    await cy.page.getByRole("heading", { name: "Bakery" }).waitFor();
    expect(cy.complaints).toEqual([]);
  });

  it("for one address says so to another account, and goes on as that one", async () => {
    const email = `${crypto.randomUUID()}@example.com`;
    const { path } = await invite({ role: "member", email });
    await using di = await BoardVisitor.signUp(running.browser, server.url, "Di");
    await di.page.goto(server.url + path);
    await di.page.getByText(`This invitation is for ${email}`).waitFor();
    await di.page.getByRole("button", { name: /^Sign out, and go on as/ }).click();
    await di.page.getByRole("link", { name: "Sign up" }).click();
    expect(await di.page.getByLabel("Email").inputValue()).toBe(email);
    await signUp(di.page, "Di again");
    await di.page.getByRole("heading", { name: "Bakery" }).waitFor();
    expect(di.complaints).toEqual([]);
  });

  it("that was taken back, was cut short, or was used says why, and offers a way on", async () => {
    const revoked = await invite({ role: "member" });
    await ada.visitor.context.request.delete(`${server.url}/api/workspaces/${workspace}/invitations/${revoked.id}`, {
      headers: { origin: server.url },
    });
    const used = await invite({ role: "member", single: true });
    await using ed = await BoardVisitor.signUp(running.browser, server.url, "Ed");
    await ed.post(`/api${used.path}/accept`, {});
    await using fay = await Visitor.open(running.browser, server.url + revoked.path);
    await fay.page.getByRole("heading", { name: "This invitation was taken back" }).waitFor();
    await fay.page.goto(server.url + used.path);
    await fay.page.getByRole("heading", { name: "This invitation was used" }).waitFor();
    expect(fay.complaints).toEqual([]);
    await fay.page.goto(`${server.url}${used.path.slice(0, -4)}`);
    await fay.page.getByRole("heading", { name: "This invitation does not work" }).waitFor();
    await fay.page.getByRole("link", { name: "Sign in" }).click();
    await fay.page.getByRole("heading", { name: "Sign in" }).waitFor();
  });
});

describe("signing in", () => {
  it("offers those providers that the server has, and no others", async () => {
    await using ada = await Visitor.open(running.browser, server.url);
    const others = ada.page.getByRole("button", { name: /^Continue with/ });
    await ada.page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await others.count()).toBe(0);
    const items = [{ id: "github", name: "GitHub" }];
    await ada.page.route("**/api/providers", (route) => route.fulfill({ json: { items } }));
    await ada.page.reload();
    await others.first().waitFor();
    expect(await others.allInnerTexts()).toEqual(["Continue with GitHub"]);
    expect(ada.complaints).toEqual([]);
  });

  it("comes back to the whole address, and leads nowhere outside", async () => {
    await using ada = await BoardVisitor.signUp(running.browser, server.url, "Ada");
    const email = `${crypto.randomUUID()}@example.com`;
    const workspace = (await ada.post("/api/workspaces", { name: "Engines" })).id;
    await ada.post(`/api/workspaces/${workspace}/projects`, { name: "Bakery", key: "BAK" });
    await using bo = await Visitor.open(
      running.browser,
      `${server.url}/w/${workspace}/projects/BAK?layout=list&q=two+words`,
    );
    await bo.page.getByRole("link", { name: "Sign up" }).click();
    await signUp(bo.page, "Bo", email);
    await bo.page.getByRole("heading", { name: "There is no such workspace" }).waitFor();
    const { pathname, searchParams } = new URL(bo.page.url());
    expect(pathname).toBe(`/w/${workspace}/projects/BAK`);
    expect(searchParams.get("layout")).toBe("list");
    expect(searchParams.get("q")).toBe("two words");

    await using cy = await Visitor.open(running.browser, `${server.url}/sign-in?from=//evil.example/`);
    await cy.page.getByLabel("Email").fill(email);
    await cy.page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await cy.page.getByRole("button", { name: "Sign in" }).click();
    await cy.page.getByRole("heading", { name: "Name your workspace" }).waitFor();
    expect(new URL(cy.page.url()).origin).toBe(server.url);
    await cy.page.getByRole("button", { name: "Sign out" }).click();
    await cy.page.getByRole("heading", { name: "Sign in" }).waitFor();
    await cy.page.goto(`${server.url}/nowhere/at/all`);
    await cy.page.getByRole("heading", { name: "There is nothing here" }).waitFor();
    await expect.poll(() => cy.page.title()).toBe("There is nothing here · Ensemble");
    expect(cy.complaints).toEqual([]);
  });
});

describe("commands", () => {
  let ada: BoardVisitor;
  let workspace: string;

  beforeAll(async () => {
    ada = await BoardVisitor.signUp(running.browser, server.url, "Ada");
    workspace = (await ada.post("/api/workspaces", { name: "Analytical Engines" })).id;
    const projects = `/api/workspaces/${workspace}/projects`;
    await ada.post(projects, { name: "Bakery", key: "BAK" });
    await ada.post(projects, { name: "Cellar", key: "CEL" });
    await ada.post(`${projects}/BAK/tasks`, { title: "Bread", columnId: "Todo" });
    await ada.post(`${projects}/CEL/tasks`, { title: "Old wine", columnId: "Todo" });
  });

  afterAll(async () => {
    expect(ada.complaints).toEqual([]);
    await ada[Symbol.asyncDispose]();
  });

  const palette = () => ada.page.getByRole("dialog", { name: "Commands" }).getByRole("combobox");

  it("find a project, a task of another project, and what was used lately", async () => {
    const { page } = ada;
    await ada.open(workspace, "BAK");
    await page.keyboard.press("ControlOrMeta+k");
    await palette().fill("old wine");
    await page.getByRole("option", { name: /CEL-1 Old wine/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: "CEL-1 Old wine" }).waitFor();
    await page.keyboard.press("ControlOrMeta+k");
    await palette().fill("my tas");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "My tasks" }).waitFor();
    await page.getByRole("button", { name: /^Search or do/ }).click();
    await palette().waitFor();
    const lately = page.getByRole("group", { name: "Used lately" }).getByRole("option");
    expect(await lately.allInnerTexts()).toEqual([expect.stringContaining("My tasks")]);
    await page.keyboard.press("Escape");
    await palette().waitFor({ state: "detached" });
  });

  it("take what is typed before they are there, and nothing of it means anything else", async () => {
    const { page } = ada;
    const held = Promise.withResolvers<void>();
    await page.route(/\/palette-[^/]*\.js$/, async (route) => {
      await held.promise;
      await route.continue();
    });
    await ada.open(workspace, "BAK");
    await ada.card("Bread").getByRole("link").focus();
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type("exits");
    held.resolve();
    await expect.poll(() => palette().inputValue()).toBe("exits");
    await page.keyboard.press("Escape");
    await palette().waitFor({ state: "detached" });
    expect(await ada.titles("Todo")).toEqual(["Bread"]);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain("Bread");
    await page.unroute(/\/palette-[^/]*\.js$/);
  });

  it("ask what they need to know, go back, and leave the focus with what they open", async () => {
    const { page } = ada;
    const other = await ada.post("/api/workspaces", { name: "Difference Engines" });
    await ada.open(workspace, "BAK/tasks/BAK-1");
    await page.getByRole("complementary", { name: "BAK-1 Bread" }).waitFor();
    await page.keyboard.press("ControlOrMeta+k");
    await palette().fill("set prio");
    await page.keyboard.press("Enter");
    await palette().waitFor({ state: "detached" });
    await page.keyboard.type("urgent");
    await page.keyboard.press("Enter");
    await ada.card("Bread").getByText("Urgent").waitFor();
    await page.getByRole("dialog", { name: "Priority" }).waitFor({ state: "detached" });

    await page.keyboard.press("ControlOrMeta+k");
    await palette().fill("switch");
    // It is offered once it is known that there is another one.
    await page.getByRole("option", { name: "Switch workspace…" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByPlaceholder("Which workspace?").waitFor();
    await page.keyboard.press("Backspace");
    await page.getByPlaceholder("Do something, or find it by its name…").waitFor();
    await palette().fill("switch");
    await page.keyboard.press("Enter");
    await page.getByRole("option", { name: /^Difference Engines/ }).click();
    await page.waitForURL(`**/w/${other.id}`);
    // Nothing of the workspace before it leads on from there.
    await page.getByRole("button", { name: "Make the first project" }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/w/${other.id}`);
  });

  it("open what takes the keys after them, also where that is fetched first", async () => {
    const { page } = ada;
    const held = Promise.withResolvers<void>();
    const late = /\/picker-surface-[^/]*\.js$/;
    await page.route(late, async (route) => {
      await held.promise;
      await route.continue();
    });
    await ada.open(workspace, "BAK/tasks/BAK-1");
    const priority = page.getByRole("button", { name: /^Priority/ });
    await priority.waitFor();
    await page.keyboard.press("p");
    await page.keyboard.type("medium");
    await page.keyboard.press("Enter");
    held.resolve();
    await priority.filter({ hasText: "Medium" }).waitFor();
    await page.getByRole("dialog", { name: "Priority" }).waitFor({ state: "detached" });
    await page.keyboard.press("p");
    await page.keyboard.type("low");
    await page.keyboard.press("Enter");
    await priority.filter({ hasText: "Low" }).waitFor();
    await page.unroute(late);
  });

  it("make a task from anywhere, and put a project elsewhere in the list", async () => {
    const { page } = ada;
    await page.goto(`${server.url}/w/${workspace}/my-tasks`);
    await page.getByRole("heading", { name: "My tasks" }).waitFor();
    await page.keyboard.press("c");
    const dialog = page.getByRole("dialog", { name: "New task" });
    await dialog.getByLabel("Title").fill("Jam");
    await dialog.getByLabel("Project").selectOption("Cellar");
    await dialog.getByRole("button", { name: "Make the task" }).click();
    await page.getByRole("button", { name: "Open it" }).click();
    await page.getByRole("complementary", { name: "CEL-2 Jam" }).waitFor();

    const projects = page.getByRole("region", { name: "Projects" });
    await projects.getByRole("link", { name: "Cellar" }).focus();
    await page.keyboard.press("Alt+ArrowUp");
    await expect.poll(() => projects.getByRole("link").allInnerTexts()).toEqual(["Cellar", "Bakery"]);
    await page.reload();
    await expect.poll(() => projects.getByRole("link").allInnerTexts()).toEqual(["Cellar", "Bakery"]);
  });

  it("are done by their keys, but never while somebody writes or with something above", async () => {
    const { page } = ada;
    await ada.open(workspace, "BAK");
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await sheet.getByText("My tasks", { exact: true }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("m");
    await sheet.getByRole("searchbox").fill("sidebar");
    expect(await sheet.getByRole("term").allInnerTexts()).toEqual(["Show or hide the sidebar"]);
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    expect(new URL(page.url()).pathname).toBe(`/w/${workspace}/projects/BAK`);
    await page.keyboard.press("[");
    await page.getByRole("navigation", { name: "Workspace" }).waitFor({ state: "detached" });
    await page.keyboard.press("[");
    await page.getByRole("navigation", { name: "Workspace" }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("gm[?");
    expect(await page.locator(":focus").inputValue()).toBe("gm[?");
    await page.keyboard.press("Escape");
    await page.locator("body").click({ position: { x: 900, y: 860 } });
    await page.keyboard.press("g");
    await page.keyboard.press("m");
    await page.getByRole("heading", { name: "My tasks" }).waitFor();
  });

  it("work on a phone, from a bar that covers nothing", async () => {
    const { page } = ada;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${server.url}/w/${workspace}/my-tasks`);
    await page.getByRole("heading", { name: "My tasks" }).waitFor();
    const bar = await page.getByRole("banner").boundingBox();
    const heading = await page.getByRole("heading", { name: "My tasks" }).boundingBox();
    expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBeLessThanOrEqual(heading?.y ?? 0);
    await page.getByRole("button", { name: "Open the sidebar" }).click();
    await page.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: "Cellar" }).click();
    await page.getByRole("heading", { name: "Cellar" }).waitFor();
    await page.getByRole("navigation", { name: "Workspace" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Search and commands" }).click();
    await palette().waitFor();
  });
});
