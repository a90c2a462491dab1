import { app } from "./app.ts";
import type { Bindings } from "./env.ts";

export { DocRoom } from "../durable-objects/doc/room.ts";
export { WorkspaceRoom } from "../durable-objects/workspace/room.ts";
export { RateLimiter } from "./http/rate-limiter.ts";

export default {
  fetch: (request, env, context) => app.fetch(request, env, context),
} satisfies ExportedHandler<Bindings>;
