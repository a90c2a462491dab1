import { linkOptions } from "@tanstack/react-router";
import type { Notification, Thing } from "../../../../durable-objects/inbox/protocol.ts";

/** Where one goes to see what a notification is about; null for what is nowhere, as a note to oneself. */
export function addressOf({ thing, message }: { thing: Thing; message: string | null }) {
  const params = { workspace: "workspace" in thing ? thing.workspace : "" };
  switch (thing.type) {
    case "conversation":
      return linkOptions({
        to: "/w/$workspace/c/$conversation",
        params: { ...params, conversation: thing.conversation },
        search: message === null ? {} : { message },
      });
    case "thread":
      return linkOptions({
        to: "/w/$workspace/c/$conversation",
        params: { ...params, conversation: thing.conversation },
        search: { thread: thing.message, ...(message === null ? {} : { message }) },
      });
    case "task":
      return linkOptions({
        to: "/w/$workspace/projects/$project/tasks/$task",
        params: { ...params, project: thing.project, task: thing.task },
      });
    case "page":
      return linkOptions({
        to: "/w/$workspace/p/$page",
        params: { ...params, page: thing.page },
        // What happens to a page that has a message is that somebody talks about it.
        search: message === null ? {} : { comments: "open" as const },
      });
    case "call":
      return linkOptions({ to: "/w/$workspace/calls/$call", params: { ...params, call: thing.call } });
    case "workspace":
      return linkOptions({ to: "/w/$workspace", params });
    case "note":
      return null;
  }
}

/** The workspace a notification is of; null for a note to oneself. */
export function workspaceOf({ thing }: Pick<Notification, "thing">): string | null {
  return thing.type === "note" ? null : thing.workspace;
}
