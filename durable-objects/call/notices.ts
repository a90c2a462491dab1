/** What a workspace and its calls tell each other, as the body of a `told` notice: in order and once each. */
import { z } from "zod";
import { Call } from "../workspace/calls/protocol.ts";

/** What a workspace tells the room of a call. */
export const CallNotice = z.discriminatedUnion("type", [
  /** It is otherwise than before. */
  z.object({ type: z.literal("call.is"), call: Call }),
]);
export type CallNotice = z.infer<typeof CallNotice>;

/** When the first came in; null while nobody did. A call may be over before it was told that somebody is in it. */
const startedAt = z.number().int().nullable();

/** What a call's room tells its workspace. */
export const CallReport = z.discriminatedUnion("type", [
  /** These are in it now. */
  z.object({
    type: z.literal("call.here"),
    call: z.string(),
    users: z.array(z.string()),
    count: z.number().int().nonnegative(),
    /** These were, and are not let in any more. */
    out: z.array(z.string()),
    startedAt,
  }),
  /** `people` were in it in all. */
  z.object({
    type: z.literal("call.ended"),
    call: z.string(),
    at: z.number().int(),
    startedAt,
    people: z.number().int().nonnegative(),
  }),
]);
export type CallReport = z.infer<typeof CallReport>;
