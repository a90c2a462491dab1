/** What the signalling load generator is told and what it answers; it runs in a process of its own, so this crosses as JSON. */
import { z } from "zod";

export const SignalTask = z.object({
  /** Whole WebSocket URLs, the right to connect included: one a peer. */
  urls: z.array(z.url()).min(2),
  /** Whether they first have to join a call; the bare object knows its peers by their URLs. */
  joins: z.boolean(),
  /** How many signals are sent, by each in turn to each of the others. */
  signals: z.number().int().positive(),
  perSecond: z.number().positive(),
  /** The process whose tree is the server. */
  pid: z.number().int().positive(),
});
export type SignalTask = z.infer<typeof SignalTask>;

export const SignalResult = z.object({
  sent: z.number(),
  delivered: z.number(),
  /** Of one signal, as it was sent. */
  bytes: z.number(),
  cpuSeconds: z.number(),
});
export type SignalResult = z.infer<typeof SignalResult>;

/** Microseconds of the server's CPU for each signal that was relayed. */
export function microsPerSignal({ cpuSeconds, delivered }: SignalResult): number {
  return (cpuSeconds * 1e6) / delivered;
}
