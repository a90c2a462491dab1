import { useCallback, useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import type { Provider } from "../../../sdk/api/account.ts";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { useAccount } from "./account.tsx";
import { useReturnTo } from "./return-to.ts";

/** Sign-in with Google, GitHub and the like: one button for each that this server has configured, or nothing. */
export function Providers() {
  const { api } = useAccount();
  const returnTo = useReturnTo();
  const [failed] = useSearchParams();
  const [providers, setProviders] = useState<Provider[]>([]);
  const act = useAct(
    useCallback(
      async (provider: string) => {
        window.location.assign(await api.account.signInWith(provider, { returnTo, failedTo: "/sign-in" }));
      },
      [api, returnTo],
    ),
  );

  useEffect(() => {
    let wanted = true;
    const show = (found: Provider[]) => {
      if (wanted) setProviders(found);
    };
    // Without an answer there is still the password.
    api.account.providers().then(show, () => show([]));
    return () => {
      wanted = false;
    };
  }, [api]);

  return (
    <>
      {failed.has("error") ? (
        <Notice tone="danger">That sign-in did not work. Try again, or use your password.</Notice>
      ) : null}
      {providers.map(({ id, name }) => (
        <Button key={id} disabled={act.busy} onClick={() => act.run(id)}>
          Continue with {name}
        </Button>
      ))}
      {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
    </>
  );
}
