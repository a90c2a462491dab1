import { Navigate, Outlet, useRouter } from "@tanstack/react-router";
import { createContext, Suspense, use, useMemo, useState } from "react";
import type { Me } from "../../../sdk/api/account.ts";
import type { Api } from "../../../sdk/api/api.ts";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { later } from "../../offline/loading-ahead.ts";
import { useAccount } from "./account.tsx";
import { Entry } from "./entry.tsx";
import type { Kept } from "./kept.ts";
import { Leaving } from "./leaving.tsx";

// No page begins with an inbox: it is loaded once the page is there.
const InboxKeeper = later(async () => (await import("../inbox/inbox-keeper.tsx")).InboxKeeper);
// A call goes on whichever page one looks at, and none begins with one.
const CallKeeper = later(async () => (await import("../call/call-keeper.tsx")).CallKeeper);

interface SignedInUser extends Kept {
  api: Api;
  me: Me;
}

const SignedInContext = createContext<SignedInUser | null>(null);

/** Lets users through and sends everyone else to sign in, to come back here after. */
export function SignedIn() {
  const { api, visitor, refresh } = useAccount();
  const user = useMemo(
    () => (visitor.name === "user" ? { api, me: visitor.me, ...visitor.kept } : null),
    [api, visitor],
  );
  if (visitor.name === "unknown") return null;
  if (visitor.name === "unreachable") {
    return (
      <Entry title="Not reached">
        <Notice tone="danger">
          <p>{visitor.problem}</p>
          <div>
            <Button onClick={() => void refresh()}>Try again</Button>
          </div>
        </Notice>
      </Entry>
    );
  }
  if (!user) return <ToSignIn />;
  return (
    <SignedInContext value={user}>
      <Outlet />
      <Leaving />
      <Suspense>
        <InboxKeeper />
        <CallKeeper />
      </Suspense>
    </SignedInContext>
  );
}

/** Leads to signing in, and back to where one is now. Where that is, is looked at once: the way there changes it. */
function ToSignIn() {
  const router = useRouter();
  const [from] = useState(() => router.state.location.href);
  return <Navigate to="/sign-in" search={from === "/" ? {} : { from }} replace />;
}

/** The signed-in user. @throws Error outside of SignedIn */
export function useSignedIn(): SignedInUser {
  const user = use(SignedInContext);
  if (!user) throw new Error("no SignedIn above");
  return user;
}
