/** Every page of the app, and what opens above pages, by axe-core: light and dark, wide and on a phone. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ServerProcess } from "../server/server-process.ts";
import { wrongOn } from "./axe/look.ts";
import { OVERLAYS } from "./axe/overlays.ts";
import { type AppPage, PAGES, type Places } from "./axe/pages.ts";
import { RunningBrowser } from "./chromium.ts";
import { askAs, type DemoWorkspace, fillWorkspace, profileOf } from "./demo-workspace.ts";
import { settled } from "./settled.ts";

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const SIZES = [
  ["wide", WIDE],
  ["phone", PHONE],
] as const;
const THEMES = ["light", "dark"] as const;
type Theme = (typeof THEMES)[number];

let server: ServerProcess;
let running: RunningBrowser;
let demo: DemoWorkspace;
let places: Places;
/** For each theme somebody of the workspace, and somebody who is not signed in. */
let visitors: Record<Theme, { member: Page; stranger: Page }>;

const Listed = z.object({
  items: z.array(z.looseObject({ id: z.string(), title: z.string(), key: z.string().optional() })),
});

beforeAll(async () => {
  [server, running] = await Promise.all([ServerProcess.start(), RunningBrowser.start()]);
  demo = await fillWorkspace(server.url);
  places = await makePlaces(demo);
  visitors = { light: await visitorsIn("light"), dark: await visitorsIn("dark") };
});

afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function visitorsIn(theme: Theme): Promise<{ member: Page; stranger: Page }> {
  // What moves is not yet what it will be; and how it moves is not looked at here.
  const still = { reducedMotion: "reduce", viewport: WIDE, colorScheme: theme } as const;
  const profile = await profileOf(running.browser, demo, "you", still);
  const nobody = await running.browser.newContext(still);
  return { member: await profile.newPage(), stranger: await nobody.newPage() };
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
  const { conversation, thread } = await makeTalk(filled);
  const calls = Listed.parse(await ask("GET", `${under}/calls`)).items;
  const callOf = (named: string) => calls.find(({ title }) => title === named)?.id ?? "";
  const held = callOf("The new type, side by side");
  const planned = callOf("Weekly look at the website");
  const pageOf = (named: string) => pages.find(({ title }) => title === named)?.id ?? "";
  const task = tasks.find(({ title }) => title === "Build the front page")?.key ?? "";
  const named = { page: pageOf("Launch of the website"), prose: pageOf("How we write"), task, invitation: token };
  return { workspace, ...named, conversation, thread, planned, held };
}

/** Lets people talk where everyone is: a message with all that one can have, and a thread. */
async function makeTalk(filled: DemoWorkspace): Promise<{ conversation: string; thread: string }> {
  const under = `/api/workspaces/${filled.workspace}/conversations`;
  const Rooms = z.object({ items: z.array(z.looseObject({ id: z.string(), everyone: z.boolean() })) });
  const rooms = Rooms.parse(await askAs(filled, "you", "GET", under)).items;
  const conversation = rooms.find(({ everyone }) => everyone)?.id ?? "";
  const say = async (text: string, replyTo?: string) => {
    const said = { text, ...(replyTo === undefined ? {} : { replyTo }) };
    return z
      .looseObject({ id: z.string() })
      .parse(await askAs(filled, "bo", "POST", `${under}/${conversation}/messages`, said)).id;
  };
  await say(
    "Three things:\n\n1. **Paint** it\n2. `npm test`\n\n> as ever\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```ts\nconst a = 1; // one\n```",
  );
  const thread = await say(`Who has the drawings? [@You](ensemble:user/${filled.people.you.id}) @here`);
  await askAs(filled, "you", "PUT", `${under}/${conversation}/messages/${thread}/pin`);
  await askAs(filled, "you", "PUT", `${under}/${conversation}/messages/${thread}/reactions/👍`);
  await say("On my desk", thread);
  return { conversation, thread };
}

/** Opens a page and waits until it has loaded all it shows. */
async function visit(page: Page, { at, shows, holds }: Omit<AppPage, "route">): Promise<void> {
  await page.goto(server.url + at(places));
  await page.getByRole("heading", { name: shows }).first().waitFor();
  if (holds) await page.getByText(holds).filter({ visible: true }).first().waitFor();
  await settled(page);
}

/** What is wrong with what is shown, wide and on a phone. Between the themes only colours differ. */
async function wrongOnBoth(page: Page, theme: Theme): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, size] of SIZES) {
    await page.setViewportSize(size);
    await settled(page);
    const found = await wrongOn(page, theme === "light" ? "page" : "colours");
    wrong.push(...found.map((line) => `${theme}, ${name}: ${line}`));
  }
  await page.setViewportSize(WIDE);
  return wrong;
}

it("knows every page there is", async () => {
  const { stranger } = visitors.light;
  await visit(stranger, { at: () => "/sign-in", shows: "Sign in" });
  const routes = z.array(z.string()).parse(await stranger.evaluate("Object.keys(__TSR_ROUTER__.routesByPath)"));
  const known = new Set(PAGES.map(({ route }) => route));
  known.delete("*");
  expect([...known].toSorted()).toEqual(routes.toSorted());
});

const ANY: Places = {
  workspace: "$w",
  page: "$p",
  prose: "$p",
  task: "$t",
  invitation: "$i",
  conversation: "$c",
  thread: "$m",
  planned: "$planned",
  held: "$held",
};

describe.each(PAGES.map((page) => [page.at(ANY), page] as const))("%s", (_, appPage) => {
  it("has nothing wrong that axe finds, in light and dark, wide and on a phone", async () => {
    const wrong: string[] = [];
    for (const theme of THEMES) {
      const { member, stranger } = visitors[theme];
      const page = appPage.signedOut ? stranger : member;
      await visit(page, appPage);
      wrong.push(...(await wrongOnBoth(page, theme)));
    }
    expect(wrong).toEqual([]);
  });
});

describe.each(OVERLAYS.map((overlay) => [overlay.name, overlay] as const))("%s", (_, { on, open }) => {
  it("has nothing wrong that axe finds, in light and dark", async () => {
    const wrong: string[] = [];
    for (const theme of THEMES) {
      const { member } = visitors[theme];
      await member.goto(server.url + on(places));
      await settled(member);
      await open(member);
      await settled(member);
      const found = await wrongOn(member, theme === "light" ? "overlay" : "colours");
      wrong.push(...found.map((line) => `${theme}: ${line}`));
    }
    expect(wrong).toEqual([]);
  });
});
