/** What the load generator of a JSON room is told and what it answers; it runs in a process of its own, so this crosses as JSON. */
import { z } from "zod";

export const RoomTask = z.object({
  /** Whole WebSocket URLs, the right to connect included. One socket each. */
  urls: z.array(z.url()).min(1),
  /** What each socket listens to; null at the bare object, which sends what it hears to everyone. */
  listening: z
    .object({
      /** The stream to follow. */
      stream: z.string(),
      /** What the frames of its events have, and no others. */
      mark: z.string(),
    })
    .nullable(),
  /** What is sent, one after the other: commands to a room, text to the bare object. */
  sends: z.array(z.union([z.looseObject({ type: z.string() }), z.string()])),
  /** Sent by each sender before the clock starts. */
  first: z.looseObject({ type: z.string() }).nullable(),
  /** The process whose tree is the server. */
  pid: z.number().int().positive(),
  /** How many of the sockets send, in turn. */
  senders: z.number().int().positive(),
  perSecond: z.number().positive(),
});
export type RoomTask = z.infer<typeof RoomTask>;

export const RoomLoadResult = z.object({
  sent: z.number(),
  refused: z.number(),
  /** Events heard, over all sockets. */
  deliveries: z.number(),
  lost: z.number(),
  bytesPerEvent: z.number(),
  /** One event as it was heard, for the bare object to send the same. */
  sample: z.string(),
  cpuSeconds: z.number(),
  generatorCpuSeconds: z.number(),
  /** From command to ack; 0 for the bare object, which gives none. */
  ackP50Ms: z.number(),
  ackP99Ms: z.number(),
});
export type RoomLoadResult = z.infer<typeof RoomLoadResult>;

/** Microseconds of the server's CPU for each delivery. */
export function microsPerDelivery(result: RoomLoadResult): number {
  return (result.cpuSeconds * 1e6) / result.deliveries;
}
