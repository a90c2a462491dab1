import type { z } from "zod";
import type { Delivery, RoomNotice, RoomPort } from "./authority.ts";
import type { EventLog } from "./event-log.ts";
import type { EventEnvelope } from "./protocol.ts";

/** Something owed to a lane's destination by the event at `position`; one event owes a lane at most one effect. */
export interface Effect<Body> {
  position: number;
  body: Body;
}

/** One look into the log for effects: those found, and the position up to which it looked. */
export interface EffectPage<Body> {
  effects: Effect<Body>[];
  scannedTo: number;
}

/** One destination, as the kind describes it. */
export interface Lane<Body> {
  /** Reads back the body of a parked effect. */
  readonly body: z.ZodType<Body>;
  /** For how long, in ms, what has just become owed waits for more, to be delivered with it. */
  readonly lingerMs?: number;
  /** Up to `limit` effects behind `cursor`, in order. Reads only. It must get ahead while there is anything ahead. */
  effectsAfter(cursor: number, limit: number): EffectPage<Body>;
  /**
   * Delivers, in order. Resolves when the receiver holds all of them. Throws {@link EffectRefused} for what it will
   * never take; anything else thrown means it could not be reached and is tried for ever.
   */
  deliver(deliveries: Delivery<Body>[]): Promise<void>;
}

/** The receiver was reached and will not have this effect; those before it in the same delivery it has taken. */
export class EffectRefused extends Error {
  /** The delivery's number, or null where the receiver cannot say which one it was. */
  readonly number: number | null;
  readonly code: string;

  constructor(number: number | null, code: string) {
    super(`Effect ${number ?? "of unknown number"} was refused: ${code}`);
    this.name = "EffectRefused";
    this.number = number;
    this.code = code;
  }
}

/** Delivers to another room. @throws EffectRefused for the first one that the room did not take. */
export async function deliverToRoom(
  port: Pick<RoomPort, "deliver">,
  deliveries: Delivery<RoomNotice>[],
): Promise<void> {
  const held = await port.deliver(deliveries);
  const refused = deliveries.find((delivery) => delivery.number > held);
  if (refused) throw new EffectRefused(refused.number, "not_taken");
}

/** How many events one look goes through. */
const SCANNED_AT_ONCE = 500;

/**
 * The usual {@link Lane.effectsAfter}: goes through the log and takes what `effectOf` makes of each event, or nothing
 * where it answers undefined.
 */
export function effectsInLog<Body>(
  log: Pick<EventLog, "scan">,
  effectOf: (event: EventEnvelope) => Body | undefined,
): Lane<Body>["effectsAfter"] {
  return (cursor, limit) => {
    const page: EffectPage<Body> = { effects: [], scannedTo: cursor };
    for (const { position, event } of log.scan(cursor, SCANNED_AT_ONCE)) {
      if (page.effects.length === limit) break;
      const body = effectOf(event);
      if (body !== undefined) page.effects.push({ position, body });
      page.scannedTo = position;
    }
    return page;
  };
}
