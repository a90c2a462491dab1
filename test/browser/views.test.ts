/** Ways to look at a project: filters, the list, the calendar, saved views, and many tasks at once. */
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { BoardVisitor, boardOf } from "./board-visitor.ts";
import { twoAtBoards } from "./two-at-boards.ts";

const { server, running, ada, bo, workspace, project: ofTest } = await twoAtBoards();
/** Of the present test: a project of its own. */
let key: string;
let project: string;

beforeEach(() => {
  key = ofTest.key;
  project = ofTest.path;
});

const Tasks = z.object({
  items: z.array(z.object({ title: z.string(), priority: z.string(), dueDate: z.string().nullable() })),
});

/** Makes tasks in Todo, one after the other. */
const tasks = (...made: { title: string; assignees?: string[]; priority?: string; dueDate?: string }[]) =>
  made.reduce<Promise<unknown>>(
    (before, task) => before.then(() => ada.post(`${project}/tasks`, { columnId: "Todo", ...task })),
    Promise.resolve(),
  );

/** Opens the project, looked at in some way. */
async function look({ page }: BoardVisitor, search: string): Promise<void> {
  await page.goto(`${server.url}/w/${workspace}/projects/${key}${search}`);
  await arrived(page);
}

/** Waits until the tasks are there, or the word that none is. */
const arrived = (page: Page) => page.locator("[data-tasks] :is(a, h2)").first().waitFor();

const rows = (page: Page) => page.getByRole("table", { name: "Tasks" }).getByRole("rowheader").getByRole("link");
const titles = (page: Page) => rows(page).allTextContents();
const row = (page: Page, title: string) => page.getByRole("row", { name: title });

/** What the server has of the tasks, by their titles. */
async function kept(): Promise<Record<string, { priority: string; dueDate: string | null }>> {
  const answer = await ada.visitor.context.request.get(`${server.url}${project}/tasks?limit=200`);
  const { items } = Tasks.parse(await answer.json());
  return Object.fromEntries(items.map(({ title, ...task }) => [title, task]));
}

describe("filters", () => {
  it("stand in the address: they survive a reload, and each is a step to go back from", async () => {
    await tasks({ title: "Bread", assignees: [ada.user] }, { title: "Butter", priority: "high" }, { title: "Jam" });
    await look(ada, "?layout=list");
    await expect.poll(() => titles(ada.page)).toEqual(["Bread", "Butter", "Jam"]);
    await rows(ada.page).first().focus();
    await ada.page.keyboard.press("f");
    await ada.page.getByRole("option", { name: "Mine" }).click();
    await ada.page.keyboard.press("Escape");
    await expect.poll(() => titles(ada.page)).toEqual(["Bread"]);
    await ada.page.getByText("1 of 3 tasks").waitFor();
    await expect.poll(() => new URL(ada.page.url()).search).toBe("?layout=list&assignee=me");
    await ada.page.reload();
    await arrived(ada.page);
    await expect.poll(() => titles(ada.page)).toEqual(["Bread"]);
    await ada.page.getByRole("button", { name: "Assignee: Me" }).click();
    await ada.page.getByRole("option", { name: "Nobody" }).click();
    await ada.page.keyboard.press("Escape");
    await expect.poll(() => titles(ada.page)).toEqual(["Bread", "Butter", "Jam"]);
    await ada.page.goBack();
    await expect.poll(() => titles(ada.page)).toEqual(["Bread"]);
    await ada.page.getByRole("button", { name: "Remove the filter by assignee" }).click();
    await expect.poll(() => titles(ada.page)).toEqual(["Bread", "Butter", "Jam"]);
  });

  it("by words filter while one types, and lead out again where nothing is left", async () => {
    await tasks({ title: "Bread" }, { title: "Butter" });
    await look(ada, "?layout=list");
    await rows(ada.page).first().focus();
    await ada.page.keyboard.press("/");
    await ada.page.keyboard.type("bre");
    await expect.poll(() => titles(ada.page)).toEqual(["Bread"]);
    await expect.poll(() => new URL(ada.page.url()).searchParams.get("q")).toBe("bre");
    await ada.page.keyboard.type("zel");
    await ada.page.getByRole("heading", { name: "No task is like that" }).waitFor();
    await ada.page.getByRole("button", { name: "Clear the filters" }).click();
    await expect.poll(() => titles(ada.page)).toEqual(["Bread", "Butter"]);
  });

  it("that hide a task which is being made say so, and lead to it", async () => {
    await tasks({ title: "Bread", priority: "high" });
    await look(ada, "?layout=list&priority=high");
    await ada.page.getByRole("button", { name: "Add a task to Todo" }).click();
    await ada.page.keyboard.type("Jam\n");
    await ada.page.getByText("“Jam” was made; the filters hide it.", { exact: true }).waitFor();
    await ada.page.getByRole("button", { name: "Open it" }).click();
    await ada.page.getByRole("complementary").getByText("Jam").first().waitFor();
    expect(await titles(ada.page)).toEqual(["Bread"]);
  });

  it("say that what they ask for is gone, and let go of it", async () => {
    await tasks({ title: "Bread" });
    await look(ada, "?layout=list&label=0190a0a0-0000-7000-8000-000000000000&due=sometime");
    await ada.page.getByRole("button", { name: "Label: A label that is gone" }).waitFor();
    await ada.page.getByRole("button", { name: "Remove the filter by label" }).click();
    await expect.poll(() => titles(ada.page)).toEqual(["Bread"]);
  });
});

describe("the list", () => {
  it("changes tasks where they stand, by pointer and by keys, for everyone", async () => {
    await tasks({ title: "Bread" }, { title: "Butter" });
    await Promise.all([look(ada, "?layout=list"), look(bo, "?layout=list")]);
    await row(ada.page, "Bread").getByRole("button", { name: "Status: Todo" }).click();
    await ada.page.getByRole("option", { name: "In progress" }).click();
    await row(bo.page, "Bread").getByRole("button", { name: "Status: In progress" }).waitFor();
    await bo.page.getByRole("link", { name: "Butter" }).focus();
    await bo.page.keyboard.press("p");
    await bo.page.keyboard.type("urg");
    await bo.page.keyboard.press("Enter");
    await row(ada.page, "Butter").getByRole("button", { name: "Priority: Urgent" }).waitFor();
    await bo.page.keyboard.press("d");
    await bo.page.getByRole("textbox", { name: "On", exact: true }).fill("2031-05-07");
    await bo.page.keyboard.press("Enter");
    await expect.poll(kept).toMatchObject({ Butter: { priority: "urgent", dueDate: "2031-05-07" } });
  });

  it("is sorted by its heads, carries tasks by hand where it is not, and takes new ones", async () => {
    await tasks({ title: "Jam" }, { title: "Bread" }, { title: "Butter" });
    await look(ada, "?layout=list");
    await ada.page.getByRole("button", { name: "Title" }).click();
    await expect.poll(() => titles(ada.page)).toEqual(["Bread", "Butter", "Jam"]);
    await ada.page.locator('th[aria-sort="ascending"]', { hasText: "Title" }).waitFor();
    await ada.page.getByRole("button", { name: "Title" }).click();
    await expect.poll(() => titles(ada.page)).toEqual(["Jam", "Bread", "Butter"]);
    await ada.page.getByRole("link", { name: "Butter" }).focus();
    await ada.page.keyboard.press("Alt+ArrowUp");
    await expect.poll(() => boardOf(ada, project)).toEqual({ Todo: ["Jam", "Butter", "Bread"] });
    await drag(
      ada.page,
      ada.page.getByRole("link", { name: "Jam" }),
      ada.page.getByRole("button", { name: "Done 0 tasks" }),
    );
    await expect.poll(() => boardOf(ada, project)).toEqual({ Todo: ["Butter", "Bread"], Done: ["Jam"] });
    await ada.page.getByRole("button", { name: "Add a task to Todo" }).click();
    await ada.page.getByRole("textbox", { name: "Title of the new task in Todo" }).fill("Salt");
    await ada.page.keyboard.press("Enter");
    await expect.poll(() => boardOf(ada, project)).toEqual({ Todo: ["Butter", "Bread", "Salt"], Done: ["Jam"] });
  });
});

it("the calendar has a task be due on the day it is carried to, by the pointer and by keys", async () => {
  const month = new Date().toISOString().slice(0, 8);
  const day = (date: string) => month + date;
  await tasks({ title: "Bread", dueDate: day("10") }, { title: "Butter" });
  await look(ada, "?layout=calendar");
  const chip = (title: string) => ada.page.getByRole("link", { name: title });
  await drag(ada.page, chip("Bread"), ada.page.locator(`[data-day="${day("17")}"]`));
  await expect.poll(kept).toMatchObject({ Bread: { dueDate: day("17") } });
  await drag(ada.page, chip("Butter"), ada.page.locator(`[data-day="${day("12")}"]`));
  await expect.poll(kept).toMatchObject({ Butter: { dueDate: day("12") } });
  await chip("Bread").focus();
  for (const press of ["Space", "ArrowRight", "ArrowDown", "Space"]) await ada.page.keyboard.press(press);
  await expect.poll(kept).toMatchObject({ Bread: { dueDate: day("25") } });
  await expect.poll(() => ada.page.evaluate(() => document.activeElement?.textContent)).toContain("Bread");
  const cell = ada.page.locator(`[data-day="${day("14")}"]`);
  await cell.getByRole("button", { name: /^Add a task due on/ }).click();
  await cell.getByRole("textbox").fill("Salt");
  await ada.page.keyboard.press("Enter");
  await expect.poll(kept).toMatchObject({ Salt: { dueDate: day("14") } });
});

it("the calendar keeps in its address what it shows, through reloads and back, and through a filter", async () => {
  await tasks({ title: "Bread", dueDate: "2031-03-14", priority: "high" });
  await look(ada, "?layout=calendar&month=2031-02");
  const shows = (month: string) => ada.page.getByRole("heading", { name: month }).waitFor();
  await shows("February 2031");
  await ada.page.getByRole("button", { name: "The month after" }).click();
  await shows("March 2031");
  await ada.page.getByRole("link", { name: "Bread" }).waitFor();
  await ada.page.reload();
  await shows("March 2031");
  await ada.page.getByRole("radio", { name: "Week" }).click();
  await expect.poll(() => new URL(ada.page.url()).searchParams.get("week")).toBe("2031-03-01");
  await ada.page.goBack();
  await shows("March 2031");
  await ada.page.goBack();
  await shows("February 2031");
  await look(ada, "?layout=calendar&month=2031-99");
  await ada.page.getByRole("cell").locator("[aria-current=date]").waitFor();
});

it("a saved view is there for everyone, marks what is looked at otherwise, and is kept anew or taken back", async () => {
  await tasks({ title: "Bread", priority: "high" }, { title: "Butter" });
  await Promise.all([look(ada, "?layout=list&priority=high"), look(bo, "?layout=list")]);
  await ada.page.getByRole("button", { name: "Save as a view" }).click();
  await ada.page.getByRole("textbox", { name: "Name of the view" }).fill("What matters");
  await ada.page.keyboard.press("Enter");
  await bo.page.getByRole("link", { name: "What matters" }).click();
  await expect.poll(() => titles(bo.page)).toEqual(["Bread"]);
  await expect
    .poll(() => new URL(bo.page.url()).search)
    .toBe(`?view=${new URL(ada.page.url()).searchParams.get("view")}`);
  await bo.page.getByRole("button", { name: "Remove the filter by priority" }).click();
  await expect.poll(() => titles(bo.page)).toEqual(["Bread", "Butter"]);
  await bo.page.getByRole("button", { name: "Reset" }).click();
  await expect.poll(() => titles(bo.page)).toEqual(["Bread"]);
  await bo.page.getByRole("button", { name: "Remove the filter by priority" }).click();
  await bo.page.getByRole("button", { name: "Save for everyone" }).click();
  await expect.poll(() => titles(ada.page)).toEqual(["Bread", "Butter"]);
  await ada.page.getByRole("button", { name: "View What matters" }).click();
  await ada.page.getByRole("menuitem", { name: "Delete…" }).click();
  await ada.page.getByRole("button", { name: "Delete the view" }).click();
  await bo.page.getByText("This view is gone.").waitFor();
});

it("who may only look finds views and filters, and nothing that changes a task or a view", async () => {
  await tasks({ title: "Bread" });
  await using vi = await BoardVisitor.signUp(running.browser, server.url, "Vi");
  await ada.bring(vi, workspace, { role: "viewer" });
  await look(vi, "?layout=list&due=none");
  await expect.poll(() => titles(vi.page)).toEqual(["Bread"]);
  await vi.page.getByRole("checkbox", { name: `Pick ${key}-1` }).check();
  await vi.page.getByRole("toolbar", { name: "1 task picked" }).getByRole("button", { name: "More to do" }).click();
  await vi.page.getByRole("menu").waitFor();
  expect(await vi.page.getByRole("menuitem").allTextContents()).toEqual(["Copy as a list"]);
  await vi.page.keyboard.press("Escape");
  for (const name of [/^Save/, /^Add a task/, /^Status/, /^Priority:/]) {
    expect(await vi.page.getByRole("button", { name }).count(), String(name)).toBe(0);
  }
  expect(vi.complaints).toEqual([]);
});

it("many tasks are changed at once, and taken back by one key, which in a text is the text's", async () => {
  await tasks({ title: "Bread" }, { title: "Butter", priority: "low" }, { title: "Jam" });
  await look(ada, "?layout=list");
  await rows(ada.page).first().focus();
  await ada.page.keyboard.press("Control+a");
  const bar = ada.page.getByRole("toolbar", { name: "3 tasks picked" });
  await bar.getByRole("button", { name: "Priority" }).click();
  await ada.page.getByRole("option", { name: "High" }).click();
  const priorities = async () => Object.values(await kept()).map(({ priority }) => priority);
  await expect.poll(priorities).toEqual(["high", "high", "high"]);
  await ada.page.getByRole("searchbox").focus();
  await ada.page.keyboard.type("b");
  await ada.page.keyboard.press("Control+z");
  await expect.poll(priorities).toEqual(["high", "high", "high"]);
  await ada.page.getByRole("searchbox").fill("");
  await rows(ada.page).first().focus();
  await ada.page.keyboard.press("Control+z");
  await expect.poll(priorities).toEqual(["none", "low", "none"]);
  await ada.page.getByText("Undone: Edit 3 tasks").first().waitFor();
  await ada.page.keyboard.press("Control+Shift+z");
  await expect.poll(priorities).toEqual(["high", "high", "high"]);
  await ada.page.keyboard.press("Escape");
  await bar.waitFor({ state: "detached" });
  await ada.page.getByRole("checkbox", { name: "Pick all tasks" }).check();
  await ada.page.keyboard.press("Escape");
  await bar.waitFor({ state: "detached" });
  await ada.page.getByRole("checkbox", { name: `Pick ${key}-1` }).check();
  await ada.page.getByRole("checkbox", { name: `Pick ${key}-2` }).check();
  await ada.page.getByRole("button", { name: "More to do with them" }).click();
  await ada.page.getByRole("menuitem", { name: "Archive" }).click();
  await expect.poll(() => titles(ada.page)).toEqual(["Jam"]);
  await ada.page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect.poll(() => titles(ada.page)).toEqual(["Bread", "Butter", "Jam"]);
});

/** Carries something by the pointer onto something else. */
async function drag(page: Page, from: ReturnType<Page["locator"]>, to: ReturnType<Page["locator"]>): Promise<void> {
  const [a, b] = [await from.boundingBox(), await to.boundingBox()];
  if (!a || !b) throw new Error("what is to be carried is not to be seen");
  const [x, y] = [b.x + b.width / 2, b.y + b.height / 2];
  await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
  await page.mouse.down();
  await page.mouse.move(a.x + a.width / 2 + 8, a.y + a.height / 2 + 8, { steps: 2 });
  await page.mouse.move(x, y, { steps: 4 });
  // The browser asks what is under a drag after it was moved: once more in the same place says that it has.
  await page.mouse.move(x, y + 1);
  await page.mouse.up();
}
