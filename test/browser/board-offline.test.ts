/** A minute without a network, which here lasts until enough was done in it: nothing is lost, nothing is done twice. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { Cable } from "../server/cable.ts";
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
  bo = await BoardVisitor.signUp(running.browser, cable.url, "Bo");
  workspace = (await ada.post("/api/workspaces", { name: "Analytical Engines" })).id;
  await ada.bring(bo, workspace, { role: "member" });
});

afterAll(async () => {
  await ada[Symbol.asyncDispose]();
  await bo[Symbol.asyncDispose]();
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
  await Promise.all([ada.open(workspace, key), bo.open(workspace, key)]);
  // What a page loads soon after it is shown, for what is done on it later, comes the same way.
  await bo.page.getByRole("button", { name: "Add a task to Todo" }).click();
  const field = bo.page.getByRole("textbox", { name: "Title of the new task in Todo" });
  await field.press("Escape");
  await field.waitFor({ state: "detached" });
});

/** Waits until Bo's page says that so many changes wait. */
const waiting = (changes: string) =>
  bo.page.getByText(`${changes} to be sent, kept on this device until then.`).waitFor();

/** Waits until both see these columns so, and the server says the same. */
async function allSee(board: Record<string, string[]>): Promise<void> {
  for (const [column, titles] of Object.entries(board)) {
    await expect.poll(() => bo.titles(column), { timeout: 30_000 }).toEqual(titles);
    await expect.poll(() => ada.titles(column), { timeout: 30_000 }).toEqual(titles);
  }
  expect(await boardOf(ada, project)).toEqual(board);
}

it("P3.23 what one does without a network shows at once, says that it waits, and is done once when the network is back", async () => {
  cable.cut();
  await bo.page.getByText("The connection was lost.").waitFor();
  await bo.add("Todo", "Jam", "Tea");
  await bo.drag("Bread", { column: "In progress" });
  await bo.carry("Butter", "ArrowDown", "ArrowDown");
  await waiting("4 changes wait");
  expect(await bo.titles("Todo")).toEqual(["Jam", "Tea", "Butter"]);
  await ada.add("Todo", "Salt");
  await ada.drag("Bread", { column: "Done" });
  cable.mend();
  await bo.page.getByRole("button", { name: "Try now" }).click();
  await allSee({ Todo: ["Salt", "Jam", "Tea", "Butter"], "In progress": ["Bread"] });
  await bo.page.locator('[data-pending="0"]').waitFor({ state: "attached" });
});

it("P3.23 what waits outlives the tab: another one sends it, in order and once", async () => {
  cable.cut();
  await bo.page.getByText("The connection was lost.").waitFor();
  await bo.add("Done", "Jam");
  await bo.drag("Bread", { column: "Done" });
  await bo.drag("Jam", { column: "In review" });
  await waiting("3 changes wait");
  await bo.page.close();
  cable.mend();
  await bo.openTab();
  await bo.open(workspace, key);
  await allSee({ Todo: ["Butter"], "In review": ["Jam"], Done: ["Bread"] });
  await bo.page.reload();
  await bo.page.locator('[data-pending="0"]').waitFor({ state: "attached" });
  await allSee({ Todo: ["Butter"], "In review": ["Jam"], Done: ["Bread"] });
});

it("what the room will not have any more goes back when the network does, with the reason", async () => {
  cable.cut();
  await bo.page.getByText("The connection was lost.").waitFor();
  await bo.drag("Bread", { column: "In progress" });
  await waiting("1 change waits");
  await ada.limit("In progress", 1);
  await ada.drag("Butter", { column: "In progress" });
  cable.mend();
  await bo.page.getByRole("button", { name: "Try now" }).click();
  await bo.page.getByRole("alert").getByRole("button", { name: "Move anyway" }).waitFor();
  await allSee({ Todo: ["Bread"], "In progress": ["Butter"] });
});

it("when the browser says that there is no network, what is done waits, and nothing is said to be saved", async () => {
  await bo.visitor.context.setOffline(true);
  await bo.add("Todo", "Jam");
  const saving = bo.page.locator('[data-pending="1"]');
  await saving.waitFor({ state: "attached" });
  expect(await saving.textContent()).toBe("");
  await bo.page.getByText("You are offline.").waitFor();
  await bo.visitor.context.setOffline(false);
  await allSee({ Todo: ["Bread", "Butter", "Jam"] });
  await bo.page.getByText("You are offline.").waitFor({ state: "detached" });
});

it("who may not write any more when the network is back is told what was refused, in what they wrote, and can undo nothing", async () => {
  await bo.drag("Bread", { column: "Done" });
  await allSee({ Todo: ["Butter"], Done: ["Bread"] });
  const undo = bo.page.getByRole("button", { name: /^Undo/ });
  expect(await undo.isEnabled()).toBe(true);
  cable.cut();
  await bo.page.getByText("The connection was lost.").waitFor();
  await bo.add("Todo", "Jam from last summer");
  await waiting("1 change waits");
  await ada.patch(`/api/workspaces/${workspace}/members/${bo.user}`, { role: "viewer" });
  cable.mend();
  await bo.page.getByRole("button", { name: "Try now" }).click();
  await bo.page.getByRole("alert").getByText("Add a task: “Jam from last summer”").waitFor();
  await expect.poll(() => undo.isDisabled()).toBe(true);
  await bo.page.keyboard.press("Control+z");
  await ada.add("Todo", "Salt");
  await allSee({ Todo: ["Butter", "Salt"], Done: ["Bread"] });
  expect(await bo.page.getByRole("alert").getByRole("button", { name: "Dismiss" }).count()).toBe(1);
});
