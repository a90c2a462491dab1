/** What the load generator is told and what it answers; it runs in a process of its own, so this crosses as JSON. */
import { z } from "zod";
import { DialectName } from "../wire/dialect.ts";

export const LoadTask = z.object({
  url: z.url(),
  document: z.string(),
  dialect: DialectName,
  /** The process whose tree is the server. */
  pid: z.number().int().positive(),
  sockets: z.number().int().min(2),
  writers: z.number().int().positive(),
  /** Updates a second of all writers together. */
  perSecond: z.number().positive(),
  seconds: z.number().positive(),
  /** How long to wait at the end for what the server does later: debounced saves, compaction. */
  settleSeconds: z.number().nonnegative(),
});
export type LoadTask = z.infer<typeof LoadTask>;

export const LoadResult = z.object({
  updates: z.number(),
  /** Logical deliveries: each update at each of the other sockets, however the server merged them. */
  deliveries: z.number(),
  lost: z.number(),
  /** Sockets whose final document is not what everybody wrote. */
  diverged: z.number(),
  /** True when a newcomer afterwards got the whole text. */
  newcomerHasAll: z.boolean(),
  /** Frames with updates, over all sockets. */
  frames: z.number(),
  cpuSeconds: z.number(),
  /** The same with what the server did in the settling time. */
  cpuSecondsSettled: z.number(),
  generatorCpuSeconds: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  maxMs: z.number(),
});
export type LoadResult = z.infer<typeof LoadResult>;
