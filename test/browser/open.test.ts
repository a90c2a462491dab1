import { afterAll, beforeAll, expect, it } from "vitest";
import { ServerProcess } from "../server/server-process.ts";
import { RunningBrowser } from "./chromium.ts";
import { Visitor } from "./visitor.ts";

let server: ServerProcess;
let running: RunningBrowser;
beforeAll(async () => {
  [server, running] = await Promise.all([ServerProcess.start(), RunningBrowser.start()]);
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

it("P5.15 opens without a word on the console, signed out", async () => {
  await using visitor = await Visitor.open(running.browser, server.url);
  await visitor.page.getByRole("heading").first().waitFor();
  expect(visitor.complaints).toEqual([]);
});

it("opens at any of its addresses", async () => {
  await using visitor = await Visitor.open(running.browser, `${server.url}/no/such/page`);
  await visitor.page.getByRole("heading").first().waitFor();
  expect(visitor.complaints).toEqual([]);
});
