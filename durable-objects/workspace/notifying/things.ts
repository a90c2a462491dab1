/** What is told of, as inboxes know it. */
import type { InboxNotice } from "../../inbox/notices.ts";
import type { Thing } from "../../inbox/protocol.ts";
import type { EventEnvelope } from "../../room/protocol.ts";
import type { Task } from "../board/protocol.ts";
import type { Stores } from "../store/stores.ts";

type Notify = Extract<InboxNotice, { type: "notify" }>;

/** A task where it now is. */
export function taskThing(workspace: string, { id, projectId }: Task): Thing {
  return { type: "task", workspace, project: projectId, task: id };
}

/** A task as its readers call it: `ENS-42 Paint it`. */
export function taskCalled({ key, title }: Task): string {
  return `${key} ${title}`;
}

/** What a user is called here; null for the workspace itself, and for whoever is gone. */
export function nameOf({ members }: Stores, user: string | null): string | null {
  return user === null ? null : (members.find(user)?.name ?? null);
}

/** What is the same in all that is notified of an event and is no message. */
export function notifying(
  { by, at }: EventEnvelope,
  thing: Thing,
): Pick<Notify, "type" | "thing" | "by" | "at" | "message" | "seq" | "conversation"> {
  return { type: "notify", thing, by, at, message: null, seq: null, conversation: null };
}
