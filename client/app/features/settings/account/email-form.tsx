import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Chip } from "../../../design/chip.tsx";
import { Field } from "../../../design/field.tsx";
import { Notice } from "../../../design/notice.tsx";
import { Problem } from "../../../design/problem.tsx";
import { useSignedIn } from "../../account/signed-in.tsx";
import { Unsaved } from "../unsaved.tsx";

/** Where the links in mails lead back to. */
const HERE = "/account/profile";

/** The address one signs in with and gets mail at; another one must be confirmed first. */
export function EmailForm() {
  const { api, me } = useSignedIn();
  const [email, setEmail] = useState("");
  const wanted = email.trim().toLowerCase();
  const change = useMutation({
    mutationFn: (to: string) => api.account.changeEmail(to, HERE),
    onSuccess: () => setEmail(""),
  });
  const verify = useMutation({ mutationFn: () => api.account.sendVerification(me.email, HERE) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted !== "" && wanted !== me.email && !change.isPending) change.mutate(wanted);
  };
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span dir="auto">{me.email}</span>
        {me.emailVerified ? <Chip tone="good">Confirmed</Chip> : <Chip tone="warn">Not confirmed</Chip>}
        {me.emailVerified ? null : (
          <Button size="sm" disabled={verify.isPending || verify.isSuccess} onClick={() => verify.mutate()}>
            {verify.isSuccess ? "Sent" : "Send the mail again"}
          </Button>
        )}
      </div>
      {verify.isSuccess ? <Notice>A mail is on its way to {me.email}. Open the link in it within a day.</Notice> : null}
      <Problem error={verify.error} />
      <form className="grid grid-cols-1 gap-3" onSubmit={submit}>
        <Unsaved dirty={wanted !== "" && !change.isPending} />
        <Field
          label="New address"
          hint={
            me.emailVerified
              ? "A link goes to your present address first, and when you have opened it, to the new one."
              : "A link goes to the new address. Nothing changes before you have opened it."
          }
          type="email"
          name="email"
          autoComplete="email"
          maxLength={254}
          value={email}
          error={wanted !== "" && wanted === me.email ? "This is your address already." : null}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Problem error={change.error} />
        {change.isSuccess && wanted === "" ? (
          <Notice>
            A mail is on its way to {me.emailVerified ? me.email : change.variables}. Until its link is opened your
            address stays as it is.
          </Notice>
        ) : null}
        <div>
          <Button type="submit" disabled={wanted === "" || wanted === me.email || change.isPending}>
            {change.isPending ? "One moment…" : "Change address"}
          </Button>
        </div>
      </form>
    </div>
  );
}
