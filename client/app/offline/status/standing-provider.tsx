import { useIsMutating } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect, useMemo, useRef } from "react";
import { useNetworked } from "../../../react/connection.ts";
import { useObserved } from "../../../react/observed.ts";
import { openDocs, useDocStatuses } from "../../../react/open-docs.ts";
import type { ConnectionState } from "../../../sdk/connection/connection.ts";
import type { WorkspaceRoom } from "../../../sdk/workspace.ts";
import { useAnnounce } from "../../design/announcer.tsx";
import { useStaying } from "../../design/use-staying.ts";
import { useSignedIn } from "../../features/account/signed-in.tsx";
import { loadAhead } from "../loading-ahead.ts";
import { lookForNewVersion } from "../new-version.ts";
import { type Standing, standingOf, wouldLose } from "./standing.ts";
import { spokenOf } from "./words.ts";

const StandingContext = createContext<Standing>({ name: "connecting" });

interface StandingProviderProps {
  room: WorkspaceRoom;
  connection: ConnectionState;
  children: ReactNode;
}

/** Knows, for everything below, how it stands with what was done here; says it aloud when that changes much. */
export function StandingProvider({ room, connection, children }: StandingProviderProps) {
  const { commands } = useSignedIn();
  const { length } = useObserved(room.pending);
  const pending = useObserved(room.pendingKnown) ? length : null;
  const networked = useNetworked();
  const docs = useDocStatuses();
  const requests = useIsMutating();
  const keepsCommands = commands !== null;
  const standing = useMemo(
    () => standingOf({ connection, networked, pending, keepsCommands, requests, docs }),
    [connection, networked, pending, keepsCommands, requests, docs],
  );
  useSaying(standing);
  useStaying(wouldLose(standing));
  useSendingUnsaved(connection.name === "online");
  useLookingForNewVersion(connection.name === "online");
  return <StandingContext value={standing}>{children}</StandingContext>;
}

/** How it stands with what was done on this page. */
export function useStanding(): Standing {
  return use(StandingContext);
}

/** Says when the server cannot be reached and when all is well again; not every saving in between. */
function useSaying(standing: Standing): void {
  const announce = useAnnounce();
  const said = useRef<Standing["name"]>("saved");
  useEffect(() => {
    const { name } = standing;
    if (name === "saving" || name === "connecting" || name === said.current) return;
    said.current = name;
    announce(spokenOf(standing));
  }, [standing, announce]);
}

/** Sends what was written into docs that were left, whenever the room is there. */
function useSendingUnsaved(online: boolean): void {
  const { api, copies } = useSignedIn();
  useEffect(() => {
    if (!online) return;
    const send = async () => {
      if (!(await copies.holdUnsaved())) return;
      const [{ sendUnsaved }, opened] = await Promise.all([
        loadAhead(() => import("../../../sdk/doc/unsaved.ts")),
        copies.open(),
      ]);
      if (!opened) return;
      const isOpen = (docId: string) => openDocs.has(docId);
      await sendUnsaved({ api, copies: opened, isOpen, opened: (session) => openDocs.add(session) });
    };
    // What cannot be read or sent now is tried again on the next return.
    send().catch(() => {});
  }, [online, api, copies]);
}

/** On each return, looks whether the server is a newer one: a deploy breaks every connection. */
function useLookingForNewVersion(online: boolean): void {
  const wasOnline = useRef(false);
  useEffect(() => {
    if (!online) return;
    if (wasOnline.current) void lookForNewVersion();
    wasOnline.current = true;
  }, [online]);
}
