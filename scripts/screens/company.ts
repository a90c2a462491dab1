/** Others in the demo's workspace, so that pages are seen as they are in company. */
import type { BrowserContext } from "playwright-core";
import { apiOf } from "../../client/sdk/api/api.ts";
import { when } from "../../client/sdk/observed.ts";
import { workspaceRoom } from "../../client/sdk/workspace.ts";
import type { DemoWorkspace } from "../../test/browser/demo-workspace.ts";
import { demoId } from "../demo/fill.ts";

/** Bo has a task open and, in another tab, writes on a page. */
export async function bringBo(context: BrowserContext, board: string, page: string): Promise<void> {
  const task = await context.newPage();
  await task.goto(board);
  await task.getByRole("heading", { name: "Checklist" }).waitFor();
  const writing = await context.newPage();
  await writing.goto(page);
  await writing.getByRole("textbox", { name: /^Text of/ }).click();
  await writing.keyboard.press("Control+Home");
  for (let word = 0; word < 4; word++) await writing.keyboard.press("Control+ArrowRight");
}

/** Cleo holds a card over another column. Answers how she leaves. */
export async function bringCleo({ url, workspace, people }: DemoWorkspace): Promise<() => void> {
  const room = workspaceRoom(apiOf({ origin: url, token: people.cleo.token }), workspace);
  room.open();
  const state = await when(room.state, (each) => each !== null);
  const project = demoId(workspace, "WEB", "project");
  if (!state.projects.some(({ id }) => id === project)) throw new Error("The demo has no project WEB.");
  const task = demoId(workspace, "WEB", "task", "cookies");
  room.mergePresence({ board: { project, task } });
  return () => room.close();
}
