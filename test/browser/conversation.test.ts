import type { Locator, Page } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { Cable } from "../server/cable.ts";
import { BoardVisitor } from "./board-visitor.ts";
import { PATIENCE } from "./two-people.ts";
import { newComplaints, twoTalking } from "./two-talking.ts";

const { server, running, ada, bo, workspace, conversations, newChannel, say } = await twoTalking();

/** What a page complained of in this test; not that it left for another address before all was loaded that it wanted. */
const faults = (...people: BoardVisitor[]) =>
  newComplaints(...people).filter((complaint) => !/^GET .* failed$/.test(complaint));
beforeEach(() => void newComplaints(ada, bo));

const at = (conversation: string, search = "") => `/w/${workspace}/c/${conversation}${search}`;

const composer = (page: Page, name: string) => page.getByRole("textbox", { name: `Message to #${name}` });
const log = (page: Page) => page.getByRole("log", { name: "Messages" });
const message = (within: Locator, words: string) => within.getByRole("article").filter({ hasText: words });
const newLine = (page: Page) => page.locator("[data-new-line]");

/** Opens a conversation and waits until one can write in it. */
async function open(who: BoardVisitor, conversation: string, name: string, search = ""): Promise<Page> {
  await who.page.goto(server.url + at(conversation, search));
  await composer(who.page, name).waitFor();
  return who.page;
}

async function write(page: Page, name: string, text: string): Promise<void> {
  await composer(page, name).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** Chooses from what can be done with a message. */
async function choose(page: Page, words: string, item: string): Promise<void> {
  await message(log(page), words).hover();
  await page.getByRole("button", { name: "More of this message" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

describe("a conversation", () => {
  it("shows at once what another writes, edits, reacts to and deletes", async () => {
    const channel = await newChannel("talk");
    await Promise.all([open(ada, channel, "talk"), open(bo, channel, "talk")]);
    await write(ada.page, "talk", "The gears are cut");
    await message(log(bo.page), "The gears are cut").waitFor();

    // The arrow up takes up what one wrote last.
    await composer(ada.page, "talk").click();
    await ada.page.keyboard.press("ArrowUp");
    await ada.page.getByRole("textbox", { name: /Edit/ }).waitFor();
    await ada.page.keyboard.press("End");
    await ada.page.keyboard.type(" and polished");
    await ada.page.keyboard.press("Enter");
    await message(log(bo.page), "The gears are cut and polished").getByText("(edited)").click();
    await bo.page.getByRole("dialog").getByText("The gears are cut", { exact: true }).waitFor();
    await bo.page.keyboard.press("Escape");

    await message(log(bo.page), "polished").hover();
    await bo.page.getByRole("button", { name: "React with 👍" }).click();
    const reaction = message(log(ada.page), "polished").getByRole("button", { name: "👍 1, by Bo" });
    await reaction.click();
    await message(log(bo.page), "polished").getByRole("button", { name: "👍 2, by you and Ada" }).waitFor();

    await choose(ada.page, "polished", "Pin");
    await bo.page.getByRole("button", { name: "1 pin" }).click();
    await bo.page.getByRole("complementary", { name: "Pins" }).getByText("polished").waitFor();

    await choose(ada.page, "polished", "Delete…");
    await ada.page.getByRole("button", { name: "Delete for ever" }).click();
    await log(bo.page).getByText("This message was deleted.").waitFor();
    expect(await log(bo.page).getByText("polished").count()).toBe(0);
    expect(faults(ada, bo)).toEqual([]);
  });

  it("has threads of their own, followed by who is in them", async () => {
    const channel = await newChannel("threads");
    const root = await say(ada, channel, "Who has the drawings?");
    await Promise.all([open(ada, channel, "threads"), open(bo, channel, "threads")]);
    await message(log(bo.page), "Who has the drawings?").focus();
    await bo.page.keyboard.press("t");
    const reply = bo.page.getByRole("textbox", { name: "Reply" });
    await reply.click();
    await bo.page.keyboard.type("I do");
    await bo.page.keyboard.press("Enter");
    await ada.page.getByRole("button", { name: /1 reply/ }).waitFor();
    await ada.page.getByText("1 new", { exact: true }).waitFor();
    expect(await message(log(ada.page), "I do").count()).toBe(0);
    await ada.page.getByRole("button", { name: /1 reply/ }).click();
    const pane = ada.page.getByRole("complementary", { name: "Thread in #threads" });
    await message(pane, "I do").waitFor();
    await pane.getByRole("button", { name: "Following" }).waitFor();
    // It is read by being looked at.
    await ada.page.getByText("1 new", { exact: true }).waitFor({ state: "detached" });
    expect(new URL(ada.page.url()).searchParams.get("thread")).toBe(root);
    const told = await message(pane, "I do").getAttribute("data-message");
    await ada.page.keyboard.press("Escape");
    await pane.waitFor({ state: "detached" });
    // A link to a reply leads into its thread.
    await open(ada, channel, "threads", `?message=${told}`);
    await pane.locator("[data-highlighted]", { hasText: "I do" }).waitFor();
    expect(faults(ada, bo)).toEqual([]);
  });

  it("draws a line where what is new begins, and again where it is marked unread", async () => {
    const channel = await newChannel("news");
    await say(bo, channel, "Old news");
    const page = await open(bo, channel, "news");
    await message(log(page), "Old news").waitFor();
    await page.goto(`${server.url}/w/${workspace}/my-tasks`);
    for (const text of ["First", "Second", "Third"]) await say(ada, channel, text);
    await page.getByRole("link", { name: /news/ }).getByText("3", { exact: true }).waitFor();
    await open(bo, channel, "news");
    const lineAbove = (words: string) =>
      page
        .getByRole("listitem")
        .filter({ has: newLine(page) })
        .filter({ hasText: words });
    await lineAbove("First").waitFor();
    expect(await newLine(page).count()).toBe(1);
    // Read by being looked at, and the line stays meanwhile.
    await page.getByRole("link", { name: /news/ }).getByText("3", { exact: true }).waitFor({ state: "detached" });
    await lineAbove("First").waitFor();

    await choose(page, "Second", "Unread from here");
    await lineAbove("Second").waitFor();
    await page.getByRole("link", { name: /news/ }).getByText("2", { exact: true }).waitFor();
    await page.goto(`${server.url}/w/${workspace}/my-tasks`);
    await page.getByRole("link", { name: /news/ }).getByText("2", { exact: true }).waitFor();
    expect(faults(bo)).toEqual([]);
  });

  it("P7.21 shows hostile Markdown as words, and mentions as what they name now", async () => {
    const channel = await newChannel("hostile");
    const project = await ada.post(`/api/workspaces/${workspace}/projects`, { name: "Engine", key: "ENG" });
    const tasks = `/api/workspaces/${workspace}/projects/${project.id}/tasks`;
    const task = await ada.post(tasks, { title: "Cut the gears" });
    const page = await open(ada, channel, "hostile");
    await page.evaluate(() => Object.assign(window, { pwned: 0 }));
    await say(bo, channel, '<img src=x onerror="window.pwned=1"> <script>window.pwned=1</script>');
    await say(bo, channel, "[press](javascript:window.pwned=1) ![x](data:text/html,<script>window.pwned=1</script>)");
    await say(bo, channel, `${"> ".repeat(3_000)}deep`);
    await say(bo, channel, `[@nobody](ensemble:user/${ada.user}) has [the task](ensemble:task/${task.id})`);
    await message(log(page), "<script>window.pwned=1</script>").waitFor();
    await message(log(page), "press").waitFor();
    await message(log(page), "> > >").waitFor();
    const mentions = message(log(page), "has");
    await mentions.getByText("@Ada").waitFor();
    await mentions.getByRole("link", { name: "ENG-1 Cut the gears" }).waitFor();
    await ada.patch(`/api/workspaces/${workspace}/tasks/${task.id}`, { title: "Polish the gears" });
    await mentions.getByRole("link", { name: "ENG-1 Polish the gears" }).waitFor();
    expect(await log(page).locator("img, script, a[href^='javascript'], a[href^='data']").count()).toBe(0);
    expect(await page.evaluate(() => Reflect.get(window, "pwned"))).toBe(0);
    expect(faults(ada)).toEqual([]);
  });

  it("is sent to offline, and has it once the network is back", async () => {
    const channel = await newChannel("away");
    await using cable = await Cable.lay(server.port);
    await using cleo = await BoardVisitor.signUp(running.browser, cable.url, "Cleo");
    await ada.bring(cleo, workspace, { role: "member" });
    await cleo.page.goto(cable.url + at(channel));
    await composer(cleo.page, "away").waitFor();
    await open(ada, channel, "away");
    // The browser says so when there is a network again, and nobody waits for the next try.
    const mend = async () => {
      cable.mend();
      await cleo.page.evaluate(() => window.dispatchEvent(new Event("online")));
    };
    cable.cut();
    await cleo.page.locator('[data-notice="offline"]').waitFor();
    await write(cleo.page, "away", "Written in a tunnel");
    await message(log(cleo.page), "Written in a tunnel").getByText("Sending…").waitFor();
    await say(ada, channel, "Meanwhile");
    await mend();
    await message(log(cleo.page), "Meanwhile").waitFor();
    await message(log(ada.page), "Written in a tunnel").waitFor();
    await log(cleo.page).getByText("Sending…").waitFor({ state: "detached" });
    await expect.poll(() => log(cleo.page).getByRole("article").count(), PATIENCE).toBe(2);
    expect(await log(ada.page).getByRole("article").count()).toBe(2);

    // What the room would not have by then stays, and can be sent again.
    const archived = (on: boolean) => ada.patch(`${conversations}/${channel}`, { archived: on });
    cable.cut();
    await cleo.page.locator('[data-notice="offline"]').waitFor();
    await write(cleo.page, "away", "Too late");
    await message(log(cleo.page), "Too late").getByText("Sending…").waitFor();
    await archived(true);
    await mend();
    const refused = message(log(cleo.page), "Too late");
    await refused.getByText("Not sent.").waitFor();
    await archived(false);
    await composer(cleo.page, "away").waitFor();
    await refused.getByRole("button", { name: "Try again" }).click();
    await message(log(ada.page), "Too late").waitFor();
    await refused.getByText("Not sent.").waitFor({ state: "detached" });
  });

  it("gives its whole room to a thread on a phone", async () => {
    const channel = await newChannel("pocket");
    await say(ada, channel, "Read me on the way");
    await bo.page.setViewportSize({ width: 390, height: 844 });
    const page = await open(bo, channel, "pocket");
    await message(log(page), "Read me").click();
    await page.getByRole("button", { name: "Reply in a thread" }).click();
    const pane = page.getByRole("complementary", { name: "Thread in #pocket" });
    await message(pane, "Read me").waitFor();
    await pane.evaluate((element) => Promise.all(element.getAnimations().map(({ finished }) => finished)));
    expect((await pane.boundingBox())?.width).toBe(390);
    await pane.getByRole("button", { name: "Close the thread" }).click();
    await pane.waitFor({ state: "detached" });
    await bo.page.setViewportSize({ width: 1280, height: 800 });
    expect(faults(bo)).toEqual([]);
  });

  it("says that it is gone when it is deleted under one's eyes, and that it is archived", async () => {
    const channel = await newChannel("short-lived");
    const page = await open(bo, channel, "short-lived");
    await ada.patch(`${conversations}/${channel}`, { archived: true });
    await page.getByText("This conversation is archived").waitFor();
    const answer = await ada.visitor.context.request.delete(`${server.url}${conversations}/${channel}`, {
      headers: { origin: server.url },
    });
    expect(answer.status()).toBe(204);
    await page.getByRole("heading", { name: "There is no such conversation" }).waitFor();
    await page.goto(server.url + at("01a1f000-0000-7000-8000-000000000000"));
    await page.getByRole("heading", { name: "There is no such conversation" }).waitFor();
  });
});

describe("a long conversation", () => {
  /** So many by each of the two: several pages. */
  const EACH = 65;
  const Sent = z.object({ id: z.string() });
  let channel: string;
  let first: string;

  beforeAll(async () => {
    channel = await newChannel("long");
    first = await say(ada, channel, "Message number 0");
    // Turn by turn, so that each stands under its author's name, before and after others come above it.
    for (let turn = 1; turn <= EACH; turn += 1) {
      for (const [who, number] of [[bo, 2 * turn - 1] as const, [ada, 2 * turn] as const]) {
        Sent.parse({
          id: await say(who, channel, `Message number ${number}\n${"and more of it ".repeat(number % 7)}`),
        });
      }
    }
  });

  const topOf = async (page: Page, words: string) => (await message(log(page), words).boundingBox())?.y ?? Number.NaN;
  /** The first message in sight, by its number. */
  const firstSeen = (page: Page) =>
    log(page).evaluate((element) => {
      const top = element.parentElement?.getBoundingClientRect().top ?? 0;
      const seen = [...element.querySelectorAll("article")].find((each) => each.getBoundingClientRect().top >= top);
      return /number \d+/.exec(seen?.textContent ?? "")?.[0] ?? "";
    });
  const scrollTo = (page: Page, where: "top" | "end") =>
    log(page).evaluate((element, to) => {
      const scroller = element.parentElement;
      if (scroller) scroller.scrollTop = to === "top" ? 0 : scroller.scrollHeight;
    }, where);

  it("keeps its place while older messages load above and others write below", async () => {
    const page = await open(bo, channel, "long");
    await message(log(page), `number ${2 * EACH}`).waitFor();
    const asked = Promise.withResolvers<void>();
    const answering = Promise.withResolvers<void>();
    await page.route(/\/messages\?.*before=/, async (route) => {
      asked.resolve();
      await answering.promise;
      await route.continue();
    });
    await scrollTo(page, "top");
    await asked.promise;
    await page.getByText("Loading older messages…").waitFor();
    await scrollTo(page, "top");
    const seen = `${await firstSeen(page)}`;
    const before = await topOf(page, seen);
    answering.resolve();
    await page.getByText("Loading older messages…").waitFor({ state: "detached" });
    await expect.poll(async () => Math.abs((await topOf(page, seen)) - before), PATIENCE).toBeLessThan(2);
    await say(ada, channel, "Something quite new");
    await page.getByRole("button", { name: "1 new message" }).waitFor();
    expect(Math.abs((await topOf(page, seen)) - before)).toBeLessThan(2);
    await page.getByRole("button", { name: "1 new message" }).click();
    await message(log(page), "Something quite new").waitFor();
    await page.unroute(/\/messages\?.*before=/);
    expect(faults(bo)).toEqual([]);
  });

  it("is read to its beginning page by page, with nothing missed or doubled", async () => {
    const page = await open(bo, channel, "long");
    await message(log(page), "Something quite new").waitFor();
    const seen = new Set<number>();
    const look = async () => {
      const texts = await log(page).getByRole("article").allTextContents();
      for (const text of texts) {
        const number = /number (\d+)/.exec(text)?.[1];
        if (number !== undefined) seen.add(Number(number));
      }
    };
    await log(page).hover();
    await expect
      .poll(
        async () => {
          await look();
          // Wheels that a crowded machine takes together may not go further than what is drawn above.
          await page.mouse.wheel(0, -600);
          await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
          return page.getByText("#long begins here").isVisible();
        },
        { ...PATIENCE, interval: 30 },
      )
      .toBe(true);
    await look();
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 2 * EACH + 1 }, (_, number) => number));
    // Only what is in sight is drawn.
    expect(await log(page).getByRole("article").count()).toBeLessThan(80);
  });

  it("opens at a message that is linked, and goes back to the newest", async () => {
    const page = await open(ada, channel, "long", `?message=${first}`);
    const linked = message(log(page), "number 0");
    await linked.waitFor();
    expect(await linked.getAttribute("data-highlighted")).toBe("true");
    await expect.poll(() => linked.evaluate((element) => element.getBoundingClientRect().top > 0), PATIENCE).toBe(true);
    // What one has not come to is not read. Whoever writes goes to the newest, and has read.
    const unread = page.getByRole("link", { name: /long/ }).getByText(/^\d+$/);
    await unread.waitFor();
    await page.getByRole("button", { name: /^\d+ new messages$/ }).click();
    await message(log(page), "Something quite new").waitFor();
    expect(new URL(page.url()).search).toBe("");
    await unread.waitFor({ state: "detached" });
    await open(ada, channel, "long", `?message=${first}`);
    await linked.waitFor();
    await write(page, "long", "I was here");
    await message(log(page), "I was here").waitFor();
    expect(await newLine(page).count()).toBe(0);
    expect(await unread.count()).toBe(0);
  });

  it("is walked by keys, a message at a time", async () => {
    const page = await open(ada, channel, "long");
    await message(log(page), "I was here").focus();
    for (let at = 0; at < 60; at += 1) await page.keyboard.press("ArrowUp");
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
    await expect.poll(focused, PATIENCE).toMatch(new RegExp(`number ${2 * EACH - 58}\\b`));
    await page.keyboard.press("End");
    await expect.poll(focused, PATIENCE).toMatch(/I was here/);
    await page.keyboard.press("e");
    await page.getByRole("textbox", { name: /Edit/ }).waitFor();
    await page.keyboard.press("Escape");
    const isWriting = () => composer(page, "long").evaluate((field) => field === document.activeElement);
    await expect.poll(isWriting, PATIENCE).toBe(true);
    // What opens has the very next key.
    await page.keyboard.press("ArrowUp");
    await page.keyboard.type(", and am");
    await page.keyboard.press("Enter");
    await message(log(page), "I was here, and am").waitFor();
    await expect.poll(isWriting, PATIENCE).toBe(true);
    await page.keyboard.press("ArrowUp");
    for (const _ of ", and am") await page.keyboard.press("Backspace");
    await page.keyboard.press("Enter");
    await message(log(page), "I was here(edited)").waitFor();
    expect(faults(ada)).toEqual([]);
  });
});
