/** What those see who may not do everything: a viewer reads, a guest has what was named to them and nothing else. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { ServerProcess } from "../server/server-process.ts";
import { BoardVisitor, boardOf } from "./board-visitor.ts";
import { RunningBrowser } from "./chromium.ts";

let server: ServerProcess;
let running: RunningBrowser;
let ada: BoardVisitor;
let workspace: string;
/** Named to the guest. */
let open: string;

beforeAll(async () => {
  [server, running] = await Promise.all([ServerProcess.start(), RunningBrowser.start()]);
  ada = await BoardVisitor.signUp(running.browser, server.url, "Ada");
  workspace = (await ada.post("/api/workspaces", { name: "Analytical Engines" })).id;
  const projects = `/api/workspaces/${workspace}/projects`;
  open = (await ada.post(projects, { name: "Bakery", key: "BAK" })).id;
  await ada.post(projects, { name: "Vault", key: "VAU" });
  await ada.post(`${projects}/BAK/tasks`, { title: "Bread", columnId: "Todo" });
  await ada.post(`${projects}/VAU/tasks`, { title: "Gold", columnId: "Todo" });
});

afterAll(async () => {
  await ada[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

it("a viewer sees what happens and cannot change it", async () => {
  await using vi = await BoardVisitor.signUp(running.browser, server.url, "Vi");
  await ada.bring(vi, workspace, { role: "viewer" });
  await vi.open(workspace, "BAK");
  await ada.open(workspace, "BAK");
  expect(await vi.card("Bread").getAttribute("draggable")).toBeNull();
  await vi.carry("Bread", "ArrowRight");
  for (const name of [/^Add a task to/, /^Add a column/, /^Column /]) {
    await expect.poll(() => vi.page.getByRole("button", { name }).count()).toBe(0);
  }
  await ada.add("Todo", "Butter");
  await expect.poll(() => vi.titles("Todo")).toEqual(["Bread", "Butter"]);
  await vi.card("Bread").click();
  await vi.page.getByRole("complementary").getByRole("heading", { name: "Bread" }).waitFor();
  expect(await vi.page.getByRole("button", { name: /^Priority/ }).count()).toBe(0);
  expect(await boardOf(ada, `/api/workspaces/${workspace}/projects/BAK`)).toEqual({ Todo: ["Bread", "Butter"] });
  expect(vi.complaints).toEqual([]);
});

it("who becomes a viewer with a card in the hand has let go of it, and can move cards once a member again", async () => {
  await using bo = await BoardVisitor.signUp(running.browser, server.url, "Bo");
  await ada.bring(bo, workspace, { role: "member" });
  await ada.post(`/api/workspaces/${workspace}/projects`, { name: "Cellar", key: "CEL" });
  await ada.post(`/api/workspaces/${workspace}/projects/CEL/tasks`, { title: "Wine", columnId: "Todo" });
  await Promise.all([ada.open(workspace, "CEL"), bo.open(workspace, "CEL")]);
  await bo.hold("Wine", { column: "Done" });
  await ada.card("Wine").getByText("Bo is moving this").waitFor();
  await ada.patch(`/api/workspaces/${workspace}/members/${bo.user}`, { role: "viewer" });
  await ada.card("Wine").getByText("Bo is moving this").waitFor({ state: "detached" });
  await bo.page.locator('.card[data-drag="moved"]').waitFor({ state: "detached" });
  await bo.page.mouse.up();
  await ada.patch(`/api/workspaces/${workspace}/members/${bo.user}`, { role: "member" });
  await bo.page.getByRole("button", { name: "Add a task to Todo" }).waitFor();
  await bo.drag("Wine", { column: "In review" });
  await expect.poll(() => ada.titles("In review")).toEqual(["Wine"]);
  expect(bo.complaints).toEqual([]);
});

it("who becomes a viewer while writing is seen to write no more, and has what was written once a member again", async () => {
  await using bo = await BoardVisitor.signUp(running.browser, server.url, "Bo");
  await ada.bring(bo, workspace, { role: "member" });
  await ada.post(`/api/workspaces/${workspace}/projects`, { name: "Attic", key: "ATT" });
  await Promise.all([ada.open(workspace, "ATT"), bo.open(workspace, "ATT")]);
  await bo.page.getByRole("button", { name: "Add a task to Todo" }).click();
  const field = bo.page.getByRole("textbox", { name: "Title of the new task in Todo" });
  await field.pressSequentially("Half a");
  const writes = ada.column("Todo").getByText("Bo writes here…");
  await writes.waitFor();
  await ada.patch(`/api/workspaces/${workspace}/members/${bo.user}`, { role: "viewer" });
  await field.waitFor({ state: "detached" });
  await writes.waitFor({ state: "detached" });
  await ada.patch(`/api/workspaces/${workspace}/members/${bo.user}`, { role: "member" });
  await expect.poll(() => field.inputValue()).toBe("Half a");
  expect(bo.complaints).toEqual([]);
});

it("P5.28 a guest works in the project that was named to them, and learns of no other", async () => {
  await using gus = await BoardVisitor.signUp(running.browser, server.url, "Gus");
  await ada.bring(gus, workspace, { role: "guest", grants: [{ kind: "project", id: open }] });
  await gus.open(workspace, "BAK");
  await gus.add("Done", "Cake");
  await ada.open(workspace, "BAK");
  await expect.poll(() => ada.titles("Done")).toEqual(["Cake"]);
  const projects = gus.page.getByRole("region", { name: "Projects" });
  expect(await projects.getByRole("link").allInnerTexts()).toEqual(["Bakery"]);
  await gus.page.goto(`${server.url}/w/${workspace}/projects/VAU/tasks/VAU-1`);
  await gus.page.getByRole("heading", { name: "There is no such project" }).waitFor();
  expect(await gus.page.content()).not.toContain("Vault");
  // That it is neither called so now nor was before was asked of the server.
  await expect.poll(() => gus.complaints).toEqual([expect.stringContaining("404")]);
});

it("a project's address leads to its board, and a task's address opens it there", async () => {
  await using bo = await BoardVisitor.signUp(running.browser, server.url, "Bo");
  await ada.bring(bo, workspace, { role: "member" });
  await bo.page.goto(`${server.url}/w/${workspace}`);
  await bo.page.getByRole("heading", { name: "Bakery" }).waitFor();
  await bo.page.getByRole("button", { name: "New project" }).click();
  await bo.page.getByRole("textbox", { name: "Name" }).fill("Garden");
  await bo.page.getByRole("button", { name: "Make the project" }).click();
  await bo.page.getByRole("heading", { name: "Garden" }).waitFor();
  await bo.open(workspace, "BAK/tasks/BAK-1");
  await bo.page.getByRole("complementary", { name: "BAK-1 Bread" }).waitFor();
  await bo.page.keyboard.press("Escape");
  await bo.page.getByRole("complementary", { name: "BAK-1 Bread" }).waitFor({ state: "detached" });
  expect(new URL(bo.page.url()).pathname).toBe(`/w/${workspace}/projects/BAK`);
  expect(bo.complaints).toEqual([]);
});

it("a project whose key is changed stays open under the new one, and its old address leads there", async () => {
  await using bo = await BoardVisitor.signUp(running.browser, server.url, "Bo");
  await ada.bring(bo, workspace, { role: "member" });
  const projects = `/api/workspaces/${workspace}/projects`;
  await ada.post(projects, { name: "Orchard", key: "ORC" });
  await ada.post(`${projects}/ORC/tasks`, { title: "Apple", columnId: "Todo" });
  await bo.open(workspace, "ORC/tasks/ORC-1");
  await bo.page.getByRole("complementary", { name: "ORC-1 Apple" }).waitFor();
  await ada.patch(`${projects}/ORC`, { key: "TREE" });
  await bo.page.waitForURL(`**/w/${workspace}/projects/TREE/tasks/*`);
  await bo.page.getByRole("complementary", { name: "TREE-1 Apple" }).waitFor();
  await bo.add("Todo", "Pear");
  await bo.open(workspace, "ORC/tasks/ORC-1");
  await bo.page.getByRole("complementary", { name: "TREE-1 Apple" }).waitFor();
  expect(await bo.titles("Todo")).toEqual(["Apple", "Pear"]);
  expect(bo.complaints).toEqual([]);
});
