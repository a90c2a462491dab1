/** A demo from beginning to end: accounts, workspace, projects, and two who work and talk in it until they are told to stop. */
import { setTimeout as pause } from "node:timers/promises";
import { when } from "../../client/sdk/observed.ts";
import { type WorkspaceRoom, workspaceRoom } from "../../client/sdk/workspace.ts";
import { Bot } from "./bot.ts";
import { holdCalls } from "./calls.ts";
import { DemoCannotRun } from "./cannot-run.ts";
import { holdConversations } from "./conversations.ts";
import { demoId, type Fill, fillProject } from "./fill.ts";
import { writePages } from "./pages.ts";
import { type DemoPerson, enter } from "./people.ts";
import { STORIES } from "./stories/projects.ts";
import type { Person } from "./story.ts";
import { Talker } from "./talker.ts";

export interface DemoOptions {
  /** The server, as `http(s)://host`. */
  url: string;
  /** Of all accounts of the demo. */
  password: string;
  /** How long a bot rests between two steps, in ms. */
  paceMs: number;
  /** Takes each line that a person is told. */
  say: (line: string) => void;
  /** Ends the demo. */
  signal: AbortSignal;
}

const WORKSPACE = "Ensemble demo";
const YOU = { name: "You", email: "you@demo.ensemble.example" };
const BOTS = [
  { name: "Bo", email: "bo@demo.ensemble.example" },
  { name: "Cleo", email: "cleo@demo.ensemble.example" },
] as const;

/** How many times longer a bot rests from talking than from work. */
const TALKING = 4;

/** A workspace that the demo filled, and those who are in it. */
export interface FilledDemo {
  workspace: string;
  people: Record<Person, DemoPerson>;
}

/** Makes what is not there yet of accounts, workspace, projects and pages. @throws DemoCannotRun */
export async function fillDemo({
  url,
  password,
  say,
}: Pick<DemoOptions, "url" | "password" | "say">): Promise<FilledDemo> {
  const enterAs = ({ name, email }: { name: string; email: string }) => enter(url, name, email, password);
  const [you, bo, cleo] = await Promise.all([enterAs(YOU), enterAs(BOTS[0]), enterAs(BOTS[1])]);
  const people = { you, bo, cleo };
  const workspace = await workspaceOf(you);
  for (const bot of [bo, cleo]) await join(you, bot, workspace);
  await using rooms = new AsyncDisposableStack();
  const room = await open(you, workspace, rooms);
  const describe = (task: string, markdown: string) =>
    put(you, url, `/api/workspaces/${workspace}/tasks/${task}/description`, markdown);
  const fill: Fill = { room, workspace, people: { you: you.id, bo: bo.id, cleo: cleo.id }, describe };
  for (const story of STORIES) {
    const made = await fillProject(fill, story);
    say(made > 0 ? `Made the project “${story.name}” with ${made} tasks.` : `Found the project “${story.name}”.`);
  }
  const pages = await writePages({ url, workspace, people, room });
  if (pages > 0) say(`Wrote ${pages} pages.`);
  const conversations = await holdConversations({ url, workspace, people, room });
  if (conversations > 0) say(`Held ${conversations} conversations.`);
  const calls = await holdCalls({ workspace, people });
  if (calls > 0) say(`Planned and held ${calls} calls.`);
  return { workspace, people };
}

/** Runs until `signal`. @throws DemoCannotRun with a sentence for who started it */
export async function runDemo({ url, password, paceMs, say, signal }: DemoOptions): Promise<void> {
  const { workspace, people } = await fillDemo({ url, password, say });
  await using rooms = new AsyncDisposableStack();
  const projects = STORIES.map(({ key }) => demoId(workspace, key, "project"));
  for (const line of howToSignIn({ url, workspace, email: people.you.email, password })) say(line);
  const temper = { random: Math.random, linger: () => rest(paceMs / 2, signal) };
  const makeBot = async (who: DemoPerson) => new Bot(who, await open(who, workspace, rooms), projects, temper);
  const bots = await Promise.all([people.bo, people.cleo].map(makeBot));
  const haunts = (await people.bo.api.conversations.list(workspace)).filter(
    ({ kind, archivedAt }) => kind === "channel" && archivedAt === null,
  );
  const talkers = [people.bo, people.cleo].map((who) => new Talker(who, workspace, haunts, temper));
  await Promise.all([
    ...bots.map((bot) => keepAt(bot, { paceMs, say, signal })),
    ...talkers.map((talker) => keepAt(talker, { paceMs: paceMs * TALKING, say, signal })),
  ]);
  for (const each of [...bots, ...talkers]) each.close();
}

/** The workspace's room as this person is in it, until `rooms` are closed. */
async function open(person: DemoPerson, workspace: string, rooms: AsyncDisposableStack): Promise<WorkspaceRoom> {
  const room = rooms.adopt(workspaceRoom(person.api, workspace), (each) => each.close());
  room.open();
  await isThere(room);
  return room;
}

/** The demo's workspace: the one it made before, or a new one. */
async function workspaceOf(you: DemoPerson): Promise<string> {
  const all = await you.api.workspaces.list();
  const own = all.find(({ name, role, eraseAt }) => name === WORKSPACE && role === "owner" && eraseAt === null);
  return own?.id ?? (await you.api.workspaces.create(WORKSPACE)).id;
}

async function join(you: DemoPerson, bot: DemoPerson, workspace: string): Promise<void> {
  const members = await you.api.workspaces.members(workspace);
  if (members.some(({ user }) => user === bot.id)) return;
  const { token } = await you.api.workspaces.invite(workspace, { role: "member", email: bot.email });
  await bot.api.workspaces.accept(token);
}

async function isThere(room: WorkspaceRoom): Promise<void> {
  const closed = when(room.connection, (state) => state.name === "closed").then((state) => {
    const why = state.name === "closed" ? state.sentence : "";
    throw new DemoCannotRun(`The workspace closed its door: ${why}`);
  });
  await Promise.race([when(room.state, (state) => state !== null), closed]);
  // The room may close later, when the demo ends; nobody waits for it then.
  closed.catch(() => {});
}

async function put(you: DemoPerson, url: string, path: string, markdown: string): Promise<void> {
  const headers = { authorization: `Bearer ${you.token}`, "content-type": "text/markdown" };
  const answer = await fetch(new URL(path, url), { method: "PUT", headers, body: markdown });
  if (!answer.ok) throw new DemoCannotRun(`The server answered ${answer.status} to the text of ${path}.`);
}

function howToSignIn({ url, workspace, email, password }: Record<"url" | "workspace" | "email" | "password", string>) {
  return [
    "",
    `  Sign in at  ${new URL(`/w/${workspace}/projects/${STORIES[0]?.key ?? ""}`, url)}`,
    `  Email       ${email}`,
    `  Password    ${password}`,
    "",
    `${BOTS.map(({ name }) => name).join(" and ")} keep working until you stop this with Ctrl-C.`,
  ];
}

/** Steps with rests until the signal. A server that goes away meanwhile is waited for: what is asked then is queued. */
async function keepAt(bot: Bot | Talker, { paceMs, say, signal }: Pick<DemoOptions, "paceMs" | "say" | "signal">) {
  while (!signal.aborted) {
    const step = await Promise.race([bot.step(), aborted(signal)]);
    if (step)
      say(step.refused ? `${bot.name} would have ${step.words}: ${step.refused}` : `${bot.name} ${step.words}.`);
    // Never in step with the other one.
    await rest(paceMs * (0.5 + Math.random()), signal);
  }
}

/** Answers after `ms`, or at the signal. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => {});
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener("abort", () => resolve(null), { once: true });
  });
}
