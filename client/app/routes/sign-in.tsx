import { useCallback } from "react";
import { Link, Navigate, useLocation } from "react-router";
import { useAct } from "../design/act.ts";
import { Field } from "../design/field.tsx";
import { useAccount } from "../features/account/account.tsx";
import { Entry, EntryForm, textOf } from "../features/account/entry.tsx";
import { Providers } from "../features/account/providers.tsx";
import { useReturnTo } from "../features/account/return-to.ts";

export function Component() {
  const { api, visitor, refresh } = useAccount();
  const returnTo = useReturnTo();
  const { state } = useLocation();
  const act = useAct(
    useCallback(
      async (form: FormData) => {
        await api.account.signIn({ email: textOf(form, "email").trim(), password: textOf(form, "password") });
        await refresh();
      },
      [api, refresh],
    ),
  );
  if (visitor.name === "user") return <Navigate to={returnTo} replace />;
  const below = (
    <p>
      New here?{" "}
      <Link to="/sign-up" state={state}>
        Sign up
      </Link>
    </p>
  );
  return (
    <Entry title="Sign in" below={below}>
      <EntryForm submit="Sign in" act={act} onSubmit={act.run}>
        <Field label="Email" name="email" type="email" autoComplete="username" required autoFocus />
        <Field label="Password" name="password" type="password" autoComplete="current-password" required />
      </EntryForm>
      <p>
        <Link to="/forgot-password">Forgot your password?</Link>
      </p>
      <Providers />
    </Entry>
  );
}
