/** What the board's load generator is told and what it answers; it runs in a process of its own, so this crosses as JSON. */
import { z } from "zod";

export const BoardTask = z.object({
  /** Which server it talks to: the product, or the floor beside it. */
  dialect: z.enum(["ensemble", "bare"]),
  /** Whole WebSocket URLs, the right to connect included. One socket each. */
  urls: z.array(z.url()).min(1),
  /** Ensemble: the stream to follow, its columns, and the tasks that are moved about. */
  stream: z.string(),
  columns: z.array(z.string()),
  tasks: z.array(z.string()),
  /** The process whose tree is the server. */
  pid: z.number().int().positive(),
  /** How many of the sockets send commands, in turn. */
  movers: z.number().int().positive(),
  perSecond: z.number().positive(),
  seconds: z.number().positive(),
  /** Bare: what each message makes it broadcast, so that the bytes are the same. */
  payload: z.string(),
});
export type BoardTask = z.infer<typeof BoardTask>;

export const BoardLoadResult = z.object({
  moves: z.number(),
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
export type BoardLoadResult = z.infer<typeof BoardLoadResult>;
