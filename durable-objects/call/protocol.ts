/**
 * What a call says and what may be asked of it: the `room` stream's snapshot, events and commands, and the frames beside
 * them that carry signalling. The client imports this file.
 *
 * The room relays descriptions and candidates to the one peer they are for, and keeps nothing of them; no media ever
 * comes through it. Who a peer is and what it may do is the room's word: a client is never asked.
 */
import { z } from "zod";
import { EventEnvelope } from "../room/protocol.ts";
import { Call, QualitySummary } from "../workspace/calls/protocol.ts";
import { MAX_CANDIDATE_LENGTH, MAX_REACTION_LENGTH, MAX_SDP_LENGTH, MAX_TRACKS } from "./limits.ts";

const id = z.string().min(1).max(64);
/** ms since 1970. */
const time = z.number().int().nonnegative();
const count = z.number().int().nonnegative();

/** What a peer sends now, by its own word; nobody plays what is not said here. */
export const PeerMedia = z.object({ audio: z.boolean(), video: z.boolean(), screen: z.boolean() });
export type PeerMedia = z.infer<typeof PeerMedia>;

/** `stage`: sends and receives media. `watching`: sees the roster and the chat, because the stage is full or by choice. */
export const Place = z.enum(["stage", "watching"]);
export type Place = z.infer<typeof Place>;

/** `host`: who started the call, or who came after them. Hosts and co-hosts run it, and so do the workspace's admins. */
export const PeerRole = z.enum(["host", "cohost", "peer"]);
export type PeerRole = z.infer<typeof PeerRole>;

/** One seat in the call. */
export const CallPeer = z.object({
  /** Made by the room; a seat keeps it over a lost socket and over a reload. */
  id,
  user: z.string(),
  name: z.string(),
  role: PeerRole,
  /** Whether they are a guest of the workspace. */
  guest: z.boolean(),
  place: Place,
  /**
   * Grows when another page sits down in this seat (a reload, a take-over): what was agreed with the one before is gone,
   * and the others begin anew with it. A socket that comes back leaves it as it is.
   */
  generation: count,
  media: PeerMedia,
  /** Whether they may send media at all: who only reads in the workspace listens. */
  mayPublish: z.boolean(),
  /** When they raised their hand; null while it is down. */
  hand: time.nullable(),
  /** Whether their socket is gone, and the seat is kept for them. */
  away: z.boolean(),
  joinedAt: time,
});
export type CallPeer = z.infer<typeof CallPeer>;

/** What of a peer changes while it sits. */
export const PeerChange = CallPeer.pick({
  name: true,
  role: true,
  guest: true,
  place: true,
  generation: true,
  media: true,
  mayPublish: true,
  hand: true,
  away: true,
}).partial();
export type PeerChange = z.infer<typeof PeerChange>;

export const LeftReason = z.enum(["left", "lost", "removed", "taken_over", "no_access", "ended"]);
export type LeftReason = z.infer<typeof LeftReason>;

/** How the call is run. */
export const CallSettings = z.object({
  /** Nobody new comes in, but whom a host lets in. */
  locked: z.boolean(),
  /** Who waits until a host lets them in. */
  lobby: z.enum(["guests", "everyone"]),
  /** Whether someone whom a host muted may unmute themselves. */
  mayUnmute: z.boolean(),
});
export type CallSettings = z.infer<typeof CallSettings>;

/** One who waits to be let in. Only hosts and they themselves know of it. */
export const Knock = z.object({ user: z.string(), name: z.string(), guest: z.boolean(), at: time });
export type Knock = z.infer<typeof Knock>;

/** One who is called to come. */
export const Ring = z.object({
  user: z.string(),
  name: z.string(),
  /** Who rings. */
  by: z.string(),
  byName: z.string(),
  state: z.enum(["ringing", "answered", "declined", "missed", "cancelled"]),
  until: time,
});
export type Ring = z.infer<typeof Ring>;

/** An event's own part; the room adds {@link EventEnvelope}. */
export const CallRoomEventBody = z.discriminatedUnion("type", [
  /** What the workspace knows of it is otherwise: its title, its time. */
  z.object({ type: z.literal("call.changed"), call: Call }),
  z.object({ type: z.literal("settings.changed"), settings: CallSettings }),
  z.object({ type: z.literal("peer.joined"), peer: CallPeer }),
  z.object({ type: z.literal("peer.changed"), peer: id, set: PeerChange }),
  z.object({ type: z.literal("peer.left"), peer: id, user: z.string(), name: z.string(), reason: LeftReason }),
  z.object({ type: z.literal("knock.asked"), knock: Knock }),
  /** Answered, or taken back by who knocked. Whoever is admitted asks once more to join. */
  z.object({ type: z.literal("knock.answered"), user: z.string(), answer: z.enum(["admitted", "refused", "gone"]) }),
  z.object({ type: z.literal("ring.changed"), ring: Ring }),
  z.object({ type: z.literal("call.ended"), at: time }),
]);
export type CallRoomEventBody = z.infer<typeof CallRoomEventBody>;

export const CallRoomEvent = z.intersection(CallRoomEventBody, z.object(EventEnvelope.shape));
export type CallRoomEvent = z.infer<typeof CallRoomEvent>;

/** The state of the `room` stream. Who waits in the lobby sees the call, its settings and their own knock, and nobody. */
export const CallSnapshot = z.object({
  call: Call,
  settings: CallSettings,
  /** In the order in which they came. */
  peers: z.array(CallPeer),
  knocks: z.array(Knock),
  rings: z.array(Ring),
  /** Whether this reader may run the call, if they join it. */
  mayHost: z.boolean(),
  /** Whether this reader would have to wait in the lobby. */
  waits: z.boolean(),
});
export type CallSnapshot = z.infer<typeof CallSnapshot>;

export const CallCommand = z.discriminatedUnion("type", [
  /**
   * Sits down. `key` is the tab's own, kept over a reload, and finds its seat again; `page` is new with each load of it.
   * Each socket asks anew, under an id of its own: one that was answered before seats nobody.
   * Who sits here already with another key is refused as `already_here` unless they say what they want: `instead` of it,
   * or `beside` it as a second peer.
   */
  z.object({
    type: z.literal("call.join"),
    key: z.uuid(),
    page: z.uuid(),
    media: PeerMedia,
    place: Place.optional(),
    other: z.enum(["instead", "beside"]).optional(),
  }),
  z.object({ type: z.literal("call.leave") }),
  /** Asks to be let in no more. */
  z.object({ type: z.literal("knock.cancel") }),
  z.object({ type: z.literal("peer.media"), media: PeerMedia }),
  z.object({ type: z.literal("peer.place"), place: Place }),
  z.object({ type: z.literal("peer.hand"), up: z.boolean() }),
  /** How good it was so far, for the log; nobody is told. */
  z.object({ type: z.literal("peer.quality"), quality: QualitySummary }),
  // What hosts and co-hosts may:
  z.object({ type: z.literal("knock.answer"), user: id, admit: z.boolean() }),
  z.object({ type: z.literal("peer.mute"), peer: id }),
  /** All but hosts, co-hosts and who asks. */
  z.object({ type: z.literal("peers.mute") }),
  z.object({ type: z.literal("peer.stop_screen"), peer: id }),
  z.object({ type: z.literal("peer.lower_hand"), peer: id }),
  /** They may come back only if a host lets them in. */
  z.object({ type: z.literal("peer.remove"), peer: id }),
  z.object({ type: z.literal("peer.cohost"), peer: id, on: z.boolean() }),
  z.object({ type: z.literal("settings.change"), set: CallSettings.partial() }),
  z.object({ type: z.literal("call.end") }),
]);
export type CallCommand = z.infer<typeof CallCommand>;

/**
 * `result` of the ack of `call.join`: the seat, or that one waits to be let in. `full`: the stage is, so that the seat is
 * one for watching.
 */
export const JoinResult = z.discriminatedUnion("as", [
  z.object({ as: z.literal("peer"), peer: CallPeer, full: z.boolean() }),
  z.object({ as: z.literal("waiting") }),
]);
export type JoinResult = z.infer<typeof JoinResult>;

/** Which of a sender's tracks a part (`mid`) of its description carries. */
export const TrackName = z.enum(["microphone", "camera", "screen", "screen_audio"]);
export type TrackName = z.infer<typeof TrackName>;

/** An address to be reached at, as `RTCIceCandidate.toJSON()` writes it; null for the end of them. */
export const Candidate = z
  .object({
    candidate: z.string().max(MAX_CANDIDATE_LENGTH),
    sdpMid: z.string().max(64).nullable(),
    sdpMLineIndex: z.number().int().min(0).max(64).nullable(),
    usernameFragment: z.string().max(256).nullable().optional(),
  })
  .nullable();
export type Candidate = z.infer<typeof Candidate>;

/** What one peer says to one other. */
export const Signal = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("description"),
    description: z.object({ type: z.enum(["offer", "answer"]), sdp: z.string().max(MAX_SDP_LENGTH) }),
    /** By `mid`. */
    tracks: z.record(z.string().max(64), TrackName).refine((tracks) => Object.keys(tracks).length <= MAX_TRACKS),
  }),
  z.object({ kind: z.literal("candidate"), candidate: Candidate }),
]);
export type Signal = z.infer<typeof Signal>;

/** Frames to the room beside commands: they are done once if at all, and leave nothing behind. */
export const CallAside = z.discriminatedUnion("type", [
  /** To the peer `to` as it was in this generation. `n` counts what this page sends, and names it if it does not arrive. */
  z.object({ type: z.literal("signal"), to: id, generation: count, n: count, signal: Signal }),
  z.object({ type: z.literal("react"), emoji: z.string().min(1).max(MAX_REACTION_LENGTH) }),
  /** Asks for servers that help to find a path, with credentials for this peer alone. */
  z.object({ type: z.literal("ice") }),
]);
export type CallAside = z.infer<typeof CallAside>;

/**
 * Why a signal was not delivered. `gone`: no such peer, or not in this generation. `away`: their socket is. `not_joined`:
 * this socket holds no seat (any more). `watching`: one of the two is not on stage.
 */
export const UnsentReason = z.enum(["gone", "away", "not_joined", "watching", "too_fast", "invalid"]);
export type UnsentReason = z.infer<typeof UnsentReason>;

export const IceServer = z.object({
  urls: z.array(z.string()),
  username: z.string().optional(),
  credential: z.string().optional(),
});
export type IceServer = z.infer<typeof IceServer>;

/** Frames from the room beside events. */
export const CallFrame = z.discriminatedUnion("type", [
  /** From the peer `from`, which the room says, in its generation. */
  z.object({ type: z.literal("signal"), from: id, generation: count, signal: Signal }),
  z.object({ type: z.literal("unsent"), to: id, n: count, reason: UnsentReason }),
  /** To everyone in the call, who reacted too. */
  z.object({ type: z.literal("reacted"), from: id, emoji: z.string() }),
  /** To this socket alone: its seat is its no more, and why. After `taken_over` another page sits in it: do not fight. */
  z.object({ type: z.literal("unseated"), peer: id, reason: LeftReason }),
  /** `relay`: whether there is a relay (TURN) among them. Until `expiresAt`; null for always. */
  z.object({
    type: z.literal("ice"),
    servers: z.array(IceServer),
    relay: z.boolean(),
    expiresAt: time.nullable(),
  }),
]);
export type CallFrame = z.infer<typeof CallFrame>;
