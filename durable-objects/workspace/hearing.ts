/** What other rooms tell a workspace: those of conversations and of calls. */
import { z } from "zod";
import { CallReport } from "../call/notices.ts";
import { MessageNotice } from "../conversation/notices.ts";
import { hearCall } from "./calls/hearing.ts";
import type { Change } from "./change.ts";
import { recordModeration } from "./conversations/moderating.ts";
import { hearDiscussion } from "./notifying/discussing.ts";

/** What another room may tell. */
export const Heard = z.union([MessageNotice, CallReport]);
export type Heard = z.infer<typeof Heard>;

/** Who did what is told; null for what no user did. */
export function doerOf(heard: Heard): string | null {
  return heard.type === "message.deleted" ? heard.by : null;
}

/** Takes what another room tells. */
export function hear(change: Change, heard: Heard): void {
  if ("call" in heard) {
    hearCall(change, heard);
    return;
  }
  recordModeration(change, heard);
  hearDiscussion(change, heard);
}
