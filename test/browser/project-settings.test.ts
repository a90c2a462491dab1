/** A project settled by hand: its parts, its rules in words, tasks brought in from a sheet and taken out again. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { ServerProcess } from "../server/server-process.ts";
import { BoardVisitor, boardOf } from "./board-visitor.ts";
import { RunningBrowser } from "./chromium.ts";

let server: ServerProcess;
let running: RunningBrowser;
let ada: BoardVisitor;
let workspace: string;

beforeAll(async () => {
  [server, running] = await Promise.all([ServerProcess.start(), RunningBrowser.start()]);
  ada = await BoardVisitor.signUp(running.browser, server.url, "Ada");
  workspace = (await ada.post("/api/workspaces", { name: "Analytical Engines" })).id;
});

afterAll(async () => {
  await ada[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function project(name: string, key: string): Promise<string> {
  await ada.post(`/api/workspaces/${workspace}/projects`, { name, key });
  return `/api/workspaces/${workspace}/projects/${key}`;
}

async function settings(visitor: BoardVisitor, key: string, section: string, heading: string): Promise<void> {
  await visitor.page.goto(`${server.url}/w/${workspace}/projects/${key}/settings/${section}`);
  await visitor.page.getByRole("heading", { name: heading, level: 2 }).waitFor();
}

it("a rule made in words does what it says, for everyone", async () => {
  await project("Bakery", "BAK");
  await ada.post(`/api/workspaces/${workspace}/projects/BAK/tasks`, { title: "Bread", columnId: "Todo" });
  await settings(ada, "BAK", "rules", "Automation");
  const { page } = ada;
  await page.getByRole("button", { name: "New rule" }).click();
  const dialog = page.getByRole("dialog", { name: "New rule" });
  await page.keyboard.press("Escape");
  const opener = page.getByRole("button", { name: "New rule" });
  await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);
  await opener.press("Enter");
  await dialog.getByLabel("Column", { exact: true }).selectOption("Done");
  await dialog.getByLabel("Step 1", { exact: true }).selectOption("Note in its activity");
  await dialog.getByRole("button", { name: "Make the rule" }).click();
  await dialog.getByText("Write what is to be noted").waitFor();
  await dialog.getByLabel("Words of step 1").fill("Out of the oven");
  await dialog.getByRole("button", { name: "And then" }).click();
  await dialog.getByLabel("Step 2", { exact: true }).selectOption("Set its priority to");
  await dialog.getByLabel("What of step 2").selectOption("Low");
  await dialog
    .getByText("When a task comes into “Done”, “Out of the oven” is noted and its priority becomes low.")
    .waitFor();
  await dialog.getByLabel("Name").fill("Celebrate");
  await dialog.getByRole("button", { name: "Make the rule" }).dblclick();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("switch", { name: "Celebrate" }).waitFor();
  expect(await page.getByText("Another rule has this name.").count()).toBe(0);
  await ada.open(workspace, "BAK");
  await ada.carry("Bread", "ArrowRight", "ArrowRight", "ArrowRight");
  await ada.card("Bread").first().click();
  await page.getByText("Out of the oven").waitFor();
  expect(ada.complaints).toEqual([]);
});

it("labels, columns and fields are made, renamed, put in order by keys, put away and brought back", async () => {
  await project("Garden", "GAR");
  await settings(ada, "GAR", "labels", "Labels");
  const { page } = ada;
  const names = page.getByRole("textbox", { name: /^Name of the label / });
  for (const name of ["Herb", "Tree"]) {
    await page.getByRole("textbox", { name: "Name of the new label" }).fill(name);
    await page.keyboard.press("Enter");
  }
  const valuesOf = () => names.evaluateAll((inputs) => inputs.map((each) => (each as HTMLInputElement).value));
  await expect.poll(valuesOf).toEqual(["Herb", "Tree"]);
  await page.getByRole("button", { name: "Move Tree" }).focus();
  await page.keyboard.press("ArrowUp");
  await expect.poll(valuesOf).toEqual(["Tree", "Herb"]);
  await page.getByRole("textbox", { name: "Name of the label Herb" }).fill("Shrub");
  await page.keyboard.press("Enter");
  const renamed = page.getByRole("textbox", { name: "Name of the label Shrub" });
  await expect.poll(() => renamed.evaluate((input) => input === document.activeElement)).toBe(true);
  await page.getByRole("button", { name: "Archive Shrub" }).click();
  await expect.poll(valuesOf).toEqual(["Tree"]);
  await page.getByText("Archived (1)").click();
  await page.getByRole("button", { name: "Bring Shrub back" }).click();
  await expect.poll(valuesOf).toEqual(["Tree", "Shrub"]);

  await settings(ada, "GAR", "fields", "Custom fields");
  await page.getByRole("textbox", { name: "Name of the new field" }).fill("Soil");
  await page.getByRole("combobox", { name: "Type" }).selectOption("Choice");
  await page.getByRole("button", { name: "Add the field" }).click();
  await page.getByRole("button", { name: "0 choices" }).click();
  await page.getByRole("textbox", { name: "New choice" }).fill("Sand");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Name of the choice Sand" }).waitFor();
  await page.getByRole("textbox", { name: "New choice" }).fill("sand");
  await page.getByText("There is a choice of this name already.").waitFor();
  await page.getByRole("textbox", { name: "New choice" }).fill("");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "1 choice" }).waitFor();
  expect(ada.complaints).toEqual([]);
});

it("a sheet is looked into, mapped, tried, and brought in; what cannot be is told", async () => {
  const path = await project("Kitchen", "KIT");
  const { page } = ada;
  // Without a file there is only the first step.
  await page.goto(`${server.url}/w/${workspace}/projects/KIT/import?step=trial`);
  await page.getByRole("heading", { name: "Choose a file" }).waitFor();
  const file = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  const input = page.getByLabel("CSV file");
  await input.setInputFiles(file("empty.csv", ""));
  await page.getByText("This file is empty.").waitFor();
  const rows = ["Name,State,Due,Notes", "Soup,Todo,2026-12-24,warm", "Salad,Shelf,soon,cold", ",Todo,,nameless"];
  await input.setInputFiles(file("menu.csv", rows.join("\n")));
  await page.getByRole("heading", { name: "What the columns of menu.csv are" }).waitFor();
  await page.getByLabel("What “Name” becomes").selectOption("(left out)");
  expect(await page.getByRole("button", { name: "See what would happen" }).isDisabled()).toBe(true);
  await page.getByLabel("What “Name” becomes").selectOption("Title");
  await page.getByLabel("What “State” becomes").selectOption("Column on the board");
  await page.getByLabel("What “Due” becomes").selectOption("Due date");
  await page.getByLabel("What “Notes” becomes").selectOption("Description");
  await page.getByLabel("Make columns that the board does not have").check();
  await page.getByRole("button", { name: "See what would happen" }).click();
  await page.getByText("Nothing has changed yet.").waitFor();
  await page.getByText("Columns that would be made: Shelf").waitFor();
  expect(await boardOf(ada, path)).toEqual({});
  // Back in the browser goes back a step, and what was chosen is still so.
  await page.goBack();
  await page.getByRole("heading", { name: "What the columns of menu.csv are" }).waitFor();
  await page.goForward();
  await page.getByText("Nothing has changed yet.").waitFor();
  // Whoever clicks twice imports once, and is told of what that did.
  await page.getByRole("button", { name: "Import 2 tasks" }).dblclick();
  await page.getByRole("heading", { name: "Imported menu.csv" }).waitFor();
  expect(await page.getByRole("definition").allInnerTexts()).toEqual(["2", "0", "0", "1"]);
  expect(await boardOf(ada, path)).toEqual({ Todo: ["Soup"], Shelf: ["Salad"] });
  await page.getByRole("link", { name: "To the board", exact: true }).click();
  await ada.card("Salad").waitFor();

  await settings(ada, "KIT", "export", "Export");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("KIT Kitchen.csv");
  expect(ada.complaints).toEqual([]);
});

it("a viewer sees the settings and changes none, and is not led into an import", async () => {
  await project("Library", "LIB");
  await using vi = await BoardVisitor.signUp(running.browser, server.url, "Vi");
  await ada.bring(vi, workspace, { role: "viewer" });
  await settings(vi, "LIB", "columns", "Columns");
  await vi.page.getByText("changing them takes the role of a member").waitFor();
  expect(await vi.page.getByRole("textbox", { name: "Name of the column Todo" }).isDisabled()).toBe(true);
  expect(await vi.page.getByRole("button", { name: /^Delete|^Add the/ }).count()).toBe(0);
  await vi.page.goto(`${server.url}/w/${workspace}/projects/LIB/import`);
  await vi.page.getByRole("heading", { name: "You may not change this project" }).waitFor();
  expect(vi.complaints).toEqual([]);
});
