import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Me } from "../../../sdk/api/account.ts";
import { type Api, apiOf } from "../../../sdk/api/api.ts";
import { onSignedOut, queryClient } from "../../queries/client.ts";
import { wordsFor } from "../../words/problem.ts";
import { closeKept, forgetKept, type Kept, NOTHING_KEPT, openKept } from "./kept.ts";

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

  const refresh = useCallback(async () => {
    try {
      const me = await api.account.me();
      if (me && opened.current?.owner !== me.id) {
        if (opened.current) {
          closeKept(opened.current.kept);
          queryClient.clear();
        }
        opened.current = { owner: me.id, kept: await openKept(me.id) };
      }
      setVisitor(me ? { name: "user", me, kept: opened.current?.kept ?? NOTHING_KEPT } : { name: "nobody" });
    } catch (cause) {
      setVisitor({ name: "unreachable", problem: wordsFor(cause) });
    }
  }, [api]);

  const signOut = useCallback(async () => {
    await api.account.signOut();
    // Docs and rooms close with their pages, and then what was kept of them goes.
    setVisitor({ name: "nobody" });
    queryClient.clear();
    const kept = opened.current?.kept;
    opened.current = null;
    if (kept) await forgetKept(kept);
  }, [api]);

  useEffect(() => {
    void refresh();
    return onSignedOut(() => void refresh());
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
