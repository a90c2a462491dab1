/** Nothing that is written is lost unsaid: "Saved" waits for the room's word, and what is typed meanwhile stays. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { ServerProcess } from "../server/server-process.ts";
import { RunningBrowser } from "./chromium.ts";
import { Visitor } from "./visitor.ts";

const Made = z.object({ id: z.string() });

let server: ServerProcess;
let running: RunningBrowser;
beforeAll(async () => {
  [server, running] = await Promise.all([ServerProcess.start(), RunningBrowser.start()]);
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

/** Posts as the page itself would, with its cookies, and answers the id of what was made. */
async function make(page: Page, path: string, data: object): Promise<string> {
  const answer = await page.request.post(server.url + path, { data, headers: { origin: server.url } });
  if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
  return Made.parse(await answer.json()).id;
}

it("P1.15 says that it is saving until the room has said that it holds what was written", async () => {
  await using ada = await Visitor.open(running.browser, server.url);
  const account = { name: "Ada", email: "ada@example.com", password: "correct horse battery" };
  await ada.page.request.post(`${server.url}/api/auth/sign-up/email`, { data: account });
  const workspace = await make(ada.page, "/api/workspaces", { name: "Analytical Engines" });
  const notes = await make(ada.page, `/api/workspaces/${workspace}/pages`, { title: "Notes" });
  const between = await ada.standBetween("doc");
  await ada.page.goto(`${server.url}/w/${workspace}/p/${notes}`);
  const says = (words: string) => ada.page.getByRole("status").filter({ hasText: words }).waitFor();
  const content = async () =>
    (await ada.page.request.get(`${server.url}/api/workspaces/${workspace}/pages/${notes}/content`)).text();
  await says("Saved");

  between.hold();
  await ada.page.getByRole("textbox", { name: "Text of Notes" }).click();
  await ada.page.keyboard.type("Is this kept?");
  await says("Saving…");
  // The room holds it and has said so, but that word is still in our hands.
  await expect.poll(content).toContain("Is this kept?");
  await between.somethingHeld();
  await says("Saving…");
  between.release();
  await says("Saved");
});
