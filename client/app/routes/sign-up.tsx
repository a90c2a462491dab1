import { Link, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { useAct } from "../design/act.ts";
import { Field } from "../design/field.tsx";
import { useAccount } from "../features/account/account.tsx";
import { Entry, EntryForm, textOf } from "../features/account/entry.tsx";
import { GoOn } from "../features/account/go-on.tsx";
import { Providers } from "../features/account/providers.tsx";

/** Where one makes an account, and goes on to where one was sent from. */
export function SignUpRoute() {
  const { api, visitor, refresh } = useAccount();
  const { from, error } = useSearch({ from: "/sign-up" });
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
  if (visitor.name === "user") return <GoOn path={from ?? "/"} />;
  const below = (
    <p>
      Already have an account?{" "}
      <Link to="/sign-in" search={{ from }}>
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
      <Providers returnTo={from ?? "/"} failed={error !== undefined} />
    </Entry>
  );
}
