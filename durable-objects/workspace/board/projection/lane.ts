/**
 * The outbox's lane that keeps D1 as the boards are. What is written is not what an event said but how things are when
 * it is delivered: many changes of a task are one write, and each write says after which event it holds.
 */
import { ZodError } from "zod";
import { eraseActivities, keepActivities } from "../../../../worker/data/activities.ts";
import { rebuildBoards, writeBoards } from "../../../../worker/data/board-projection.ts";
import { isRefusal } from "../../../../worker/data/refusal.ts";
import type { EventLog } from "../../../room/event-log.ts";
import { type Effect, EffectRefused, type Lane } from "../../../room/lane.ts";
import { infoOf } from "../../lifecycle.ts";
import type { Stores } from "../../store/stores.ts";
import { PROJECTION_LINGER_MS } from "../limits.ts";
import { BoardEffect, effectOf, type Touched, toldBy } from "./effects.ts";
import { boardsIn, stateOf } from "./state.ts";

/** Events that one look goes through. */
const SCANNED_AT_ONCE = 200;
/** Rows after which a delivery is long enough. */
const ROWS_AT_ONCE = 1_000;
/** About as many are in a piece of a rebuild. */
const REBUILT_ROWS = 200;

/** The lane that brings D1 what happened on the boards of the workspace these stores are of. */
export function boardLane(events: EventLog, stores: Stores, env: Pick<Cloudflare.Env, "DB">): Lane<unknown> {
  /** How things are right after the newest event. */
  const now = () => ({ workspace: infoOf(stores).id, revision: events.position(), at: Date.now() });

  const write = async (touched: Touched[]) => {
    if (touched.length === 0) return;
    const state = stateOf(stores, now(), touched);
    await writeBoards(env.DB, state);
    await keepActivities(
      env.DB,
      state.workspace,
      touched.flatMap(({ told }) => told ?? []),
    );
  };

  const carryOut = async (effect: Exclude<BoardEffect, Touched>) => {
    const workspace = infoOf(stores).id;
    switch (effect.type) {
      case "rebuild":
        return rebuildBoards(env.DB, boardsIn(stores, now(), effect));
      case "rebuild_history": {
        const entries = events.scan(effect.after, effect.upTo - effect.after);
        const told = entries.filter(({ position }) => position <= effect.upTo).flatMap((entry) => toldBy(entry) ?? []);
        return keepActivities(env.DB, workspace, told);
      }
      case "erase_history":
        return eraseActivities(env.DB, workspace);
    }
  };

  return {
    body: BoardEffect,
    lingerMs: PROJECTION_LINGER_MS,
    effectsAfter(cursor, limit) {
      const effects: Effect<BoardEffect>[] = [];
      let scannedTo = cursor;
      let rows = 0;
      for (const entry of events.scan(cursor, SCANNED_AT_ONCE)) {
        if (effects.length === limit || rows >= ROWS_AT_ONCE) break;
        const body = effectOf(entry);
        if (body) {
          effects.push({ position: entry.position, body });
          rows += rowsOf(body);
        }
        scannedTo = entry.position;
      }
      return { effects, scannedTo };
    },
    async deliver(deliveries) {
      try {
        let touched: Touched[] = [];
        for (const delivery of deliveries) {
          const effect = BoardEffect.parse(delivery.body);
          if (effect.type === "touched") {
            touched.push(effect);
            continue;
          }
          await write(touched);
          touched = [];
          await carryOut(effect);
        }
        await write(touched);
      } catch (cause) {
        if (isRefusal(cause)) throw new EffectRefused(null, "row_refused");
        // Of a thing whose row cannot be read back, D1 is not told: the others must not wait for it for ever.
        if (cause instanceof ZodError) throw new EffectRefused(null, "row_unreadable");
        throw cause;
      }
    },
  };
}

/** About how many rows of D1 an effect comes to. */
function rowsOf(effect: BoardEffect): number {
  return effect.type === "touched" ? effect.tasks.length + effect.columns.length + 1 : REBUILT_ROWS;
}
