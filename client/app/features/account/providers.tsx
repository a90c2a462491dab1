import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { providersQuery } from "../../queries/account.ts";
import { useAccount } from "./account.tsx";

interface ProvidersProps {
  /** The path to come back to, signed in. */
  returnTo: string;
  /** Whether such a sign-in has just come back without having worked. */
  failed: boolean;
}

/** Sign-in with Google, GitHub and the like: one button for each that this server has configured, or nothing. */
export function Providers({ returnTo, failed }: ProvidersProps) {
  const { api } = useAccount();
  // Without an answer there is still the password.
  const { data: providers = [] } = useQuery(providersQuery(api));
  const act = useAct(
    useCallback(
      async (provider: string) => {
        // By way of signing in, which knows how to go on to any path; the accounts take a simple one only.
        const back = `/sign-in?${new URLSearchParams({ from: returnTo }).toString().replaceAll("*", "%2A")}`;
        window.location.assign(await api.account.signInWith(provider, { returnTo: back, failedTo: back }));
      },
      [api, returnTo],
    ),
  );
  return (
    <>
      {failed ? <Notice tone="danger">That sign-in did not work. Try again, or use your password.</Notice> : null}
      {providers.length > 0 ? (
        <div className="grid gap-3">
          <p className="flex items-center gap-3 text-sm text-quiet before:flex-1 before:border-t before:border-line after:flex-1 after:border-t after:border-line">
            or
          </p>
          {providers.map(({ id, name }) => (
            <Button key={id} className="w-full" disabled={act.busy} onClick={() => act.run(id)}>
              Continue with {name}
            </Button>
          ))}
        </div>
      ) : null}
      {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
    </>
  );
}
