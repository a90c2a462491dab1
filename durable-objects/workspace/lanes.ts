/** The lanes of a workspace's outbox: D1's, the boards' in D1, and one for each of its rooms and of its people's inboxes. */
import { z } from "zod";
import { ProjectionWrite } from "../../worker/data/projection-writes.ts";
import { rebuildProjection, writeProjections } from "../../worker/data/projections.ts";
import { isRefusal } from "../../worker/data/refusal.ts";
import { userOfLane } from "../inbox/lanes.ts";
import type { EventLog } from "../room/event-log.ts";
import { deliverToRoom, EffectRefused, effectsInLog, type Lane } from "../room/lane.ts";
import { boardLane } from "./board/projection/lane.ts";
import { invitationOfLane } from "./notifying/hearers.ts";
import { inboxLane, invitedLane } from "./notifying/lanes.ts";
import { BOARD_LANE, D1_LANE, laneOfRoom, Notice, owedIn, TenancyRebuild } from "./owed.ts";
import { RoomRef } from "./protocol.ts";
import { projectionsIn } from "./rebuilding.ts";
import type { Stores } from "./store/stores.ts";

/** Rows written to D1 in one transaction. */
const WRITES_AT_ONCE = 50;

interface Surroundings {
  workspace: string;
  events: EventLog;
  stores: Stores;
  env: Cloudflare.Env;
}

/** The lane of this name, or null for one this code does not know. */
export function openLane(name: string, around: Surroundings): Lane<unknown> | null {
  const { events, stores, env } = around;
  const user = userOfLane(name);
  if (user !== null) return inboxLane(user, around);
  const invitation = invitationOfLane(name);
  if (invitation !== null) return invitedLane(invitation, around);
  if (name === D1_LANE) return d1Lane(events, stores, env.DB);
  if (name === BOARD_LANE) return boardLane(events, stores, env);
  const [start, kind, id] = name.split(":");
  const room = RoomRef.safeParse({ kind, id });
  return start === "room" && room.success ? roomLane(events, room.data, env) : null;
}

function d1Lane(events: EventLog, stores: Stores, d1: D1Database): Lane<unknown> {
  const body = z.union([z.array(ProjectionWrite), TenancyRebuild]);
  const write = async (writes: ProjectionWrite[]) => {
    while (writes.length > 0) await writeProjections(d1, writes.splice(0, WRITES_AT_ONCE));
  };
  return {
    body,
    effectsAfter: effectsInLog(events, (event) => {
      const owed = owedIn(event);
      return owed?.type === "rows" ? owed.writes : TenancyRebuild.safeParse(owed).data;
    }),
    async deliver(deliveries) {
      const writes: ProjectionWrite[] = [];
      try {
        for (const delivery of deliveries) {
          const owed = body.parse(delivery.body);
          if (Array.isArray(owed)) {
            writes.push(...owed);
            continue;
          }
          await write(writes);
          await rebuildProjection(d1, projectionsIn(stores, owed));
        }
        await write(writes);
      } catch (cause) {
        if (isRefusal(cause)) throw new EffectRefused(null, "row_refused");
        throw cause;
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
    case "conversation":
      return env.CONVERSATION.getByName(room.id);
    case "call":
      return env.CALL.getByName(room.id);
  }
}
