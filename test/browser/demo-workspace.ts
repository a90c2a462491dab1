/** A server with the demo's workspace in it, and someone signed in there: what every page of the app looks like in use. */
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { fillDemo } from "../../scripts/demo/demo.ts";
import type { Person } from "../../scripts/demo/story.ts";

const PASSWORD = "ensemble demo";

export interface DemoWorkspace {
  /** The server, as `http://host:port`. */
  url: string;
  /** The workspace's id. */
  workspace: string;
  /** Who is in it, with the session's token, for what is done beside the pages. */
  people: Record<Person, { id: string; name: string; email: string; token: string }>;
}

/** Fills the server at `url`. */
export async function fillWorkspace(url: string): Promise<DemoWorkspace> {
  const { workspace, people } = await fillDemo({ url, password: PASSWORD, say: () => {} });
  return { url, workspace, people };
}

/** A fresh profile in which `person` is signed in. */
export async function profileOf(
  browser: Browser,
  { url, people }: DemoWorkspace,
  person: Person,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
  const data = { email: people[person].email, password: PASSWORD };
  const answer = await context.request.post(`${url}/api/auth/sign-in/email`, { data, headers: { origin: url } });
  if (!answer.ok()) throw new Error(`signing in answered ${answer.status()}`);
  return context;
}

/** Asks the API as `person`; answers what it says. @throws Error when it refuses */
export async function askAs(
  { url, people }: DemoWorkspace,
  person: Person,
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE",
  path: string,
  body?: object,
): Promise<unknown> {
  const headers = { authorization: `Bearer ${people[person].token}`, "content-type": "application/json" };
  const answer = await fetch(new URL(path, url), { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
