import { Link, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { useAct } from "../design/act.ts";
import { Field } from "../design/field.tsx";
import { textOf } from "../design/text-of.ts";
import { useAccount } from "../features/account/account.tsx";
import { BoardPicture } from "../features/account/board-picture.tsx";
import { Entry, EntryForm } from "../features/account/entry.tsx";
import { ENTRY_LINK } from "../features/account/entry-link.ts";
import { GoOn } from "../features/account/go-on.tsx";
import { PasswordField } from "../features/account/password-field.tsx";
import { Providers } from "../features/account/providers.tsx";
import { INSIDE } from "../features/account/return-to.ts";

/** Where one makes an account, and goes on to where one was sent from. */
export function SignUpRoute() {
  const { api, visitor, refresh } = useAccount();
  const { from, email, error } = useSearch({ from: "/sign-up" });
  const act = useAct(
    useCallback(
      async (form: FormData) => {
        const name = textOf(form, "name").trim();
        const address = textOf(form, "email").trim();
        await api.account.signUp({ name, email: address, password: textOf(form, "password") });
        await refresh();
      },
      [api, refresh],
    ),
  );
  if (visitor.name === "user") return <GoOn path={from ?? INSIDE} />;
  const below = (
    <p>
      Already have an account?{" "}
      <Link to="/sign-in" search={{ from, email }} className={ENTRY_LINK}>
        Sign in
      </Link>
    </p>
  );
  return (
    <Entry
      title="Sign up"
      lead="Boards and pages for your team, live, on your own server."
      below={below}
      beside={<BoardPicture />}
    >
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
        <Field label="Email" name="email" type="email" autoComplete="username" defaultValue={email} required />
        <PasswordField
          label="Password"
          name="password"
          hint="At least 8 characters."
          autoComplete="new-password"
          minLength={8}
          maxLength={128}
          required
        />
      </EntryForm>
      <Providers returnTo={from ?? INSIDE} failed={error !== undefined} />
    </Entry>
  );
}
