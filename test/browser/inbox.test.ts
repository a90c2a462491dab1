import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { PATIENCE } from "./two-people.ts";
import { newComplaints, twoTalking } from "./two-talking.ts";

const { server, running, ada, bo, workspace, conversations, say: sayIn } = await twoTalking();
/** Bo's second device: another tab of the same profile would do less. */
let phone: Page;
let channel: string;
let tests = 0;

/** Bo at two devices, and a project; each test has a channel for itself. */
beforeAll(async () => {
  await ada.post(`/api/workspaces/${workspace}/projects`, { name: "Engine", key: "ENG" });
  const context = await running.browser.newContext({ storageState: await bo.visitor.context.storageState() });
  await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
  phone = await context.newPage();
  await phone.setViewportSize({ width: 390, height: 844 });
});
afterAll(() => phone.context().close());
beforeEach(async () => {
  tests += 1;
  channel = (await ada.post(conversations, { kind: "channel", name: `talk-${tests}` })).id;
  await bo.post(`${conversations}/${channel}/join`, {});
  await Promise.all([bo.page, phone].map((page) => page.goto(`${server.url}/w/${workspace}/inbox`)));
  await Promise.all([bo.page, phone].map((page) => page.getByText("All is read").waitFor()));
});
afterEach(async () => {
  await bo.page.request.post(`${server.url}/api/inbox/read`, { data: { all: true }, headers: { origin: server.url } });
  expect(newComplaints(ada, bo)).toEqual([]);
});

const say = (text: string) => sayIn(ada, channel, text);
const mention = () => `[@Bo](ensemble:user/${bo.user})`;
const row = (page: Page, words: string | RegExp) =>
  page.getByRole("main").getByRole("listitem").filter({ hasText: words });
const bell = (page: Page, unread: number) =>
  page.getByRole(page === phone ? "link" : "button", {
    name: unread === 0 ? "Notifications" : `Notifications, ${unread} unread`,
    exact: true,
  });

/** Waits until both devices show how much is unread, in the bell and in the tab. */
async function bothShow(unread: number): Promise<void> {
  await Promise.all([bo.page, phone].map((page) => bell(page, unread).waitFor()));
  const title = unread === 0 ? "Inbox · Ensemble" : `(${unread}) Inbox · Ensemble`;
  await expect.poll(() => Promise.all([bo.page, phone].map((page) => page.title())), PATIENCE).toEqual([title, title]);
}

async function newTask(title: string): Promise<string> {
  const path = `/api/workspaces/${workspace}/projects/ENG/tasks`;
  return (await ada.post(path, { title, assignees: [bo.user] })).id;
}

it("P4.37 a mention reaches both devices, and read on one it is read on the other", async () => {
  await say(`${mention()} please look`);
  await bothShow(1);
  await row(bo.page, "please look").waitFor();
  await row(bo.page, "please look").getByRole("link").click();
  await bo.page.getByRole("log", { name: "Messages" }).getByText("please look").waitFor();
  await bell(phone, 0).waitFor();
  await phone.getByText("All is read").waitFor();
});

it("an assignment tells which task it is, and leads to it", async () => {
  await newTask("Oil the engine");
  await bothShow(1);
  await row(phone, "Oil the engine").getByRole("link").click();
  await phone.getByRole("complementary", { name: /Oil the engine/ }).waitFor();
  await bell(bo.page, 0).waitFor();
});

it("what is put off goes away on both devices, waits in its list, and comes back when it is wanted", async () => {
  await say(`${mention()} later`);
  await row(bo.page, "later").waitFor();
  await bo.page.keyboard.press("j");
  await bo.page.keyboard.press("s");
  await bo.page.getByRole("menuitem", { name: /^Tomorrow morning/ }).click();
  await bothShow(0);
  await phone.getByRole("tab", { name: "Put off" }).click();
  await row(phone, "later")
    .getByRole("button", { name: /^More for/ })
    .click();
  await phone.getByRole("menuitem", { name: "Bring it back now" }).click();
  await bothShow(1);
});

it("keys walk the list, mark one unread again, and put it away", async () => {
  await say(`${mention()} first`);
  await newTask("Second");
  await bothShow(2);
  const { keyboard } = bo.page;
  await bo.page.getByRole("tab", { name: "All" }).click();
  await row(bo.page, "Second").waitFor();
  await keyboard.press("j");
  await expect.poll(() => row(bo.page, "Second").getByRole("link").evaluate(isFocused), PATIENCE).toBe(true);
  await keyboard.press("u");
  await bothShow(1);
  await keyboard.press("u");
  await bothShow(2);
  await keyboard.press("e");
  await row(bo.page, "Second").waitFor({ state: "detached" });
  await expect.poll(() => row(bo.page, "first").getByRole("link").evaluate(isFocused), PATIENCE).toBe(true);
  await bothShow(1);
});

it("all is read at once, from the panel beside any page", async () => {
  await say(`${mention()} one`);
  await newTask("Two");
  await bothShow(2);
  await bell(bo.page, 2).click();
  const panel = bo.page.getByRole("dialog", { name: "Notifications" });
  await panel.getByText("Two").first().waitFor();
  await panel.getByRole("button", { name: "Mark all as read" }).click();
  await panel.getByText("All is read").waitFor();
  await bo.page.keyboard.press("Escape");
  await bothShow(0);
});

it("a muted conversation tells nothing more, and one is reminded of what one asked for", async () => {
  await say(`${mention()} hello`);
  await row(bo.page, "hello").hover();
  await row(bo.page, "hello")
    .getByRole("button", { name: /^More for/ })
    .click();
  await bo.page.getByRole("menuitem", { name: "Hear no more of it" }).click();
  await bo.page.getByText(/^You hear no more of/).waitFor();
  await bo.page.getByRole("button", { name: "New reminder" }).click();
  const dialog = bo.page.getByRole("dialog", { name: "New reminder" });
  await dialog.getByLabel("Of what").fill("Water the plants");
  await dialog.getByRole("button", { name: "Remind me" }).click();
  await phone.getByRole("tab", { name: "Reminders" }).click();
  await phone.getByText("Water the plants").waitFor();
  await phone.getByRole("button", { name: /^Forget the reminder/ }).click();
  await bo.page.getByRole("tab", { name: "Reminders" }).click();
  await bo.page.getByText("No reminders").waitFor();
});

it("what tells one is chosen once for all devices: no mail, no push, nothing of a project", async () => {
  const settings = `${server.url}/account/notifications?w=${workspace}`;
  await Promise.all([bo.page, phone].map((page) => page.goto(settings)));
  await bo.page.getByRole("checkbox", { name: "Assignments in the inbox" }).uncheck();
  await expect
    .poll(() => phone.getByRole("checkbox", { name: "Assignments in the inbox" }).isChecked(), PATIENCE)
    .toBe(false);
  await phone.getByRole("switch", { name: "Quiet hours" }).click();
  await bo.page.getByLabel("From").fill("21:30");
  await expect.poll(() => phone.getByLabel("From").inputValue(), PATIENCE).toBe("21:30");
  await bo.page.getByRole("combobox", { name: "Of Engine" }).selectOption("nothing");
  await expect.poll(() => phone.getByRole("combobox", { name: "Of Engine" }).inputValue(), PATIENCE).toBe("nothing");
});

function isFocused(element: Element): boolean {
  return element === document.activeElement;
}
