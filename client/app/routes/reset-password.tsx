import { Link, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useAct } from "../design/act.ts";
import { buttonClass } from "../design/button.tsx";
import { Notice } from "../design/notice.tsx";
import { textOf } from "../design/text-of.ts";
import { useAccount } from "../features/account/account.tsx";
import { Entry, EntryForm } from "../features/account/entry.tsx";
import { ENTRY_LINK } from "../features/account/entry-link.ts";
import { PasswordField } from "../features/account/password-field.tsx";

/** Where the link of a mail leads with which one chooses a new password. */
export function ResetPasswordRoute() {
  const { api, refresh } = useAccount();
  const { token, error } = useSearch({ from: "/reset-password" });
  const [done, setDone] = useState(false);
  const act = useAct(
    useCallback(
      async (form: FormData) => {
        await api.account.resetPassword({ token: token ?? "", newPassword: textOf(form, "password") });
        setDone(true);
        // All sessions have ended, this browser's among them.
        await refresh();
      },
      [api, token, refresh],
    ),
  );
  if (done) {
    return (
      <Entry title="Password changed">
        <p>You are signed out everywhere. Sign in with your new password.</p>
        <Link className={buttonClass({ look: "primary" })} to="/sign-in">
          Sign in
        </Link>
      </Entry>
    );
  }
  if (!token || error !== undefined) {
    return (
      <Entry title="This link does not work">
        <Notice tone="warn">It has been used, is too old, or was cut short in the mail.</Notice>
        <Link className={buttonClass({ look: "primary" })} to="/forgot-password">
          Ask for a new one
        </Link>
      </Entry>
    );
  }
  return (
    <Entry title="Choose a new password" below={<AskAgain />}>
      <EntryForm submit="Change password" act={act} onSubmit={act.run}>
        <PasswordField
          label="New password"
          name="password"
          hint="At least 8 characters. You will be signed out everywhere."
          autoComplete="new-password"
          minLength={8}
          maxLength={128}
          required
          autoFocus
        />
      </EntryForm>
    </Entry>
  );
}

function AskAgain() {
  return (
    <Link to="/forgot-password" className={ENTRY_LINK}>
      Ask for a new link
    </Link>
  );
}
