/** What tests of what two people do together share: Ada, who owns a workspace, and Bo, a member of it. */
import { afterAll } from "vitest";
import { ServerProcess } from "../server/server-process.ts";
import { BoardVisitor } from "./board-visitor.ts";
import { RunningBrowser } from "./chromium.ts";

/** A guard, not an expectation: what is waited for comes at once on a machine that has nothing else to do. */
export const PATIENCE = { timeout: 20_000 };

export interface TwoPeople {
  server: ServerProcess;
  running: RunningBrowser;
  /** Each in a browser of their own. */
  ada: BoardVisitor;
  bo: BoardVisitor;
  workspace: string;
}

/** Starts a server and a browser for the tests of one file, with both in a workspace, and ends all of it after them. */
export async function twoPeople(names: { ada: string; bo: string }): Promise<Readonly<TwoPeople>> {
  const [server, running] = await Promise.all([ServerProcess.start(), RunningBrowser.start()]);
  const [ada, bo] = await Promise.all([
    BoardVisitor.signUp(running.browser, server.url, names.ada),
    BoardVisitor.signUp(running.browser, server.url, names.bo),
  ]);
  const { id: workspace } = await ada.post("/api/workspaces", { name: "Analytical Engines" });
  await ada.bring(bo, workspace, { role: "member" });

  afterAll(async () => {
    await Promise.all([ada[Symbol.asyncDispose](), bo[Symbol.asyncDispose]()]);
    await running[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  return { server, running, ada, bo, workspace };
}
