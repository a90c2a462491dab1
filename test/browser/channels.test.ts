import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, it } from "vitest";
import { BoardVisitor } from "./board-visitor.ts";
import { PATIENCE } from "./two-people.ts";
import { newComplaints, twoTalking } from "./two-talking.ts";

const { server, running, ada, bo, workspace, conversations, newChannel, say } = await twoTalking();

beforeEach(() => Promise.all([ada, bo].map(browse)));
afterEach(() => expect(newComplaints(ada, bo)).toEqual([]));

/** Opens the list of channels, which no other page looks like. */
async function browse({ page }: BoardVisitor): Promise<void> {
  await page.goto(`${server.url}/w/${workspace}/channels`);
  await inSidebar(page, "Channels").getByRole("link", { name: "general" }).waitFor();
}

const inSidebar = (page: Page, part: "Channels" | "Direct messages") =>
  page.getByRole("navigation", { name: "Workspace" }).getByRole("region", { name: part });
const listed = (page: Page, name: string) => page.getByRole("main").getByRole("listitem").filter({ hasText: name });
const names = (page: Page, part: "Channels" | "Direct messages") =>
  inSidebar(page, part).getByRole("link").allTextContents();

async function make({ page }: BoardVisitor, name: string, kind: "Open" | "Private"): Promise<void> {
  await page.getByRole("button", { name: "New channel" }).click();
  const dialog = page.getByRole("dialog", { name: "New channel" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("radio", { name: kind }).check();
  await dialog.getByRole("button", { name: "Make the channel" }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
}

it("a channel that one makes can be found, joined and left by the other, who has it in the sidebar meanwhile", async () => {
  await make(ada, "plans", "Open");
  const row = listed(bo.page, "plans");
  await expect.poll(() => row.textContent(), PATIENCE).toContain("1 person");
  await row.getByRole("button", { name: "Join plans" }).click();
  await inSidebar(bo.page, "Channels").getByRole("link", { name: "plans" }).waitFor();
  await expect.poll(() => row.textContent(), PATIENCE).toContain("2 people");
  await row.getByRole("button", { name: "Leave plans" }).click();
  await inSidebar(bo.page, "Channels").getByRole("link", { name: "plans" }).waitFor({ state: "detached" });
  await row.getByRole("button", { name: "Join plans" }).waitFor();
});

it("a private conversation is seen by nobody else until they are added, and no more once they are taken out", async () => {
  await make(ada, "salaries", "Private");
  await make(bo, "beside", "Open");
  expect(await names(bo.page, "Channels")).not.toContain("salaries");
  await ada.page.getByRole("button", { name: /^1 member/ }).click();
  const details = ada.page.getByRole("dialog", { name: "salaries" });
  await details.getByRole("button", { name: "Add people" }).click();
  await ada.page.getByRole("option", { name: "Bo" }).click();
  await inSidebar(bo.page, "Channels").getByRole("link", { name: "salaries" }).waitFor();
  await details.getByRole("button", { name: "Remove Bo" }).click();
  await inSidebar(bo.page, "Channels").getByRole("link", { name: "salaries" }).waitFor({ state: "detached" });
});

it("a name that is taken, and a channel that is archived, are told in words", async () => {
  await make(ada, "taken", "Open");
  await bo.page.getByRole("button", { name: "New channel" }).click();
  const dialog = bo.page.getByRole("dialog", { name: "New channel" });
  await dialog.getByLabel("Name").fill("Taken");
  await dialog.getByRole("button", { name: "Make the channel" }).click();
  await dialog.getByRole("alert").waitFor();
  expect(await dialog.getByRole("alert").textContent()).toBe("Choose another name");
  // The browser tells of the refusal, too.
  expect(newComplaints(bo)).toEqual([expect.stringContaining("409")]);
  await bo.page.keyboard.press("Escape");
  await ada.page.getByRole("button", { name: "Details" }).click();
  const details = ada.page.getByRole("dialog", { name: "#taken" });
  await details.getByRole("tab", { name: "Settings" }).click();
  await details.getByRole("button", { name: "Archive" }).click();
  await details.getByRole("button", { name: "Restore" }).waitFor();
  await inSidebar(ada.page, "Channels").getByRole("link", { name: "taken" }).waitFor({ state: "detached" });
  await listed(bo.page, "taken").waitFor({ state: "detached" });
  await bo.page.getByRole("radio", { name: "Archived" }).check();
  await listed(bo.page, "taken").waitFor();
});

it("direct conversations are begun by choosing people, and stand in the order of their latest message", async () => {
  const cy = await BoardVisitor.signUp(running.browser, server.url, "Cy");
  await ada.bring(cy, workspace, { role: "member" });
  await bo.page.getByRole("button", { name: "New message" }).click();
  const dialog = bo.page.getByRole("dialog", { name: "New message" });
  await dialog.getByRole("option", { name: "Cy" }).click();
  await dialog.getByRole("button", { name: "Open the conversation" }).click();
  await bo.page.getByRole("heading", { name: "Cy" }).waitFor();
  const { id: withCy } = await bo.post(conversations, { kind: "direct", members: [cy.user] });
  const { id: withAda } = await bo.post(conversations, { kind: "direct", members: [ada.user] });
  const order = async () => (await names(bo.page, "Direct messages")).map((name) => name.replace(/\d.*/, ""));
  await say(ada, withAda, "Good morning");
  await expect.poll(order, PATIENCE).toEqual(["Ada", "Cy"]);
  await say(cy, withCy, "Me first");
  await expect.poll(order, PATIENCE).toEqual(["Cy", "Ada"]);
  await cy[Symbol.asyncDispose]();
});

it("what is unread shows at once, loudly what names one; muted it is quiet but for that; read it is gone", async () => {
  await make(ada, "news", "Open");
  const news = await newChannel("quiet news");
  const row = inSidebar(bo.page, "Channels").getByRole("listitem").filter({ hasText: "quiet news" });
  await say(ada, news, "One");
  await expect.poll(() => row.getByRole("link").textContent(), PATIENCE).toMatch(/1 unread/);
  await row.getByRole("link").click({ button: "right" });
  await bo.page.getByRole("menuitem", { name: "Mute" }).click();
  await row.getByLabel("Muted").waitFor();
  await expect.poll(() => row.getByRole("link").textContent(), PATIENCE).not.toMatch(/unread/);
  await say(ada, news, `[@Bo](ensemble:user/${bo.user}) look`);
  await expect.poll(() => row.getByRole("link").textContent(), PATIENCE).toMatch(/1 mention\b/);
  await row.getByRole("link").click({ button: "right" });
  await bo.page.getByRole("menuitem", { name: "Mark as read" }).click();
  await expect.poll(() => row.getByRole("link").textContent(), PATIENCE).not.toMatch(/mention/);
});

it("two talk about a task in its panel, also when one begins it while the other looks", async () => {
  await ada.post(`/api/workspaces/${workspace}/projects`, { name: "Engine", key: "ENG" });
  const task = await ada.post(`/api/workspaces/${workspace}/projects/ENG/tasks`, { title: "Oil it" });
  await Promise.all([ada, bo].map((who) => who.open(workspace, `ENG/tasks/${task.id}`)));
  const comments = ({ page }: BoardVisitor) => page.getByRole("region", { name: "Comments" });
  const log = (who: BoardVisitor) => comments(who).getByRole("log", { name: "Messages" });
  await comments(bo).getByRole("button", { name: "Write a comment" }).waitFor();
  await comments(ada).getByRole("button", { name: "Write a comment" }).click();
  const write = async (who: BoardVisitor, text: string) => {
    const editor = comments(who).getByRole("textbox");
    await editor.click();
    await editor.pressSequentially(text);
    await editor.press("Enter");
  };
  await write(ada, "With what?");
  await log(bo).getByText("With what?").waitFor();
  await write(bo, "With oil");
  await log(ada).getByText("With oil").waitFor();
});
