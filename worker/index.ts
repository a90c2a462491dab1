export { DocRoom } from "../durable-objects/doc/room.ts";
export { WorkspaceRoom } from "../durable-objects/workspace/room.ts";
export { RateLimiter } from "./http/rate-limiter.ts";

export default {
  fetch: () => new Response("not yet", { status: 503 }),
} satisfies ExportedHandler;
