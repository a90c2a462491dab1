/** Fires the crons of wrangler.toml on time. On a laptop nobody else does: the local runtime only knows how to run one. */
import { Cron } from "croner";

/** Thrown when a cron of the configuration cannot be read. */
export class CronError extends Error {
  constructor(pattern: string, reason: string) {
    super(`"${pattern}" in wrangler.toml is not a cron: ${reason}`);
    this.name = "CronError";
  }
}

/**
 * Calls `fire(pattern, scheduledTime)` whenever one of `patterns` is due, in UTC and with weekdays counted from
 * 1 = Sunday, as the platform does. A cron still running when it is due again is passed over. Disposing stops them all.
 * @throws CronError
 */
export function startCrons(
  patterns: readonly string[],
  fire: (pattern: string, scheduledTime: Date) => Promise<void>,
): Disposable {
  const running: Cron[] = [];
  const stop = () => {
    for (const cron of running) cron.stop();
  };
  for (const pattern of patterns) {
    try {
      running.push(
        new Cron(pattern, { timezone: "UTC", mode: "5-part", alternativeWeekdays: true, protect: true }, (self) =>
          fire(pattern, self.currentRun() ?? new Date()),
        ),
      );
    } catch (error) {
      stop();
      throw new CronError(pattern, error instanceof Error ? error.message : String(error));
    }
  }
  return { [Symbol.dispose]: stop };
}
