/** A task beside its board, as two people work on it at once. */
import { beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { Task } from "../../durable-objects/workspace/board/protocol.ts";
import { BoardVisitor } from "./board-visitor.ts";
import { twoAtBoards } from "./two-at-boards.ts";

const { server, running, ada, bo, workspace, project: ofTest } = await twoAtBoards();
/** Of the present test: a project of its own. */
let key: string;
let project: string;

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
for (const { page } of [ada, bo]) await page.setViewportSize(DESK);

beforeEach(() => {
  key = ofTest.key;
  project = ofTest.path;
});

const make = (title: string, set: object = {}) => ada.post(`${project}/tasks`, { title, columnId: "Todo", ...set });

const open = (visitor: BoardVisitor, path: string) =>
  visitor.page.goto(`${server.url}/w/${workspace}/projects/${key}${path}`);

/** The panel of a task, by its key and title. */
const panel = (visitor: BoardVisitor, name: string) => visitor.page.getByRole("complementary", { name, exact: true });

const title = (visitor: BoardVisitor) => visitor.page.getByRole("textbox", { name: "Title of this task" });

/** A button of the panel that shows what a field is, such as `Priority High`. */
const field = (visitor: BoardVisitor, name: string) => visitor.page.getByRole("button", { name, exact: true });

/** Opens a field and picks one of what it offers. */
async function pick(visitor: BoardVisitor, name: string, option: string): Promise<void> {
  await field(visitor, name).click();
  await visitor.page.getByRole("option", { name: option }).click();
}

async function taskNow(name: string): Promise<Task> {
  const answer = await ada.visitor.context.request.get(`${server.url}/api/workspaces/${workspace}/tasks/${name}`);
  return Task.parse(await answer.json());
}

it("opens over its board by a link, keeps how that is looked at, and gives the focus back to its card", async () => {
  await make("Bread");
  await make("Butter");
  await open(ada, `/tasks/${key}-1?q=b&sort=title`);
  await panel(ada, `${key}-1 Bread`).waitFor();
  await ada.card("Butter").waitFor();
  await ada.page.keyboard.press("j");
  await panel(ada, `${key}-2 Butter`).waitFor();
  expect(new URL(ada.page.url()).search).toBe("?q=b&sort=title");
  await ada.page.keyboard.press("Escape");
  await panel(ada, `${key}-2 Butter`).waitFor({ state: "detached" });
  expect(new URL(ada.page.url())).toMatchObject({
    pathname: `/w/${workspace}/projects/${key}`,
    search: "?q=b&sort=title",
  });
  await expect.poll(() => ada.page.evaluate(() => document.activeElement?.textContent)).toContain("Butter");

  // Under the key it had before its project was renamed it is found all the same, and of what is not there it is told.
  await ada.patch(project, { key: `N${key}` });
  await open(ada, `/tasks/${key}-1`);
  await panel(ada, `N${key}-1 Bread`).waitFor();
  await expect.poll(() => new URL(ada.page.url()).pathname).toBe(`/w/${workspace}/projects/N${key}/tasks/N${key}-1`);
});

it("says what became of a task that is archived, deleted or elsewhere, and leads on", async () => {
  const [bread] = [await make("Bread"), await make("Butter"), await make("Jam")];
  await ada.post(`/api/workspaces/${workspace}/projects`, { name: "Elsewhere", key: `E${key}` });
  await open(ada, `/tasks/${key}-1`);
  await panel(ada, `${key}-1 Bread`).waitFor();
  await bo.patch(`/api/workspaces/${workspace}/tasks/${key}-1`, { archived: true });
  await ada.page.getByRole("heading", { name: `${key}-1 is in the archive` }).waitFor();
  await ada.page.getByRole("button", { name: "Bring it back" }).click();
  await panel(ada, `${key}-1 Bread`).waitFor();

  await ada.page.getByRole("button", { name: `More of ${key}-1`, exact: true }).click();
  await ada.page.getByRole("menuitem", { name: "Move to another project…" }).click();
  await ada.page.getByRole("combobox", { name: "Project" }).selectOption({ label: `Elsewhere (E${key})` });
  await ada.page.getByRole("button", { name: "Move", exact: true }).click();
  await panel(ada, `E${key}-1 Bread`).waitFor();
  expect((await taskNow(bread.id)).key).toBe(`E${key}-1`);

  await open(bo, `/tasks/${key}-2`);
  await panel(bo, `${key}-2 Butter`).waitFor();
  await ada.visitor.context.request.delete(`${server.url}/api/workspaces/${workspace}/tasks/${key}-2`, {
    headers: { origin: server.url },
  });
  await bo.page.getByRole("heading", { name: "This task is gone" }).waitFor();
  await bo.page.getByRole("link", { name: "Back to the board" }).click();
  await bo.card("Jam").waitFor();
  // The browser itself says of an answer that it was 404.
  bo.visitor.complaints.length = 0;
});

it("has a description that two people write in together, each with their name at their caret", async () => {
  await make("Bread");
  await Promise.all([open(ada, `/tasks/${key}-1`), open(bo, `/tasks/${key}-1`)]);
  await ada.page.getByRole("list", { name: "Also on this task" }).getByRole("img", { name: "Bo" }).waitFor();
  await ada.page.getByRole("button", { name: "Add a description" }).click();
  const text = (visitor: BoardVisitor) => visitor.page.getByRole("textbox", { name: `Description of ${key}-1` });
  // It was asked for to write, so the focus is in it.
  await expect.poll(() => text(ada).evaluate((element) => element === document.activeElement)).toBe(true);
  await ada.page.keyboard.type("Bake it slowly.");
  await text(bo).getByText("Bake it slowly.").waitFor();
  await text(bo).click();
  await bo.page.keyboard.press("Control+End");
  await bo.page.keyboard.type(" With rye.");
  await text(ada).getByText("With rye.").waitFor();
  await text(ada).locator(".collaboration-carets__label", { hasText: "Bo" }).waitFor();
  await text(bo).locator(".collaboration-carets__label", { hasText: "Ada Lovelace" }).waitFor();
});

it("every field that one sets the other sees", async () => {
  await make("Bread");
  await ada.post(`${project}/fields`, { name: "Loaves", type: "number" });
  const rye = { id: "rye", name: "Rye", colour: "#8a4b08" };
  await ada.post(`${project}/fields`, { name: "Flour", type: "select", options: [rye] });
  await Promise.all([open(ada, `/tasks/${key}-1`), open(bo, `/tasks/${key}-1`)]);
  await title(ada).pressSequentially("!");
  await bo.page.getByText("Ada Lovelace is typing the title").waitFor();
  await title(ada).fill("Rye bread");
  await title(ada).press("Enter");
  await panel(bo, `${key}-1 Rye bread`).waitFor();

  await pick(ada, "Status Todo", "In progress");
  await pick(ada, "Priority No priority", "Urgent");
  await pick(ada, "Assignees Nobody", "Bo");
  await ada.page.keyboard.press("Escape");
  await field(ada, "Labels None").click();
  await ada.page.getByRole("combobox", { name: "Labels" }).fill("Oven");
  await ada.page.getByRole("option", { name: "Make the label “Oven”" }).click();
  await ada.page.keyboard.press("Escape");
  await field(ada, "Due None").click();
  await ada.page.getByRole("option", { name: /^Today/ }).click();
  await ada.page.getByRole("textbox", { name: "Estimate" }).fill("-1");
  await ada.page.getByText("Use a number from 0 to").waitFor();
  await ada.page.getByRole("textbox", { name: "Estimate" }).fill("2.5");
  await ada.page.getByRole("textbox", { name: "Loaves" }).fill("12");
  await ada.page.keyboard.press("Enter");
  await pick(ada, "Flour None", "Rye");

  for (const name of ["Status In progress", "Priority Urgent", "Assignees Bo", "Labels Oven", "Flour Rye"]) {
    await field(bo, name).waitFor();
  }
  const number = (name: string) => bo.page.getByRole("textbox", { name }).inputValue();
  await expect.poll(() => number("Estimate")).toBe("2.5");
  await expect.poll(() => number("Loaves")).toBe("12");
  await bo.page.getByRole("button", { name: /^Due (?!None)/ }).waitFor();
  await bo.page.getByText("renamed it from “Bread” to “Rye bread”").waitFor();
});

it("has steps, sub-tasks and relations, and says what it waits for", async () => {
  await make("Bread");
  await make("Flour");
  await Promise.all([open(ada, `/tasks/${key}-1`), open(bo, `/tasks/${key}-1`)]);
  const item = ada.page.getByRole("textbox", { name: "New item of the checklist" });
  await item.fill("Mix");
  await item.press("Enter");
  await item.fill("Bake");
  await item.press("Enter");
  // What is typed and not sent yet outlives a reload.
  await item.fill("Eat");
  await ada.page.reload();
  expect(await item.inputValue()).toBe("Eat");
  await item.press("Enter");
  await bo.page.getByRole("checkbox", { name: "Bake" }).check();
  // A list is written as a whole: of two who change it in the same moment, the later holds.
  await ada.page.getByRole("checkbox", { name: "Bake", checked: true }).waitFor();
  const handle = (name: string) => ada.page.getByRole("button", { name: `Move ${name}: arrow up or down` });
  await handle("Eat").press("ArrowUp");
  await expect
    .poll(async () => (await taskNow(`${key}-1`)).checklist.map(({ text }) => text))
    .toEqual([...["Mix", "Eat", "Bake"]]);
  await handle("Bake").dragTo(ada.page.getByRole("textbox", { name: "Text of Mix" }), {
    targetPosition: { x: 20, y: 2 },
  });
  await expect
    .poll(async () => (await taskNow(`${key}-1`)).checklist.map(({ text }) => text))
    .toEqual([...["Bake", "Mix", "Eat"]]);
  await bo.page.getByText("1 of 3").waitFor();
  await ada.page.getByRole("button", { name: "Make “Mix” a sub-task" }).click();
  await bo.page.getByRole("link", { name: "Mix", exact: false }).first().waitFor();
  await bo.page.getByText("1 of 2").waitFor();
  await bo.page.getByRole("checkbox", { name: `${key}-3 is done` }).click();
  await ada.page.getByText("1 of 1").waitFor();

  await ada.page.getByRole("button", { name: "Choose a task" }).click();
  await ada.page.getByRole("combobox", { name: "The other task" }).fill("flo");
  await ada.page.getByRole("option", { name: "Flour" }).click();
  await bo.page.getByText(`Blocked: it waits for ${key}-2 Flour.`).waitFor();
  await bo.card("Bread").getByText("Blocked").waitFor();
  await pick(bo, "Status Todo Blocked", "In progress");
  await bo.page.getByRole("alertdialog").getByText(`${key}-2 Flour`).waitFor();
  await bo.page.getByRole("button", { name: "Move anyway" }).click();
  await field(ada, "Status In progress Blocked").waitFor();
  await ada.page.getByText("although others blocked it").waitFor();
});

it("P3.28 gives back the fields of a moment of its past in one step, which can be undone", async () => {
  await make("Bread", { priority: "high", estimate: 3 });
  await ada.patch(`/api/workspaces/${workspace}/tasks/${key}-1`, { title: "Cake", priority: "low", estimate: null });
  await ada.patch(`/api/workspaces/${workspace}/tasks/${key}-1`, { columnId: "Done" });
  await open(ada, `/tasks/${key}-1/history`);
  const slider = ada.page.getByRole("slider");
  await slider.waitFor();
  await slider.press("Home");
  await ada.page.getByText("4 fields differ from now.").waitFor();
  await ada.page.getByRole("cell", { name: "Bread" }).waitFor();
  await ada.page.getByRole("button", { name: "Restore all fields" }).click();
  const { id: todo } = await column("Todo");
  const was = { title: "Bread", priority: "high", estimate: 3, columnId: todo };
  await expect.poll(() => taskNow(`${key}-1`)).toMatchObject(was);
  await ada.page.getByRole("button", { name: /^Undo: Restore/ }).click();
  const { id: done } = await column("Done");
  const before = { title: "Cake", priority: "low", estimate: null, columnId: done };
  await expect.poll(() => taskNow(`${key}-1`)).toMatchObject(before);
  await slider.press("Home");
  await ada.page.getByRole("button", { name: "Bring back the title of then" }).click();
  await expect.poll(() => taskNow(`${key}-1`)).toMatchObject({ ...before, title: "Bread" });
});

it("turns read-only at once for whom it becomes so, says why, and keeps what they typed", async () => {
  await make("Bread");
  const eve = await BoardVisitor.signUp(running.browser, server.url, "Eve");
  await using _leaving = eve;
  await ada.bring(eve, workspace, { role: "member" });
  await open(eve, `/tasks/${key}-1`);
  await title(eve).fill("Bread with olives");
  await ada.patch(`/api/workspaces/${workspace}/members/${eve.user}`, { role: "viewer" });
  await eve.page.getByText("You are a viewer in this workspace").waitFor();
  await eve.page.getByText("“Bread with olives”").waitFor();
  expect(await eve.page.getByRole("button", { name: /^Status / }).count()).toBe(0);
  expect((await taskNow(`${key}-1`)).title).toBe("Bread");
  expect(eve.complaints).toEqual([]);
});

it("is a full page on a phone, with a way back", async () => {
  await make("Bread");
  await bo.page.setViewportSize(PHONE);
  try {
    await open(bo, `/tasks/${key}-1`);
    const shown = panel(bo, `${key}-1 Bread`);
    await shown.waitFor();
    await expect.poll(() => shown.boundingBox()).toEqual({ x: 0, y: 0, ...PHONE });
    await bo.page.getByRole("button", { name: "Close the task" }).click();
    await bo.card("Bread").waitFor();
    await shown.waitFor({ state: "detached" });
  } finally {
    await bo.page.setViewportSize(DESK);
  }
});

it("brings many back from the archive, and deletes for ever what is asked", async () => {
  for (const name of ["Bread", "Butter", "Jam"]) await make(name);
  for (const number of [1, 2, 3]) {
    await ada.patch(`/api/workspaces/${workspace}/tasks/${key}-${number}`, { archived: true });
  }
  await open(ada, "/archive");
  await ada.page.getByRole("checkbox", { name: `Choose ${key}-1` }).check();
  await ada.page.getByRole("checkbox", { name: `Choose ${key}-2` }).check();
  await ada.page.getByRole("region", { name: "Chosen tasks" }).getByRole("button", { name: "Restore" }).click();
  await ada.page.getByRole("checkbox", { name: `Choose ${key}-1` }).waitFor({ state: "detached" });
  await ada.page.getByRole("searchbox", { name: "Find in the archive" }).fill("no such words");
  await ada.page.getByRole("heading", { name: "No archived task is called so" }).waitFor();
  await ada.page.getByRole("searchbox", { name: "Find in the archive" }).fill("jam");
  await ada.page.getByRole("button", { name: `Delete ${key}-3 for ever` }).click();
  await ada.page.getByRole("button", { name: "Delete for ever", exact: true }).click();
  await ada.page.getByRole("searchbox", { name: "Find in the archive" }).fill("");
  await ada.page.getByRole("heading", { name: "Nothing is in the archive" }).waitFor();
  await open(ada, "");
  await ada.card("Bread").waitFor();
  await ada.card("Butter").waitFor();
});

const Columns = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) });

/** A column of the present project, by its name. */
async function column(name: string): Promise<{ id: string }> {
  const answer = await ada.visitor.context.request.get(`${server.url}${project}/columns`);
  const found = Columns.parse(await answer.json()).items.find((each) => each.name === name);
  if (!found) throw new Error(`there is no column ${name}`);
  return found;
}
