/**
 * The wire every room shares. The client imports this file; it imports nothing but zod and the close codes.
 *
 * A JSON room speaks text frames. `"ping"` is answered `"pong"` by the runtime without waking the room.
 * Client frames without an `id` are control frames; those with one are commands (each kind has its own union).
 * Server frames with a `stream` and a `seq` are events; the others are control frames.
 */
import { z } from "zod";

export { CloseCode, isFinalClose } from "./close-codes.ts";

export const PROTOCOL_VERSION = 1;
export const PING = "ping";
export const PONG = "pong";

export const KINDS = ["workspace", "doc", "conversation", "call", "inbox"] as const;
export const Kind = z.enum(KINDS);
export type Kind = z.infer<typeof Kind>;

export const ROLES = ["owner", "admin", "member", "viewer", "guest"] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** The stream every JSON room opens with `hello`. */
export const ROOM_STREAM = "room";

const epoch = z.string().max(64);
const seq = z.number().int().nonnegative();

/** Presence is what a client says of itself; the room adds who it is. At most 4 kB as JSON. */
export const PresenceState = z.record(z.string(), z.json());
export type PresenceState = z.infer<typeof PresenceState>;

/** One connected socket as the others see it. `user` and `name` come from the pass, never from the client. */
export const Peer = z.object({
  connection: z.string(),
  user: z.string(),
  name: z.string(),
  role: Role,
  state: PresenceState,
});
export type Peer = z.infer<typeof Peer>;

export const ClientControl = z.discriminatedUnion("type", [
  /** Opens the `room` stream; `epoch` and `after` ask to resume behind that seq. */
  z.object({ type: z.literal("hello"), protocol: z.number().int(), epoch: epoch.optional(), after: seq.optional() }),
  z.object({
    type: z.literal("subscribe"),
    stream: z.string().max(128),
    epoch: epoch.optional(),
    after: seq.optional(),
  }),
  z.object({ type: z.literal("unsubscribe"), stream: z.string().max(128) }),
  z.object({ type: z.literal("presence"), state: PresenceState }),
  /** Asks for a new pass on this socket, before the present one runs out. */
  z.object({ type: z.literal("renew") }),
  /**
   * A receipt, sent after each 256 kB or so: the length of server frames read since the last receipt (`string.length`
   * of text, bytes of binary). A delta, so that it means the same after the room slept and forgot its counters.
   */
  z.object({ type: z.literal("read"), bytes: z.number().int().nonnegative() }),
]);
export type ClientControl = z.infer<typeof ClientControl>;

/** Every command's envelope; `id` is client-made and is its idempotency key (P3). */
export const CommandEnvelope = z.looseObject({ id: z.string().min(1).max(64), type: z.string().max(64) });
export type CommandEnvelope = z.infer<typeof CommandEnvelope>;

/** An event's envelope. `by` is the user who caused it, or null for the room itself; `at` is ms since 1970. */
export const EventEnvelope = z.looseObject({
  stream: z.string(),
  seq,
  type: z.string(),
  at: z.number().int(),
  by: z.string().nullable(),
});
export type EventEnvelope = z.infer<typeof EventEnvelope>;

export const You = z.object({
  connection: z.string(),
  user: z.string(),
  name: z.string(),
  role: Role,
  /** ms since 1970; the SDK renews at 80 % of what is left. */
  validUntil: z.number().int(),
});
export type You = z.infer<typeof You>;

export const ServerControl = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("welcome"),
    protocol: z.number().int(),
    epoch: z.string(),
    seq,
    you: You,
    /** True: `events` is all that was missed. False: `snapshot` replaces what the client held. */
    recovered: z.boolean(),
    snapshot: z.json().optional(),
    events: z.array(EventEnvelope).optional(),
    presence: z.array(Peer),
  }),
  /** A fresh state of one stream, in `parts` frames counted from 0. */
  z.object({
    type: z.literal("snapshot"),
    stream: z.string(),
    epoch: z.string(),
    seq,
    part: z.number().int().nonnegative(),
    parts: z.number().int().positive(),
    data: z.json(),
  }),
  /** What was missed of one stream, when a subscribe could be resumed. */
  z.object({
    type: z.literal("events"),
    stream: z.string(),
    epoch: z.string(),
    seq,
    events: z.array(EventEnvelope),
  }),
  z.object({ type: z.literal("ack"), id: z.string(), seq, result: z.json().optional() }),
  z.object({ type: z.literal("error"), id: z.string().optional(), code: z.string(), message: z.string() }),
  /** Changes of presence: a peer, or null for one who left. */
  z.object({ type: z.literal("presence"), peers: z.record(z.string(), Peer.nullable()) }),
  /** The right to stay was renewed, or changed with the role. */
  z.object({ type: z.literal("pass"), role: Role, validUntil: z.number().int() }),
]);
export type ServerControl = z.infer<typeof ServerControl>;

/** What `POST /api/rooms/:kind/:id/tickets` answers. */
export const TicketAnswer = z.object({
  ticket: z.string(),
  /** The path to open as a WebSocket: `/rooms/{kind}/{id}`. */
  path: z.string(),
  connectBy: z.number().int(),
  validUntil: z.number().int(),
});
export type TicketAnswer = z.infer<typeof TicketAnswer>;
