import { type ReactNode, useEffect, useMemo } from "react";
import { CloseCode } from "../../../../durable-objects/room/protocol.ts";
import type { Conversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import { useConnection } from "../../../react/connection.ts";
import { useConversation, useConversationState } from "../../../react/conversation.ts";
import { useLooking } from "../../../react/looking.ts";
import type { ConversationState } from "../../../sdk/conversation/state.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { conversationWords } from "../channels/names.ts";
import { MentionedBoards } from "../text/mentions/mentioned-boards.tsx";
import { managesPeople, useWorkspace } from "../workspace/workspace.tsx";
import { ConversationGone } from "./conversation-gone.tsx";
import { inboxBeside } from "./inbox-beside.ts";
import { type OpenConversation, OpenConversationContext } from "./open-conversation.tsx";
import { OpeningConversation } from "./opening-conversation.tsx";
import { RefusalsTold } from "./refusals-told.tsx";

interface ConversationPaneProps {
  id: string;
  openThread: OpenConversation["openThread"];
  children: (state: ConversationState) => ReactNode;
}

/** Opens a conversation for what is shown of it, as long as that is there. */
export function ConversationPane({ id, openThread, children }: ConversationPaneProps) {
  const { api, commands, rooms } = useSignedIn();
  const { id: workspace, role, state: within } = useWorkspace();
  const room = useConversation(api, workspace, id, { keep: commands, copies: rooms, inbox: inboxBeside });
  const state = useConversationState(room);
  const connection = useConnection(room);
  const isLooking = useLooking();
  useEffect(() => room?.looking(isLooking), [room, isLooking]);
  const conversation = state?.conversation;
  const { members, reader } = within;
  const open = useMemo((): OpenConversation | null => {
    if (!room || !conversation) return null;
    return {
      room,
      conversation,
      name: nameIn(conversation) ?? conversationWords(conversation, members, reader),
      mayWrite: conversation.archivedAt === null && role !== "viewer",
      mayModerate: managesPeople(role),
      urlOf: (message) => urlOf(workspace, conversation.id, message),
      openThread,
    };
  }, [room, conversation, members, reader, role, workspace, openThread]);
  if (connection.name === "closed" && room) {
    const isGone = connection.code === CloseCode.gone || connection.code === CloseCode.forbidden;
    if (isGone || !open) return <ConversationGone closed={connection} onRetry={() => room.reconnect()} />;
  }
  if (!open || !state) return <OpeningConversation connection={connection} />;
  return (
    <OpenConversationContext value={open}>
      <MentionedBoards>
        {children(state)}
        <RefusalsTold />
      </MentionedBoards>
    </OpenConversationContext>
  );
}

/** What a conversation about something else is called where it stands; null for all others. */
function nameIn({ about }: Conversation): string | null {
  if (about === null) return null;
  return about.type === "call" ? "the chat" : "the discussion";
}

function urlOf(
  workspace: string,
  conversation: string,
  { id, replyTo }: { id: string; replyTo: string | null },
): string {
  const url = new URL(`/w/${workspace}/c/${conversation}`, location.origin);
  url.searchParams.set("message", id);
  if (replyTo !== null) url.searchParams.set("thread", replyTo);
  return url.href;
}
