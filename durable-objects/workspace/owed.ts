/**
 * What a workspace owes the outside after a change. It is written into the event log as a stream of its own, which no
 * client can follow, in the transaction of the change; the outbox's lanes read it from there (P9).
 */
import { z } from "zod";
import { ProjectionWrite, writeProjections } from "../../worker/data/projections.ts";
import type { RoomNotice } from "../room/authority.ts";
import type { EventLog } from "../room/event-log.ts";
import { deliverToRoom, EffectRefused, effectsInLog, type Lane } from "../room/lane.ts";
import { type EventEnvelope, Role } from "../room/protocol.ts";
import { boardLane } from "./board/projection/lane.ts";
import { RoomRef } from "./protocol.ts";
import type { Stores } from "./store/stores.ts";

export const OWED_STREAM = "owed";
export const D1_LANE = "d1";
/** What D1 is owed of the boards. Its effects are read from the projects' own events. */
export const BOARD_LANE = "board";

/** Rows written to D1 in one transaction. */
const WRITES_AT_ONCE = 50;
/** So many rows or rooms go into one event, which has a limit in length. */
export const OWED_AT_ONCE = 200;

const Standing = z.object({ user: z.string(), name: z.string(), role: Role, revision: z.number() });

const Notice: z.ZodType<RoomNotice> = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("standing"),
    user: z.string(),
    revision: z.number(),
    standing: Standing.nullable(),
  }),
  z.object({ type: z.literal("session_revoked"), user: z.string(), session: z.string() }),
  z.object({ type: z.literal("erase"), by: z.string().nullable() }),
]);

/** Rows for D1, or one piece of word for some of the workspace's rooms. */
export const Owed = z.discriminatedUnion("type", [
  z.object({ type: z.literal("rows"), writes: z.array(ProjectionWrite) }),
  z.object({ type: z.literal("notice"), rooms: z.array(RoomRef), notice: Notice }),
]);
export type Owed = z.infer<typeof Owed>;

/** The lane of a room: `room:{kind}:{id}`. */
export function laneOfRoom(room: RoomRef): string {
  return `room:${room.kind}:${room.id}`;
}

/** The lane of this name, or null for one this code does not know. */
export function openLane(name: string, events: EventLog, stores: Stores, env: Cloudflare.Env): Lane<unknown> | null {
  if (name === D1_LANE) return d1Lane(events, env.DB);
  if (name === BOARD_LANE) return boardLane(events, stores, env);
  const [start, kind, id] = name.split(":");
  const room = RoomRef.safeParse({ kind, id });
  return start === "room" && room.success ? roomLane(events, room.data, env) : null;
}

function d1Lane(events: EventLog, d1: D1Database): Lane<unknown> {
  const body = z.array(ProjectionWrite);
  return {
    body,
    effectsAfter: effectsInLog(events, (event) => {
      const owed = owedIn(event);
      return owed?.type === "rows" ? owed.writes : undefined;
    }),
    async deliver(deliveries) {
      const writes = deliveries.flatMap((delivery) => body.parse(delivery.body));
      for (let from = 0; from < writes.length; from += WRITES_AT_ONCE) {
        await writeProjections(d1, writes.slice(from, from + WRITES_AT_ONCE)).catch(refusedOrThrown);
      }
    },
  };
}

function roomLane(events: EventLog, room: RoomRef, env: Cloudflare.Env): Lane<unknown> {
  const lane = laneOfRoom(room);
  return {
    body: Notice,
    effectsAfter: effectsInLog(events, (event) => {
      const owed = owedIn(event);
      const concerned = owed?.type === "notice" && owed.rooms.some((each) => laneOfRoom(each) === lane);
      return concerned ? owed.notice : undefined;
    }),
    deliver: (deliveries) =>
      deliverToRoom(
        portOf(room, env),
        deliveries.map((delivery) => ({ ...delivery, body: Notice.parse(delivery.body) })),
      ),
  };
}

function portOf(room: RoomRef, env: Cloudflare.Env) {
  switch (room.kind) {
    case "doc":
      return env.DOC.getByName(room.id);
  }
}

/** What `event` says is owed, if it is of that stream. */
function owedIn(event: EventEnvelope): Owed | undefined {
  return event.stream === OWED_STREAM ? Owed.parse(event) : undefined;
}

/** D1 was reached and objects to a row itself; trying for ever would not change that. */
function refusedOrThrown(cause: unknown): never {
  if (cause instanceof Error && /constraint failed|SQLITE_CONSTRAINT|datatype mismatch/.test(cause.message)) {
    throw new EffectRefused(null, "row_refused");
  }
  throw cause;
}
