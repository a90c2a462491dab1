/** The lanes of a call's outbox: to its workspace, to the log in D1, and to the inboxes of those it rings. */
import { z } from "zod";
import { writeCallLog } from "../../../worker/data/calls.ts";
import { isRefusal } from "../../../worker/data/refusal.ts";
import { userOfLane } from "../../inbox/lanes.ts";
import { InboxNotice } from "../../inbox/notices.ts";
import type { RoomAddress } from "../../room/authority.ts";
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

function inboxLane(user: string, { env, at, log, stores }: Surroundings): Lane<InboxNotice> {
  return {
    body: InboxNotice,
    effectsAfter: effectsInLog(log, (event) => ringNotice(stores, at, user, event)),
    deliver: (deliveries) =>
      deliverToRoom(
        env.INBOX.getByName(user),
        deliveries.map(({ body, ...delivery }) => ({ ...delivery, body: { type: "told", body } })),
      ),
  };
}
