import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Me } from "../../../sdk/api/account.ts";
import { type Api, apiOf } from "../../../sdk/api/api.ts";
import type { DocCopies } from "../../../sdk/doc/copies.ts";
import { wordsFor } from "../../words/problem.ts";

/** Who is using this page. `copies` is null where the browser keeps nothing. */
export type Visitor =
  | { name: "unknown" }
  | { name: "unreachable"; problem: string }
  | { name: "nobody" }
  | { name: "user"; me: Me; copies: DocCopies | null };

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

  /** The copies of whoever was last seen signed in; opened once for each. */
  const opened = useRef<{ owner: string; copies: DocCopies | null } | null>(null);

  const refresh = useCallback(async () => {
    try {
      const me = await api.account.me();
      if (me && opened.current?.owner !== me.id) {
        opened.current?.copies?.close();
        opened.current = { owner: me.id, copies: await openCopies(me) };
      }
      setVisitor(me ? { name: "user", me, copies: opened.current?.copies ?? null } : { name: "nobody" });
    } catch (cause) {
      setVisitor({ name: "unreachable", problem: wordsFor(cause) });
    }
  }, [api]);

  const signOut = useCallback(async () => {
    await api.account.signOut();
    // The docs close with their pages, and then their copies go.
    setVisitor({ name: "nobody" });
    const copies = opened.current?.copies;
    opened.current = null;
    await copies?.forgetAll();
    copies?.close();
  }, [api]);

  useEffect(() => {
    void refresh();
  }, [refresh]);

  const account = useMemo(() => ({ api, visitor, refresh, signOut }), [api, visitor, refresh, signOut]);
  return <AccountContext value={account}>{children}</AccountContext>;
}

/** Loaded only for users: whoever is signed out has no use for Yjs. */
async function openCopies(me: Me): Promise<DocCopies | null> {
  const { DocCopies } = await import("../../../sdk/doc/copies.ts");
  return DocCopies.open(me.id);
}

/** The account of this page. @throws Error outside of an AccountProvider */
export function useAccount(): Account {
  const account = use(AccountContext);
  if (!account) throw new Error("no AccountProvider above");
  return account;
}
