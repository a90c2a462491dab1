/** A person at a project's board, as a test sees them: columns and cards by name, and what hands do with them. */
import type { Browser, Locator, Page } from "playwright-core";
import { z } from "zod";
import { Visitor } from "./visitor.ts";

const Made = z.looseObject({ id: z.string() });
const Me = z.object({ user: z.object({ id: z.string() }) });
const Invited = z.object({ token: z.string() });
const Tasks = z.object({ items: z.array(z.object({ key: z.string(), title: z.string(), columnId: z.string() })) });
const Columns = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) });

/** All usual columns side by side: a pointer reaches only what is to be seen. */
const WIDE = { width: 2000, height: 900 };

/** One signed-up person with a browser profile of their own. */
export class BoardVisitor implements AsyncDisposable {
  readonly visitor: Visitor;
  readonly user: string;
  /** Where they find the server; requests go the same way. */
  readonly url: string;
  /** The tab they use; another one after they opened one. */
  page: Page;

  private constructor(visitor: Visitor, user: string, url: string) {
    this.visitor = visitor;
    this.user = user;
    this.url = url;
    this.page = visitor.page;
  }

  /** Signs `name` up in a fresh profile of `browser`. */
  static async signUp(
    browser: Browser,
    url: string,
    name: string,
    options?: Parameters<typeof Visitor.open>[2],
  ): Promise<BoardVisitor> {
    const visitor = await Visitor.open(browser, url, options);
    await visitor.page.setViewportSize(WIDE);
    await visitor.page.getByRole("heading").first().waitFor();
    const data = { name, email: `${crypto.randomUUID()}@example.com`, password: "correct horse battery" };
    await visitor.page.request.post(`${url}/api/auth/sign-up/email`, { data, headers: { origin: url } });
    const me = Me.parse(await (await visitor.page.request.get(`${url}/api/me`)).json());
    return new BoardVisitor(visitor, me.user.id, url);
  }

  get complaints(): readonly string[] {
    return this.visitor.complaints;
  }

  /** Posts as the page itself would, and answers what was made. */
  async post(path: string, data: object): Promise<z.infer<typeof Made>> {
    const answer = await this.visitor.context.request.post(this.url + path, { data, headers: { origin: this.url } });
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
    return Made.parse(await answer.json());
  }

  /** Changes something as the page itself would. */
  async patch(path: string, data: object): Promise<void> {
    const answer = await this.visitor.context.request.patch(this.url + path, { data, headers: { origin: this.url } });
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
  }

  /** Brings `other` into a workspace with this role. */
  async bring(other: BoardVisitor, workspace: string, invitation: { role: string; grants?: object[] }): Promise<void> {
    const answer = await this.post(`/api/workspaces/${workspace}/invitations`, invitation);
    await other.post(`/api/invitations/${Invited.parse(answer).token}/accept`, {});
  }

  /** Opens a board, or a task of it, and waits until it is there. */
  async open(workspace: string, path: string): Promise<void> {
    await this.page.goto(`${this.url}/w/${workspace}/projects/${path}`);
    await this.page.getByRole("heading", { name: "Todo" }).waitFor();
  }

  /** Goes on in a new tab of the same profile. */
  async openTab(): Promise<void> {
    this.page = await this.visitor.context.newPage();
    await this.page.setViewportSize(WIDE);
  }

  column(name: string): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  /** A card, by the title of its task. */
  card(title: string): Locator {
    return this.page.locator(".card", { hasText: title });
  }

  /** The titles in a column, from above; also of cards out of sight, whose inner text browsers do not tell. */
  titles(column: string): Promise<string[]> {
    return this.column(column).locator(".card-title").allTextContents();
  }

  /** Writes tasks into a column, one after the other, with its own form. */
  async add(column: string, ...titles: string[]): Promise<void> {
    await this.page.getByRole("button", { name: `Add a task to ${column}` }).click();
    const field = this.page.getByRole("textbox", { name: `Title of the new task in ${column}` });
    for (const title of titles) {
      await field.fill(title);
      await field.press("Enter");
    }
    await field.press("Escape");
  }

  /** Opens the menu that a button brings up, and chooses from it. */
  async choose(button: string, item: string): Promise<void> {
    await this.page.getByRole("button", { name: button, exact: true }).click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  /** Sets the limit of a column by its menu. */
  async limit(column: string, tasks: number): Promise<void> {
    await this.choose(`Column ${column}`, "Kind, colour and limit…");
    await this.page.getByLabel("Limit of tasks").fill(String(tasks));
    await this.page.getByRole("button", { name: "Save" }).click();
    await this.page.getByRole("dialog").waitFor({ state: "detached" });
  }

  /** Takes a card by the pointer and holds it over the upper half of another, or over the foot of a column. */
  async hold(title: string, over: { card: string } | { column: string }): Promise<void> {
    const { mouse } = this.page;
    const from = await centreOf(this.card(title));
    await pointAt(this.page, from);
    await mouse.down();
    await mouse.move(from.x + 8, from.y + 8, { steps: 2 });
    const to = "card" in over ? await topOf(this.card(over.card)) : await footOf(this.column(over.column));
    await mouse.move(to.x, to.y, { steps: 4 });
    // The browser asks what is under a drag after it was moved: once more in the same place says that it has.
    await mouse.move(to.x, to.y + 1);
  }

  /** Drags a card by the pointer and lets it go. */
  async drag(title: string, over: { card: string } | { column: string }): Promise<void> {
    await this.hold(title, over);
    await this.page.mouse.up();
  }

  /** Rests a finger on a card until it is picked up, carries it over the upper half of another, and lets it go. */
  async touch(title: string, over: { card: string }): Promise<void> {
    const session = await this.visitor.context.newCDPSession(this.page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: { x: number; y: number }[]) =>
      session.send("Input.dispatchTouchEvent", { type, touchPoints });
    await touch("touchStart", await centreOf(this.card(title)));
    await this.page.locator('.card[data-drag="moved"]').waitFor();
    await touch("touchMove", await topOf(this.card(over.card)));
    await touch("touchEnd");
    await session.detach();
  }

  /** Picks a card up by the keyboard, carries it, and puts it down. */
  async carry(title: string, ...keys: string[]): Promise<void> {
    await this.card(title).getByRole("link").focus();
    for (const key of ["Space", ...keys, "Space"]) await this.page.keyboard.press(key);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.visitor[Symbol.asyncDispose]();
  }
}

/** Brings the pointer somewhere and waits until it can take things: what drags is loaded at the first sign of a pointer. */
export async function pointAt(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
  await page.mouse.move(x, y);
  await page.locator('[draggable="true"]').first().waitFor({ state: "attached" });
}

/** The titles in each column of a board, as HTTP tells them; columns without any are left out. */
export async function boardOf(visitor: BoardVisitor, project: string): Promise<Record<string, string[]>> {
  const { request } = visitor.visitor.context;
  const columns = Columns.parse(await (await request.get(`${visitor.url}${project}/columns`)).json()).items;
  const tasks = Tasks.parse(await (await request.get(`${visitor.url}${project}/tasks?limit=200`)).json()).items;
  const board: Record<string, string[]> = {};
  for (const { id, name } of columns) {
    const titles = tasks.filter(({ columnId }) => columnId === id).map(({ title }) => title);
    if (titles.length > 0) board[name] = titles;
  }
  return board;
}

async function centreOf(locator: Locator) {
  const { x, y, width, height } = await boxOf(locator);
  return { x: x + width / 2, y: y + height / 2 };
}

async function topOf(locator: Locator) {
  const { x, y, width } = await boxOf(locator);
  return { x: x + width / 2, y: y + 4 };
}

async function footOf(locator: Locator) {
  const { x, y, width, height } = await boxOf(locator);
  return { x: x + width / 2, y: y + height - 8 };
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error("what is to be touched is not to be seen");
  return box;
}
