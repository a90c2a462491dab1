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
        const name = textOf(form, "name").trim();
        const email = textOf(form, "email").trim();
        await api.account.signUp({ name, email, password: textOf(form, "password") });
        await refresh();
      },
      [api, refresh],
    ),
  );
  if (visitor.name === "user") return <Navigate to={returnTo} replace />;
  const below = (
    <p>
      Already have an account?{" "}
      <Link to="/sign-in" state={state}>
        Sign in
      </Link>
    </p>
  );
  return (
    <Entry title="Sign up" below={below}>
      <EntryForm submit="Sign up" act={act} onSubmit={act.run}>
        <Field
          label="Name"
          name="name"
          hint="Others see it beside what you write."
          autoComplete="name"
          maxLength={100}
          required
          autoFocus
        />
        <Field label="Email" name="email" type="email" autoComplete="username" required />
        <Field
          label="Password"
          name="password"
          type="password"
          hint="At least 8 characters."
          autoComplete="new-password"
          minLength={8}
          maxLength={128}
          required
        />
      </EntryForm>
      <Providers />
    </Entry>
  );
}
