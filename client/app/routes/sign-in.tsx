import { Link, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { useAct } from "../design/act.ts";
import { Field } from "../design/field.tsx";
import { useAccount } from "../features/account/account.tsx";
import { Entry, EntryForm, textOf } from "../features/account/entry.tsx";
import { GoOn } from "../features/account/go-on.tsx";
import { Providers } from "../features/account/providers.tsx";

/** Where one signs in, and goes on to where one was sent from. */
export function SignInRoute() {
  const { api, visitor, refresh } = useAccount();
  const { from, error } = useSearch({ from: "/sign-in" });
  const act = useAct(
    useCallback(
      async (form: FormData) => {
        await api.account.signIn({ email: textOf(form, "email").trim(), password: textOf(form, "password") });
        await refresh();
      },
      [api, refresh],
    ),
  );
  if (visitor.name === "user") return <GoOn path={from ?? "/"} />;
  const below = (
    <p>
      New here?{" "}
      <Link to="/sign-up" search={{ from }}>
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
      <Providers returnTo={from ?? "/"} failed={error !== undefined} />
    </Entry>
  );
}
