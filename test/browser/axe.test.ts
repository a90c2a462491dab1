/** Every page of the app, and what opens above pages, by axe-core: light and dark, wide and on a phone. */
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ServerProcess } from "../server/server-process.ts";
import { wrongOn } from "./axe/look.ts";
import { type AppPage, OVERLAYS, PAGES, type Places } from "./axe/pages.ts";
import { RunningBrowser } from "./chromium.ts";
import { askAs, type DemoWorkspace, fillWorkspace, profileOf } from "./demo-workspace.ts";

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

let server: ServerProcess;
let running: RunningBrowser;
let demo: DemoWorkspace;
let places: Places;
let member: Tab;
let stranger: Tab;

interface Tab {
  context: BrowserContext;
  page: Page;
}

const Listed = z.object({
  items: z.array(z.looseObject({ id: z.string(), title: z.string(), key: z.string().optional() })),
});

beforeAll(async () => {
  [server, running] = await Promise.all([ServerProcess.start(), RunningBrowser.start()]);
  demo = await fillWorkspace(server.url);
  places = await makePlaces(demo);
  // What moves is not yet what it will be; and how it moves is not looked at here.
  const still = { reducedMotion: "reduce", viewport: WIDE } as const;
  member = await tabIn(await profileOf(running.browser, demo, "you", still));
  stranger = await tabIn(await running.browser.newContext(still));
});

afterAll(async () => {
  for (const tab of [member, stranger]) await tab?.context.close();
  await running[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function tabIn(context: BrowserContext): Promise<Tab> {
  return { context, page: await context.newPage() };
}

/** Makes what some pages are there for: an invitation, a key, an archived task; and finds the others. */
async function makePlaces(filled: DemoWorkspace): Promise<Places> {
  const { workspace } = filled;
  const under = `/api/workspaces/${workspace}`;
  const ask = (method: "GET" | "POST", path: string, body?: object) => askAs(filled, "you", method, path, body);
  const { token } = z
    .object({ token: z.string() })
    .parse(await ask("POST", `${under}/invitations`, { role: "member" }));
  await ask("POST", "/api/me/keys", { name: "Nightly report", scopes: ["read"] });
  const pages = Listed.parse(await ask("GET", `${under}/pages`)).items;
  const tasks = Listed.parse(await ask("GET", `${under}/projects/WEB/tasks?limit=200`)).items;
  const page = pages.find(({ title }) => title === "Launch of the website")?.id ?? "";
  const task = tasks.find(({ title }) => title === "Build the front page")?.key ?? "";
  return { workspace, page, task, invitation: token };
}

/** Opens a page and waits until it has loaded all it shows. */
async function visit(page: Page, { at, shows }: Pick<AppPage, "at" | "shows">): Promise<void> {
  await page.goto(server.url + at(places));
  await page.getByRole("heading", { name: shows }).first().waitFor();
  await settled(page);
}

/** Waits until all is loaded, and nothing is on its way to another place or colour. */
async function settled(page: Page): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
  await page.evaluate(async () => {
    await document.fonts.ready;
    // What begins to move with a change of theme does so with the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** What is wrong with what the page shows now, in both themes. Only its colours differ between them. */
async function wrongInBoth(page: Page, where: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "light" });
  await settled(page);
  const light = await wrongOn(page, "everything");
  await page.emulateMedia({ colorScheme: "dark" });
  await settled(page);
  const dark = await wrongOn(page, "colours");
  return [...light.map((line) => `${where}, light: ${line}`), ...dark.map((line) => `${where}, dark: ${line}`)];
}

it("knows every page there is", async () => {
  await visit(stranger.page, { at: () => "/sign-in", shows: "Sign in" });
  const routes = z.array(z.string()).parse(await stranger.page.evaluate("Object.keys(__TSR_ROUTER__.routesByPath)"));
  const known = new Set(PAGES.map(({ route }) => route));
  known.delete("*");
  expect([...known].toSorted()).toEqual(routes.toSorted());
});

describe.each(
  PAGES.map((page) => [`${page.at({ workspace: "$w", page: "$p", task: "$t", invitation: "$i" })}`, page] as const),
)("%s", (_, appPage) => {
  it("has nothing wrong that axe finds, in light and dark, wide and on a phone", async () => {
    const { page } = appPage.signedOut ? stranger : member;
    await page.setViewportSize(WIDE);
    await visit(page, appPage);
    const wide = await wrongInBoth(page, "wide");
    await page.setViewportSize(PHONE);
    await settled(page);
    const phone = await wrongInBoth(page, "phone");
    expect([...wide, ...phone]).toEqual([]);
  });
});

describe.each(OVERLAYS.map((overlay) => [overlay.name, overlay] as const))("%s", (_, { on, open }) => {
  it.each([
    ["wide", WIDE],
    ["phone", PHONE],
  ] as const)("has nothing wrong that axe finds, in light and dark: %s", async (where, size) => {
    await member.page.setViewportSize(size);
    await member.page.goto(server.url + on(places));
    await settled(member.page);
    await open(member.page);
    await settled(member.page);
    expect(await wrongInBoth(member.page, where)).toEqual([]);
  });
});
