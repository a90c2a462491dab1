/** The beginning and the end of a process that runs until it is told to stop. */
import { SettingsError } from "../worker/settings.ts";
import { CronError } from "./crons.ts";
import { PortInUse } from "./local-runtime.ts";
import { CannotStart } from "./server.ts";

const FOR_PEOPLE = [CannotStart, CronError, PortInUse, SettingsError];

/**
 * Runs `start`, then waits for SIGINT or SIGTERM, calls what it answered, and ends the process with 0. A start that
 * fails ends it with 1: a known reason as one sentence, anything else with its stack.
 */
export async function runUntilStopped(start: () => Promise<() => Promise<void>>): Promise<never> {
  const stopAsked = new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  try {
    const stop = await start();
    await stopAsked;
    await stop();
  } catch (error) {
    const known = FOR_PEOPLE.some((kind) => error instanceof kind);
    console.error(known && error instanceof Error ? error.message : error);
    process.exit(1);
  }
  process.exit(0);
}
