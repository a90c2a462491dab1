import type { Signal, TrackName, UnsentReason } from "../../../../durable-objects/call/protocol.ts";
import type { Clock } from "../../clock.ts";
import type { LinkState } from "../state.ts";
import { Mending } from "./mending.ts";
import { Negotiation } from "./negotiation.ts";
import type { Outgoing } from "./outgoing.ts";
import { Parts } from "./parts.ts";
import type { Path, PathConfiguration, Transceiver } from "./path.ts";

/** A path that is not found within this is told as failed; it is still tried. */
const FAILED_AFTER_MS = 20_000;
/** The side that gives way offers itself when it hears nothing for so long. */
const OFFERS_ITSELF_AFTER_MS = 5_000;
/** Nobody makes their own connection anew sooner than this; who says so is not followed, however often they do. */
const LEAST_LIFE_MS = 500;
/** How long after being told to slow down what was not sent is said again. */
const SLOWER_MS = 2_000;

export interface LinkParts {
  clock: Clock;
  polite: boolean;
  makePath: (configuration: PathConfiguration) => Path;
  configuration: () => PathConfiguration;
  outgoing: () => Outgoing;
  /** Says something to the other side; false when there is no socket to say it on. */
  send: (signal: Signal) => boolean;
  changed: () => void;
}

/**
 * The path between oneself and one other, as long as both sit where they do: begun, mended when it breaks, and made anew
 * when it cannot be. What is lost on the way to the other side is made good when that can be reached again.
 */
export class Link {
  readonly #parts: LinkParts;
  readonly #mending: Mending;
  #path: Path | null = null;
  #madeAt = 0;
  #negotiation: Negotiation | null = null;
  #media: Parts | null = null;
  /** What came before this side had begun. */
  #early: Signal[] = [];
  /** Which connection of the other side last spoke, and the one before this side began anew. */
  #theirs: string | null = null;
  #former: string | null = null;
  /** Something was said that did not arrive. */
  #lost = false;
  #wasConnected = false;
  #failed = false;
  #reconnects = 0;
  #cancelFailing: (() => void) | null = null;
  #cancelOffering: () => void = () => {};
  #cancelSaying: () => void = () => {};
  #closed = false;

  constructor(parts: LinkParts) {
    this.#parts = parts;
    this.#mending = new Mending({
      clock: parts.clock,
      polite: parts.polite,
      works: () => this.#path !== null && isConnected(this.#path),
      restart: () => this.#path?.restartIce(),
      rebuild: () => this.#rebuild(),
    });
  }

  /** Null before it has begun. */
  get path(): Path | null {
    return this.#path;
  }

  /** How often it was lost and found again. */
  get reconnects(): number {
    return this.#reconnects;
  }

  get state(): LinkState {
    if (this.#path && isConnected(this.#path)) return "connected";
    if (this.#failed) return "failed";
    return this.#wasConnected ? "reconnecting" : "connecting";
  }

  /** Whether something was said that did not arrive. */
  get hasLost(): boolean {
    return this.#lost;
  }

  /** What the other side sends under this name; null while it has no part for it. */
  theirs(name: TrackName): Transceiver | null {
    return this.#media?.theirs(name) ?? null;
  }

  /** Begins; again it does nothing. */
  begin(): void {
    if (this.#path || this.#closed) return;
    this.#make();
    for (const signal of this.#early.splice(0)) this.take(signal);
  }

  take(signal: Signal): void {
    if (this.#closed) return;
    if (!this.#path) {
      this.#early.push(signal);
      return;
    }
    if (signal.kind === "description" && !this.#isOfNow(signal.description)) return;
    this.#negotiation?.take(signal);
  }

  /** Something did not arrive. */
  unsent(reason: UnsentReason): void {
    this.#lost = true;
    if (reason !== "too_fast") return;
    this.#cancelSaying();
    this.#cancelSaying = this.#parts.clock.after(SLOWER_MS, () => this.refresh());
  }

  /** Both sides can be reached again: what was lost meanwhile is made good. What works is left alone. */
  refresh(): void {
    if (!this.#path || !this.#negotiation) return;
    const lost = this.#lost;
    this.#lost = false;
    if (this.#path.signalingState === "have-local-offer") this.#negotiation.resend();
    else if (!isConnected(this.#path) && (lost || this.#negotiation.described)) this.#mending.restart();
  }

  /** One's own network is another: the way is looked for anew before it is seen to be lost. */
  networkChanged(): void {
    if (this.#path && this.#negotiation?.described) this.#mending.restart();
  }

  /** Sends what is to be sent now. */
  carry(): void {
    this.#media?.carry();
  }

  limit(room: number): void {
    this.#media?.limit(room);
  }

  configured(): void {
    this.#path?.setConfiguration(this.#parts.configuration());
  }

  close(): void {
    this.#closed = true;
    this.#drop();
    this.#stopFailing();
  }

  #make(): void {
    const { polite, makePath, configuration, outgoing, changed } = this.#parts;
    const path = makePath(configuration());
    const media = new Parts(path, outgoing);
    this.#path = path;
    this.#madeAt = this.#parts.clock.now();
    this.#media = media;
    this.#negotiation = new Negotiation({
      path,
      polite,
      send: (signal) => {
        if (!this.#parts.send(signal)) this.#lost = true;
      },
      tracks: () => media.named(),
      agreed: (tracks) => {
        this.#cancelOffering();
        media.agreed(tracks);
        changed();
      },
      gaveWay: () => media.attach(),
      confused: () => this.#mending.broken(),
    });
    const looks = () => {
      if (this.#path === path) this.#look(path);
    };
    path.addEventListener("iceconnectionstatechange", looks);
    path.addEventListener("connectionstatechange", looks);
    this.#mending.begun();
    this.#startFailing();
    if (polite) this.#cancelOffering = this.#parts.clock.after(OFFERS_ITSELF_AFTER_MS, () => media.begin());
    else media.begin();
  }

  #look(path: Path): void {
    if (isConnected(path)) {
      this.#stopFailing();
      if (this.#wasConnected && this.#mending.atWork) this.#reconnects++;
      this.#wasConnected = true;
      this.#mending.mended();
      this.#media?.carry();
    } else {
      this.#startFailing();
      if (path.connectionState === "failed" && path.iceConnectionState !== "failed") this.#mending.broken();
      else this.#mending.look(path.iceConnectionState);
    }
    this.#parts.changed();
  }

  /**
   * Whether this is said by the connection that the other side has now. One that made itself anew says so with its first
   * offer, and this side follows: what was agreed with the one before is worth nothing to it.
   */
  #isOfNow({ type, sdp }: { type: "offer" | "answer"; sdp: string }): boolean {
    const theirs = sessionOf(sdp);
    if (theirs === null) return true;
    if (theirs === this.#former) return false;
    // What was only heard, and given no way to, binds nobody.
    if (this.#negotiation?.described && this.#theirs !== theirs) {
      if (type === "answer" || this.#parts.clock.now() - this.#madeAt < LEAST_LIFE_MS) return false;
      this.#drop();
      this.#make();
    } else if (this.#theirs === null && type === "offer" && this.#parts.polite && this.#media?.begun) {
      // The first offers crossed. Parts that were made for one that is taken back cannot be got rid of, so none were.
      this.#drop();
      this.#make();
    }
    this.#theirs = theirs;
    return true;
  }

  #rebuild(): void {
    if (this.#closed) return;
    this.#former = this.#theirs;
    this.#theirs = null;
    this.#drop();
    this.#make();
    this.#parts.changed();
  }

  #drop(): void {
    this.#cancelOffering();
    this.#cancelSaying();
    this.#mending.close();
    this.#negotiation?.close();
    this.#path?.close();
    this.#path = null;
    this.#media = null;
  }

  #startFailing(): void {
    this.#cancelFailing ??= this.#parts.clock.after(FAILED_AFTER_MS, () => {
      this.#failed = true;
      this.#parts.changed();
    });
  }

  #stopFailing(): void {
    this.#cancelFailing?.();
    this.#cancelFailing = null;
    this.#failed = false;
  }
}

function isConnected({ connectionState, iceConnectionState }: Path): boolean {
  return connectionState === "connected" && iceConnectionState !== "disconnected" && iceConnectionState !== "failed";
}

/** What names the connection that made a description: each has one for as long as it lasts. */
function sessionOf(sdp: string): string | null {
  return /^o=\S+ (\S+)/m.exec(sdp)?.[1] ?? null;
}
