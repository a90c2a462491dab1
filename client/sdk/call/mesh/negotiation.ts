import type { Candidate, Signal, TrackName } from "../../../../durable-objects/call/protocol.ts";
import type { Description, FoundCandidate, Path } from "./path.ts";

/** Which of the sender's tracks each part of a description carries, by `mid`. */
export type Tracks = Readonly<Record<string, TrackName>>;

interface NegotiationParts {
  path: Pick<
    Path,
    | "signalingState"
    | "localDescription"
    | "setLocalDescription"
    | "setRemoteDescription"
    | "addIceCandidate"
    | "addEventListener"
  >;
  /** Whether this side gives way where both offer at once. Of a pair one does, and one does not. */
  polite: boolean;
  send: (signal: Signal) => void;
  /** What this side sends in each part of its description, as it now is. */
  tracks: () => Tracks;
  /** A description of the other side holds. Its answer, if it is an offer, is made after this. */
  agreed: (tracks: Tracks) => void;
  /** An offer of this side was taken back for one of the other side, which is answered now. */
  gaveWay: () => void;
  /** Something could not be done that should have been. */
  confused: () => void;
}

/**
 * Perfect negotiation over one path: both sides run this, either may offer at any time, and offers that cross do no harm.
 * All of it goes through one chain, step by step: nothing of the other side is looked at while a step is under way.
 */
export class Negotiation {
  readonly #parts: NegotiationParts;
  #chain: Promise<void> = Promise.resolve();
  /** Candidates that came before there was a description which they belong to. */
  #early: Candidate[] = [];
  #described = false;
  #closed = false;

  constructor(parts: NegotiationParts) {
    this.#parts = parts;
    parts.path.addEventListener("negotiationneeded", () => this.#next(() => this.#offer()));
    parts.path.addEventListener("icecandidate", ({ candidate }) => this.#found(candidate));
  }

  /** Whether a description of the other side was ever taken. */
  get described(): boolean {
    return this.#described;
  }

  /** Takes what the other side said. */
  take(signal: Signal): void {
    this.#next(() =>
      signal.kind === "description"
        ? this.#describe(signal.description, signal.tracks)
        : this.#candidate(signal.candidate),
    );
  }

  /** Says an offer again that was not answered, with all that was found since. */
  resend(): void {
    this.#next(async () => {
      if (this.#parts.path.signalingState === "have-local-offer") this.#say();
    });
  }

  close(): void {
    this.#closed = true;
  }

  #next(step: () => Promise<void>): void {
    this.#chain = this.#chain.then(async () => {
      if (this.#closed) return;
      try {
        await step();
      } catch {
        if (!this.#closed) this.#parts.confused();
      }
    });
  }

  async #offer(): Promise<void> {
    const { path } = this.#parts;
    // Asked for again by the browser, if it is still needed once it can be.
    if (path.signalingState !== "stable") return;
    await path.setLocalDescription();
    this.#say();
  }

  async #describe(description: Description, tracks: Tracks): Promise<void> {
    const { path, polite, agreed, gaveWay } = this.#parts;
    const offered = description.type === "offer";
    // An answer to what was taken back, or answered before.
    if (!offered && path.signalingState !== "have-local-offer") return;
    const collides = offered && path.signalingState !== "stable";
    // The other side takes its own back.
    if (collides && !polite) return;
    await path.setRemoteDescription(description);
    if (this.#closed) return;
    this.#described = true;
    agreed(tracks);
    if (offered) {
      await path.setLocalDescription();
      this.#say();
      if (collides) gaveWay();
    }
    for (const candidate of this.#early.splice(0)) await this.#candidate(candidate);
  }

  async #candidate(candidate: Candidate): Promise<void> {
    if (!this.#described) {
      this.#early.push(candidate);
      return;
    }
    try {
      await this.#parts.path.addIceCandidate(candidate && { ...candidate, usernameFragment: fragmentOf(candidate) });
    } catch {
      // One of an offer that was not taken, or of a path that is no more; what belongs to this one comes by itself.
    }
  }

  #found(candidate: FoundCandidate | null): void {
    if (this.#closed) return;
    const said: Candidate = candidate && {
      candidate: candidate.candidate,
      sdpMid: candidate.sdpMid,
      sdpMLineIndex: candidate.sdpMLineIndex,
      usernameFragment: candidate.usernameFragment,
    };
    this.#parts.send({ kind: "candidate", candidate: said });
  }

  #say(): void {
    const local = this.#parts.path.localDescription;
    if (this.#closed || !local || (local.type !== "offer" && local.type !== "answer")) return;
    const description: Description = { type: local.type, sdp: local.sdp };
    this.#parts.send({ kind: "description", description, tracks: this.#parts.tracks() });
  }
}

function fragmentOf({ usernameFragment }: NonNullable<Candidate>): string | null {
  return usernameFragment ?? null;
}
