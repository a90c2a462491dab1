/** `npm run demo` against the real server: it fills a workspace, works in it, ends when told, and finds it again. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { apiOf } from "../../client/sdk/api/api.ts";
import { NpmScript } from "./npm-script.ts";
import { freePort } from "./ports.ts";
import { ServerProcess } from "./server-process.ts";

let server: ServerProcess;
beforeAll(async () => {
  server = await ServerProcess.start();
});
afterAll(() => server[Symbol.asyncDispose]());

const demo = (...args: string[]) => new NpmScript("demo", { PORT: String(server.port) }, args);
const lines = (script: NpmScript) => script.output.split("\n").map((line) => line.trim());

/** What follows `name` in a line of its own. */
const told = (script: NpmScript, name: string) =>
  lines(script)
    .find((line) => line.startsWith(name))
    ?.slice(name.length)
    .trim() ?? "";

async function signInAsTold(script: NpmScript) {
  const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: told(script, "Email"), password: told(script, "Password") }),
  });
  return apiOf({ origin: server.url, token: answer.headers.get("set-auth-token") ?? "" });
}

it("fills a workspace that one can sign in to, and keeps it lively until it is told to stop", async () => {
  await using first = demo("--pace", "1");
  const toSee = new Set(["Bo moved", "Bo checked", "Cleo moved", "Cleo opened"]);
  await first.line((line) => {
    for (const step of toSee) if (line.startsWith(step)) toSee.delete(step);
    return toSee.size === 0;
  });
  const api = await signInAsTold(first);
  await first.stop("SIGINT");
  expect(lines(first).filter((line) => line.startsWith("Made the project"))).toHaveLength(2);

  const [workspace] = await api.workspaces.list();
  if (!workspace) throw new Error("no workspace was made");
  const projects = await api.projects.list(workspace.id);
  expect(projects.map(({ key }) => key)).toEqual(["WEB", "APP"]);
  const tasks = (await api.tasks.list(workspace.id, "WEB", { limit: 200 })).items;
  expect(tasks.some(({ relations }) => relations.some(({ type }) => type === "blocked_by"))).toBe(true);
  expect(tasks.some(({ parentId }) => parentId !== null)).toBe(true);
  expect(tasks.some(({ docId }) => docId !== null)).toBe(true);
  const members = await api.workspaces.members(workspace.id);
  const names = new Map(members.map(({ user, name }) => [user, name]));
  const { items } = await api.projects.activity(workspace.id, "WEB");
  expect(new Set(items.map(({ by }) => names.get(by ?? "")))).toContain("Bo");

  await using second = demo("--pace", "1");
  await second.line((line) => line.startsWith("Bo moved"));
  await second.stop("SIGTERM");
  expect(lines(second).filter((line) => line.startsWith("Found the project"))).toHaveLength(2);
  expect(await api.workspaces.list()).toHaveLength(1);
  expect(await api.projects.list(workspace.id)).toHaveLength(2);
});

it("says what is missing when no server answers, when the server is not only ours, and when it is asked oddly", async () => {
  const port = await freePort();
  await using nowhere = new NpmScript("demo", { PORT: String(port) });
  expect(await nowhere.ended()).toEqual({
    code: 1,
    output: `No server answers at http://localhost:${port}. Start it with "npm start", or name another with --url.\n`,
  });
  await using elsewhere = demo("--url", "https://ensemble.example");
  expect((await elsewhere.ended()).output).toContain("choose a password");
  await using odd = demo("--pace", "often");
  const { code, output } = await odd.ended();
  expect({ code, usage: output.includes("npm run demo -- ") }).toEqual({ code: 1, usage: true });
});
