/** What tests of boards share: Ada, who owns a workspace, and Bo, a member of it, each in a browser of their own. */
import { afterAll, afterEach, beforeEach, expect } from "vitest";
import { ServerProcess } from "../server/server-process.ts";
import { BoardVisitor } from "./board-visitor.ts";
import { RunningBrowser } from "./chromium.ts";

/** The project of the present test, which it has for itself. */
export interface ProjectOfTest {
  key: string;
  /** Where it is in the API. */
  path: string;
}

export interface TwoAtBoards {
  server: ServerProcess;
  running: RunningBrowser;
  ada: BoardVisitor;
  bo: BoardVisitor;
  workspace: string;
  project: ProjectOfTest;
}

/**
 * Starts a server and a browser for the tests of one file, and ends them after it. Each test begins with a new project, and
 * fails where a page complained.
 */
export async function twoAtBoards(): Promise<Readonly<TwoAtBoards>> {
  const [server, running] = await Promise.all([ServerProcess.start(), RunningBrowser.start()]);
  const ada = await BoardVisitor.signUp(running.browser, server.url, "Ada Lovelace");
  const bo = await BoardVisitor.signUp(running.browser, server.url, "Bo");
  const { id: workspace } = await ada.post("/api/workspaces", { name: "Analytical Engines" });
  await ada.bring(bo, workspace, { role: "member" });
  const project: ProjectOfTest = { key: "", path: "" };
  let tests = 0;

  afterAll(async () => {
    await ada[Symbol.asyncDispose]();
    await bo[Symbol.asyncDispose]();
    await running[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  beforeEach(async () => {
    tests += 1;
    project.key = `T${tests}`;
    project.path = `/api/workspaces/${workspace}/projects/${project.key}`;
    await ada.post(`/api/workspaces/${workspace}/projects`, { name: `Test ${tests}`, key: project.key });
  });

  afterEach(() => expect([...ada.complaints, ...bo.complaints]).toEqual([]));

  return { server, running, ada, bo, workspace, project };
}
