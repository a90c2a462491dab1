import type { QualitySummary } from "../../../../durable-objects/workspace/calls/protocol.ts";
import type { LinkQuality } from "../state.ts";
import type { Measures } from "./measures.ts";

/** From these on a path is no better than fair, or poor: by what people begin to notice, and cannot talk with. */
const FAIR = { loss: 0.03, roundTripMs: 300, jitterMs: 50 } as const;
const POOR = { loss: 0.1, roundTripMs: 700, jitterMs: 150 } as const;
/** Of so many round trips the median is known. */
const MOST_SAMPLES = 1_000;

/** What happened on one path between two looks at it. */
export interface Stretch {
  received: number;
  lost: number;
  bytesReceived: number;
  bytesSent: number;
  now: Measures;
}

/** What happened since `before`; null for the first look. What the browser began to count anew counts from nothing. */
export function stretchOf(before: Measures | null, now: Measures): Stretch {
  const since = (of: (measures: Measures) => number) => {
    const [was, is] = [before ? of(before) : 0, of(now)];
    return is >= was ? is - was : is;
  };
  return {
    received: since(({ packetsReceived }) => packetsReceived),
    lost: since(({ packetsLost }) => packetsLost),
    bytesReceived: since(({ bytesReceived }) => bytesReceived),
    bytesSent: since(({ bytesSent }) => bytesSent),
    now,
  };
}

/** How good a path was in that stretch, in both directions; null where nothing went over it. */
export function qualityOf({ received, lost, now }: Stretch): LinkQuality | null {
  const { roundTripMs, jitterMs, lostThere } = now;
  if (received + lost === 0 && roundTripMs === null) return null;
  const loss = Math.max(received + lost > 0 ? lost / (received + lost) : 0, lostThere ?? 0);
  const reaches = (limit: { loss: number; roundTripMs: number; jitterMs: number }) =>
    loss >= limit.loss || (roundTripMs ?? 0) >= limit.roundTripMs || (jitterMs ?? 0) >= limit.jitterMs;
  if (reaches(POOR)) return "poor";
  return reaches(FAIR) ? "fair" : "good";
}

/** How good a call was in all, for its log. */
export class QualityLog {
  readonly #roundTrips: number[] = [];
  readonly #jitters: number[] = [];
  #received = 0;
  #lost = 0;
  #bytesReceived = 0;
  #bytesSent = 0;
  #ms = 0;
  #relayed = false;

  /** Adds what happened on a path. */
  add({ received, lost, bytesReceived, bytesSent, now }: Stretch): void {
    this.#received += received;
    this.#lost += lost;
    this.#bytesReceived += bytesReceived;
    this.#bytesSent += bytesSent;
    this.#relayed ||= now.relayed;
    if (now.roundTripMs !== null) sample(this.#roundTrips, now.roundTripMs);
    if (now.jitterMs !== null) sample(this.#jitters, now.jitterMs);
  }

  /** So much time went by. */
  pass(ms: number): void {
    this.#ms += ms;
  }

  /** Null while nothing was measured. */
  summary(reconnects: number): QualitySummary | null {
    if (this.#ms === 0 || this.#bytesReceived + this.#bytesSent === 0) return null;
    const packets = this.#received + this.#lost;
    return {
      roundTripMs: median(this.#roundTrips),
      loss: packets > 0 ? this.#lost / packets : null,
      jitterMs: median(this.#jitters),
      receivedKbps: (this.#bytesReceived * 8) / this.#ms,
      sentKbps: (this.#bytesSent * 8) / this.#ms,
      relayed: this.#relayed,
      reconnects: Math.min(reconnects, 10_000),
    };
  }
}

/** Adds one; of too many every other is let go, so that they still stand for all the time. */
function sample(samples: number[], value: number): void {
  samples.push(Math.min(60_000, Math.max(0, value)));
  if (samples.length <= MOST_SAMPLES) return;
  const kept = samples.filter((_, index) => index % 2 === 0);
  samples.splice(0, samples.length, ...kept);
}

function median(samples: readonly number[]): number | null {
  return samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)] ?? null;
}
