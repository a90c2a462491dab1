import { useCallback } from "react";
import type { Api } from "../sdk/api/api.ts";
import { conversationRoom } from "../sdk/conversation/open.ts";
import type { ConversationRoom } from "../sdk/conversation/room.ts";
import type { ConversationState, ThreadView } from "../sdk/conversation/state.ts";
import type { Thread } from "../sdk/conversation/thread.ts";
import type { Typer } from "../sdk/conversation/typing.ts";
import type { InboxState } from "../sdk/inbox/state.ts";
import type { Observed } from "../sdk/observed.ts";
import type { CommandKeep } from "../sdk/queue/keep.ts";
import type { RoomCopies } from "../sdk/room/copies.ts";
import { useObserved } from "./observed.ts";
import { useOpened } from "./opened.ts";

const NOBODY: readonly Typer[] = [];

/** What a conversation has beside it in a browser. */
interface BesideConversation {
  /** Where commands are kept until rooms have answered them; without one they last as long as the page does. */
  keep: CommandKeep | null;
  /** Where rooms are kept as they were; without one they open once the server has told them. */
  copies: RoomCopies | null;
  /** The user's inbox, if it is open, which hears of what they read on their other devices. */
  inbox: { state: Observed<InboxState | null> } | null;
}

/** A conversation, open while the component is there; null before. */
export function useConversation(
  api: Api,
  workspace: string,
  id: string,
  { keep, copies, inbox }: BesideConversation,
): ConversationRoom | null {
  return useOpened(
    useCallback(
      () => conversationRoom(api, workspace, id, { keep, copies, inbox }),
      [api, workspace, id, keep, copies, inbox],
    ),
  );
}

/** A conversation as it is shown; null until the room has told it, and nothing was kept of it. */
export function useConversationState(room: ConversationRoom | null): ConversationState | null {
  return useObserved(room?.state ?? null, null);
}

/** Who else types, here or in a thread. */
export function useTypers(room: ConversationRoom | null): readonly Typer[] {
  return useObserved(room?.typers ?? null, NOBODY);
}

/** The thread that a message begins, open while the component is there; null before. */
export function useThread(room: ConversationRoom, message: string): Thread | null {
  return useOpened(useCallback(() => room.thread(message), [room, message]));
}

/** A thread as it is shown; null until it is known which message began it. */
export function useThreadState(thread: Thread | null): ThreadView | null {
  return useObserved(thread?.state ?? null, null);
}
