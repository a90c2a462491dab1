import { type Backoff, backoffMs } from "./backoff.ts";
import { type Log, log } from "./log.ts";
import { hasSchema } from "./migrations.ts";
import { endsWithin } from "./patience.ts";

/** A job that waits for its time. */
export interface WaitingJob {
  name: string;
  /** ms since 1970 */
  due: number;
  /** Failures in a row. */
  attempts: number;
}

/** What runs when a name is due. It may schedule itself again, and must bear being run twice (alarms do repeat). */
export type Job = () => void | Promise<void>;

/** What a schedule needs besides storage; tests bring their own clock and chance. */
export interface ScheduleSurroundings {
  now: () => number;
  random: () => number;
  log: Log;
  backoff: Backoff;
  /** How long one run waits for slow jobs, in ms, before it lets the others' next turns be armed. */
  patienceMs: number;
}

export const SCHEDULE_BACKOFF: Backoff = { firstMs: 1_000, longestMs: 10 * 60_000 };
export const SCHEDULE_PATIENCE_MS = 5_000;

/**
 * Many named jobs over the object's one alarm.
 *
 * Held to at every commit: an alarm is set no later than the earliest job, or one is being handled. `setAlarm` is part
 * of the same SQLite transaction as the job's row, so a rolled-back caller leaves neither; for that reason nothing
 * about the alarm is remembered in memory.
 *
 * Written rows: a new earliest job 2 (its row and the alarm), any other new job 1, a job already due sooner 0, a job
 * that ran 1, a failed one 1, and 1 for re-arming the alarm after a run with jobs left.
 */
export class Schedule {
  readonly #storage: DurableObjectStorage;
  readonly #around: ScheduleSurroundings;
  /** The jobs being run, with the due time their row had when they were taken. */
  readonly #taken = new Map<string, number>();
  #handling = 0;

  static readonly schema = `
    CREATE TABLE jobs (name TEXT PRIMARY KEY, due INTEGER NOT NULL, attempts INTEGER NOT NULL) WITHOUT ROWID;
  `;

  constructor(storage: DurableObjectStorage, surroundings: Partial<ScheduleSurroundings> = {}) {
    this.#storage = storage;
    this.#around = {
      now: Date.now,
      random: Math.random,
      log,
      backoff: SCHEDULE_BACKOFF,
      patienceMs: SCHEDULE_PATIENCE_MS,
      ...surroundings,
    };
  }

  /**
   * Promises that job `name` runs no later than `due` (ms since 1970): a job already waiting for the same or an earlier
   * time is left as it is. Called by the job itself while it runs, it sets the next run.
   */
  at(name: string, due: number): void {
    const waiting = this.#row(name);
    const isOwnRun = waiting !== undefined && this.#taken.get(name) === waiting.due;
    if (waiting && !isOwnRun && waiting.due <= due) return;
    this.#rearmed(() => {
      this.#storage.sql.exec(
        `INSERT INTO jobs (name, due, attempts) VALUES (?, ?, 0)
         ON CONFLICT (name) DO UPDATE SET due = excluded.due, attempts = ?`,
        name,
        due,
        isOwnRun || !waiting ? 0 : waiting.attempts,
      );
    });
  }

  /** As {@link at}, `ms` from now. */
  after(name: string, ms: number): void {
    this.at(name, this.#around.now() + ms);
  }

  /** Takes job `name` off. The alarm may still come once, and then finds nothing to do. */
  cancel(name: string): void {
    if (this.#row(name)) this.#storage.sql.exec("DELETE FROM jobs WHERE name = ?", name);
  }

  /** Every waiting job, the earliest first. */
  waiting(): WaitingJob[] {
    return this.#storage.sql
      .exec<{ name: string; due: number; attempts: number }>("SELECT name, due, attempts FROM jobs ORDER BY due, name")
      .toArray();
  }

  /** The jobs due at `now`, the earliest first. */
  due(now: number): WaitingJob[] {
    return this.waiting().filter((job) => job.due <= now);
  }

  /**
   * Sets the alarm again should it be missing: the platform drops an alarm after six failed tries, for example while a
   * broken release could not even construct the object. Call it where clients come in, and not when constructed: during
   * a waking by alarm none is set either. Writes a row only when it mends something.
   */
  async mend(): Promise<void> {
    const armed = await this.#storage.getAlarm();
    if (this.#handling > 0 || !hasSchema(this.#storage.sql)) return;
    const earliest = this.#earliest();
    if (earliest !== null && (armed === null || armed > earliest)) this.#arm(earliest);
  }

  /**
   * Runs what is due, side by side, with what `jobs` holds under its name; call it from `alarm()`. One that fails is put
   * off with growing waits, an unknown one too (it belongs to a newer release), and one slower than `patienceMs` goes
   * on while the others' next turns are armed; it is not started a second time meanwhile. Never throws because of a job.
   */
  async run(jobs: Readonly<Record<string, Job>>): Promise<void> {
    this.#handling += 1;
    const due = this.due(this.#around.now()).filter(({ name }) => !this.#taken.has(name));
    const turns = due.map((waiting) => this.#turn(waiting, jobs[waiting.name]));
    await endsWithin(this.#around.patienceMs, Promise.all(turns));
    this.#handling -= 1;
    if (!hasSchema(this.#storage.sql)) return;
    for (const name of this.#taken.keys()) this.#lease(name);
    this.#arm(this.#earliest());
  }

  async #turn(waiting: WaitingJob, job: Job | undefined): Promise<void> {
    const { name } = waiting;
    this.#taken.set(name, waiting.due);
    try {
      if (!job) throw new UnknownJob();
      await job();
      this.#settle(name, () => this.#storage.sql.exec("DELETE FROM jobs WHERE name = ?", name));
    } catch (cause) {
      const attempts = waiting.attempts + 1;
      this.#around.log.error("schedule.job_failed", { subject: name, attempts, cause });
      this.#settle(name, () => this.#putOff(name, attempts));
    }
  }

  /** Ends a turn, unless the job was meanwhile scheduled anew or cancelled, in which case that holds. */
  #settle(name: string, write: () => void): void {
    const taken = this.#taken.get(name);
    this.#taken.delete(name);
    // A job may have wiped the whole object.
    if (hasSchema(this.#storage.sql) && this.#row(name)?.due === taken) this.#rearmed(write);
  }

  #putOff(name: string, attempts: number): void {
    const due = this.#around.now() + backoffMs(this.#around.backoff, attempts, this.#around.random);
    this.#storage.sql.exec("UPDATE jobs SET due = ?, attempts = ? WHERE name = ?", due, attempts, name);
  }

  /** A job still at work keeps its row, moved ahead, so that it is run again should the object die under it. */
  #lease(name: string): void {
    const taken = this.#taken.get(name);
    if (taken === undefined || this.#row(name)?.due !== taken) return;
    const due = this.#around.now() + this.#around.patienceMs;
    this.#storage.sql.exec("UPDATE jobs SET due = ? WHERE name = ?", due, name);
    this.#taken.set(name, due);
  }

  /** Does `write` and sets the alarm when the earliest job has become an earlier one, in one transaction. */
  #rearmed(write: () => void): void {
    this.#storage.transactionSync(() => {
      const before = this.#earliest();
      write();
      const after = this.#earliest();
      const isSooner = after !== null && (before === null || after < before);
      // While an alarm is handled, its end arms the next one.
      if (isSooner && this.#handling === 0) this.#arm(after);
    });
  }

  #arm(due: number | null): void {
    if (due === null) return;
    // Not awaited: the write is part of the running transaction, and the output gate holds replies until it is durable.
    void this.#storage.setAlarm(due);
  }

  #earliest(): number | null {
    return this.#storage.sql.exec<{ due: number | null }>("SELECT MIN(due) AS due FROM jobs").one().due;
  }

  #row(name: string): WaitingJob | undefined {
    return this.#storage.sql
      .exec<{ name: string; due: number; attempts: number }>(
        "SELECT name, due, attempts FROM jobs WHERE name = ?",
        name,
      )
      .toArray()[0];
  }
}

/** A waiting job this code has no handler for. */
class UnknownJob extends Error {
  override name = "UnknownJob";
}
