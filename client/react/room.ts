import { useCallback, useMemo } from "react";
import type { Peer, You } from "../../durable-objects/room/protocol.ts";
import type { Api } from "../sdk/api/api.ts";
import type { Observed } from "../sdk/observed.ts";
import type { CommandKeep } from "../sdk/queue/keep.ts";
import type { RoomCopies } from "../sdk/room/copies.ts";
import { type WorkspaceRoom, workspaceRoom } from "../sdk/workspace.ts";
import { useObserved } from "./observed.ts";
import { useOpened } from "./opened.ts";

const NOBODY: ReadonlyMap<string, Peer> = new Map();

/** What a browser keeps of the rooms that a user was in. */
interface KeptOfRooms {
  /** Where commands are kept until rooms have answered them; without one they last as long as the page does. */
  keep: CommandKeep | null;
  /** Where rooms are kept as they were; without one they open once the server has told them. */
  copies: RoomCopies | null;
}

/** A workspace's room, open while the component is there; null before. */
export function useWorkspaceRoom(api: Api, workspace: string, { keep, copies }: KeptOfRooms): WorkspaceRoom | null {
  return useOpened(useCallback(() => workspaceRoom(api, workspace, { keep, copies }), [api, workspace, keep, copies]));
}

/** The state of a room's main stream; null until the room has told it. */
export function useRoomState<State>(room: { state: Observed<State | null> } | null): State | null {
  return useObserved(room?.state ?? null, null);
}

/** The users present in a room, oneself among them, each once however many tabs they have open; by name. */
export function usePresence(
  room: { peers: Observed<ReadonlyMap<string, Peer>>; you: Observed<You | null> } | null,
): readonly Pick<Peer, "user" | "name" | "role">[] {
  const peers = useObserved(room?.peers ?? null, NOBODY);
  const you = useObserved(room?.you ?? null, null);
  return useMemo(() => {
    const users = new Map<string, Pick<Peer, "user" | "name" | "role">>();
    for (const peer of peers.values()) users.set(peer.user, peer);
    if (you) users.set(you.user, you);
    return [...users.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  }, [peers, you]);
}
