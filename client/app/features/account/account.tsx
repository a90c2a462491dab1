import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Me } from "../../../sdk/api/account.ts";
import { type Api, apiOf } from "../../../sdk/api/api.ts";
import { ApiError } from "../../../sdk/api/problem.ts";
import { thisPage } from "../../../sdk/connection/page.ts";
import { onSignedOut, queryClient } from "../../queries/client.ts";
import { draftsAreOf, forgetDrafts } from "../../remembered/drafts.ts";
import { wordsFor } from "../../words/problem.ts";
import { closeKept, forgetKept, forgetRooms, type Kept, NOTHING_KEPT, openKept } from "./kept.ts";
import { keepMe, keptMe } from "./kept-me.ts";

/** So long the server is waited for before whoever was last here is let in to what this device has. */
const PATIENCE_MS = 3_000;

/** Who is using this page, and what the browser keeps of them. */
export type Visitor =
  | { name: "unknown" }
  | { name: "unreachable"; problem: string }
  | { name: "nobody" }
  | { name: "user"; me: Me; kept: Kept };

interface Account {
  api: Api;
  visitor: Visitor;
  /** Looks again who is signed in. */
  refresh: () => Promise<void>;
  /** Signs out and forgets what this browser kept of the user. @throws ApiError */
  signOut: () => Promise<void>;
}

const AccountContext = createContext<Account | null>(null);

/** Knows who is signed in, for everything below. */
export function AccountProvider({ children }: { children: ReactNode }) {
  const [visitor, setVisitor] = useState<Visitor>({ name: "unknown" });
  const api = useMemo(() => apiOf({ origin: location.origin }), []);

  /** What is kept of whoever was last seen signed in; opened once for each. */
  const opened = useRef<{ owner: string; kept: Kept } | null>(null);

  const enter = useCallback(async (me: Me | null) => {
    if (me && opened.current?.owner !== me.id) {
      if (opened.current) {
        closeKept(opened.current.kept);
        queryClient.clear();
      }
      opened.current = { owner: me.id, kept: await openKept(me.id) };
    }
    if (me) draftsAreOf(me.id);
    setVisitor(me ? { name: "user", me, kept: opened.current?.kept ?? NOTHING_KEPT } : { name: "nobody" });
  }, []);

  const refresh = useCallback(async () => {
    const known = keptMe();
    const late = known ? setTimeout(() => void enter(known), PATIENCE_MS) : undefined;
    try {
      const me = await api.account.me();
      keepMe(me);
      if (known && !me) {
        opened.current?.kept.rooms?.close();
        opened.current = null;
        await forgetRooms(known.id);
      }
      await enter(me);
    } catch (cause) {
      if (known && isAway(cause)) await enter(known);
      else setVisitor({ name: "unreachable", problem: wordsFor(cause) });
    } finally {
      clearTimeout(late);
    }
  }, [api, enter]);

  const signOut = useCallback(async () => {
    await api.account.signOut();
    keepMe(null);
    // Docs and rooms close with their pages, and then what was kept of them goes.
    setVisitor({ name: "nobody" });
    forgetDrafts();
    queryClient.clear();
    const kept = opened.current?.kept;
    opened.current = null;
    if (kept) await forgetKept(kept);
  }, [api]);

  useEffect(() => {
    void refresh();
    const stops = [
      onSignedOut(() => void refresh()),
      // Who was let in without the server's word is asked for when it can be had.
      thisPage.listen((signal) => (signal === "online" ? void refresh() : undefined)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [refresh]);

  const account = useMemo(() => ({ api, visitor, refresh, signOut }), [api, visitor, refresh, signOut]);
  return <AccountContext value={account}>{children}</AccountContext>;
}

/** The account of this page. @throws Error outside of an AccountProvider */
export function useAccount(): Account {
  const account = use(AccountContext);
  if (!account) throw new Error("no AccountProvider above");
  return account;
}

/** True when it was not the server that answered, or it could not. */
function isAway(cause: unknown): boolean {
  return cause instanceof ApiError && (cause.status === 0 || cause.status >= 500);
}
