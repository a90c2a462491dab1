import type { Delivery } from "./authority.ts";
import { type Backoff, backoffMs } from "./backoff.ts";
import { RoomError } from "./errors.ts";
import { type EffectPage, EffectRefused, type Lane } from "./lane.ts";
import { type Log, log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { Parked, type ParkedEffect } from "./outbox-parked.ts";
import { Pending, type PendingLane } from "./outbox-pending.ts";
import { endsWithin } from "./patience.ts";
import type { Schedule } from "./schedule.ts";
import { type TurnLimits, Turns } from "./turns.ts";

export interface OutboxLimits {
  /** Effects in one delivery. */
  batch: number;
  /** Refusals of one effect before it is parked. */
  triesBeforeParking: number;
  /** Waits between tries of one lane. */
  backoff: Backoff;
  /** How long after a commit the alarm looks for what a crash may have left undelivered, in ms. */
  backupMs: number;
  /** A delivery unanswered for so long, in ms, counts as failed. */
  deliveryMs: number;
  /** Of the lanes that are delivered side by side. */
  turns: TurnLimits;
}

export const OUTBOX_LIMITS: OutboxLimits = {
  batch: 100,
  triesBeforeParking: 5,
  backoff: { firstMs: 1_000, longestMs: 60_000 },
  backupMs: 5_000,
  deliveryMs: 30_000,
  turns: { atOnce: 50, ms: 5_000 },
};

/** What an outbox works over. */
export interface OutboxSurroundings {
  storage: DurableObjectStorage;
  schedule: Schedule;
  metrics: Metrics;
  /** The lane of this name, or null for one this code does not know (a newer release's): it then waits. */
  lane: (name: string) => Lane<unknown> | null;
  /** The position of the newest event. */
  head: () => number;
  /** Names this room and its history to receivers: its kind, id and epoch. */
  source: () => string;
  limits?: OutboxLimits;
  now?: () => number;
  random?: () => number;
  /** Resolves after so many ms. */
  wait?: (ms: number) => Promise<void>;
  log?: Log;
}

/** The schedule's name of {@link Outbox.job}. */
export const OUTBOX_JOB = "outbox";

/**
 * What the room still owes the outside (P9). Effects are not stored: a lane that owes something has one row with a
 * cursor into the event log, and its effects are read out of the log when they are sent; a lane that owes nothing has
 * no row. Delivery is in order within a lane and at least once; a number that grows along the lane lets receivers make
 * it exactly once.
 *
 * Lanes know nothing of each other, but take {@link Turns}, so that what is owed to thousands is not thousands of calls at
 * once. Fewer than `turns.atOnce` lanes that hang delay no other; more delay it by `turns.ms` for each `turns.atOnce`.
 *
 * Written rows: 1 when a lane begins to owe, 1 per delivery of up to `batch` effects, 1 per failed try, 1 per parked
 * effect, and for the backup alarm 3 per `backupMs` at most, however many events there are.
 */
export class Outbox {
  readonly #around: Required<OutboxSurroundings>;
  readonly #pending: Pending;
  readonly #parked: Parked;
  readonly #turns: Turns;
  /** Lanes being delivered or waiting for their turn, with what ends when they are done. At most one delivery per lane. */
  readonly #running = new Map<string, Promise<void>>();
  /** The newest position owed to a lane since this object woke. May be too high after a rollback, never too low. */
  readonly #owed = new Map<string, number>();

  static readonly schema = Pending.schema + Parked.schema;

  constructor(surroundings: OutboxSurroundings) {
    this.#around = {
      limits: OUTBOX_LIMITS,
      now: Date.now,
      random: Math.random,
      wait: (ms) => scheduler.wait(ms),
      log,
      ...surroundings,
    };
    this.#turns = new Turns(this.#around.limits.turns);
    this.#pending = new Pending(surroundings.storage.sql);
    this.#parked = new Parked(surroundings.storage.sql);
  }

  /**
   * Notes that the event at `position` has an effect for `lane`. Belongs in the transaction of that event, so that a
   * crash between commit and delivery loses nothing: a backup alarm is set with it. Then call {@link flush}.
   */
  owe(lane: string, position: number): void {
    const { schedule, limits, now } = this.#around;
    this.#owed.set(lane, Math.max(position, this.#owed.get(lane) ?? 0));
    if (this.#pending.find(lane)) return;
    this.#pending.add(lane, position - 1);
    schedule.at(OUTBOX_JOB, now() + limits.backupMs);
  }

  /**
   * Delivers what is owed by every lane that is not waiting after a failure, or by those named. Call it after the commit;
   * it resolves when all of those are done or have failed, and never throws. A lane already being delivered is joined,
   * not doubled.
   */
  async flush(only?: readonly string[]): Promise<void> {
    const lanes = this.#pending.due(this.#around.now()).filter(({ name }) => only?.includes(name) ?? true);
    await Promise.all(lanes.map((lane) => this.#running.get(lane.name) ?? this.#start(lane.name)));
  }

  /** The schedule's job {@link OUTBOX_JOB}: tries every lane whose time has come, and comes back for the others. */
  async job(): Promise<void> {
    await this.flush();
    const next = this.#pending.nextDue();
    if (next !== null) this.#around.schedule.at(OUTBOX_JOB, Math.max(next, this.#around.now() + 1));
  }

  /** The position up to which every lane has delivered, so that older events may go; null when nothing is owed. */
  settled(): number | null {
    return this.#pending.lowestCursor();
  }

  /** Lanes that owe something. */
  pending(): PendingLane[] {
    return this.#pending.all();
  }

  /** Effects set aside because their receiver refused them, oldest first. */
  parked(limit: number): ParkedEffect[] {
    return this.#parked.list(limit);
  }

  /**
   * Delivers one parked effect again, outside its lane's order and under a source of its own, since its receiver has
   * passed its number. @throws RoomError `not_found`, `conflict` when it is refused again, `unavailable` otherwise.
   */
  async retryParked(id: number): Promise<void> {
    const effect = this.#parked.find(id);
    const lane = effect && this.#around.lane(effect.lane);
    if (!effect || !lane) throw new RoomError("not_found", "There is no such parked effect.");
    const source = `${this.#source(effect.lane)}/parked/${id}`;
    try {
      await this.#send(lane, [{ source, number: effect.position, body: lane.body.parse(effect.body) }]);
    } catch (cause) {
      if (cause instanceof EffectRefused) throw new RoomError("conflict", "The receiver refused it again.");
      throw new RoomError("unavailable", "The receiver could not be reached.");
    }
    this.#parked.remove(id);
  }

  #start(name: string): Promise<void> {
    const done = Promise.withResolvers<void>();
    this.#running.set(name, done.promise);
    void this.#turns.take(() => this.#drain(name)).finally(done.resolve);
    return done.promise;
  }

  async #drain(name: string): Promise<void> {
    try {
      // One at rest has just begun to owe; one with a backlog has waited long enough.
      let fresh = (this.#pending.find(name)?.attempts ?? 0) === 0;
      for (;;) {
        if (fresh) await this.#linger(name);
        const lane = this.#pending.find(name);
        if (!lane || lane.due > this.#around.now()) return;
        const headBefore = this.#around.head();
        if (!(await this.#step(lane))) return;
        fresh = (this.#pending.find(name)?.cursor ?? 0) >= headBefore;
      }
    } catch (cause) {
      this.#around.log.error("outbox.broken", { subject: name, cause });
    } finally {
      // In the same turn as the look that found nothing owed: who owes after it starts a delivery of its own.
      this.#running.delete(name);
    }
  }

  /** Lets what is owed close together gather, where the lane asks for that. */
  async #linger(name: string): Promise<void> {
    const ms = this.#around.lane(name)?.lingerMs ?? 0;
    if (ms > 0) await this.#around.wait(ms);
  }

  /** Delivers one page of a lane, and says whether to go on with it. */
  async #step(pending: PendingLane): Promise<boolean> {
    const { limits, head, lane: laneOf } = this.#around;
    const { name, cursor } = pending;
    const headBefore = head();
    let deliveries: Delivery<unknown>[] = [];
    try {
      const lane = laneOf(name);
      if (!lane) throw new UnknownLane();
      // After a failure one by one, so that the effect to blame is known.
      const page = lane.effectsAfter(cursor, pending.attempts === 0 ? limits.batch : 1);
      if (page.effects.length === 0) return this.#foundNothing(pending, page.scannedTo, headBefore);
      const source = this.#source(name);
      deliveries = page.effects.map(({ position, body }) => ({ source, number: position, body }));
      await this.#send(lane, deliveries);
      this.#delivered(name, page, headBefore);
      return true;
    } catch (cause) {
      return this.#failed(pending, deliveries, cause);
    }
  }

  async #send(lane: Lane<unknown>, deliveries: Delivery<unknown>[]): Promise<void> {
    const inTime = await endsWithin(this.#around.limits.deliveryMs, lane.deliver(deliveries));
    if (!inTime) throw new DeliveryTimedOut();
  }

  #foundNothing(lane: PendingLane, scannedTo: number, head: number): boolean {
    if (scannedTo >= head) {
      this.#idle(lane.name);
      return false;
    }
    if (scannedTo <= lane.cursor) throw new LaneStandsStill();
    this.#pending.advance(lane.name, scannedTo);
    return true;
  }

  #delivered(name: string, page: EffectPage<unknown>, headBefore: number): void {
    this.#around.metrics.count("outbox.delivered", "", page.effects.length);
    const owedSince = (this.#owed.get(name) ?? 0) > page.scannedTo;
    if (page.scannedTo >= headBefore && !owedSince) this.#idle(name);
    else this.#pending.advance(name, page.scannedTo);
  }

  #idle(name: string): void {
    this.#pending.remove(name);
    this.#owed.delete(name);
  }

  /** Notes a failed try, and says whether the lane may go on at once: only after parking what was in its way. */
  #failed(lane: PendingLane, deliveries: Delivery<unknown>[], cause: unknown): boolean {
    const { limits, metrics } = this.#around;
    metrics.count("outbox.failed");
    this.#around.log.warn("outbox.failed", { subject: lane.name, attempts: lane.attempts + 1, cause });
    const refused = cause instanceof EffectRefused ? refusedOf(deliveries, cause) : undefined;
    if (!refused || !(cause instanceof EffectRefused)) {
      this.#putOff(lane, lane.cursor, lane.refusals);
      return false;
    }
    const taken = deliveries.filter((delivery) => delivery.number < refused.number).at(-1)?.number ?? lane.cursor;
    const refusals = taken === lane.cursor ? lane.refusals + 1 : 1;
    if (refusals < limits.triesBeforeParking) {
      this.#putOff(lane, taken, refusals);
      return false;
    }
    this.#around.storage.transactionSync(() => {
      this.#parked.add({
        lane: lane.name,
        position: refused.number,
        body: refused.body,
        code: cause.code,
        at: this.#around.now(),
      });
      this.#pending.advance(lane.name, refused.number);
    });
    metrics.count("outbox.parked", lane.name);
    this.#around.log.error("outbox.parked", { subject: lane.name, code: cause.code, count: refused.number });
    return true;
  }

  #putOff(lane: PendingLane, cursor: number, refusals: number): void {
    const { storage, schedule, limits, now, random } = this.#around;
    const attempts = lane.attempts + 1;
    const due = now() + backoffMs(limits.backoff, attempts, random);
    storage.transactionSync(() => {
      this.#pending.putOff({ name: lane.name, cursor, attempts, refusals, due });
      schedule.at(OUTBOX_JOB, due);
    });
  }

  #source(lane: string): string {
    return `${this.#around.source()}/${lane}`;
  }
}

function refusedOf(deliveries: Delivery<unknown>[], refusal: EffectRefused): Delivery<unknown> | undefined {
  if (refusal.number !== null) return deliveries.find((delivery) => delivery.number === refusal.number);
  return deliveries.length === 1 ? deliveries[0] : undefined;
}

/** A lane that this code has no description of. */
class UnknownLane extends Error {
  override name = "UnknownLane";
}

/** A delivery that was not answered in time. */
class DeliveryTimedOut extends Error {
  override name = "DeliveryTimedOut";
}

/** A lane whose reading of the log does not get ahead: a fault in the kind, which must not become a loop. */
class LaneStandsStill extends Error {
  override name = "LaneStandsStill";
}
