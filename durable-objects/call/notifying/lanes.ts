/** The lanes of a call's outbox: to its workspace, to the log in D1, and to the inboxes of those it rings. */
import { z } from "zod";
import { writeCallLog } from "../../../worker/data/calls.ts";
import { isRefusal } from "../../../worker/data/refusal.ts";
import { userOfLane } from "../../inbox/lanes.ts";
import { InboxNotice } from "../../inbox/notices.ts";
import type { RoomAddress } from "../../room/authority.ts";
import { RoomError } from "../../room/errors.ts";
import type { EventLog } from "../../room/event-log.ts";
import { deliverToRoom, EffectRefused, effectsInLog, type Lane } from "../../room/lane.ts";
import { CallLogEntry } from "../../workspace/calls/protocol.ts";
import { CallReport } from "../notices.ts";
import type { Stores } from "../stores.ts";
import { reportOf, ringNotice } from "./notices.ts";
import { LOG_LANE, LOG_STREAM, WORKSPACE_LANE } from "./owed.ts";

interface Surroundings {
  env: Pick<Cloudflare.Env, "DB" | "INBOX" | "WORKSPACE">;
  at: RoomAddress;
  log: EventLog;
  stores: Stores;
}

/** For so long what the workspace and the log are owed waits for more, so that a call that fills up is told in few words. */
const GATHERED_MS = 200;
/** A call that has just been made is its workspace's by then. */
const FOUNDED_MS = 50;

/** The lane of this name, or null for one this code does not know. */
export function openLane(name: string, around: Surroundings): Lane<unknown> | null {
  if (name === WORKSPACE_LANE) return workspaceLane(around);
  if (name === LOG_LANE) return logLane(around);
  const user = userOfLane(name);
  return user === null ? null : inboxLane(user, around);
}

function workspaceLane({ env, at, log, stores }: Surroundings): Lane<CallReport> {
  const reports = effectsInLog(log, (event) => reportOf(stores, at.room, event));
  return {
    body: CallReport,
    lingerMs: GATHERED_MS,
    effectsAfter: (cursor, limit) => {
      const { effects, scannedTo } = reports(cursor, limit);
      // Of who is here, each word says all of it: the last will do.
      const last = effects.findLast(({ body }) => body.type === "call.here");
      return { effects: effects.filter((effect) => effect.body.type === "call.ended" || effect === last), scannedTo };
    },
    deliver: (deliveries) =>
      deliverToRoom(
        env.WORKSPACE.getByName(at.workspace),
        deliveries.map(({ body, ...delivery }) => ({ ...delivery, body: { type: "told", body } })),
      ),
  };
}

const Stay = CallLogEntry.extend({ revision: z.number() });

function logLane({ env, at, log }: Surroundings): Lane<z.infer<typeof Stay>> {
  return {
    body: Stay,
    lingerMs: GATHERED_MS,
    effectsAfter: effectsInLog(log, (event) =>
      event.stream === LOG_STREAM ? Stay.parse({ ...event, revision: event.seq }) : undefined,
    ),
    async deliver(deliveries) {
      try {
        // Of one stay the last word holds; one statement cannot write a row twice.
        const stays = new Map(deliveries.map(({ body }) => [body.peer, body]));
        await writeCallLog(env.DB, { workspace: at.workspace, call: at.room }, [...stays.values()]);
      } catch (cause) {
        if (isRefusal(cause)) throw new EffectRefused(null, "row_refused");
        throw cause;
      }
    },
  };
}

/** The lane to the inbox of `user`. Whoever may not enter the call any more is not called to it (P4, P5). */
function inboxLane(user: string, { env, at, log, stores }: Surroundings): Lane<InboxNotice> {
  return {
    body: InboxNotice,
    lingerMs: FOUNDED_MS,
    effectsAfter: effectsInLog(log, (event) => ringNotice(stores, at, user, event)),
    async deliver(deliveries) {
      const rings = deliveries.flatMap(({ body }) => (body.type === "ring" ? [body] : []));
      const title = rings.length > 0 ? await titleFor(user, { env, at }, rings) : null;
      const told = deliveries.flatMap(({ body, ...delivery }) => {
        const heard = heardAs(body, title);
        return heard ? [{ ...delivery, body: { type: "told" as const, body: heard } }] : [];
      });
      if (told.length > 0) await deliverToRoom(env.INBOX.getByName(user), told);
    },
  };
}

/** What an inbox hears of a call under this title; nothing of one that rings for somebody who may not enter it. */
function heardAs(notice: InboxNotice, title: string | null): InboxNotice | null {
  if (notice.type !== "ring") return notice;
  return title === null ? null : { ...notice, title };
}

/**
 * What `user` calls this call; null where they may not enter it. The object is made before the workspace knows of it, so
 * that it may have to be asked again; not for longer than it rings.
 */
async function titleFor(
  user: string,
  { env, at }: Pick<Surroundings, "env" | "at">,
  rings: readonly { until: number }[],
): Promise<string | null> {
  const hearers = await env.WORKSPACE.getByName(at.workspace).hearers(at, [user]);
  if (hearers.ok) return hearers.value.users.includes(user) ? hearers.value.title : null;
  const isOver = rings.every(({ until }) => until <= Date.now());
  if (hearers.problem.code === "not_found" && isOver) return null;
  throw new RoomError("unavailable", "The workspace could not say who may be called.");
}
