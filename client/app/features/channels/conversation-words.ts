import { useQuery } from "@tanstack/react-query";
import { conversationQuery } from "../../queries/conversations.ts";
import { mentionedTaskQuery } from "../../queries/mentions.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { conversationWords } from "./names.ts";

/** What a conversation is called among words: `#general`, `Bo`, the task or page of a discussion; empty until known. */
export function useConversationWords(id: string): string {
  const { api } = useSignedIn();
  const { id: workspace, state } = useWorkspace();
  const listed = state.conversations.find((each) => each.id === id);
  const asked = useQuery({ ...conversationQuery(api, workspace, id), enabled: listed === undefined });
  const conversation = listed ?? asked.data;
  const about = conversation?.about ?? null;
  const task = useQuery({
    ...mentionedTaskQuery(api, workspace, about?.type === "task" ? about.task : ""),
    enabled: about?.type === "task",
  });
  if (about?.type === "task") return task.data ? `${task.data.key} ${task.data.title}` : "A task";
  if (about?.type === "page") return state.pages.find((page) => page.id === about.page)?.title || "A page";
  if (conversation) return conversationWords(conversation, state.members, state.reader);
  return asked.isError ? "A conversation that is closed to you" : "";
}
