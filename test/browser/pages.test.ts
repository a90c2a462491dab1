import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { Page as PageShape } from "../../durable-objects/workspace/protocol.ts";
import { Cable } from "../server/cable.ts";
import { BoardVisitor, pointAt } from "./board-visitor.ts";
import { PATIENCE, twoPeople } from "./two-people.ts";

const { server, running, ada, bo, workspace } = await twoPeople({ ada: "Ada", bo: "Bo" });

/** What a page complained of; not that it left for another address before all was loaded that it wanted. */
const faults = (...people: BoardVisitor[]) =>
  people.flatMap(({ complaints }) => complaints).filter((complaint) => !/^GET .* failed$/.test(complaint));

async function newPage(title: string, parentId: string | null = null) {
  return ada.post(`/api/workspaces/${workspace}/pages`, { title, parentId });
}

const pageAt = (id: string) => `${server.url}/w/${workspace}/p/${id}`;
const tree = (page: Page) => page.getByRole("list", { name: "Pages", exact: true });
const inTree = (page: Page, title: string) => tree(page).getByRole("link", { name: title, exact: true });
const editor = (page: Page, title: string) => page.getByRole("textbox", { name: `Text of ${title}` });
const saved = (page: Page) => page.locator('[data-status="saved"]').waitFor();

/** Opens a page and waits until all that one has of it is saved. */
async function open(who: BoardVisitor, id: string): Promise<Page> {
  await who.page.goto(pageAt(id));
  await saved(who.page);
  return who.page;
}

/** What is seen of the tree, from above to below. */
const titles = (page: Page) => tree(page).getByRole("link").allTextContents();

/** Waits until the tree shows these, in this order. */
async function treeShows(page: Page, ...wanted: string[]): Promise<void> {
  await expect.poll(() => titles(page), PATIENCE).toEqual(wanted);
}

/** Clicks where the text has ended and nothing stands any more. */
async function clickBelow(page: Page, title: string): Promise<void> {
  const box = await boxOf(editor(page, title));
  await editor(page, title).click({ position: { x: box.width / 2, y: box.height - 10 } });
}

/** Drags a page by the pointer onto a height of another: 0 is its upper edge, 1 its lower one. */
async function drag(page: Page, title: string, over: { title: string; height: number }): Promise<void> {
  const from = await boxOf(inTree(page, title));
  const to = await boxOf(inTree(page, over.title));
  const [x, y] = [to.x + 20, to.y + to.height * over.height];
  await pointAt(page, { x: from.x + 20, y: from.y + from.height / 2 });
  await page.mouse.down();
  await page.mouse.move(from.x + 24, from.y + from.height / 2 + 4, { steps: 2 });
  await page.mouse.move(x, y, { steps: 4 });
  // The browser asks what is under a drag after it was moved: once more in the same place says that it has.
  await page.mouse.move(x + 1, y);
  await page.mouse.up();
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error("it is not to be seen");
  return box;
}

/** The blocks of a text, each with the words in it. */
const blocksOn = (page: Page, title: string) =>
  editor(page, title).evaluate((element) => {
    const copy = element.cloneNode(true);
    if (!(copy instanceof Element)) return [];
    for (const caret of copy.querySelectorAll(".collaboration-carets__caret")) caret.remove();
    return [...copy.children]
      .map((block) => {
        const table = block.querySelector("table");
        const cells = [...(table?.querySelectorAll("td, th") ?? [])].map((cell) => cell.textContent);
        return table ? `TABLE: ${cells.join("|")}` : `${block.tagName}: ${block.textContent ?? ""}`;
      })
      .map((line) => line.replaceAll("\u2060", ""))
      .filter((line) => line !== "P: ");
  });

describe("the tree of pages", () => {
  it("is rearranged by pointer and by keys, and another sees it at once", async () => {
    const [plan] = [await newPage("Plan"), await newPage("Notes"), await newPage("Ideas")];
    await Promise.all([open(ada, plan.id), open(bo, plan.id)]);
    await treeShows(ada.page, "Plan", "Notes", "Ideas");
    await drag(ada.page, "Ideas", { title: "Plan", height: 0.5 });
    await treeShows(ada.page, "Plan", "Ideas", "Notes");
    await bo.page.getByRole("button", { name: "Pages in Plan" }).click();
    await treeShows(bo.page, "Plan", "Ideas", "Notes");
    await drag(ada.page, "Notes", { title: "Plan", height: 0.05 });
    await Promise.all([ada, bo].map(({ page }) => treeShows(page, "Notes", "Plan", "Ideas")));

    await inTree(ada.page, "Plan").focus();
    await ada.page.keyboard.press("Alt+ArrowUp");
    await Promise.all([ada, bo].map(({ page }) => treeShows(page, "Plan", "Ideas", "Notes")));
    await ada.page.locator("[data-announcer]", { hasText: "“Plan” is now 1 of 2 at the top level." }).waitFor({
      state: "attached",
    });
    await ada.page.keyboard.press("End");
    await ada.page.keyboard.press("Alt+ArrowRight");
    await bo.page.getByRole("list", { name: "Pages in Plan" }).getByRole("link", { name: "Notes" }).waitFor();
    await ada.page.keyboard.press("F2");
    await ada.page.getByRole("textbox", { name: "New title of Notes" }).fill("Notebook");
    await ada.page.keyboard.press("Enter");
    await treeShows(bo.page, "Plan", "Ideas", "Notebook");
    await ada.page.reload();
    await treeShows(ada.page, "Plan", "Ideas", "Notebook");
    expect(faults(ada, bo)).toEqual([]);
  });

  it("asks what becomes of the pages in one that is deleted, and tells whoever had it open", async () => {
    const top = await newPage("Old");
    const under = await newPage("Older", top.id);
    await Promise.all([open(ada, top.id), open(bo, under.id)]);
    await ada.page.getByRole("button", { name: "More of this page" }).click();
    await ada.page.getByRole("menuitem", { name: "Delete…" }).click();
    await ada.page.getByRole("radio", { name: "Delete it, too" }).check();
    await ada.page.getByRole("button", { name: "Delete 2 pages for ever" }).click();
    await bo.page.getByRole("heading", { name: "“Older” is gone" }).waitFor();
    await bo.page.getByRole("link", { name: "To the workspace" }).click();
    await inTree(bo.page, "Old").waitFor({ state: "detached" });
  });

  it("gives back what was written offline into a page that was deleted meanwhile", async () => {
    const { id } = await newPage("Draft");
    await using cable = await Cable.lay(server.port);
    await using cleo = await BoardVisitor.signUp(running.browser, cable.url, "Cleo");
    await ada.bring(cleo, workspace, { role: "member" });
    await cleo.page.goto(`${cable.url}/w/${workspace}/p/${id}`);
    // What knows how to write must be there before the network goes.
    await editor(cleo.page, "Draft").waitFor();
    await saved(cleo.page);
    cable.cut();
    await cleo.page.locator('[data-status="offline"]').waitFor();
    await editor(cleo.page, "Draft").click();
    await cleo.page.keyboard.type("Nobody has read this.");
    await cleo.page.getByText("Offline: kept on this device").waitFor();
    await open(ada, id);
    await ada.page.getByRole("button", { name: "More of this page" }).click();
    await ada.page.getByRole("menuitem", { name: "Delete…" }).click();
    await ada.page.getByRole("button", { name: "Delete for ever" }).click();
    await inTree(ada.page, "Draft").waitFor({ state: "detached" });
    cable.mend();
    await cleo.page.getByRole("heading", { name: "“Draft” is gone" }).waitFor();
    await cleo.page.getByText("Some of your writing was not saved.").waitFor();
    await cleo.page.getByText("Show its text").click();
    await cleo.page.getByText("Nobody has read this.").waitFor();
  });
});

describe("a text", () => {
  it("mentions a task, whose chip is always what the task is called, and done when it is", async () => {
    const project = await ada.post(`/api/workspaces/${workspace}/projects`, { name: "Engine", key: "ENG" });
    const tasks = `/api/workspaces/${workspace}/projects/${project.id}/tasks`;
    const task = await ada.post(tasks, { title: "Cut the gears" });
    const page = await newPage("Weekly");
    await Promise.all([open(ada, page.id), open(bo, page.id)]);
    await editor(ada.page, "Weekly").click();
    await ada.page.keyboard.type("First @cut");
    await ada.page.getByRole("option", { name: "Cut the gears" }).waitFor();
    await ada.page.keyboard.press("Enter");
    await ada.page.keyboard.type("then ask @bo");
    await ada.page.getByRole("option", { name: "Bo" }).waitFor();
    await ada.page.keyboard.press("Enter");
    await saved(ada.page);
    const chip = (words: string) => editor(bo.page, "Weekly").getByRole("link", { name: words, exact: true });
    await chip("ENG-1 Cut the gears").waitFor();
    await editor(bo.page, "Weekly").getByText("@Bo").waitFor();
    await ada.patch(`/api/workspaces/${workspace}/tasks/${task.id}`, { title: "Polish the gears" });
    await chip("ENG-1 Polish the gears").waitFor();
    await ada.patch(`/api/workspaces/${workspace}/tasks/${task.id}`, { archived: true });
    await chip("ENG-1 Polish the gears, done").waitFor();
    const answer = await ada.visitor.context.request.get(
      `${server.url}/api/workspaces/${workspace}/pages/${page.id}/content`,
    );
    expect(await answer.text()).toBe(
      `First [ENG-1](ensemble:task/${task.id}) then ask [@Bo](ensemble:user/${bo.user})\n`,
    );
    expect(faults(ada, bo)).toEqual([]);
  });

  it("that ends in a block of its own is not changed by looking, and written on below by a click there", async () => {
    const page = await newPage("Recipe");
    const { request } = ada.visitor.context;
    const within = `${server.url}/api/workspaces/${workspace}`;
    const content = `${within}/pages/${page.id}/content`;
    await request.put(content, {
      data: { markdown: "Bake:\n\n```\nbake()\n```\n" },
      headers: { origin: server.url },
    });
    const { docId } = PageShape.pick({ docId: true }).parse(
      await (await request.get(`${within}/pages/${page.id}`)).json(),
    );
    const changes = async () => (await request.get(`${within}/docs/${docId}/history`)).json();
    const before = await changes();
    expect(before).toMatchObject({ items: [{}] });
    await open(ada, page.id);
    await editor(ada.page, "Recipe").getByText("bake()").waitFor();
    await saved(ada.page);
    expect(await editor(ada.page, "Recipe").locator("> p").count()).toBe(1);
    expect(await changes()).toEqual(before);
    await clickBelow(ada.page, "Recipe");
    await ada.page.keyboard.type("Eat.");
    await saved(ada.page);
    expect(await (await request.get(content)).text()).toBe("Bake:\n\n```\nbake()\n```\n\nEat.\n");
  });

  it("names a task that is gone as a task, without a word on the console", async () => {
    const project = await ada.post(`/api/workspaces/${workspace}/projects`, { name: "Attic", key: "ATT" });
    const there = await ada.post(`/api/workspaces/${workspace}/projects/${project.id}/tasks`, { title: "Sweep" });
    const page = await newPage("Gone");
    const gone = "01a1f000-0000-7000-8000-000000000000";
    await ada.visitor.context.request.put(`${server.url}/api/workspaces/${workspace}/pages/${page.id}/content`, {
      data: { markdown: `Not [ATT-9](ensemble:task/${gone}) but [ATT-1](ensemble:task/${there.id})\n` },
      headers: { origin: server.url },
    });
    const said = ada.complaints.length;
    const asked: string[] = [];
    ada.page.on("request", (request) => asked.push(new URL(request.url()).search));
    await open(ada, page.id);
    await editor(ada.page, "Gone").getByRole("link", { name: "ATT-1 Sweep" }).waitFor();
    await editor(ada.page, "Gone").getByText("a task").waitFor();
    expect(ada.complaints.slice(said)).toEqual([]);
    expect(asked.filter((search) => search.startsWith("?ids="))).toHaveLength(1);
  });

  it("has headings, a table and code that two write at the same time", async () => {
    const page = await newPage("Manual");
    await Promise.all([open(ada, page.id), open(bo, page.id)]);
    await editor(ada.page, "Manual").click();
    await ada.page.keyboard.type("# Gears\n");
    await ada.page.keyboard.type("/tab");
    await ada.page.getByRole("option", { name: "Table" }).waitFor();
    await ada.page.keyboard.press("Enter");
    await ada.page.keyboard.type("Part");
    await editor(bo.page, "Manual").getByText("Part").waitFor();
    // Bo writes below the table while Ada fills it.
    await clickBelow(bo.page, "Manual");
    await Promise.all([
      (async () => {
        await ada.page.keyboard.press("Tab");
        await ada.page.keyboard.type("Teeth");
        await ada.page.getByRole("button", { name: "Delete this row" }).waitFor();
        await ada.page.keyboard.press("Tab");
        await ada.page.getByRole("button", { name: "Delete this column" }).click();
      })(),
      bo.page.keyboard.type("```ts const teeth = 12;"),
    ]);
    await Promise.all([ada, bo].map((who) => saved(who.page)));
    const wanted = ["H1: Gears", "TABLE: Part|Teeth||||", "PRE: const teeth = 12;"];
    await Promise.all(
      [ada, bo].map((who) => expect.poll(() => blocksOn(who.page, "Manual"), PATIENCE).toEqual(wanted)),
    );
    expect(faults(ada, bo)).toEqual([]);
  });

  it("is formatted from a toolbar that the keyboard reaches, and undone without what another wrote", async () => {
    const page = await newPage("Bold");
    await Promise.all([open(ada, page.id), open(bo, page.id)]);
    await editor(ada.page, "Bold").click();
    await ada.page.keyboard.type("Loud");
    await editor(bo.page, "Bold").getByText("Loud").click();
    await bo.page.keyboard.press("Control+End");
    await bo.page.keyboard.type(" and clear");
    await editor(ada.page, "Bold").getByText("Loud and clear").waitFor();
    await ada.page.keyboard.press("Control+a");
    await ada.page.keyboard.press("Alt+F10");
    const focused = () => ada.page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    for (const tool of ["Heading 1", "Heading 2", "Heading 3", "Bold"]) {
      await expect.poll(focused, PATIENCE).toBe(tool);
      if (tool !== "Bold") await ada.page.keyboard.press("ArrowRight");
    }
    await ada.page.keyboard.press("Enter");
    await editor(bo.page, "Bold").locator("strong").waitFor();
    await editor(ada.page, "Bold").focus();
    for (let at = 0; at < 3; at += 1) await ada.page.keyboard.press("Control+z");
    await expect.poll(() => blocksOn(bo.page, "Bold"), PATIENCE).toEqual(["P:  and clear"]);
  });
});

it("a guest sees the page that is shared with them, and nothing of what it stands in", async () => {
  const top = await newPage("Secret plans");
  const page = await newPage("For guests", top.id);
  await newPage("Beneath", page.id);
  await using gus = await BoardVisitor.signUp(running.browser, server.url, "Gus");
  await ada.bring(gus, workspace, { role: "guest", grants: [] });
  await gus.page.goto(`${server.url}/w/${workspace}`);
  await open(ada, page.id);
  await ada.page.getByRole("button", { name: "More of this page" }).click();
  await ada.page.getByRole("menuitem", { name: "Share with guests…" }).click();
  await ada.page.getByRole("switch", { name: "Gus" }).click();
  await treeShows(gus.page, "For guests");
  await inTree(gus.page, "For guests").click();
  await saved(gus.page);
  expect(await gus.page.getByRole("navigation", { name: "Where this page stands" }).textContent()).toBe(
    "Analytical Engines",
  );
  await editor(gus.page, "For guests").click();
  await gus.page.keyboard.type("Thank you");
  await ada.page.keyboard.press("Escape");
  await editor(ada.page, "For guests").getByText("Thank you").waitFor();
  await gus.page.goto(pageAt(top.id));
  await gus.page.getByRole("heading", { name: "There is no such page" }).waitFor();
  expect(faults(gus)).toEqual([]);
});
