/** The workspace's calls as two people see them: planned, answered, started from where one works. */
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { afterEach, expect, it } from "vitest";
import { BoardVisitor } from "./board-visitor.ts";
import { PATIENCE } from "./two-people.ts";
import { newComplaints, twoTalking } from "./two-talking.ts";

const { server, running, ada, bo, workspace, newChannel } = await twoTalking();
const CALLS = `/api/workspaces/${workspace}/calls`;
/** A time to come, wherever this runs. */
const NEXT_YEAR = `${new Date().getFullYear() + 1}-03-09`;
const ON_A_CALL = new RegExp(`/w/${workspace}/calls/[^/]+$`);

afterEach(() => expect(newComplaints(ada, bo)).toEqual([]));

/** Opens the list of calls, and waits until it is known. */
async function list({ page }: BoardVisitor): Promise<void> {
  await page.goto(`${server.url}/w/${workspace}/calls`);
  await page.getByRole("heading", { name: "Past" }).waitFor();
}

const row = ({ page }: BoardVisitor, name: string): Locator =>
  page.getByRole("main").getByRole("listitem").filter({ hasText: name });

/** Opens the form for a new call, with a title and a time. */
async function beginPlanning(page: Page, title: string, at: string): Promise<Locator> {
  await page.getByRole("button", { name: "Schedule a call" }).click();
  const dialog = page.getByRole("dialog", { name: "Schedule a call" });
  await dialog.getByLabel("Title").fill(title);
  await dialog.getByLabel("When").fill(at);
  return dialog;
}

/** Chooses from what can be done with a call. */
async function choose(who: BoardVisitor, name: string, item: string): Promise<void> {
  await row(who, name)
    .getByRole("button", { name: `More for ${name}` })
    .click();
  await who.page.getByRole("menuitem", { name: item }).click();
}

it("a call that one plans is answered by the other, changed, and cancelled, all of it seen at once by both", async () => {
  await Promise.all([ada, bo].map(list));
  const dialog = await beginPlanning(ada.page, "Weekly look", `${NEXT_YEAR}T10:00`);
  await dialog.getByLabel("For how long").selectOption({ label: "45 min" });
  await dialog.getByRole("button", { name: "Invite people" }).click();
  await ada.page.getByRole("option", { name: "Bo" }).click();
  await ada.page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Schedule" }).click();
  await row(bo, "Weekly look").getByRole("radio", { name: "Coming", exact: true }).check();
  await row(ada, "Weekly look").getByText("1 person invited: 1 coming").waitFor();

  await choose(ada, "Weekly look", "Change…");
  const change = ada.page.getByRole("dialog", { name: "Change the call" });
  await change.getByLabel("Title").fill("Monthly look");
  await change.getByLabel("When").fill(`${NEXT_YEAR}T16:30`);
  await change.getByRole("button", { name: "Save" }).click();
  const answer = row(bo, "Monthly look").getByRole("radio", { name: "Coming", exact: true });
  await expect.poll(() => answer.isChecked(), PATIENCE).toBe(false);
  await row(ada, "Monthly look").getByText("1 person invited", { exact: true }).waitFor();

  await choose(ada, "Monthly look", "Cancel the call…");
  await ada.page.getByRole("alertdialog").getByRole("button", { name: "Cancel the call" }).click();
  await row(bo, "Monthly look").waitFor({ state: "detached" });
});

it("a planned call goes into any calendar by a file that says when it is", async () => {
  const startsAt = new Date(`${NEXT_YEAR}T10:00:00Z`);
  await ada.post(CALLS, { title: "Tea, and cake", startsAt: startsAt.getTime(), minutes: 30, invited: [bo.user] });
  await list(bo);
  const [download] = await Promise.all([
    bo.page.waitForEvent("download"),
    choose(bo, "Tea, and cake", "Add to your calendar"),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.ics$/);
  const lines = (await readFile(await download.path(), "utf8")).split("\r\n");
  const stamp = (at: Date) => `${at.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;
  expect(lines).toEqual(
    expect.arrayContaining([
      "BEGIN:VEVENT",
      "SUMMARY:Tea\\, and cake",
      `DTSTART:${stamp(startsAt)}`,
      `DTEND:${stamp(new Date(startsAt.getTime() + 30 * 60_000))}`,
    ]),
  );
});

it("a time that is over, and a server that cannot be reached, are told in words, and nothing that was typed is lost", async () => {
  await list(ada);
  const dialog = await beginPlanning(ada.page, "Too late", "2020-01-01T10:00");
  const send = dialog.getByRole("button", { name: "Schedule" });
  await send.click();
  await dialog.getByText("That time is over. Choose one to come.").waitFor();
  await dialog.getByLabel("When").fill(`${NEXT_YEAR}T10:00`);
  await ada.visitor.context.setOffline(true);
  await send.click();
  await dialog.getByText("The server cannot be reached").waitFor();
  await ada.visitor.context.setOffline(false);
  await send.click();
  await row(ada, "Too late").waitFor();
  expect(newComplaints(ada).length).toBeGreaterThan(0);
});

it("a call is started from a conversation, a project and a task, and the other finds the way in there and in the sidebar", async () => {
  await ada.post(`/api/workspaces/${workspace}/projects`, { name: "Engine", key: "ENG" });
  const task = await ada.post(`/api/workspaces/${workspace}/projects/ENG/tasks`, { title: "Oil it" });
  const channel = await newChannel("talk");
  const under = `${server.url}/w/${workspace}`;
  const panel = (page: Page) => page.getByRole("complementary", { name: /Oil it/ });
  const places: [string, (page: Page) => Locator][] = [
    [`${under}/c/${channel}`, (page) => page.getByRole("region", { name: "talk" })],
    [`${under}/projects/ENG`, (page) => page.getByRole("main")],
    [`${under}/projects/ENG/tasks/${task.id}`, panel],
  ];
  for (const [address, place] of places) {
    await Promise.all([ada, bo].map(({ page }) => page.goto(address)));
    await place(bo.page).getByRole("button", { name: "Call", exact: true }).waitFor();
    await place(ada.page).getByRole("button", { name: "Call", exact: true }).click();
    await ada.page.getByRole("menuitem", { name: "Start a call" }).click();
    await ada.page.waitForURL(ON_A_CALL);
    const join = place(bo.page).getByRole("link", { name: /^Join the call/ });
    await expect.poll(() => join.getAttribute("href"), PATIENCE).toBe(new URL(ada.page.url()).pathname);
  }
  await list(bo);
  const named = bo.page.getByRole("list", { name: "Calls that go on" }).getByRole("link", { name: /^Join / });
  await expect.poll(() => named.count(), PATIENCE).toBe(3);
});

it("a link lets guests in until it is taken back", async () => {
  const title = "Open house";
  await ada.post(CALLS, { title, startsAt: new Date(`${NEXT_YEAR}T10:00:00Z`).getTime() });
  await list(ada);
  await choose(ada, title, "Link for guests…");
  const dialog = ada.page.getByRole("dialog", { name: "Link for guests" });
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const link = await dialog.getByLabel("Link for guests").inputValue();
  expect(link).toContain(`${server.url}/invitations/`);
  await dialog.getByRole("button", { name: "Take the link back" }).click();
  await dialog.getByText("There is no link yet.").waitFor();
});

it("whoever only reads is told that they start no calls, and may come into those of others", async () => {
  await using viv = await BoardVisitor.signUp(running.browser, server.url, "Viv");
  await ada.bring(viv, workspace, { role: "viewer" });
  await ada.post(CALLS, { title: "For all" });
  await list(viv);
  await viv.page.getByText("You read in this workspace").waitFor();
  await row(viv, "For all").getByRole("link", { name: "Join For all" }).waitFor();
  const main = viv.page.getByRole("main");
  expect(await main.getByRole("button", { name: /^(Start|Schedule) a call/ }).count()).toBe(0);
  expect(newComplaints(viv)).toEqual([]);
});
