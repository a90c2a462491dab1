import type { Clock } from "../clock.ts";
import { Cell, type Observed } from "../observed.ts";
import { SPEECH } from "./media/loudness.ts";

const LISTEN_MS = 200;
/** Who speaks is shown so for this long after the last sound: there are pauses between words. */
const HOLD_MS = 800;
/** Nobody takes the word sooner than this after another took it, or pictures would jump about. */
const LEAST_TURN_MS = 1_500;
/** Of two who speak, one must be so much louder to take the word. */
const LOUDER = 1.3;
/** How much of the mean is the newest. */
const NEWEST = 0.3;

interface VoicesParts {
  clock: Clock;
  /** How loud each is now, by seat, 0 to 1: of everyone who is heard. */
  listen: () => ReadonlyMap<string, number>;
  /** One's own seat, which is never the one to look at. */
  self: () => string | null;
  /** Others speak than before. */
  changed: () => void;
}

interface Voice {
  volume: Cell<number>;
  mean: number;
  /** When it was last heard to speak. */
  spokeAt: number;
}

/** Who speaks. */
export class Voices {
  readonly #parts: VoicesParts;
  readonly #voices = new Map<string, Voice>();
  readonly #active = new Cell<string | null>(null);
  #speaking: ReadonlySet<string> = new Set();
  #takenAt = 0;
  #cancel: () => void = () => {};

  constructor(parts: VoicesParts) {
    this.#parts = parts;
  }

  /** Of the others, who speaks, or last did. */
  get active(): Observed<string | null> {
    return this.#active;
  }

  /** Who speaks now, by seat. */
  get speaking(): ReadonlySet<string> {
    return this.#speaking;
  }

  volumeOf(peer: string): Observed<number> {
    return this.#of(peer).volume;
  }

  begin(): void {
    this.#cancel();
    this.#listen();
  }

  /** Nobody is heard any more. */
  end(): void {
    this.#cancel();
    this.#take(new Map());
  }

  /** Forgets who is not in the call any more. */
  keepOnly(peers: ReadonlySet<string>): void {
    for (const peer of this.#voices.keys()) if (!peers.has(peer)) this.#voices.delete(peer);
    if (this.#active.value !== null && !peers.has(this.#active.value)) this.#active.set(null);
  }

  #listen(): void {
    this.#take(this.#parts.listen());
    this.#cancel = this.#parts.clock.after(LISTEN_MS, () => this.#listen());
  }

  #take(heard: ReadonlyMap<string, number>): void {
    const now = this.#parts.clock.now();
    for (const peer of heard.keys()) this.#of(peer);
    for (const [peer, voice] of this.#voices) {
      const volume = heard.get(peer) ?? 0;
      voice.volume.set(volume);
      voice.mean += (volume - voice.mean) * NEWEST;
      if (volume >= SPEECH) voice.spokeAt = now;
    }
    const speaking = [...this.#voices].filter(([peer, { spokeAt }]) => heard.has(peer) && now - spokeAt < HOLD_MS);
    this.#choose(speaking, now);
    const names = new Set(speaking.map(([peer]) => peer));
    if (names.size === this.#speaking.size && [...names].every((peer) => this.#speaking.has(peer))) return;
    this.#speaking = names;
    this.#parts.changed();
  }

  #choose(speaking: readonly (readonly [string, Voice])[], now: number): void {
    const self = this.#parts.self();
    const others = speaking.filter(([peer]) => peer !== self).toSorted(([, a], [, b]) => b.mean - a.mean);
    const [loudest] = others;
    const active = this.#active.value;
    if (!loudest || loudest[0] === active || now - this.#takenAt < LEAST_TURN_MS) return;
    const current = others.find(([peer]) => peer === active);
    if (current && loudest[1].mean < current[1].mean * LOUDER) return;
    this.#takenAt = now;
    this.#active.set(loudest[0]);
  }

  #of(peer: string): Voice {
    const known = this.#voices.get(peer);
    if (known) return known;
    const voice: Voice = { volume: new Cell(0), mean: 0, spokeAt: Number.NEGATIVE_INFINITY };
    this.#voices.set(peer, voice);
    return voice;
  }
}
