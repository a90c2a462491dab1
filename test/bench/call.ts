/**
 * The bar of joining a call: from the press of "Join" to the first frame of another that is decoded, beside a bare exchange
 * of two plain pages in the same two browsers, in turn. Nothing here asserts a time.
 */
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { z } from "zod";
import { Devices } from "../browser/call/devices.ts";
import { Participant } from "../browser/call/participant.ts";
import { BareExchange } from "./call/bare.ts";
import { msToFirstFrame, watchFirstFrame } from "./call/first-frame.ts";
import { ensemble } from "./contenders/ensemble.ts";
import { median, printBar, printTable } from "./report.ts";

const BAR = 1.25;
/** As cameras have, so that one waits little for the next picture. */
const FRAMES_PER_SECOND = 30;

const { values } = parseArgs({ options: { rounds: { type: "string", default: "15" } } });
const rounds = z.coerce.number().int().positive().parse(values.rounds);

/** One round in the app: Ada is in a call, Bo stands before its door with devices open, and joins. */
async function inApp(ada: Participant, bo: Participant, workspace: string): Promise<number> {
  const call = await ada.startCall(workspace);
  await ada.join(call);
  await bo.comeTo(call);
  return msToFirstFrame(bo.page, "Join");
}

/** The same of two plain pages. */
async function bare(ada: Participant, bo: Participant, { url }: BareExchange): Promise<number> {
  await open(ada.page, `${url}?sits`);
  await open(bo.page, url);
  return msToFirstFrame(bo.page, "Join");
}

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator("body[data-ready]").waitFor();
}

const server = await ensemble.start();
await using exchange = await BareExchange.start();
await using first = await Devices.start({ hertz: 500, colour: "red", frames: FRAMES_PER_SECOND });
await using second = await Devices.start({ hertz: 800, colour: "blue", frames: FRAMES_PER_SECOND });
try {
  const ada = await Participant.signUp(server.url, "Ada", first);
  const bo = await Participant.signUp(server.url, "Bo", second);
  for (const { person } of [ada, bo]) await watchFirstFrame(person.visitor.context);
  const workspace = await ada.found(bo);

  const measured: { app: number; bare: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const ms = { app: await inApp(ada, bo, workspace), bare: await bare(ada, bo, exchange) };
    measured.push(ms);
    console.error(`round ${round + 1} of ${rounds}: ${ms.app.toFixed(0)} ms, bare ${ms.bare.toFixed(0)} ms`);
  }

  const [app, floor] = [median(measured.map((ms) => ms.app)), median(measured.map((ms) => ms.bare))];
  console.log(`\nFrom "Join" to the first decoded frame of another; medians of ${rounds} interleaved rounds\n`);
  printTable(
    ["what", "ms"],
    [
      ["ensemble", app.toFixed(0)],
      ["bare exchange", floor.toFixed(0)],
    ],
  );
  console.log();
  printBar("joining, beside a bare exchange", app / floor, BAR, "×");
} finally {
  await server.end();
}
