/**
 * Whatever a client heard to be accepted is there after a SIGKILL, and what it did not hear of and sent again is there
 * once. The server is killed several times, each time right behind another acknowledgement.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Api, apiOf } from "../../client/sdk/api/api.ts";
import { docSession } from "../../client/sdk/doc/doc.ts";
import { when } from "../../client/sdk/observed.ts";
import { User } from "../server/api.ts";
import { ServerProcess } from "../server/server-process.ts";
import { TEXT } from "./editing-session.ts";
import { LiveWriter } from "./live-writer.ts";

/** Behind how many acknowledgements each life of the server ends. */
const LIVES = [1, 7, 18];

let server: ServerProcess;
let user: User;
let api: Api;
let workspace: string;
beforeAll(async () => {
  server = await ServerProcess.start();
  user = await User.signUp(server.url, "Ada");
  api = apiOf({ origin: server.url, token: user.token });
  workspace = await user.createWorkspace("Analytical Engines");
});
afterAll(() => server[Symbol.asyncDispose]());

it("P1.14 what the SDK called saved is there for a stranger after a SIGKILL", async () => {
  const { docId } = await user.createPage(workspace, "Notes");
  const ticket = await user.docTicket(docId, 60 * 60);
  let saved = "";
  for (const acks of LIVES) {
    // A session of its own for each life, and closed before the next: it would bring back what the server had lost.
    const session = docSession(api, docId, null);
    await session.open();
    const { doc } = (await when(session.view, (view) => view !== null)) ?? {};
    if (!doc) throw new Error("The doc did not open.");
    const text = doc.getText(TEXT);
    for (let ack = 0; ack < acks; ack += 1) {
      text.insert(text.length, `${ack},`);
      session.flush();
      await when(session.status, ({ name }) => name === "saved");
      saved = text.toString();
    }
    text.insert(text.length, "never confirmed");
    await server.kill();
    await session.close();
    await server.restart();

    using stranger = new LiveWriter({ url: server.url, docId, ticket }, []);
    await stranger.until(({ provider }) => provider.synced);
    expect(stranger.text.slice(0, saved.length)).toBe(saved);
  }
});

it("P1.14 P3.7 pages that were answered are there once, and so is the one sent again", async () => {
  const titles: string[] = [];
  for (const [life, acks] of LIVES.entries()) {
    for (let ack = 0; ack < acks; ack += 1) {
      const title = `Page ${life}.${ack}`;
      await api.workspaces.createPage(workspace, title);
      titles.push(title);
    }
    const title = `Page ${life} in the dark`;
    const key = crypto.randomUUID();
    // Whether this one is done before the kill nobody can tell: that is what the key is for.
    const inTheDark = api.workspaces.createPage(workspace, title, key).catch(() => null);
    await server.kill();
    await inTheDark;
    await server.restart();
    await api.workspaces.createPage(workspace, title, key);
    titles.push(title);
    expect(await user.pageTitles(workspace)).toEqual(expect.arrayContaining(titles));
  }
  expect((await user.pageTitles(workspace)).filter((title) => title.startsWith("Page ")).sort()).toEqual(titles.sort());
});
