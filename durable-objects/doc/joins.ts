import { RoomError } from "../room/errors.ts";
import type { Log } from "../room/log.ts";
import { TokenBucket } from "../room/rate.ts";
import type { Fanout } from "./fanout.ts";
import type { DocLimits } from "./limits.ts";
import type { DocLog } from "./log/doc-log.ts";
import { JoinPlan } from "./log/join-plan.ts";
import { type DocSession, isReadOnly, isSdk } from "./peer.ts";
import { deflateFrame } from "./protocol.ts";
import type { Readers } from "./readers.ts";

/** The state vector of one who has nothing. */
const NOTHING = new Uint8Array([0]);

function hasNothing(vector: Uint8Array): boolean {
  return vector.length === NOTHING.length && vector[0] === NOTHING[0];
}

/** What joins need of their room. */
export interface JoinsRoom {
  log: DocLog;
  fanout: Fanout;
  readers: Readers;
  limits: DocLimits;
  journal: Log;
  sessions(): Iterable<DocSession>;
  /** Compacts the log, or waits for the compaction under way. */
  compact(): Promise<void>;
}

/** Gives those who come in, or come back, what they lack. */
export class Joins {
  readonly #room: JoinsRoom;
  readonly #plan: JoinPlan;
  /** Large shared frames as they go to those who take them compressed: made once for all. */
  readonly #deflated = new WeakMap<Uint8Array, Promise<Uint8Array>>();

  readonly #buckets = new WeakMap<DocSession, TokenBucket>();

  constructor(room: JoinsRoom) {
    this.#room = room;
    this.#plan = new JoinPlan(room.log);
  }

  /**
   * Answers a sync step 1.
   * @throws RoomError `invalid` when `vector` is no state vector, `too_many` when this socket has asked for too much.
   */
  async answer(session: DocSession, vector: Uint8Array, now: number): Promise<void> {
    this.#room.fanout.flush(now);
    this.#prove(now);
    if (hasNothing(vector)) await this.#compact();
    const frames = this.#plan.for(vector);
    if (!this.#mayHave(session, frames, now)) throw new RoomError("too_many", "You have asked for this too often.");
    await this.#send(session, frames);
  }

  /**
   * Gives everyone the whole doc again, and asks all writers for theirs: after entries were set aside, whoever had been
   * sent one in a frame with others may lack those.
   */
  mend(): void {
    for (const session of this.#room.sessions()) {
      this.#send(session, this.#plan.for(NOTHING)).catch((cause) =>
        this.#room.journal.error("doc.mend_failed", { cause }),
      );
      if (!isReadOnly(session)) this.#room.readers.ask(session);
    }
  }

  /** What a reader says it has read is its own word; this bounds what one who lies can have waiting for it. */
  #mayHave(session: DocSession, frames: readonly Uint8Array[], now: number): boolean {
    const bucket = this.#buckets.get(session) ?? new TokenBucket(this.#room.limits.joins, now);
    this.#buckets.set(session, bucket);
    return bucket.take(
      now,
      frames.reduce((sum, frame) => sum + frame.length, 0),
    );
  }

  async #send(session: DocSession, frames: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    const large: Uint8Array<ArrayBuffer>[] = [];
    for (const frame of frames) {
      if (isSdk(session) && frame.length >= this.#room.limits.deflateBytes) large.push(frame);
      else this.#room.readers.send(session, frame);
    }
    for (const frame of large) this.#room.readers.send(session, await this.#deflate(frame));
  }

  /**
   * A newcomer waits for a compaction that is due: it costs what merging the tail for the wire does, serves all who
   * follow, and spares each of them a tail that may weigh several times the snapshot.
   */
  async #compact(): Promise<void> {
    try {
      // The one under way may have begun before most of the tail came.
      for (let run = 0; run < 2 && this.#room.log.compaction !== "none"; run++) await this.#room.compact();
    } catch {
      // It was reported where it failed; the tail does as well.
    }
  }

  #deflate(frame: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
    const known = this.#deflated.get(frame);
    if (known) return known;
    const made = deflateFrame(frame);
    this.#deflated.set(frame, made);
    return made;
  }

  #prove(now: number): void {
    try {
      if (this.#room.log.prove(now)) this.mend();
    } catch (cause) {
      // The doc goes on as it is; its compaction will fail the same way, and report it.
      this.#room.journal.error("doc.proof_failed", { cause });
    }
  }
}
