/** The SDK against the real server. */
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { ServerProcess } from "../../test/server/server-process.ts";
import { type Api, apiOf } from "./api/api.ts";
import { ApiError } from "./api/problem.ts";
import { docSession } from "./doc/doc.ts";
import type { DocSession } from "./doc/session.ts";
import { when } from "./observed.ts";
import { changesOf } from "./testing/doc-bench.ts";
import { type WorkspaceRoom, workspaceRoom } from "./workspace.ts";

let server: ServerProcess;
const open: { close(): unknown }[] = [];

beforeAll(async () => {
  server = await ServerProcess.start();
});
afterAll(() => server[Symbol.asyncDispose]());
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

interface Person {
  api: Api;
  id: string;
}

async function signUp(name: string): Promise<Person> {
  const person = { name, email: `${crypto.randomUUID()}@example.com`, password: "correct horse battery" };
  const answer = await fetch(`${server.url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(person),
  });
  const api = apiOf({ origin: server.url, token: answer.headers.get("set-auth-token") ?? "" });
  const me = await api.account.me();
  if (!me) throw new Error(`${name} could not sign up: ${answer.status}`);
  return { api, id: me.id };
}

/** Two people in one workspace with one page; the second joined as `role`. */
async function two(role: "member" | "viewer") {
  const [ada, bo] = await Promise.all([signUp("Ada"), signUp("Bo")]);
  const { id: workspace } = await ada.api.workspaces.create("Analytical Engines");
  const page = await ada.api.workspaces.createPage(workspace, "Notes");
  await bo.api.workspaces.accept((await ada.api.workspaces.invite(workspace, { role })).token);
  return { ada, bo, workspace, page };
}

function roomOf({ api }: Person, workspace: string): WorkspaceRoom {
  const room = workspaceRoom(api, workspace);
  open.push(room);
  room.open();
  return room;
}

async function docOf({ api }: Person, docId: string): Promise<DocSession> {
  const session = docSession(api, docId, null);
  open.push(session);
  await session.open();
  return session;
}

const saved = (session: DocSession) => when(session.status, ({ name }) => name === "saved");
const text = (session: DocSession) => session.view.value?.doc.getText("t");

/** Resolves when the doc's text is `wanted`. */
async function reads(session: DocSession, wanted: string): Promise<void> {
  await when(session.view, (view) => view !== null);
  await when(changesOf(session.view.value?.doc), () => text(session)?.toString() === wanted);
}

it("P1.14 P1.15 two clients of a doc outlive a SIGKILL of the server, and say saved only when all of it is", async () => {
  const { ada, bo, page } = await two("member");
  const [left, right] = [await docOf(ada, page.docId), await docOf(bo, page.docId)];
  await Promise.all([saved(left), saved(right)]);
  text(left)?.insert(0, "one ");
  await reads(right, "one ");
  await saved(left);
  await server.kill();
  await when(left.status, ({ name }) => name === "offline");
  text(left)?.insert(0, "two ");
  text(right)?.insert(4, "three ");
  expect(left.status.value).toEqual({ name: "offline", unsaved: true, kept: "no" });
  await server.restart();
  left.retry();
  right.retry();
  await Promise.all([saved(left), saved(right)]);
  await reads(left, "two one three ");
  await reads(right, "two one three ");
  const newcomer = await docOf(ada, page.docId);
  await reads(newcomer, "two one three ");
});

it("P4.1 a member removed while both rooms are open is out of both, with the reason, and stays out", async () => {
  const { ada, bo, workspace, page } = await two("member");
  const [here, there] = [roomOf(ada, workspace), roomOf(bo, workspace)];
  const doc = await docOf(bo, page.docId);
  await saved(doc);
  await when(here.peers, (peers) => [...peers.values()].some(({ user }) => user === bo.id));
  await when(there.state, (state) => state?.members.length === 2);
  expect(await here.command({ type: "member.remove", user: bo.id })).toMatchObject({ ok: true });
  const [room, closed] = await Promise.all([
    when(there.connection, ({ name }) => name === "closed"),
    when(doc.status, ({ name }) => name === "closed"),
  ]);
  expect(room).toMatchObject({ code: 4403 });
  expect(closed).toMatchObject({ code: 4403 });
  expect(doc.view.value).toBeNull();
  await when(here.state, (state) => state?.members.length === 1);
  await expect(bo.api.rooms.ticket("doc", page.docId)).rejects.toBeInstanceOf(ApiError);
});

it("P3.10 a command over the socket is seen by everyone, and its refusal has a code", async () => {
  const { ada, bo, workspace, page } = await two("viewer");
  const [here, there] = [roomOf(ada, workspace), roomOf(bo, workspace)];
  await when(there.state, (state) => state !== null);
  expect(await here.command({ type: "page.rename", page: page.id, title: "Renamed" })).toMatchObject({ ok: true });
  await when(there.state, (state) => state?.pages[0]?.title === "Renamed");
  const refused = await there.command({ type: "page.rename", page: page.id, title: "By a viewer" });
  expect(refused).toMatchObject({ ok: false, code: "forbidden" });
});

it("P1.19 P4.20 a viewer's writing is refused and set aside, and their doc is the room's again", async () => {
  const { ada, bo, page } = await two("viewer");
  const writer = await docOf(ada, page.docId);
  await saved(writer);
  text(writer)?.insert(0, "held");
  await saved(writer);
  const reader = await docOf(bo, page.docId);
  await reads(reader, "held");
  await saved(reader);
  expect(reader.access.value).toEqual({ role: "viewer", readOnly: true });
  text(reader)?.insert(0, "not mine to write ");
  await when(reader.shelf.entries, (entries) => entries.length === 1);
  await saved(reader);
  expect(text(reader)?.toString()).toBe("held");
  expect(reader.shelf.entries.value[0]).toMatchObject({ docId: page.docId, code: "forbidden" });
  expect(text(writer)?.toString()).toBe("held");
});

it("P2.6 P8.12 a newcomer opens a large doc, which comes compressed, and reads all of it", async () => {
  const { ada, bo, page } = await two("member");
  const writer = await docOf(ada, page.docId);
  await saved(writer);
  const paragraphs = Array.from({ length: 4_000 }, (_, index) => `Paragraph ${index} of a long paper. `);
  writer.view.value?.doc.transact(() => {
    for (const paragraph of paragraphs) text(writer)?.insert(text(writer)?.length ?? 0, paragraph);
  });
  await saved(writer);
  const newcomer = await docOf(bo, page.docId);
  await reads(newcomer, paragraphs.join(""));
  await saved(newcomer);
});
