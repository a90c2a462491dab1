/** What cron runs: one table, from the schedules of wrangler.toml to the jobs of each. */
import { database } from "../data/database.ts";
import { sweepIdempotencyKeys } from "../data/idempotency-keys.ts";
import { sweepExpired } from "../data/sessions.ts";
import type { Bindings } from "../env.ts";
import { sweepExports } from "../files/exports.ts";
import { r2Store } from "../files/r2-store.ts";
import { log } from "../http/logs.ts";
import { eraseInboxes } from "./erase-inboxes.ts";
import { sweepFiles } from "./sweep-files.ts";
import { tellProfiles } from "./tell-profiles.ts";
import { dropMootRevocations, tellRevocations } from "./tell-revocations.ts";

export interface Job {
  name: string;
  /** Does its work as of `now` (ms since 1970), and answers how many things it did. Running twice does no harm. */
  run(env: Bindings, now: number): Promise<number>;
}

export const JOBS: Readonly<Record<string, readonly Job[]>> = {
  "*/5 * * * *": [
    { name: "tell_revocations", run: tellRevocations },
    { name: "tell_profiles", run: tellProfiles },
    { name: "erase_inboxes", run: eraseInboxes },
  ],
  "17 3 * * *": [
    { name: "sweep_expired", run: (env, now) => sweepExpired(database(env.DB), now) },
    { name: "sweep_idempotency_keys", run: (env, now) => sweepIdempotencyKeys(database(env.DB), now) },
    { name: "drop_moot_revocations", run: dropMootRevocations },
    { name: "sweep_exports", run: (env, now) => sweepExports(r2Store(env.FILES), now) },
    { name: "sweep_files", run: sweepFiles },
  ],
};

/**
 * Runs the jobs of one schedule. A failing job is logged and does not stop the others.
 * @throws Error when one failed, or when the table has no such schedule, so that the platform shows the run as failed.
 */
export async function runJobs(cron: string, env: Bindings, now: number): Promise<void> {
  const jobs = JOBS[cron];
  if (!jobs) throw new Error(`no jobs for the schedule ${cron}`);
  const failed: string[] = [];
  for (const { name, run } of jobs) {
    const started = Date.now();
    let outcome = "ok";
    let count = 0;
    try {
      count = await run(env, now);
    } catch (error) {
      outcome = error instanceof Error ? error.name : "unknown";
      failed.push(name);
    }
    const ms = Date.now() - started;
    log(outcome === "ok" ? "info" : "error", "job", { name, outcome, count, ms });
    env.METRICS.writeDataPoint({ indexes: ["job"], blobs: ["job", name, outcome], doubles: [ms, count] });
  }
  if (failed.length > 0) throw new Error(`jobs failed: ${failed.join(", ")}`);
}
