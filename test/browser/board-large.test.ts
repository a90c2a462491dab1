/** Boards as large as they get, in rows, with many cards in one hand, and with titles that break weaker ones. */
import type { Locator, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type BoardVisitor, boardOf, pointAt } from "./board-visitor.ts";
import { twoAtBoards } from "./two-at-boards.ts";

const { ada, bo, workspace, project: ofTest } = await twoAtBoards();
/** Of the present test: a project of its own. */
let key: string;
let project: string;

beforeEach(() => {
  key = ofTest.key;
  project = ofTest.path;
});

const Task = z.object({
  key: z.string(),
  title: z.string(),
  columnId: z.string(),
  priority: z.string(),
  assignees: z.array(z.string()),
  labels: z.array(z.string()),
});

/** A task as HTTP tells it. */
async function taskAt(number: number): Promise<z.infer<typeof Task>> {
  const { request } = ada.visitor.context;
  return Task.parse(await (await request.get(`${ada.url}${project}/tasks/${key}-${number}`)).json());
}

/** Fills the board with tasks, each with the column that `columnOf` its number names. */
async function fill(count: number, columnOf: (number: number) => string): Promise<void> {
  const rows = Array.from({ length: count }, (_, at) => `Task number ${at + 1},${columnOf(at + 1)}`);
  const answer = await ada.visitor.context.request.post(`${ada.url}${project}/imports`, {
    data: {
      csv: ["title,column", ...rows].join("\n"),
      mapping: { title: "title", column: "column" },
      mode: "apply",
      missing: { columns: "create" },
    },
    headers: { origin: ada.url },
  });
  if (!answer.ok()) throw new Error(await answer.text());
}

const drawn = (page: Page) => page.locator(".card").count();
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-task]")?.textContent ?? null);
const focusedColumn = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.closest("section[data-column]")?.querySelector("h2")?.textContent ?? null,
  );
const top = async (locator: Locator) => (await locator.boundingBox())?.y;

describe("two thousand cards in one column", () => {
  beforeEach(() => fill(2_000, () => "Todo"));

  it("are drawn as far as they are in sight, and can all be come to by scrolling and by keys", async () => {
    await ada.open(workspace, key);
    await ada.card("Task number 1").first().waitFor();
    expect(await drawn(ada.page)).toBeLessThan(40);
    const scroller = ada.column("Todo").locator("[data-lane-scroll]");
    const last = ada.page.locator(".card", { hasText: /Task number 2000$/ });
    // Each card is measured when it comes into sight, and the column's height known better then.
    await expect
      .poll(async () => {
        await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
        return last.isVisible();
      })
      .toBe(true);
    expect(await drawn(ada.page)).toBeLessThan(40);
    await last.getByRole("link").focus();
    await ada.page.keyboard.press("Home");
    await expect.poll(() => focused(ada.page)).toMatch(/Task number 1$/);
    await ada.page.keyboard.press("End");
    await expect.poll(() => focused(ada.page)).toMatch(/Task number 2000$/);
    await ada.page.keyboard.press("ArrowUp");
    await expect.poll(() => focused(ada.page)).toMatch(/Task number 1999$/);
    const item = ada.page.getByRole("listitem").filter({ hasText: /Task number 1999$/ });
    expect(await item.getAttribute("aria-setsize")).toBe("2000");
    expect(await item.getAttribute("aria-posinset")).toBe("1999");
    // The card with the focus stays drawn, and keeps it, wherever one scrolls.
    await scroller.evaluate((element) => element.scrollTo(0, 0));
    await ada
      .card("Task number 2 ")
      .or(ada.page.locator(".card", { hasText: /Task number 2$/ }))
      .first()
      .waitFor();
    expect(await focused(ada.page)).toMatch(/Task number 1999$/);
  });

  it("are put down where the pointer is in the middle of the column, which ends where its last card does", async () => {
    await ada.open(workspace, key);
    const scroller = ada.column("Todo").locator("[data-lane-scroll]");
    await scroller.evaluate((element) => element.scrollTo(0, 20_000));
    const sight = await scroller.boundingBox();
    if (!sight) throw new Error("no column");
    const inSight = async () => {
      const boxes = await ada.page.locator(".card").evaluateAll((cards) =>
        cards.map((card) => {
          const { x, y } = card.getBoundingClientRect();
          return { x, y, title: card.querySelector(".card-title")?.textContent ?? "" };
        }),
      );
      return boxes.filter(({ y }) => y > sight.y && y < sight.y + sight.height - 300);
    };
    await expect.poll(async () => (await inSight()).length).toBeGreaterThan(2);
    const [taken, , over] = await inSight();
    if (!taken || !over) throw new Error("too few cards in sight");
    const { mouse } = ada.page;
    await pointAt(ada.page, { x: taken.x + 40, y: taken.y + 20 });
    await mouse.down();
    await mouse.move(taken.x + 48, taken.y + 28, { steps: 2 });
    await mouse.move(over.x + 40, over.y + 6, { steps: 4 });
    await mouse.move(over.x + 40, over.y + 7);
    await expect.poll(() => ada.page.locator('[data-drop="before"] .card-title').textContent()).toBe(over.title);
    await ada.page.keyboard.press("Escape");
    await mouse.up();
    const end = async () => {
      await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
      const last = await ada.page.locator(".card", { hasText: /Task number 2000$/ }).boundingBox();
      return last && sight.y + sight.height - last.y - last.height;
    };
    await expect.poll(end).toBeLessThan(60);
    expect(await end()).toBeGreaterThanOrEqual(0);
  });

  it("stay where they are when many leave the column above", async () => {
    await ada.open(workspace, key);
    const scroller = ada.column("Todo").locator("[data-lane-scroll]");
    await scroller.evaluate((element) => element.scrollTo(0, 20_000));
    const watched = ada.page.locator(".card", { hasText: /Task number 282$/ });
    await watched.waitFor();
    const before = await settled(() => top(watched));
    const changes = Array.from({ length: 120 }, (_, at) => ({ task: `${key}-${at + 1}`, columnId: "Done" }));
    await ada.visitor.context.request.post(`${ada.url}${project}/tasks/bulk`, {
      data: { changes },
      headers: { origin: ada.url },
    });
    await ada.column("Done").getByText("120").first().waitFor();
    const after = await settled(() => top(watched));
    expect(Math.abs((after ?? 0) - (before ?? 0))).toBeLessThan(2);
  });

  it("are dragged from the first to far below, where the column scrolls by itself", async () => {
    await ada.open(workspace, key);
    const { mouse } = ada.page;
    const first = ada.page.locator(".card", { hasText: /Task number 1$/ });
    const box = await first.boundingBox();
    const column = await ada.column("Todo").locator("[data-lane-scroll]").boundingBox();
    if (!box || !column) throw new Error("nothing to drag");
    await pointAt(ada.page, { x: box.x + 40, y: box.y + 20 });
    await mouse.down();
    await mouse.move(box.x + 48, box.y + 28, { steps: 2 });
    const foot = column.y + column.height - 12;
    // The browser asks what is under a drag as it is moved.
    let tremble = 0;
    await expect
      .poll(
        async () => {
          tremble = 1 - tremble;
          await mouse.move(box.x + 48, foot + tremble);
          return ada.page.locator(".card", { hasText: /Task number 60$/ }).count();
        },
        { interval: 30, timeout: 20_000 },
      )
      .toBe(1);
    const middle = column.y + column.height / 2;
    await mouse.move(box.x + 48, middle, { steps: 3 });
    const marked = ada.page.locator('[data-drop="before"] .card-title');
    await settled(async () => {
      tremble = 1 - tremble;
      await mouse.move(box.x + 48, middle + tremble);
      return marked.textContent();
    });
    // Half of a card may end just there: what counts is what is marked where the hand comes to rest.
    await mouse.move(box.x + 48, middle);
    const under = await settled(() => marked.textContent());
    const before = Number(/\d+$/.exec(under ?? "")?.[0]);
    expect(before).toBeGreaterThan(40);
    await mouse.up();
    const place = ada.page.getByRole("listitem").filter({ hasText: /Task number 1$/ });
    await expect.poll(() => place.getAttribute("aria-posinset")).toBe(String(before - 1));
    await expect.poll(() => ada.page.locator('[data-pending="0"]').count()).toBe(1);
    await bo.open(workspace, key);
    const titles = async () => {
      await bo
        .column("Todo")
        .locator("[data-lane-scroll]")
        .evaluate((element) => element.scrollBy(0, 500));
      return (await bo.titles("Todo")).join("\n");
    };
    await expect
      .poll(titles, { interval: 20, timeout: 20_000 })
      .toContain(`Task number ${before - 1}\nTask number 1\nTask number ${before}\n`);
  });

  it("stay where they are seen while others put some above, and are carried by keys to a column of a few", async () => {
    await Promise.all([ada.open(workspace, key), bo.open(workspace, key)]);
    const scroller = bo.column("Todo").locator("[data-lane-scroll]");
    await scroller.evaluate((element) => element.scrollTo(0, 20_000));
    const seen = bo.page.locator(".card").filter({ visible: true }).nth(12);
    await expect.poll(() => top(seen)).toBeGreaterThan(100);
    const title = (await seen.locator(".card-title").textContent()) ?? "";
    const card = bo.page.locator(".card", { hasText: new RegExp(`${title}$`) });
    const before = await settled(() => top(card));
    for (const number of [2000, 1999]) {
      await ada.page.locator(".card").first().getByRole("link").focus();
      await ada.page.keyboard.press("End");
      await expect.poll(() => focused(ada.page)).toMatch(/Task number \d+$/);
      await ada.page.keyboard.press("Shift+F10");
      await ada.page.getByRole("menuitem", { name: "Move to the top" }).click();
      await expect.poll(() => taskPlace(bo.page, 1)).not.toBe(`Task number ${number + 1}`);
    }
    await expect.poll(async () => Math.abs(((await top(card)) ?? 0) - (before ?? 0))).toBeLessThan(2);
    await ada.page.keyboard.press("Home");
    for (const press of ["Space", "ArrowDown", "ArrowRight", "Space"]) await ada.page.keyboard.press(press);
    await expect.poll(() => ada.titles("In progress")).toHaveLength(1);
    await expect.poll(() => focused(ada.page)).toContain((await ada.titles("In progress"))[0]);
  });
});

/** What `read` answers once it answers the same twice, a frame apart: nothing is on its way any more. */
async function settled<Value>(read: () => Promise<Value>): Promise<Value> {
  let last = await read();
  await expect
    .poll(
      async () => {
        const former = last;
        await ada.page.evaluate(() => new Promise(requestAnimationFrame));
        last = await read();
        return last === former;
      },
      { interval: 100 },
    )
    .toBe(true);
  return last;
}

/** The title at a place of the first column, if it is drawn. */
function taskPlace(page: Page, place: number): Promise<string | null> {
  return page.evaluate(
    (at) => document.querySelector(`li[aria-posinset="${at}"] .card-title`)?.textContent ?? null,
    place,
  );
}

it("draws no more of two thousand cards in forty-four columns than is in sight, and goes through all of them", async () => {
  await fill(2_000, (number) => `Column ${number % 44}`);
  await ada.page.goto(`${ada.url}/w/${workspace}/projects/${key}`);
  await ada.page.getByRole("heading", { name: "Column 1", exact: true }).waitFor();
  const first = ada.column("Column 1").locator(".card").first();
  await first.getByRole("link").focus();
  expect(await drawn(ada.page)).toBeLessThan(220);
  const visited = new Set<string | null>();
  for (let step = 0; step < 44; step++) {
    visited.add(await focusedColumn(ada.page));
    await ada.page.keyboard.press("ArrowRight");
  }
  expect([...visited]).toHaveLength(44);
  await expect.poll(() => drawn(ada.page)).toBeLessThan(220);
});

it("shows what one does by the next frame, and draws only the lanes anew which that is about", async () => {
  await fill(2_000, (number) => ["Todo", "In progress", "In review", "Done"][number % 4] ?? "Todo");
  await ada.open(workspace, key);
  await ada.column("Todo").locator(".card-open").first().focus();
  for (const press of ["Space", "ArrowRight"]) await ada.page.keyboard.press(press);
  await ada.column("In progress").locator("[data-drop]").waitFor();
  const seen = await ada.page.evaluate(async () => {
    const card = document.activeElement?.closest<HTMLElement>("[data-task]");
    const lanes = new Set<string>();
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const lane =
          target instanceof Element ? target.closest("[data-lane]") : target.parentElement?.closest("[data-lane]");
        if (lane) lanes.add(lane.querySelector("h2")?.textContent ?? "");
      }
    });
    const board = document.querySelector(".board");
    if (board) observer.observe(board, { subtree: true, childList: true, attributes: true, characterData: true });
    const press = new KeyboardEvent("keydown", { key: " ", bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(press);
    await new Promise(requestAnimationFrame);
    const now = document.querySelector(`[data-task="${card?.dataset.task}"]`)?.closest("[data-lane]");
    return { column: now?.querySelector("h2")?.textContent, lanes: [...lanes].toSorted() };
  });
  expect(seen).toEqual({ column: "In progress", lanes: ["In progress", "Todo"] });
});

describe("rows", () => {
  it("set what they stand for of a card that is put into them, with its column, as one act to take back", async () => {
    await fill(3, () => "Todo");
    await ada.page.goto(`${ada.url}/w/${workspace}/projects/${key}?group=priority`);
    const cell = (column: string, row: string) => ada.page.getByRole("group", { name: `${column}, ${row}` });
    await cell("Todo", "No priority").getByText("Task number 2").waitFor();
    const from = await cell("Todo", "No priority").locator(".card", { hasText: "Task number 2" }).boundingBox();
    const to = await cell("In progress", "High").boundingBox();
    if (!from || !to) throw new Error("nothing to drag");
    const { mouse } = ada.page;
    await pointAt(ada.page, { x: from.x + 40, y: from.y + 20 });
    await mouse.down();
    await mouse.move(from.x + 48, from.y + 28, { steps: 2 });
    await mouse.move(to.x + 40, to.y + to.height / 2, { steps: 4 });
    await mouse.move(to.x + 40, to.y + to.height / 2 + 1);
    await mouse.up();
    await cell("In progress", "High").getByText("Task number 2").waitFor();
    await expect.poll(async () => (await taskAt(2)).priority).toBe("high");
    expect((await boardOf(ada, project))["In progress"]).toEqual(["Task number 2"]);
    await ada.page.keyboard.press("Control+z");
    await cell("Todo", "No priority").getByText("Task number 2").waitFor();
    await expect.poll(async () => (await taskAt(2)).priority).toBe("none");
    expect(await boardOf(ada, project)).toEqual({ Todo: ["Task number 1", "Task number 2", "Task number 3"] });
  });

  it("have a card of two people twice, and give it to another by the keyboard", async () => {
    await fill(2, () => "Todo");
    await ada.patch(`${project}/tasks/${key}-1`, { assignees: [ada.user, bo.user] });
    await ada.page.goto(`${ada.url}/w/${workspace}/projects/${key}?group=assignee`);
    const row = (name: string) => ada.page.getByRole("region", { name, exact: true });
    await row("Ada Lovelace").getByText("Task number 1").waitFor();
    await row("Bo").getByText("Task number 1").waitFor();
    await row("Nobody").getByRole("link", { name: "Task number 2" }).focus();
    for (const press of ["Space", "ArrowUp", "Space"]) await ada.page.keyboard.press(press);
    await row("Bo").getByText("Task number 2").waitFor();
    await expect.poll(async () => (await taskAt(2)).assignees).toEqual([bo.user]);
    await expect.poll(() => focused(ada.page)).toContain("Task number 2");
    await row("Bo").getByRole("button", { name: "Bo" }).first().click();
    await row("Bo").getByText("Task number 2").waitFor({ state: "detached" });
  });
});

it("takes all that are picked in one hand, and back in one step", async () => {
  await fill(4, () => "Todo");
  await ada.open(workspace, key);
  await ada.card("Task number 3").click({ modifiers: ["Control"] });
  await ada.card("Task number 1").click({ modifiers: ["Control"] });
  await ada.drag("Task number 3", { column: "Done" });
  await expect.poll(() => ada.titles("Done")).toEqual(["Task number 1", "Task number 3"]);
  await expect
    .poll(() => boardOf(ada, project))
    .toEqual({ Todo: ["Task number 2", "Task number 4"], Done: ["Task number 1", "Task number 3"] });
  await ada.page.keyboard.press("Escape");
  await ada.page.keyboard.press("Control+z");
  await expect
    .poll(() => ada.titles("Todo"))
    .toEqual(["Task number 1", "Task number 2", "Task number 3", "Task number 4"]);
});

it("picks a card on which a finger rests and lets go", async () => {
  await fill(2, () => "Todo");
  await ada.open(workspace, key);
  const session = await ada.visitor.context.newCDPSession(ada.page);
  const box = await ada.card("Task number 2").boundingBox();
  const touchPoints = box ? [{ x: box.x + 60, y: box.y + 20 }] : [];
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  await ada.page.locator('.card[data-drag="moved"]').waitFor();
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await ada.page.locator(".card[data-picked]", { hasText: "Task number 2" }).waitFor();
  await session.detach();
  expect(await boardOf(ada, project)).toEqual({ Todo: ["Task number 1", "Task number 2"] });
});

it("puts columns elsewhere by their heads and by their menus, for everyone", async () => {
  await Promise.all([ada.open(workspace, key), bo.open(workspace, key)]);
  const shown = (visitor: BoardVisitor) => visitor.page.locator("section[data-column] h2").allTextContents();
  const before = await shown(ada);
  const [todo, done] = await Promise.all(["Todo", "Done"].map((name) => ada.column(name).boundingBox()));
  if (!todo || !done) throw new Error("nothing to drag");
  const { mouse } = ada.page;
  await pointAt(ada.page, { x: done.x + 60, y: done.y + 20 });
  await mouse.down();
  await mouse.move(done.x + 50, done.y + 24, { steps: 2 });
  await mouse.move(todo.x + 20, todo.y + 24, { steps: 4 });
  await mouse.move(todo.x + 20, todo.y + 25);
  await mouse.up();
  const moved = before.filter((name) => name !== "Done").toSpliced(before.indexOf("Todo"), 0, "Done");
  for (const visitor of [ada, bo]) await expect.poll(() => shown(visitor)).toEqual(moved);
  await bo.choose("Column Todo", "Move left");
  for (const visitor of [bo, ada]) {
    await expect.poll(() => shown(visitor).then((names) => names.indexOf("Done") - names.indexOf("Todo"))).toBe(1);
  }
});

describe("quick add", () => {
  const field = () => ada.page.getByRole("textbox", { name: "Title of the new task in Todo" });

  it("understands #, @ and !, and completes them", async () => {
    await ada.post(`${project}/labels`, { name: "Needs review" });
    await ada.open(workspace, key);
    await ada.page.getByRole("button", { name: "Add a task to Todo" }).click();
    await field().pressSequentially("Mend the door #ne");
    await ada.page.getByRole("option", { name: "Needs review" }).waitFor();
    await field().press("Enter");
    await field().pressSequentially("!high @bo");
    await field().press("Enter");
    const card = ada.card("Mend the door");
    await card.getByText("Needs review").waitFor();
    await card.getByText("High").waitFor();
    await card.getByRole("img", { name: "Bo" }).waitFor();
    await expect.poll(async () => (await taskAt(1)).title).toBe("Mend the door");
    expect(await field().inputValue()).toBe("");
  });

  it("makes a task of each line, and keeps what is half written over a reload", async () => {
    await ada.open(workspace, key);
    await ada.page.getByRole("button", { name: "Add a task to Todo" }).click();
    await field().fill("- Bread\n- Butter\n- Jam");
    await ada.page.getByRole("button", { name: "Add 3 tasks" }).click();
    await expect.poll(() => ada.titles("Todo")).toEqual(["Bread", "Butter", "Jam"]);
    await field().press("Escape");
    await ada.page.keyboard.press("Control+z");
    await expect.poll(() => ada.titles("Todo")).toEqual([]);
    await ada.page.keyboard.press("Control+Shift+z");
    await expect.poll(() => ada.titles("Todo")).toEqual(["Bread", "Butter", "Jam"]);
    await ada.page.getByRole("button", { name: "Add a task to Todo" }).click();
    await field().fill("Half of a tho");
    await ada.page.reload();
    await expect.poll(() => field().inputValue()).toBe("Half of a tho");
    await field().press("Enter");
    await expect.poll(() => ada.titles("Todo")).toEqual(["Bread", "Butter", "Jam", "Half of a tho"]);
  });
});

it("holds words without an end, writing from the right and pictures within their cards", async () => {
  const titles = ["x".repeat(255), "שלום 👩‍👩‍👧‍👦 עולם עם כותרת ארוכה מאוד שלא נגמרת", "👨‍🚀".repeat(40)];
  for (const title of titles) await ada.post(`${project}/tasks`, { title, columnId: "Todo" });
  await ada.open(workspace, key);
  await expect.poll(() => ada.titles("Todo")).toEqual(titles);
  const overflowing = await ada.page
    .locator(".card")
    .evaluateAll((cards) => cards.filter((card) => card.scrollWidth > card.clientWidth).length);
  expect(overflowing).toBe(0);
  const direction = await ada
    .card("שלום")
    .locator(".card-title")
    .evaluate((element) => getComputedStyle(element).direction);
  expect(direction).toBe("rtl");
});

describe("the focus, and who is where", () => {
  it("stays with a card that someone else moves, and goes to its neighbour when it is gone", async () => {
    await fill(3, () => "Todo");
    await Promise.all([ada.open(workspace, key), bo.open(workspace, key)]);
    await ada.card("Task number 2").getByRole("link").focus();
    await bo.drag("Task number 2", { column: "Done" });
    await expect.poll(() => ada.titles("Done")).toEqual(["Task number 2"]);
    await expect.poll(() => focused(ada.page)).toContain("Task number 2");
    await ada.card("Task number 1").getByRole("link").focus();
    await bo.card("Task number 1").click({ button: "right" });
    await bo.page.getByRole("menuitem", { name: "Archive" }).click();
    await expect.poll(() => ada.titles("Todo")).toEqual(["Task number 3"]);
    await expect.poll(() => focused(ada.page)).toContain("Task number 3");
  });

  it("is steady over a reload: a card that someone has open keeps its ring", async () => {
    await fill(1, () => "Todo");
    await Promise.all([ada.open(workspace, key), bo.open(workspace, `${key}/tasks/${key}-1`)]);
    await ada.card("Task number 1").getByText("Open: Bo").waitFor();
    await ada.page.evaluate(() => {
      const card = document.querySelector(".card");
      const observer = new MutationObserver(() => {
        if (card?.getAttribute("data-held") === null) document.documentElement.dataset.ringLost = "";
      });
      if (card) observer.observe(card, { attributes: true });
    });
    await bo.page.reload();
    await bo.card("Task number 1").waitFor();
    await bo.page.getByRole("complementary", { name: `${key}-1` }).waitFor();
    expect(await ada.page.evaluate(() => document.documentElement.dataset.ringLost)).toBeUndefined();
    await bo.page.goto("about:blank");
    await ada.card("Task number 1").getByText("Open: Bo").waitFor({ state: "detached" });
  });
});
