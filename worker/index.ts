import { app } from "./app.ts";
import type { Bindings } from "./env.ts";
import { runJobs } from "./jobs/jobs.ts";

export { CallRoom } from "../durable-objects/call/room.ts";
export { ConversationRoom } from "../durable-objects/conversation/room.ts";
export { DocRoom } from "../durable-objects/doc/room.ts";
export { InboxRoom } from "../durable-objects/inbox/room.ts";
export { WorkspaceRoom } from "../durable-objects/workspace/room.ts";
export { RateLimiter } from "./http/rate-limiter.ts";

export default {
  fetch: (request, env, context) => app.fetch(request, env, context),
  scheduled: (controller, env) => runJobs(controller.cron, env, controller.scheduledTime),
} satisfies ExportedHandler<Bindings>;
