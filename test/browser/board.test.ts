/** Two people at one board: what one does the other sees, and both end in one order. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { boardOf } from "./board-visitor.ts";
import { twoAtBoards } from "./two-at-boards.ts";

const { ada, bo, workspace, project: ofTest } = await twoAtBoards();
/** What the workspace says to each of them. */
const toAda = await ada.visitor.standBetween("workspace");
const toBo = await bo.visitor.standBetween("workspace");
/** Of the present test: a project of its own. */
let key: string;
let project: string;

beforeEach(() => {
  key = ofTest.key;
  project = ofTest.path;
});

afterEach(() => {
  for (const held of [toAda, toBo]) held.release();
});

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const tasks = (columnId: string, ...titles: string[]) =>
  titles.reduce<Promise<unknown>>(
    (before, title) => before.then(() => ada.post(`${project}/tasks`, { title, columnId })),
    Promise.resolve(),
  );

const both = (path = key) => Promise.all([ada.open(workspace, path), bo.open(workspace, path)]);

/** True when the middle of one box is within another. */
function isWithin(one: Box | null, other: Box | null): boolean {
  if (!one || !other) return false;
  const [x, y] = [one.x + one.width / 2, one.y + one.height / 2];
  return x > other.x && x < other.x + other.width && y > other.y && y < other.y + other.height;
}

/** Waits until both see these columns so, and the server says the same. */
async function allSee(board: Record<string, string[]>): Promise<void> {
  for (const [column, titles] of Object.entries(board)) {
    await expect.poll(() => bo.titles(column)).toEqual(titles);
    await expect.poll(() => ada.titles(column)).toEqual(titles);
  }
  await expect.poll(() => boardOf(ada, project)).toMatchObject(board);
}

describe("two browsers on one board", () => {
  it("show each other what is made, moved by the pointer, and moved by the keyboard", async () => {
    await both();
    await ada.add("Todo", "Bread", "Butter", "Jam");
    await allSee({ Todo: ["Bread", "Butter", "Jam"] });
    await bo.drag("Jam", { card: "Bread" });
    await allSee({ Todo: ["Jam", "Bread", "Butter"] });
    await ada.drag("Bread", { column: "In progress" });
    await allSee({ Todo: ["Jam", "Butter"], "In progress": ["Bread"] });
    await bo.carry("Butter", "ArrowUp", "ArrowRight");
    await allSee({ Todo: ["Jam"], "In progress": ["Butter", "Bread"] });
    // The card that was carried has the focus still, so that one goes on from there.
    await expect.poll(() => bo.page.evaluate(() => document.activeElement?.textContent)).toContain("Butter");
  });

  it("show what a finger carries, which first rests on a card", async () => {
    await tasks("Todo", "Bread", "Butter");
    await tasks("In progress", "Jam");
    await both();
    await ada.touch("Butter", { card: "Jam" });
    await allSee({ Todo: ["Bread"], "In progress": ["Butter", "Jam"] });
    expect(new URL(ada.page.url()).pathname).toBe(`/w/${workspace}/projects/${key}`);
  });

  it("say to those who hear the page where a carried card is, and leave it where it was on Escape", async () => {
    await tasks("Todo", "Bread", "Butter");
    await ada.open(workspace, key);
    await ada.card("Bread").getByRole("link").focus();
    for (const press of ["Space", "ArrowDown", "ArrowRight"]) await ada.page.keyboard.press(press);
    await ada.page.getByText(`${key}-1 over In progress, place 1 of 1.`).waitFor();
    await ada.page.keyboard.press("Escape");
    await ada.page.getByText(`${key}-1 stays where it was.`).waitFor();
    expect(await ada.titles("Todo")).toEqual(["Bread", "Butter"]);
  });

  it("P2.20 end in one order after both moved the same card before they heard of each other", async () => {
    await tasks("Todo", "Bread", "Butter", "Jam", "Tea");
    await both();
    toAda.hold();
    toBo.hold();
    await ada.drag("Tea", { card: "Butter" });
    await bo.drag("Tea", { column: "Done" });
    await expect.poll(() => ada.titles("Todo")).toEqual(["Bread", "Tea", "Butter", "Jam"]);
    await expect.poll(() => bo.titles("Done")).toEqual(["Tea"]);
    await ada.carry("Jam", "ArrowUp", "ArrowUp", "ArrowUp");
    await bo.drag("Jam", { card: "Bread" });
    toAda.release();
    toBo.release();
    await allSee({ Done: ["Tea"], Todo: ["Jam", "Bread", "Butter"] });
  });

  it("see who is here, which card someone has open, and where someone moves one; and see them go", async () => {
    await tasks("Todo", "Bread", "Butter");
    await both();
    await ada.page.getByRole("list", { name: "Also on this board" }).getByRole("img", { name: "Bo" }).waitFor();
    const faces = ada.page.getByRole("region", { name: "Here now" }).getByRole("img");
    const colours = await faces.evaluateAll((all) => all.map((face) => getComputedStyle(face).backgroundColor));
    expect(new Set(colours).size).toBe(2);
    await bo.card("Bread").click();
    await bo.page.getByRole("complementary", { name: `${key}-1 Bread` }).waitFor();
    await ada.card("Bread").getByText("Open: Bo").waitFor();
    await bo.page.keyboard.press("Escape");
    await ada.card("Bread").getByText("Open: Bo").waitFor({ state: "detached" });
    await bo.hold("Butter", { column: "Done" });
    await ada.card("Butter").getByText("Bo is moving this").waitFor();
    const ghost = ada.page.locator("[data-ghost]", { hasText: "Butter" });
    await expect
      .poll(async () => isWithin(await ghost.boundingBox(), await ada.column("Done").boundingBox()))
      .toBe(true);
    await bo.page.keyboard.press("Escape");
    await bo.page.mouse.up();
    await ada.card("Butter").getByText("Bo is moving this").waitFor({ state: "detached" });
    await bo.page.getByRole("link", { name: "Members and settings" }).click();
    await ada.page
      .getByRole("list", { name: "Also on this board" })
      .getByRole("img", { name: "Bo" })
      .waitFor({ state: "detached" });
    expect(await ada.titles("Todo")).toEqual(["Bread", "Butter"]);
  });
});

describe("what others do to a card in the hand", () => {
  it("lets go of one that is deleted, and shows nothing of it to anyone any more", async () => {
    await tasks("Todo", "Bread", "Butter");
    await both();
    await ada.hold("Bread", { column: "Done" });
    const ghost = bo.page.locator("[data-ghost]");
    await ghost.waitFor();
    await bo.visitor.context.request.delete(`${bo.url}${project}/tasks/${key}-1`, { headers: { origin: bo.url } });
    await ghost.waitFor({ state: "detached" });
    await ada.page.locator("[data-drag]").waitFor({ state: "detached" });
    await ada.page.mouse.up();
    await ada.drag("Butter", { column: "Done" });
    await allSee({ Done: ["Butter"] });
  });

  it("moves the rest of those picked when one of them is deleted", async () => {
    await tasks("Todo", "Bread", "Butter", "Jam");
    await both();
    for (const title of ["Bread", "Butter", "Jam"]) await ada.card(title).click({ modifiers: ["Control"] });
    await ada.hold("Butter", { column: "Done" });
    await bo.visitor.context.request.delete(`${bo.url}${project}/tasks/${key}-1`, { headers: { origin: bo.url } });
    await ada.card("Bread").waitFor({ state: "detached" });
    await ada.page.mouse.up();
    await allSee({ Done: ["Butter", "Jam"] });
  });
});

describe("a move that the board's rules are against", () => {
  it("over a column's limit goes back with the reason, and is done when one insists", async () => {
    await tasks("Todo", "Bread", "Butter");
    await both();
    await ada.limit("In progress", 1);
    await bo.column("In progress").getByText("0 of 1").waitFor();
    await ada.drag("Bread", { column: "In progress" });
    await allSee({ "In progress": ["Bread"] });
    await bo.drag("Butter", { column: "In progress" });
    const insist = bo.page.getByRole("alert").getByRole("button", { name: "Move anyway" });
    await insist.waitFor();
    expect(await bo.titles("Todo")).toEqual(["Butter"]);
    await insist.click();
    await allSee({ "In progress": ["Bread", "Butter"] });
    await insist.waitFor({ state: "detached" });
    await bo.card("Butter").click();
    await bo.page.getByText("although the column was full").waitFor();
  });

  it("of a task that others block goes back too, and says what blocks it", async () => {
    await tasks("Todo", "Bread", "Butter");
    await ada.open(workspace, key);
    await ada.post(`${project}/tasks/${key}-2/relations`, { type: "blocked_by", task: `${key}-1` });
    await ada.card("Butter").getByText(`Blocked by ${key}-1 Bread`).waitFor();
    await ada.drag("Butter", { column: "In progress" });
    await ada.page.getByRole("alert").getByText(`${key}-1`).waitFor();
    await ada.page.getByRole("button", { name: "Move anyway" }).click();
    await expect.poll(() => boardOf(ada, project)).toEqual({ Todo: ["Bread"], "In progress": ["Butter"] });
  });
});

describe("undo", () => {
  it("takes back what one did last, and does it again", async () => {
    await tasks("Todo", "Bread", "Butter");
    await both();
    await ada.drag("Bread", { column: "Done" });
    await allSee({ Done: ["Bread"] });
    await ada.page.keyboard.press("Control+z");
    await allSee({ Todo: ["Bread", "Butter"] });
    await ada.page.keyboard.press("Control+Shift+z");
    await allSee({ Done: ["Bread"], Todo: ["Butter"] });
  });

  it("P3.25 leaves be what others changed since, and says so", async () => {
    await tasks("Todo", "Bread");
    await both();
    await ada.drag("Bread", { column: "Done" });
    await allSee({ Done: ["Bread"] });
    await bo.drag("Bread", { column: "In review" });
    await allSee({ "In review": ["Bread"] });
    await ada.page.getByRole("button", { name: /^Undo/ }).click();
    await ada.page.getByRole("alert").getByText("Others have changed this again since").waitFor();
    await allSee({ "In review": ["Bread"] });
  });
});

it("columns are added, renamed, hidden, shown again and deleted with their tasks going elsewhere", async () => {
  await both();
  await ada.page.getByRole("button", { name: "Add a column" }).click();
  await ada.page.getByLabel("Name of the new column").fill("Oven");
  await ada.page.getByRole("button", { name: "Add column" }).click();
  await bo.add("Oven", "Bread");
  await ada.choose("Column Oven", "Rename");
  await ada.page.getByRole("textbox", { name: "Name of the column Oven" }).fill("Stove");
  await ada.page.keyboard.press("Enter");
  await allSee({ Stove: ["Bread"] });
  await ada.choose("Column Stove", "Hide for everyone");
  await bo.column("Stove").waitFor({ state: "detached" });
  await bo.page.getByRole("button", { name: "Hidden columns" }).click();
  await bo.page.getByRole("button", { name: "Show “Stove” again" }).click();
  await ada.column("Stove").waitFor();
  await ada.choose("Column Stove", "Delete…");
  await ada.page.getByLabel("Move them to").selectOption("Todo");
  await ada.page.getByRole("button", { name: "Delete the column" }).click();
  await bo.column("Stove").waitFor({ state: "detached" });
  await allSee({ Todo: ["Bread"] });
});

it("what is archived leaves the board, and comes back from the archive", async () => {
  await tasks("Todo", "Bread", "Butter");
  await both();
  await ada.card("Bread").click({ button: "right" });
  await ada.page.getByRole("menuitem", { name: "Archive" }).click();
  await allSee({ Todo: ["Butter"] });
  await bo.page.getByRole("link", { name: "Archive of tasks" }).click();
  await bo.page.getByRole("button", { name: `Restore ${key}-1` }).click();
  await expect.poll(() => ada.titles("Todo")).toEqual(["Bread", "Butter"]);
  await bo.open(workspace, key);
  await allSee({ Todo: ["Bread", "Butter"] });
});

it("shows only the tasks with the words of the filter", async () => {
  await tasks("Todo", "Bread", "Butter", "Jam");
  await ada.open(workspace, key);
  await ada.page.getByRole("searchbox", { name: "Show only tasks with these words" }).fill("br");
  await expect.poll(() => ada.titles("Todo")).toEqual(["Bread"]);
  await ada.page.getByRole("searchbox").fill("");
  await expect.poll(() => ada.titles("Todo")).toEqual(["Bread", "Butter", "Jam"]);
});

it("on a narrow screen opens where its tasks begin", async () => {
  await tasks("In progress", "Bread");
  const size = ada.page.viewportSize();
  await ada.page.setViewportSize({ width: 390, height: 844 });
  await ada.open(workspace, key);
  await expect.poll(() => ada.page.locator(".board").evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
  const box = await ada.card("Bread").boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
  if (size) await ada.page.setViewportSize(size);
});
