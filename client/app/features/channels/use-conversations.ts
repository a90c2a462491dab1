import { useMemo } from "react";
import { type ConversationUnread, keyOfThing } from "../../../../durable-objects/inbox/protocol.ts";
import { useOwnInbox } from "../inbox/own-inbox.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { type Listed, listed } from "./listed.ts";

/** What one's inbox knows of a conversation. */
export interface Heard {
  unread: ConversationUnread | null;
  /** Nothing of it counts but mentions. */
  muted: boolean;
}

const UNHEARD: Heard = { unread: null, muted: false };

/** What the sidebar tells of the open workspace's conversations, in its order. */
export function useListed(): Listed {
  const { state } = useWorkspace();
  const { state: inbox } = useOwnInbox();
  const { conversations, joined, members, reader } = state;
  const unread = inbox?.conversations;
  return useMemo(
    () => listed({ conversations, joined, members, reader, lastAt: (id) => unread?.get(id)?.lastAt ?? null }),
    [conversations, joined, members, reader, unread],
  );
}

/** Answers what one's inbox knows of a conversation of the open workspace. */
export function useHeardOf(): (conversation: string) => Heard {
  const { id: workspace } = useWorkspace();
  const { state: inbox } = useOwnInbox();
  return (conversation) => {
    if (!inbox) return UNHEARD;
    const key = keyOfThing({ type: "conversation", workspace, conversation });
    return {
      unread: inbox.conversations.get(conversation) ?? null,
      muted: inbox.mutes.some(({ thing }) => thing === key),
    };
  };
}

/** What is unread in a conversation, and whether it is muted. */
export function useHeard(conversation: string): Heard {
  return useHeardOf()(conversation);
}
