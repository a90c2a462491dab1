/**
 * `npm run screenshots`: photographs the main pages in light, in dark and on a phone into `docs/screens`, from a server of
 * its own with the demo in it. A page that does not come fails it; the others are taken all the same.
 */
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { RunningBrowser } from "../test/browser/chromium.ts";
import { askAs, type DemoWorkspace, fillWorkspace, profileOf } from "../test/browser/demo-workspace.ts";
import { ServerProcess } from "../test/server/server-process.ts";
import { inRepository } from "./repository.ts";
import { bringIntoCalls, browserOfYou } from "./screens/call-company.ts";
import { callShots } from "./screens/call-shots.ts";
import { photograph, VARIANTS, type Variant } from "./screens/camera.ts";
import { bringBo, bringCleo } from "./screens/company.ts";
import { type Places, type Scene, SHOTS, type Shot } from "./screens/shots.ts";
import { fillWarehouse } from "./screens/warehouse.ts";

const FOLDER = inRepository("docs/screens");
/** All pictures together: a clone of the repository should stay quick. */
const MOST_BYTES = 5_000_000;

const Pages = z.object({ items: z.array(z.object({ id: z.string(), title: z.string() })) });
const Tasks = z.object({ items: z.array(z.object({ key: z.string(), title: z.string() })) });
const Calls = z.object({ items: z.array(z.object({ id: z.string(), title: z.string() })) });
const Conversations = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) });

async function placesOf(demo: DemoWorkspace): Promise<Places> {
  const { workspace } = demo;
  const under = `/api/workspaces/${workspace}`;
  const pages = Pages.parse(await askAs(demo, "you", "GET", `${under}/pages`)).items;
  const tasks = Tasks.parse(await askAs(demo, "you", "GET", `${under}/projects/WEB/tasks?limit=200`)).items;
  const conversations = Conversations.parse(await askAs(demo, "you", "GET", `${under}/conversations?limit=200`)).items;
  const calls = Calls.parse(await askAs(demo, "you", "GET", `${under}/calls`)).items;
  return {
    workspace,
    calls: new Map(calls.map(({ title, id }) => [title, id])),
    pages: new Map(pages.map(({ title, id }) => [title, id])),
    tasks: new Map(tasks.map(({ title, key }) => [title, key])),
    conversations: new Map(conversations.map(({ name, id }) => [name, id])),
  };
}

/** A profile for one shot, so that what was done for another is not to be seen. */
async function profileFor({ browser }: RunningBrowser, demo: DemoWorkspace, { as, name }: Shot, variant: Variant) {
  const options = { ...VARIANTS[variant], reducedMotion: "reduce", locale: "en-GB" } as const;
  if (as !== "nobody" && as !== "newcomer") return profileOf(browser, demo, as, options);
  const context = await browser.newContext(options);
  if (as === "nobody") return context;
  const data = { name: "Ada", email: `${name}.${variant}@example.com`, password: "correct horse battery" };
  const headers = { origin: demo.url };
  const answer = await context.request.post(`${demo.url}/api/auth/sign-up/email`, { data, headers });
  if (!answer.ok()) throw new Error(`Signing up answered ${answer.status()}.`);
  return context;
}

async function take(running: RunningBrowser, scene: Scene, shot: Shot, variant: Variant) {
  const context = await profileFor(running, scene.demo, shot, variant);
  try {
    const page = await context.newPage();
    await page.goto(scene.demo.url + shot.at(scene.places));
    await shot.ready(page, scene);
    const bytes = await photograph(page, join(FOLDER, `${shot.name}.${variant}.webp`));
    await shot.leave?.(page, scene);
    return bytes;
  } finally {
    await context.close();
  }
}

const variants = ["light", "dark", "phone"] as const satisfies Variant[];
const wanted = new Set(process.argv.slice(2));

await using server = await ServerProcess.start();
await using running = await browserOfYou();
const demo = await fillWorkspace(server.url);
await askAs(demo, "you", "POST", "/api/me/keys", { name: "Nightly report", scopes: ["read"] });
await fillWarehouse(demo);
const places = await placesOf(demo);
await using bo = await profileOf(running.browser, demo, "bo", { viewport: { width: 1200, height: 800 } });
const under = `${demo.url}/w/${demo.workspace}`;
const boIsAt = places.tasks.get("Move the help pages over") ?? "";
const boWritesOn = places.pages.get("Launch of the website") ?? "";
await bringBo(bo, `${under}/projects/WEB/tasks/${boIsAt}`, `${under}/p/${boWritesOn}`);
const cleoLeaves = await bringCleo(demo);

await mkdir(FOLDER, { recursive: true });
if (wanted.size === 0) for (const file of await readdir(FOLDER)) await rm(join(FOLDER, file));
const missing: string[] = [];
let bytes = 0;
let pictures = 0;

async function takeAll(shots: readonly Shot[]): Promise<void> {
  for (const shot of shots.filter(({ name }) => wanted.size === 0 || wanted.has(name))) {
    for (const variant of variants) {
      try {
        bytes += await take(running, { demo, places }, shot, variant);
        pictures += 1;
      } catch (error) {
        missing.push(`${shot.name}.${variant}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}

await takeAll(SHOTS);
cleoLeaves();
// Last, so that no other picture is taken while films are encoded.
await using company = await bringIntoCalls(demo);
await takeAll(callShots(company));
console.log(`${pictures} pictures, ${Math.round(bytes / 1000)} kB, in docs/screens.`);
for (const line of missing) console.error(`Missing: ${line}`);
if (bytes > MOST_BYTES) console.error(`They weigh more than ${MOST_BYTES / 1000} kB.`);
if (missing.length > 0 || bytes > MOST_BYTES) process.exitCode = 1;
