import { Link } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useAct } from "../design/act.ts";
import { Field } from "../design/field.tsx";
import { Notice } from "../design/notice.tsx";
import { textOf } from "../design/text-of.ts";
import { useAccount } from "../features/account/account.tsx";
import { BoardPicture } from "../features/account/board-picture.tsx";
import { Entry, EntryForm } from "../features/account/entry.tsx";
import { ENTRY_LINK } from "../features/account/entry-link.ts";

/** Where one asks for a link to choose a new password. */
export function ForgotPasswordRoute() {
  const { api } = useAccount();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const act = useAct(
    useCallback(
      async (form: FormData) => {
        const email = textOf(form, "email").trim();
        await api.account.requestPasswordReset(email);
        setSentTo(email);
      },
      [api],
    ),
  );
  const below = (
    <p>
      <Link to="/sign-in" className={ENTRY_LINK}>
        Back to sign in
      </Link>
    </p>
  );
  return (
    <Entry
      title="Reset your password"
      lead="We send you a link to choose a new one."
      below={below}
      beside={<BoardPicture />}
    >
      {sentTo ? (
        <Notice>
          <p>
            If there is an account for {sentTo}, a mail with a link is on its way. The link works once, for an hour.
          </p>
        </Notice>
      ) : (
        <EntryForm submit="Send the link" act={act} onSubmit={act.run}>
          <Field label="Email" name="email" type="email" autoComplete="username" required autoFocus />
        </EntryForm>
      )}
    </Entry>
  );
}
