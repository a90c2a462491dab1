import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { z } from "zod";
import type { Api } from "../sdk/api/api.ts";
import type { DocCopies } from "../sdk/doc/copies.ts";
import type { SetAside } from "../sdk/doc/database.ts";
import { docSession } from "../sdk/doc/doc.ts";
import type { RoomAwareness } from "../sdk/doc/presence.ts";
import type { DocSession } from "../sdk/doc/session.ts";
import type { DocStatus } from "../sdk/doc/status.ts";
import type { DocAccess, DocView } from "../sdk/doc/view.ts";
import { useObserved } from "./observed.ts";
import { openDocs } from "./open-docs.ts";
import { useOpened } from "./opened.ts";

const CONNECTING: DocStatus = { name: "connecting" };
const NONE: readonly SetAside[] = [];

export interface OpenDoc {
  session: DocSession | null;
  /** Null until there is something true to show. Bind the editor anew when it changes. */
  view: DocView | null;
  status: DocStatus;
  access: DocAccess | null;
  /** What was set aside of this doc. */
  aside: readonly SetAside[];
}

/** Where the copies of docs are, once they are asked for; the same object each time. */
interface CopiesKept {
  open: () => Promise<DocCopies | null>;
}

/** A doc, open while the component is there. */
export function useDoc(api: Api, docId: string, kept: CopiesKept): OpenDoc {
  const copies = useCopies(kept);
  const make = useMemo(
    () => (copies === undefined ? null : () => docSession(api, docId, copies)),
    [api, docId, copies],
  );
  const session = useOpened(make);
  useEffect(() => (session ? openDocs.add(session) : undefined), [session]);
  const view = useObserved(session?.view ?? null, null);
  const status = useObserved(session?.status ?? null, CONNECTING);
  const access = useObserved(session?.access ?? null, null);
  const entries = useObserved(session?.shelf.entries ?? null, NONE);
  const aside = useMemo(() => entries.filter((entry) => entry.docId === docId), [entries, docId]);
  return { session, view, status, access, aside };
}

/** The copies, once they are open; undefined before. */
function useCopies(kept: CopiesKept): DocCopies | null | undefined {
  const [copies, setCopies] = useState<DocCopies | null>();
  useEffect(() => {
    let there = true;
    kept.open().then(
      (opened) => (there ? setCopies(opened) : undefined),
      // Without them the doc lives in memory only, and says so.
      () => (there ? setCopies(null) : undefined),
    );
    return () => {
      there = false;
    };
  }, [kept]);
  return copies;
}

/** Who is in a doc, as the room vouches for it: `id` and `name` are the room's word, the colour is their own. */
interface DocPeer {
  id: string;
  name: string;
  color: string | null;
}

const PeerState = z.object({
  user: z.object({ id: z.string(), name: z.string(), color: z.string().nullable().catch(null) }),
});

/** The users in a doc, each once, oneself left out; by name. */
export function useDocPeers(awareness: RoomAwareness | null, ownId: string): readonly DocPeer[] {
  const subscribe = useCallback(
    (listener: () => void) => {
      awareness?.on("change", listener);
      return () => awareness?.off("change", listener);
    },
    [awareness],
  );
  // The states map changes in place, so what is compared is its text.
  const states = useSyncExternalStore(subscribe, () => JSON.stringify([...(awareness?.getStates().values() ?? [])]));
  return useMemo(() => {
    const peers = new Map<string, DocPeer>();
    for (const state of z.array(z.unknown()).parse(JSON.parse(states))) {
      const parsed = PeerState.safeParse(state);
      if (parsed.success && parsed.data.user.id !== ownId) peers.set(parsed.data.user.id, parsed.data.user);
    }
    return [...peers.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  }, [states, ownId]);
}
