/** Settings, as people use them: what one changes acts on the others' open pages at once, and nothing typed is lost. */
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ServerProcess } from "../server/server-process.ts";
import { BoardVisitor } from "./board-visitor.ts";
import { RunningBrowser } from "./chromium.ts";
import { Visitor } from "./visitor.ts";

const PASSWORD = "correct horse battery";
/** A PNG of one pixel. */
const PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

let server: ServerProcess;
let running: RunningBrowser;
let ada: BoardVisitor;
let workspace: string;

beforeAll(async () => {
  [server, running] = await Promise.all([ServerProcess.start(), RunningBrowser.start()]);
  ada = await BoardVisitor.signUp(running.browser, server.url, "Ada");
  workspace = (await ada.post("/api/workspaces", { name: "Analytical Engines" })).id;
  const projects = `/api/workspaces/${workspace}/projects`;
  await ada.post(projects, { name: "Bakery", key: "BAK" });
  await ada.post(projects, { name: "Vault", key: "VAU" });
});

afterAll(async () => {
  await ada[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

/** Opens one of the pages of settings. */
async function settings(visitor: BoardVisitor, path: string, heading: string): Promise<void> {
  await visitor.page.goto(visitor.url + path);
  await visitor.page.getByRole("heading", { level: 1, name: heading }).waitFor();
}

const inWorkspace = (page: string) => `/w/${workspace}/settings/${page}`;

it("P4.32 an admin made a viewer loses the pages of admins where they stand, and gets them back", async () => {
  await using bo = await BoardVisitor.signUp(running.browser, server.url, "Bo");
  await ada.bring(bo, workspace, { role: "admin" });
  await settings(bo, inWorkspace("invitations"), "Invitations");
  await bo.page.getByLabel("Email addresses").waitFor();
  await settings(ada, inWorkspace("members"), "Members");
  await ada.page.getByLabel("Role of Bo").selectOption("viewer");
  await bo.page.getByRole("heading", { name: "For owners and admins" }).waitFor();
  expect(await bo.page.getByLabel("Email addresses").count()).toBe(0);
  expect(await bo.page.getByRole("link", { name: "Audit log" }).count()).toBe(0);
  await ada.page.getByLabel("Role of Bo").selectOption("admin");
  await bo.page.getByLabel("Email addresses").waitFor();
  await ada.page.getByRole("button", { name: "More about Bo" }).click();
  await ada.page.getByRole("menuitem", { name: "Remove…" }).click();
  await ada.page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await bo.page.getByRole("heading", { name: /closed to you|no such workspace/ }).waitFor();
  await expect.poll(() => ada.page.getByLabel("Role of Bo").count()).toBe(0);
  expect(ada.complaints).toEqual([]);
});

it("a guest sees what is named to them as soon as it is, and no longer than that", async () => {
  await using gus = await BoardVisitor.signUp(running.browser, server.url, "Gus");
  await settings(ada, inWorkspace("invitations"), "Invitations");
  await ada.page.getByRole("radio", { name: "By link" }).click();
  await ada.page.getByLabel("Invite as").selectOption("guest");
  await ada.page.getByRole("button", { name: "Make a link" }).click();
  const link = new URL(await ada.page.getByLabel(/^Invitation link/).inputValue());
  await gus.post(`/api${link.pathname}/accept`, {});
  await gus.page.goto(`${server.url}/w/${workspace}`);
  const bakery = gus.page.getByRole("link", { name: "Bakery", exact: true });
  await gus.page.getByRole("navigation", { name: "Workspace" }).waitFor();
  expect(await bakery.count()).toBe(0);
  await settings(ada, inWorkspace("members"), "Members");
  const access = ada.page.getByRole("region", { name: "What Gus may see" });
  await access.getByText("Sees nothing yet.").waitFor();
  await access.getByRole("button", { name: "Name projects, pages or channels" }).click();
  await ada.page.getByRole("option", { name: "Bakery" }).click();
  await bakery.waitFor();
  expect(await gus.page.getByRole("link", { name: "Vault" }).count()).toBe(0);
  await ada.page.keyboard.press("Escape");
  await access.getByRole("button", { name: "Take Bakery away" }).click();
  await bakery.waitFor({ state: "detached" });
  expect(ada.complaints).toEqual([]);
});

it("several addresses pasted at once are invited each, and one can be sent again or revoked", async () => {
  await settings(ada, inWorkspace("invitations"), "Invitations");
  const field = ada.page.getByLabel("Email addresses");
  await field.fill("Eve <eve@example.com>, nobody");
  await ada.page.getByText("That is no address: nobody").waitFor();
  await field.fill("Eve <eve@example.com>; mo@example.com");
  await ada.page.getByRole("button", { name: "Send 2 invitations" }).click();
  await ada.page.getByText("2 invitations are on the way.").waitFor();
  const eve = ada.page.getByLabel("Invitation link: eve@example.com");
  const first = await eve.inputValue();
  await ada.page.getByRole("button", { name: "Send again: eve@example.com" }).click();
  await ada.page.getByRole("alertdialog").getByRole("button", { name: "Send again" }).click();
  await expect.poll(() => eve.inputValue()).not.toBe(first);
  await ada.page.getByRole("button", { name: "Revoke: mo@example.com" }).click();
  await ada.page.getByRole("button", { name: "Revoke: mo@example.com" }).waitFor({ state: "detached" });
  expect(ada.complaints).toEqual([]);
});

it("a key is shown once, works, says when it was used, and works no more once revoked", async () => {
  await settings(ada, "/account/keys", "API keys");
  await ada.page.getByRole("button", { name: "New key" }).click();
  await ada.page.getByLabel("Name").fill("Robot");
  await ada.page.getByLabel("Write").uncheck();
  await ada.page.getByRole("button", { name: "Make the key" }).click();
  const key = await ada.page.getByLabel("API key", { exact: true }).inputValue();
  const use = async (path: string, method = "GET") =>
    (await fetch(server.url + path, { method, headers: { "x-api-key": key, connection: "close" } })).status;
  expect(await use("/api/workspaces")).toBe(200);
  expect(await use("/api/workspaces", "POST")).toBe(403);
  await ada.page.getByRole("button", { name: "I have kept it" }).click();
  await settings(ada, "/account/keys", "API keys");
  await ada.page.getByText("Used just now").waitFor();
  expect(await ada.page.content()).not.toContain(key);
  await ada.page.getByRole("button", { name: "Revoke Robot" }).click();
  await ada.page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await ada.page.getByRole("heading", { name: "No keys yet" }).waitFor();
  expect(await use("/api/workspaces")).toBe(401);
  expect(ada.complaints).toEqual([]);
});

it("P4.33 signing out elsewhere closes what is open there, and leads it to sign in", async () => {
  await using elsewhere = await Visitor.open(running.browser, server.url);
  const { email } = await (await ada.page.request.get(`${server.url}/api/me`)).json().then(({ user }) => user);
  await elsewhere.page.request.post(`${server.url}/api/auth/sign-in/email`, {
    data: { email, password: PASSWORD },
    headers: { origin: server.url },
  });
  await elsewhere.page.goto(`${server.url}${inWorkspace("general")}`);
  await elsewhere.page.getByRole("heading", { name: "General" }).waitFor();
  await settings(ada, "/account/sessions", "Sessions and devices");
  await ada.page.getByText("This device").waitFor();
  await ada.page.getByRole("button", { name: "Sign out Chrome on Linux" }).click();
  await elsewhere.page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(new URL(elsewhere.page.url()).searchParams.get("from")).toBe(inWorkspace("general"));
  await expect.poll(() => ada.page.getByRole("button", { name: "Sign out Chrome on Linux" }).count()).toBe(0);
  expect(ada.complaints).toEqual([]);
});

it("the audit log is narrowed in its address, told in words, and taken out as it is narrowed", async () => {
  await settings(ada, inWorkspace("audit"), "Audit log");
  const entries = ada.page.getByRole("list", { name: "Audit log" }).getByRole("listitem");
  await entries.filter({ hasText: "Ada made the workspace “Analytical Engines”" }).waitFor();
  await ada.page.getByLabel("What").selectOption({ label: "Invitation sent again" });
  await expect.poll(() => entries.count()).toBe(1);
  await entries.filter({ hasText: "Ada sent the invitation of eve@example.com as a member again" }).waitFor();
  expect(new URL(ada.page.url()).searchParams.get("act")).toBe("invitation.renewed");
  await ada.page.reload();
  await expect.poll(() => entries.count()).toBe(1);
  const downloading = ada.page.waitForEvent("download");
  await ada.page.getByRole("button", { name: "Export" }).click();
  await ada.page.getByRole("menuitem", { name: /CSV/ }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/^Analytical Engines audit log .*\.csv$/);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("invitation.renewed");
  await ada.page.getByRole("button", { name: "Show everything" }).click();
  await entries.filter({ hasText: "Ada exported the audit log as CSV" }).waitFor();
  await ada.page.getByLabel("Search the audit log").fill("zeppelin");
  await ada.page.getByRole("heading", { name: "Nothing fits" }).waitFor();
  expect(ada.complaints).toEqual([]);
});

it("how it looks is kept in the browser, and stands before the app itself runs", async () => {
  await using bo = await BoardVisitor.signUp(running.browser, server.url, "Bo");
  await bo.page.emulateMedia({ colorScheme: "light" });
  await settings(bo, "/account/appearance", "Appearance");
  await bo.page.getByRole("radio", { name: "Dark" }).click();
  await bo.page.getByRole("radio", { name: "Compact" }).click();
  await bo.page.getByRole("radio", { name: "Reduced" }).click();
  const shown = () => bo.page.evaluate(() => ({ ...document.documentElement.dataset }));
  const chosen = { theme: "dark", density: "compact", motion: "reduced" };
  expect(await shown()).toMatchObject(chosen);
  expect(bo.complaints).toEqual([]);
  await bo.page.route(/\/assets\/.*\.js/, (route) => route.abort());
  await bo.page.reload();
  expect(await shown()).toMatchObject(chosen);
  expect(await bo.page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("dark");
});

it("what was typed and not saved is not left without asking, and a new name is seen by others at once", async () => {
  await using bo = await BoardVisitor.signUp(running.browser, server.url, "Bo");
  await ada.bring(bo, workspace, { role: "member" });
  await settings(ada, inWorkspace("members"), "Members");
  await ada.page.getByLabel("Role of Bo").waitFor();
  await settings(bo, `/account/profile?w=${workspace}`, "Profile");
  await bo.page.getByLabel("Name", { exact: true }).fill("Beau");
  await bo.page.getByRole("link", { name: "API keys" }).click();
  await bo.page
    .getByRole("alertdialog", { name: "Leave without saving?" })
    .getByRole("button", { name: "Cancel" })
    .click();
  expect(await bo.page.getByLabel("Name", { exact: true }).inputValue()).toBe("Beau");
  await bo.page.getByRole("button", { name: "Save name" }).click();
  await ada.page.getByLabel("Role of Beau").waitFor();
  await bo.page.getByRole("link", { name: "API keys" }).click();
  await bo.page.getByRole("heading", { level: 1, name: "API keys" }).waitFor();
  expect([...ada.complaints, ...bo.complaints]).toEqual([]);
});

it("a picture chosen is seen before it is saved, by others at once when it is, and no more once it is removed", async () => {
  await using pablo = await BoardVisitor.signUp(running.browser, server.url, "Pablo");
  await ada.bring(pablo, workspace, { role: "member" });
  const pictureOn = (visitor: BoardVisitor) =>
    visitor.page.getByRole("main").getByRole("img", { name: "Pablo" }).locator("img");
  const [own, seen] = [pictureOn(pablo), pictureOn(ada)];
  await settings(ada, inWorkspace("members"), "Members");
  await settings(pablo, "/account/profile", "Profile");
  const save = pablo.page.getByRole("button", { name: "Save picture" });
  const choose = (name: string, buffer: Buffer) =>
    pablo.page.getByLabel("Your picture").setInputFiles({ name, mimeType: "image/png", buffer });
  await choose("picture.png", Buffer.from("no picture at all"));
  await save.click();
  await pablo.page.getByText("it must be JPEG, PNG or WebP").waitFor();
  await choose("picture.png", Buffer.from(PICTURE, "base64"));
  await own.waitFor();
  expect(await seen.count()).toBe(0);
  await save.click();
  await pablo.page.getByText("Your picture is changed.", { exact: true }).waitFor();
  await expect.poll(() => seen.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  await ada.page.reload();
  await seen.waitFor();
  // What cannot be loaded leaves the initials to be seen.
  await pablo.page.route("**/api/objects/*", (route) => route.abort());
  await settings(pablo, inWorkspace("members"), "Members");
  await pablo.page.getByRole("main").getByRole("img", { name: "Pablo" }).waitFor();
  await expect.poll(() => own.count()).toBe(0);
  await pablo.page.unroute("**/api/objects/*");
  await settings(pablo, "/account/profile", "Profile");
  await pablo.page.getByRole("button", { name: "Remove picture" }).click();
  await pablo.page.getByRole("button", { name: "Upload a picture" }).waitFor();
  await seen.waitFor({ state: "detached" });
  expect(ada.complaints).toEqual([]);
});

it("on a phone settings are a list, and each page leads back to it", async () => {
  await ada.page.setViewportSize({ width: 390, height: 844 });
  await ada.page.goto(`${server.url}/w/${workspace}/settings`);
  await ada.page.getByRole("link", { name: "Members" }).click();
  await ada.page.getByRole("heading", { level: 1, name: "Members" }).waitFor();
  expect(await ada.page.getByRole("navigation", { name: "Settings" }).isVisible()).toBe(false);
  await ada.page.getByRole("link", { name: "Settings", exact: true }).click();
  await ada.page.getByRole("navigation", { name: "Settings" }).waitFor();
  expect(new URL(ada.page.url()).pathname).toBe(`/w/${workspace}/settings`);
  await ada.page.goto(`${server.url}/w/${workspace}/people`);
  await ada.page.getByRole("heading", { level: 1, name: "Members" }).waitFor();
  expect(ada.complaints).toEqual([]);
});

it("an account is deleted with its address and password typed, and not before what it owns is handed over", async () => {
  await using bo = await BoardVisitor.signUp(running.browser, server.url, "Bo");
  const shared = (await bo.post("/api/workspaces", { name: "Shared" })).id;
  await bo.bring(ada, shared, { role: "member" });
  await settings(bo, "/account/profile", "Profile");
  await bo.page.getByRole("button", { name: "Delete your account…" }).click();
  const dialog = bo.page.getByRole("dialog", { name: "Delete your account?" });
  const { user } = await (await bo.page.request.get(`${server.url}/api/me`)).json();
  await dialog.getByLabel(/^Type your address/).fill(user.email);
  await dialog.getByLabel("Your password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Delete my account" }).click();
  await dialog.getByText("You are the only owner of “Shared”.").waitFor();
  await bo.patch(`/api/workspaces/${shared}`, { owner: ada.user });
  await dialog.getByRole("button", { name: "Delete my account" }).click();
  await bo.page.getByRole("heading", { name: "Sign in" }).waitFor();
  const members = await ada.page.request.get(`${server.url}/api/workspaces/${shared}/members`);
  expect(await members.json()).toMatchObject({ items: [{ user: ada.user, role: "owner" }] });
});
