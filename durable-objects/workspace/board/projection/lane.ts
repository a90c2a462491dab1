/**
 * The outbox's lane that keeps D1 as the boards are. What is written is not what an event said but how things are when
 * it is delivered: many changes of a task are one write, and each write says after which event it holds.
 */

import { keepActivities } from "../../../../worker/data/activities.ts";
import { writeBoards } from "../../../../worker/data/board-projection.ts";
import { isRefusal } from "../../../../worker/data/refusal.ts";
import type { EventLog } from "../../../room/event-log.ts";
import { type Effect, EffectRefused, type Lane } from "../../../room/lane.ts";
import { infoOf } from "../../lifecycle.ts";
import type { Stores } from "../../store/stores.ts";
import { PROJECTION_LINGER_MS } from "../limits.ts";
import { Touched, touchedBy } from "./effects.ts";
import { stateOf } from "./state.ts";

/** Events that one look goes through. */
const SCANNED_AT_ONCE = 200;
/** Rows after which a delivery is long enough. */
const ROWS_AT_ONCE = 1_000;

/** The lane that brings D1 what happened on the boards of the workspace these stores are of. */
export function boardLane(events: EventLog, stores: Stores, env: Pick<Cloudflare.Env, "DB">): Lane<unknown> {
  return {
    body: Touched,
    lingerMs: PROJECTION_LINGER_MS,
    effectsAfter(cursor, limit) {
      const effects: Effect<Touched>[] = [];
      let scannedTo = cursor;
      let rows = 0;
      for (const entry of events.scan(cursor, SCANNED_AT_ONCE)) {
        if (effects.length === limit || rows >= ROWS_AT_ONCE) break;
        const body = touchedBy(entry);
        if (body) {
          effects.push({ position: entry.position, body });
          rows += body.tasks.length + body.columns.length + 1;
        }
        scannedTo = entry.position;
      }
      return { effects, scannedTo };
    },
    async deliver(deliveries) {
      const touched = deliveries.map(({ body }) => Touched.parse(body));
      const state = stateOf(infoOf(stores).id, stores, events.position(), touched);
      try {
        await writeBoards(env.DB, state);
        await keepActivities(
          env.DB,
          state.workspace,
          touched.flatMap(({ told }) => told ?? []),
        );
      } catch (cause) {
        if (isRefusal(cause)) throw new EffectRefused(null, "row_refused");
        throw cause;
      }
    },
  };
}
