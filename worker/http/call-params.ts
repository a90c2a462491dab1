/** What the routes of calls are called by. */
import { z } from "@hono/zod-openapi";
import { Call as CallShape } from "../../durable-objects/workspace/calls/protocol.ts";

export const Call = CallShape.openapi("Call");
export const CallParams = z.object({ w: z.uuid(), c: z.uuid() });
