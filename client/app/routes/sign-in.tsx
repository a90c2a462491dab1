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

/** Where one signs in, and goes on to where one was sent from. */
export function SignInRoute() {
  const { api, visitor, refresh } = useAccount();
  const { from, email, error } = useSearch({ from: "/sign-in" });
  const act = useAct(
    useCallback(
      async (form: FormData) => {
        await api.account.signIn({ email: textOf(form, "email").trim(), password: textOf(form, "password") });
        await refresh();
      },
      [api, refresh],
    ),
  );
  if (visitor.name === "user") return <GoOn path={from ?? INSIDE} />;
  const below = (
    <p>
      New here?{" "}
      <Link to="/sign-up" search={{ from, email }} className={ENTRY_LINK}>
        Sign up
      </Link>
    </p>
  );
  return (
    <Entry title="Sign in" lead="Your team is at work already." below={below} beside={<BoardPicture />}>
      <EntryForm submit="Sign in" act={act} onSubmit={act.run}>
        <Field
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={email}
          required
          autoFocus={email === undefined}
        />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          autoFocus={email !== undefined}
        />
        <p className="text-sm">
          <Link to="/forgot-password" className={ENTRY_LINK}>
            Forgot your password?
          </Link>
        </p>
      </EntryForm>
      <Providers returnTo={from ?? INSIDE} failed={error !== undefined} />
    </Entry>
  );
}
