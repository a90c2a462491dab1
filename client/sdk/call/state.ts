import type { CallPeer, CallSettings, Knock, Ring } from "../../../durable-objects/call/protocol.ts";
import type { Call } from "../../../durable-objects/workspace/calls/protocol.ts";

/**
 * Where one is with a call.
 * - `outside`: not in it, and not on the way; what may be seen of it is.
 * - `knocking`: waits to be let in. Whoever is, is joined at once.
 * - `refused`: knocked, and was not let in. May knock again.
 * - `joined`: has a seat. It stays so while the socket is lost: see `connection`.
 * - `removed`: was taken out of it by a host, or may not enter it any more.
 * - `taken_over`: another page of the same user sits in this one's seat. It is not fought for: `join()` takes it back.
 * - `ended`: the call is over, for good.
 */
export type Stage = "outside" | "knocking" | "refused" | "joined" | "removed" | "taken_over" | "ended";

/**
 * How the path to one peer is. `none` where there is to be none: to oneself, and to and from those who only watch.
 * `reconnecting`: it was there, and is being found again, or they lost their own connection to the room. `failed`: it
 * was not found for long; it is still tried.
 */
export type LinkState = "none" | "connecting" | "connected" | "reconnecting" | "failed";

/** How good the path to one peer is; of oneself, the worst of what is measured to the others. */
export type LinkQuality = "good" | "fair" | "poor";

/** One who is in the call, as it is shown. */
export interface ShownPeer extends Readonly<CallPeer> {
  /** Whether this is oneself, on this page. */
  readonly self: boolean;
  readonly link: LinkState;
  /** Null until something was measured. */
  readonly quality: LinkQuality | null;
  readonly speaking: boolean;
}

/** A call as it is shown. */
export interface CallState {
  readonly call: Call;
  readonly settings: CallSettings;
  readonly stage: Stage;
  /** Those in it, in the order in which they came, oneself among them. Who looks the same as before is the same object. */
  readonly peers: readonly ShownPeer[];
  /** Oneself among them; null without a seat. */
  readonly me: ShownPeer | null;
  /** The stage was full when one came, so that one's seat is for watching. Ask for a place with `takeStage()`. */
  readonly full: boolean;
  /** Who waits to be let in; told only to those who may let them in. */
  readonly knocks: readonly Knock[];
  /** Who is being called to come. */
  readonly rings: readonly Ring[];
  /** Whether one may run the call now: as a host or co-host, or by one's role in the workspace. Not before one joined. */
  readonly mayHost: boolean;
  /** Whether one would have to wait in the lobby to join. */
  readonly waits: boolean;
}

/**
 * Why paths to some are not found, once that is known. `no_relay`: the server offers none, and no direct path exists.
 * `blocked`: not even a relay could be reached.
 */
export type PathProblem = "no_relay" | "blocked";

/** What is seen of a peer. What is heard of them is played by the session itself. */
export type Picture = "camera" | "screen";

/** Somebody reacted. */
export interface Reaction {
  /** Whose seat. */
  readonly peer: string;
  readonly emoji: string;
}

/**
 * What came of asking to join. Refused with the code `already_here` when one is in it already from another page: ask again
 * with `other`, saying whether this one takes its place or sits beside it.
 */
export type JoinOutcome =
  | { ok: true; as: "peer"; full: boolean }
  | { ok: true; as: "waiting" }
  | { ok: false; code: string; message: string };
