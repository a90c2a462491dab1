import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from "react";
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

  const refresh = useCallback(async () => {
    try {
      const me = await api.account.me();
      setVisitor(me ? { name: "user", me, copies: await openCopies(me) } : { name: "nobody" });
    } catch (cause) {
      setVisitor({ name: "unreachable", problem: wordsFor(cause) });
    }
  }, [api]);

  const copies = visitor.name === "user" ? visitor.copies : null;
  useEffect(() => () => copies?.close(), [copies]);

  const signOut = useCallback(async () => {
    await api.account.signOut();
    // First the docs close, which still write to their copies; then the copies go.
    setVisitor({ name: "nobody" });
    await copies?.forgetAll();
  }, [api, copies]);

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
