import { useCallback } from "react";
import type { Api } from "../sdk/api/api.ts";
import type { InboxRoom } from "../sdk/inbox/inbox.ts";
import { inboxRoom } from "../sdk/inbox/open.ts";
import type { InboxState } from "../sdk/inbox/state.ts";
import type { CommandKeep } from "../sdk/queue/keep.ts";
import type { RoomCopies } from "../sdk/room/copies.ts";
import { useObserved } from "./observed.ts";
import { useOpened } from "./opened.ts";

/** What a browser keeps of the rooms that a user was in. */
interface KeptOfRooms {
  keep: CommandKeep | null;
  copies: RoomCopies | null;
}

/** The inbox of `user`, who is signed in, open while the component is there; null before. One for a page is enough. */
export function useInbox(api: Api, user: string, { keep, copies }: KeptOfRooms): InboxRoom | null {
  return useOpened(useCallback(() => inboxRoom(api, user, { keep, copies }), [api, user, keep, copies]));
}

/** An inbox as it is shown; null until the room has told it, and nothing was kept of it. */
export function useInboxState(inbox: InboxRoom | null): InboxState | null {
  return useObserved(inbox?.state ?? null, null);
}
