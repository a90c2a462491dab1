import type { Log } from "../room/log.ts";
import type { Metrics } from "../room/metrics.ts";
import type { Schedule } from "../room/schedule.ts";
import type { DocLimits } from "./limits.ts";
import { Overtaken } from "./log/base-store.ts";
import type { CompactionReport, DocLog } from "./log/doc-log.ts";

/** The name of the job in the room's schedule. */
export const COMPACTION_JOB = "compaction";

const FAILURES_KEY = "compaction.failures";

/** Compactions that failed one after the other, under one release of the code. */
interface Failures {
  release: string;
  count: number;
}

export interface CompactorSurroundings {
  storage: DurableObjectStorage;
  schedule: Schedule;
  log: Log;
  metrics: Metrics;
  /** The running release: a new one may mend what failed, so it tries again. */
  release: string;
}

/**
 * Has the log compacted when it is worth it, by alarm and well after a burst of writing. After three failures it
 * stops and says so: a doc that cannot be compacted still works, and trying for ever would cost more than it is worth.
 */
export class Compactor {
  readonly #log: DocLog;
  readonly #limits: DocLimits;
  readonly #around: CompactorSurroundings;
  /** What was last put into the schedule, so that a busy doc does not look there for each row. */
  #armed: "none" | "soon" | "now" = "none";
  #running: Promise<CompactionReport | null> | null = null;

  constructor(log: DocLog, limits: DocLimits, around: CompactorSurroundings) {
    this.#log = log;
    this.#limits = limits;
    this.#around = around;
  }

  /** Looks after a commit whether a compaction is due. */
  consider(now: number): void {
    const wanted = this.#log.compaction;
    if (wanted === "none" || wanted === this.#armed || this.#armed === "now" || this.#gaveUp()) return;
    this.#armed = wanted;
    this.#around.schedule.at(COMPACTION_JOB, wanted === "now" ? now : now + this.#limits.compactAfterMs);
  }

  /**
   * The job, one at a time: who asks while it runs waits for it and gets null. Answers what it did, or null when it has
   * given up or there was nothing to do. @throws when it failed.
   */
  run(now: number): Promise<CompactionReport | null> {
    if (this.#running) return this.#running.then(() => null);
    this.#running = this.#run(now).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(now: number): Promise<CompactionReport | null> {
    this.#armed = "none";
    if (this.#gaveUp() || this.#log.compaction === "none") return null;
    try {
      const report = await this.#log.compactSlowly(now, () => scheduler.wait(0));
      if (this.#failures().count > 0) this.#around.storage.kv.delete(FAILURES_KEY);
      this.#around.metrics.count("doc.compacted");
      if (report.quarantined.length > 0) {
        this.#around.log.warn("doc.quarantined", { count: report.quarantined.length });
        this.#around.metrics.count("doc.quarantined", "", report.quarantined.length);
      }
      return report;
    } catch (cause) {
      if (cause instanceof Overtaken) return null;
      const count = this.#failures().count + 1;
      this.#around.storage.kv.put(FAILURES_KEY, { release: this.#around.release, count } satisfies Failures);
      this.#around.metrics.count("doc.compaction_failed");
      this.#around.log.error("doc.compaction_failed", { attempts: count, cause });
      if (this.#gaveUp()) {
        this.#around.log.error("doc.compaction_given_up", { attempts: count });
        return null;
      }
      throw cause;
    }
  }

  #gaveUp(): boolean {
    return this.#failures().count >= this.#limits.compactFailures;
  }

  #failures(): Failures {
    const failures = this.#around.storage.kv.get<Failures>(FAILURES_KEY);
    return failures?.release === this.#around.release ? failures : { release: this.#around.release, count: 0 };
  }
}
