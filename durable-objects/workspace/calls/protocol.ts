/**
 * Calls as the workspace knows them: which there are and were, whom they concern, and what may be asked about that. What
 * goes on in one is its own room's, see `call/protocol.ts`. The client imports this file.
 *
 * The workspace tells of its calls on a stream of its own, `calls`, which is subscribed to by whoever shows them.
 */
import { z } from "zod";
import { EventEnvelope } from "../../room/protocol.ts";
import { typedLine } from "../../room/text.ts";
import { MAX_CALL_MINUTES, MAX_CALL_TITLE_LENGTH, MAX_INVITED, MAX_RUNG } from "./limits.ts";

const id = z.string().min(1).max(64);
/** ms since 1970. */
const time = z.number().int().nonnegative();

/** The workspace's stream of calls. */
export const CALLS_STREAM = "calls";

/** What a call was started from. Who may enter that may enter the call. */
export const CallSubject = z.discriminatedUnion("type", [
  z.object({ type: z.literal("conversation"), conversation: id }),
  z.object({ type: z.literal("task"), task: id, project: id }),
  z.object({ type: z.literal("project"), project: id }),
]);
export type CallSubject = z.infer<typeof CallSubject>;

/** `scheduled`: planned, and nobody was in it yet. `live`: it may be joined. `ended`: for good. */
export const CallState = z.enum(["scheduled", "live", "ended"]);
export type CallState = z.infer<typeof CallState>;

/** What one who is invited says to that. */
export const CallAnswer = z.enum(["yes", "maybe", "no"]);
export type CallAnswer = z.infer<typeof CallAnswer>;

export const Call = z.object({
  /** Open it as the room `call/{id}`. */
  id,
  /** Empty for one that is called by what it was started from. */
  title: z.string(),
  /** Null for one of the workspace itself, which is open to all in it but guests. */
  about: CallSubject.nullable(),
  state: CallState,
  createdAt: time,
  /** Who started or planned it: its host. */
  createdBy: z.string(),
  /** When it is to begin, and for how many minutes; null for one that was started at once. */
  startsAt: time.nullable(),
  minutes: z.number().int().positive().nullable(),
  /** When the first came in, and when it was over. */
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  invited: z.array(z.object({ user: z.string(), answer: CallAnswer.nullable() })),
  /** Who is in it now: some of them by user id, and how many there are in all. */
  here: z.object({ users: z.array(z.string()), count: z.number().int().nonnegative() }),
  /** How many were in it in all; told once it is over. */
  people: z.number().int().nonnegative(),
  /** Whether there is a link by which people from outside may come as guests, and wait to be let in. */
  linked: z.boolean(),
});
export type Call = z.infer<typeof Call>;

const title = typedLine(MAX_CALL_TITLE_LENGTH);
const users = z.array(id);

/** What a call is wanted from, as it is asked: a task is found by its id alone. */
export const WantedSubject = z.discriminatedUnion("type", [
  z.object({ type: z.literal("conversation"), conversation: id }),
  z.object({ type: z.literal("task"), task: id }),
  z.object({ type: z.literal("project"), project: id }),
]);
export type WantedSubject = z.infer<typeof WantedSubject>;

/**
 * Without `startsAt` it begins now. `ring` calls people at once: absent, all others of a direct or group conversation, and
 * nobody elsewhere. Of a conversation, a call that goes on there already is answered instead of a second one.
 */
export const NewCall = z.object({
  about: WantedSubject.nullable().optional(),
  title: title.optional(),
  startsAt: time.optional(),
  minutes: z.number().int().min(1).max(MAX_CALL_MINUTES).optional(),
  invited: users.max(MAX_INVITED).optional(),
  ring: users.max(MAX_RUNG).optional(),
});
export type NewCall = z.infer<typeof NewCall>;

/** `invited` is whom it is then for: who stays keeps their answer. A new time asks all of them anew. */
export const CallChange = z.object({
  title: title.optional(),
  startsAt: time.optional(),
  minutes: z.number().int().min(1).max(MAX_CALL_MINUTES).optional(),
  invited: users.max(MAX_INVITED).optional(),
});
export type CallChange = z.infer<typeof CallChange>;

/** Events of the stream `calls`, shown to those who may enter the call: a call comes whole, as it then is. */
export const CallEventBody = z.discriminatedUnion("type", [
  z.object({ type: z.literal("call.put"), call: Call }),
  z.object({ type: z.literal("call.deleted"), call: id }),
]);
export type CallEventBody = z.infer<typeof CallEventBody>;

export const CallEvent = z.intersection(CallEventBody, z.object(EventEnvelope.shape));
export type CallEvent = z.infer<typeof CallEvent>;

/** The state of that stream: the calls that are planned or go on, which the reader may enter. */
export const CallsSnapshot = z.object({ calls: z.array(Call) });
export type CallsSnapshot = z.infer<typeof CallsSnapshot>;

/** How good a call was for one peer, over all the time they were in it. */
export const QualitySummary = z.object({
  /** The round trip to the others, in ms: the median of what was measured; null where nothing was. */
  roundTripMs: z.number().nonnegative().max(60_000).nullable(),
  /** Of the packets from the others, the share that was lost, 0 to 1. */
  loss: z.number().min(0).max(1).nullable(),
  jitterMs: z.number().nonnegative().max(60_000).nullable(),
  receivedKbps: z.number().nonnegative().max(1_000_000).nullable(),
  sentKbps: z.number().nonnegative().max(1_000_000).nullable(),
  /** Whether media went through a relay (TURN) to any of the others. */
  relayed: z.boolean(),
  /** How often a path was lost and found again. */
  reconnects: z.number().int().nonnegative().max(10_000),
});
export type QualitySummary = z.infer<typeof QualitySummary>;

/** One stay of one peer in a call, as its log keeps it. */
export const CallLogEntry = z.object({
  peer: z.string(),
  user: z.string(),
  name: z.string(),
  joinedAt: time,
  /** Null while they are in it. */
  leftAt: time.nullable(),
  /** Null where the client said nothing of it. */
  quality: QualitySummary.nullable(),
});
export type CallLogEntry = z.infer<typeof CallLogEntry>;
