/**
 * What a workspace owes the outside after a change. It is written into the event log as a stream of its own, which no
 * client can follow, in the transaction of the change; the outbox's lanes (`lanes.ts`) read it from there (P9).
 */
import { z } from "zod";
import { ProjectionWrite } from "../../worker/data/projection-writes.ts";
import { MessageNotice } from "../conversation/notices.ts";
import { Thing } from "../inbox/protocol.ts";
import type { RoomNotice } from "../room/authority.ts";
import { type EventEnvelope, Role } from "../room/protocol.ts";
import { RoomRef } from "./protocol.ts";

export const OWED_STREAM = "owed";
export const D1_LANE = "d1";
/** What D1 is owed of the boards. Its effects are read from the projects' own events, and from here. */
export const BOARD_LANE = "board";

/** So many rows or rooms go into one event, which has a limit in length. */
export const OWED_AT_ONCE = 200;

const Standing = z.object({ user: z.string(), name: z.string(), role: Role, revision: z.number() });

export const Notice: z.ZodType<RoomNotice> = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("standing"),
    user: z.string(),
    revision: z.number(),
    standing: Standing.nullable(),
  }),
  z.object({ type: z.literal("session_revoked"), user: z.string(), session: z.string() }),
  z.object({ type: z.literal("erase"), by: z.string().nullable() }),
  z.object({ type: z.literal("told"), body: z.json() }),
]);

/** The tables of which D1 has projections that a rebuild mends, by the lane that writes them. */
export const REBUILT = {
  [D1_LANE]: ["workspaces", "members", "rooms", "pages", "conversations", "calls"],
  [BOARD_LANE]: ["projects", "columns", "tasks"],
} as const;
export type TenancyTable = (typeof REBUILT)[typeof D1_LANE][number];
export type BoardTable = (typeof REBUILT)[typeof BOARD_LANE][number];

/** Makes D1 have what the workspace has, whatever it claims to have, among the ids behind `after` up to `upTo`. */
const rebuildOf = <const Table extends string>(tables: readonly Table[]) =>
  z.object({
    type: z.literal("rebuild"),
    table: z.enum(tables),
    after: z.string(),
    /** Null for no end. */
    upTo: z.string().nullable(),
  });
export const TenancyRebuild = rebuildOf(REBUILT[D1_LANE]);
export type TenancyRebuild = z.infer<typeof TenancyRebuild>;
export const BoardRebuild = rebuildOf(REBUILT[BOARD_LANE]);
export type BoardRebuild = z.infer<typeof BoardRebuild>;

/** Tasks of a project that no event names are otherwise than D1 has them. */
export const TouchedTasks = z.object({ type: z.literal("tasks"), project: z.string(), tasks: z.array(z.string()) });

/** Makes D1 have the history that the log tells behind the position `after` up to `upTo`. */
export const HistoryRebuild = z.object({ type: z.literal("rebuild_history"), after: z.number(), upTo: z.number() });
export type HistoryRebuild = z.infer<typeof HistoryRebuild>;

/** All entries of the boards' history in D1 are to be erased. */
export const HistoryErasure = z.object({ type: z.literal("erase_history") });

/** A discussion is gone, with the task or page that it was about. */
const DiscussionGone = z.object({ type: z.literal("discussion.gone"), conversation: z.string(), about: Thing });

/** What was said in the discussion of a task or page, for those who are to hear of it in their inboxes. */
export const Discussed = z.object({
  type: z.literal("discussed"),
  users: z.array(z.string()),
  notice: z.union([MessageNotice, DiscussionGone]),
});
export type Discussed = z.infer<typeof Discussed>;

/** What became of a call, for those who are invited to it or were: told as it then is, but for one that is gone by then. */
export const Called = z.object({
  type: z.literal("called"),
  call: z.string(),
  users: z.array(z.string()),
  said: z.enum(["invited", "moved", "cancelled", "starting", "gone"]),
  title: z.string(),
  startsAt: z.number().nullable(),
});
export type Called = z.infer<typeof Called>;

/** Rows for D1, one piece of word for some of the workspace's rooms, or what else is to be done in D1. */
export const Owed = z.union([
  z.object({ type: z.literal("rows"), writes: z.array(ProjectionWrite) }),
  z.object({ type: z.literal("notice"), rooms: z.array(RoomRef), notice: Notice }),
  TenancyRebuild,
  BoardRebuild,
  TouchedTasks,
  HistoryRebuild,
  HistoryErasure,
  Discussed,
  Called,
]);
export type Owed = z.infer<typeof Owed>;

/** The lane of a room: `room:{kind}:{id}`. */
export function laneOfRoom(room: RoomRef): string {
  return `room:${room.kind}:${room.id}`;
}

/** What `event` says is owed, if it is of that stream. */
export function owedIn(event: EventEnvelope): Owed | undefined {
  return event.stream === OWED_STREAM ? Owed.parse(event) : undefined;
}
