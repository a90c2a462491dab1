/** The beginning and the end of a process that runs until it is told to stop. */
import { SettingsError } from "../worker/settings.ts";
import { CronError } from "./crons.ts";
import { PortInUse } from "./local-runtime.ts";
import { CannotStart } from "./server.ts";
import { WranglerError } from "./wrangler-cli.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
const FOR_PEOPLE = [CannotStart, CronError, PortInUse, SettingsError, WranglerError];

/**
 * Runs `start`, waits for SIGINT or SIGTERM, calls what it answered, and ends the process with 0. A start that fails
 * ends it with 1: a known reason as its own sentence, anything else with its stack.
 */
export async function runUntilStopped(start: () => Promise<() => Promise<void>>): Promise<never> {
  try {
    const stop = await start();
    await stopAsked();
    await stop();
  } catch (error) {
    const known = FOR_PEOPLE.some((kind) => error instanceof kind);
    console.error(known && error instanceof Error ? error.message : error);
    process.exit(1);
  }
  process.exit(0);
}

/**
 * Takes the signals over: Miniflare listens for them too, and would end the process before it has put things away. So
 * would a signal that comes again meanwhile, from npm and from a keyboard, were it not heard to the end.
 */
async function stopAsked(): Promise<void> {
  const asked = Promise.withResolvers<void>();
  for (const signal of SIGNALS) {
    process.removeAllListeners(signal);
    process.on(signal, () => asked.resolve());
  }
  await asked.promise;
}
