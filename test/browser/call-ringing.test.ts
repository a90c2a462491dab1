/** Calls that ring: Bo is at two devices, and Ada calls. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { wrongOn } from "./axe/look.ts";
import { settled } from "./settled.ts";
import { newComplaints, twoTalking } from "./two-talking.ts";

const { server, running, ada, bo, workspace, conversations } = await twoTalking();
const calls = `/api/workspaces/${workspace}/calls`;
/** Bo's second device: another tab of the same profile would do less. */
let phone: Page;
let direct: string;
const begun: string[] = [];

beforeAll(async () => {
  const context = await running.browser.newContext({ storageState: await bo.visitor.context.storageState() });
  await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
  phone = await context.newPage();
  await phone.setViewportSize({ width: 390, height: 844 });
  direct = (await ada.post(conversations, { kind: "direct", members: [bo.user] })).id;
});
afterAll(() => phone.context().close());
beforeEach(async () => {
  await Promise.all([bo.page, phone].map((page) => page.goto(`${server.url}/w/${workspace}/inbox`)));
  await Promise.all([bo.page, phone].map((page) => page.getByText("All is read").waitFor()));
});
afterEach(async () => {
  for (const call of begun.splice(0)) await ada.post(`${calls}/${call}/end`, {});
  await bo.page.request.post(`${server.url}/api/inbox/read`, { data: { all: true }, headers: { origin: server.url } });
  expect(newComplaints(ada, bo)).toEqual([]);
});

const overlay = (page: Page, name = "Ada") => page.getByRole("group", { name: `${name} is calling` });
const missed = (page: Page) => page.getByRole("main").getByRole("listitem").filter({ hasText: "Missed call" });
const everywhere = (state: "visible" | "detached") =>
  Promise.all([bo.page, phone].map((page) => overlay(page).waitFor({ state })));

/** Ada calls Bo, who is called on both devices. */
async function call(): Promise<string> {
  const { id } = await ada.post(calls, { about: { type: "conversation", conversation: direct } });
  begun.push(id);
  await everywhere("visible");
  return id;
}

/** Comes into a call from a page, with nothing but a socket. */
async function comeIn(page: Page, id: string): Promise<void> {
  await page.evaluate(async (room) => {
    const answer = await fetch(`/api/rooms/call/${room}/tickets`, { method: "POST" });
    const { ticket } = await answer.json();
    const socket = new WebSocket(`/rooms/call/${room}?ticket=${encodeURIComponent(ticket)}`);
    await new Promise((open) => socket.addEventListener("open", open));
    const acked = new Promise<void>((done) =>
      socket.addEventListener("message", ({ data }) => (JSON.parse(data).type === "ack" ? done() : undefined)),
    );
    socket.send(JSON.stringify({ type: "hello", protocol: 1 }));
    const media = { audio: false, video: false, screen: false };
    const [key, page] = [crypto.randomUUID(), crypto.randomUUID()];
    socket.send(JSON.stringify({ id: crypto.randomUUID(), type: "call.join", key, page, media }));
    await acked;
  }, id);
}

it("rings on all of one's devices, and is quiet on all once one has come on one of them", async () => {
  const id = await call();
  await comeIn(phone, id);
  await everywhere("detached");
  await bo.page.getByText("All is read").waitFor();
});

it("is joined by keys from wherever one is, and rings on where nobody answered", async () => {
  const id = await call();
  await bo.page.keyboard.press("Control+Alt+a");
  await bo.page.waitForURL(`**/w/${workspace}/calls/${id}`);
  await overlay(bo.page).waitFor({ state: "detached" });
  await overlay(phone).getByRole("button", { name: "Decline" }).click();
  await overlay(phone).waitFor({ state: "detached" });
  // Quiet here at once, and declined once the call has heard of it: one that ended before that was missed.
  await phone.getByText("All is read").waitFor();
});

it("declined on one device, it rings on none, and was not missed", async () => {
  await call();
  await overlay(bo.page).getByRole("button", { name: "Decline" }).click();
  await everywhere("detached");
  await phone.getByText("All is read").waitFor();
  expect(await missed(phone).count()).toBe(0);
});

it("that one did not answer waits in the inbox, from where whoever called is called back", async () => {
  await ada.page.goto(`${server.url}/w/${workspace}/inbox`);
  await ada.page.getByRole("heading", { name: "Inbox" }).waitFor();
  const id = await call();
  await ada.post(`${calls}/${id}/end`, {});
  await everywhere("detached");
  await Promise.all([bo.page, phone].map((page) => missed(page).waitFor()));
  await missed(phone).getByRole("button", { name: "Call back Ada" }).click();
  await phone.waitForURL(new RegExp(`/w/${workspace}/calls/(?!${id})`));
  await missed(bo.page).waitFor({ state: "detached" });
  await overlay(ada.page, "Bo").getByRole("button", { name: "Decline" }).click();
  await overlay(ada.page, "Bo").waitFor({ state: "detached" });
  begun.push(phone.url().split("/").at(-1) ?? "");
});

it("is started by /call where people talk, and shows there how it stands", async () => {
  const at = `${server.url}/w/${workspace}/c/${direct}`;
  await Promise.all([ada.page.goto(at), bo.page.goto(at)]);
  const composer = ada.page.getByRole("textbox", { name: /^Message to/ });
  const card = bo.page.getByRole("log", { name: "Messages" }).getByRole("article").last();
  await bo.page.getByRole("textbox", { name: /^Message to/ }).waitFor();
  await composer.click();
  await ada.page.keyboard.type("/call Weekly");
  await ada.page.keyboard.press("Enter");
  await ada.page.waitForURL(`**/w/${workspace}/calls/*`);
  const id = ada.page.url().split("/").at(-1) ?? "";
  await everywhere("visible");
  await card.getByText("Weekly").waitFor();
  await card.getByText("Nobody is in it yet").waitFor();
  await comeIn(phone, id);
  await card.getByText("1 person in it").waitFor();
  await everywhere("detached");
  await ada.post(`${calls}/${id}/end`, {});
  await card.getByText("Over after under a minute · 1 person").waitFor();
  await card.getByRole("link", { name: "Open" }).click();
  await bo.page.waitForURL(`**/w/${workspace}/calls/${id}`);
});

it("what is written in a call is unread for those in it who look elsewhere, and read along by those who look", async () => {
  const { id } = await ada.post(calls, { title: "Planning" });
  begun.push(id);
  const chat = (page: Page) => page.getByRole("button", { name: /^Chat/ });
  for (const { page } of [ada, bo]) {
    await page.goto(`${server.url}/w/${workspace}/calls/${id}`);
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await chat(page).waitFor();
  }
  await chat(ada.page).click();
  const field = ada.page.getByRole("textbox", { name: "Message to the chat" });
  await field.and(ada.page.locator(":focus")).waitFor();
  await ada.page.keyboard.type("Shall we begin?");
  await ada.page.keyboard.press("Enter");
  await bo.page.getByRole("button", { name: "Chat: 1 unread" }).click();
  await bo.page.getByRole("log", { name: "Messages" }).getByText("Shall we begin?").waitFor();
  await bo.page.getByRole("button", { name: "Chat", exact: true }).waitFor();
});

it("what rings, what was missed and what is shown of it where people talk can be used by all, in light and dark", async () => {
  const wrong = async () => {
    for (const page of [bo.page, phone]) {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await settled(page);
        expect(await wrongOn(page, "page"), colorScheme).toEqual([]);
      }
    }
  };
  await Promise.all([bo.page, phone].map((page) => page.goto(`${server.url}/w/${workspace}/c/${direct}`)));
  const id = await call();
  await Promise.all([bo.page, phone].map((page) => page.locator("[data-call=live]").waitFor()));
  await wrong();
  await ada.post(`${calls}/${id}/end`, {});
  await everywhere("detached");
  await Promise.all([bo.page, phone].map((page) => page.goto(`${server.url}/w/${workspace}/inbox`)));
  await Promise.all([bo.page, phone].map((page) => missed(page).waitFor()));
  await wrong();
});
