import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { CheckField, Field } from "../../../design/field.tsx";
import { Problem } from "../../../design/problem.tsx";
import { useToast } from "../../../design/toasts.tsx";
import { sessionsQuery } from "../../../queries/account.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { Unsaved } from "../unsaved.tsx";

const MIN_LENGTH = 8;
const MAX_LENGTH = 128;

/** A new password, for whoever knows the present one. */
export function PasswordForm() {
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const tell = useToast();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [others, setOthers] = useState(true);
  const change = useMutation({
    mutationFn: () =>
      api.account.changePassword({ currentPassword: current, newPassword: next, revokeOtherSessions: others }),
    onSuccess: async () => {
      setCurrent("");
      setNext("");
      tell({
        words: others ? "Your password is changed; you are signed out everywhere else." : "Your password is changed.",
      });
      await queries.invalidateQueries(sessionsQuery(api));
    },
  });
  const tooShort = next !== "" && next.length < MIN_LENGTH;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!change.isPending && current !== "" && next.length >= MIN_LENGTH) change.mutate();
  };
  return (
    <form className="grid grid-cols-1 gap-3" onSubmit={submit}>
      <Unsaved dirty={(current !== "" || next !== "") && !change.isPending} />
      <Field
        label="Present password"
        type="password"
        autoComplete="current-password"
        maxLength={MAX_LENGTH}
        required
        value={current}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <Field
        label="New password"
        hint={`At least ${MIN_LENGTH} characters; a few words are easy to remember and hard to guess.`}
        type="password"
        autoComplete="new-password"
        maxLength={MAX_LENGTH}
        required
        value={next}
        error={tooShort ? `That is too short: ${MIN_LENGTH} characters or more.` : null}
        onChange={(event) => setNext(event.target.value)}
      />
      <CheckField
        label="Sign out everywhere else"
        hint="Wise if someone may know the old one."
        checked={others}
        onChange={(event) => setOthers(event.target.checked)}
      />
      <Problem error={change.error} />
      <div>
        <Button type="submit" disabled={current === "" || next.length < MIN_LENGTH || change.isPending}>
          {change.isPending ? "One moment…" : "Change password"}
        </Button>
      </div>
    </form>
  );
}
