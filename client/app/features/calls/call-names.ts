import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Call, CallSubject } from "../../../../durable-objects/workspace/calls/protocol.ts";
import type { WorkspaceState } from "../../../sdk/workspace.ts";
import { mentionedTaskQuery } from "../../queries/mentions.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { conversationWords, nameOf } from "../channels/names.ts";
import { useWorkspace } from "../workspace/workspace.tsx";

/** What a call needs to be called by. */
export type Named = Pick<Call, "title" | "about" | "createdBy">;

/** What a call is called here: by its title, by what it is about, or by who started it. */
export function callName({ title, about, createdBy }: Named, state: WorkspaceState, task: string | null): string {
  if (title !== "") return title;
  return (about && subjectName(about, state, task)) ?? `Call with ${nameOf(createdBy, state.members)}`;
}

/** What a call is about, in words; null for what this reader does not know. `task` is what it is called, where it is one. */
function subjectName(about: CallSubject, state: WorkspaceState, task: string | null): string | null {
  switch (about.type) {
    case "conversation": {
      const conversation = state.conversations.find(({ id }) => id === about.conversation);
      return conversation ? conversationWords(conversation, state.members, state.reader) : null;
    }
    case "project":
      return state.projects.find(({ id }) => id === about.project)?.name ?? null;
    case "task":
      return task ?? "A task";
  }
}

/** What a call is called, with what its task is called now. */
export function useCallName(call: Named): string {
  const { id: workspace, state } = useWorkspace();
  const { api } = useSignedIn();
  const { title, about } = call;
  const id = title === "" && about?.type === "task" ? about.task : null;
  const { data: task } = useQuery({ ...mentionedTaskQuery(api, workspace, id ?? ""), enabled: id !== null });
  return callName(call, state, task ? `${task.key} ${task.title}` : null);
}

/** Answers what any call is called, with what is known already. */
export function useCallNames(): (call: Named) => string {
  const { state } = useWorkspace();
  return useCallback((call) => callName(call, state, null), [state]);
}
