/** The bindings of wrangler.toml as types. What people set is in settings.ts. */
import type { CallRoom } from "../durable-objects/call/room.ts";
import type { ConversationRoom } from "../durable-objects/conversation/room.ts";
import type { DocRoom } from "../durable-objects/doc/room.ts";
import type { InboxRoom } from "../durable-objects/inbox/room.ts";
import type { WorkspaceRoom } from "../durable-objects/workspace/room.ts";
import type { RateLimiter } from "./http/rate-limiter.ts";

export interface Bindings {
  ASSETS: Fetcher;
  DB: D1Database;
  FILES: R2Bucket;
  METRICS: AnalyticsEngineDataset;
  VERSION: WorkerVersionMetadata;
  WORKSPACE: DurableObjectNamespace<WorkspaceRoom>;
  DOC: DurableObjectNamespace<DocRoom>;
  CONVERSATION: DurableObjectNamespace<ConversationRoom>;
  CALL: DurableObjectNamespace<CallRoom>;
  INBOX: DurableObjectNamespace<InboxRoom>;
  RATE_LIMITER: DurableObjectNamespace<RateLimiter>;
  /** Signs tickets. At least 32 bytes; `npm start` makes one and keeps it in the state folder. */
  TICKET_SECRET: string;
  /** Signs sessions and encrypts what better-auth keeps. At least 32 bytes. */
  AUTH_SECRET: string;
  /** `off` for load tools: rooms count no frames either. */
  RATE_LIMITS?: "on" | "off";
  /** `on`: conversations look behind the links in their messages. */
  LINK_PREVIEWS?: "on" | "off";
}

declare global {
  namespace Cloudflare {
    interface Env extends Bindings {}
    interface GlobalProps {
      mainModule: typeof import("./index.ts");
    }
  }
}
