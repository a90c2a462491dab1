import { useNavigate } from "@tanstack/react-router";
import type { NewConversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import { useToast } from "../../design/toasts.tsx";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { conversationWith } from "./listed.ts";

/** Opens the direct conversation with someone, oneself for notes: the one there is, or a new one. */
export function useWriteTo(): (user: string) => Promise<void> {
  const { id: workspace, state } = useWorkspace();
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const tell = useToast();
  return async (user) => {
    const members = user === state.reader ? [] : [user];
    const wanted: NewConversation = { kind: "direct", members };
    try {
      const known = conversationWith(members, state.conversations, state.reader);
      const { id: conversation } = known ?? (await api.conversations.create(workspace, wanted));
      await navigate({ to: "/w/$workspace/c/$conversation", params: { workspace, conversation } });
    } catch (cause) {
      tell({ words: wordsFor(cause), tone: "danger" });
    }
  };
}
