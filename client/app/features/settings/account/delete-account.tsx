import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { LinkedAccount } from "../../../../sdk/api/account.ts";
import { Button } from "../../../design/button.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { Field } from "../../../design/field.tsx";
import { Problem } from "../../../design/problem.tsx";
import { useAccount } from "../../account/account.tsx";
import { useSignedIn } from "../../account/signed-in.tsx";

/** The end of an account, for good. */
export function DeleteAccount({ linked }: { linked: readonly LinkedAccount[] | undefined }) {
  const [asking, setAsking] = useState(false);
  return (
    <div className="grid grid-cols-1 gap-3">
      <p className="text-quiet">
        You leave every workspace, and cannot sign in any more. What you wrote stays with those you worked with. A
        workspace that nobody else is in is erased in 30 days.
      </p>
      <div>
        <Button look="danger" disabled={!linked} onClick={() => setAsking(true)}>
          Delete your account…
        </Button>
      </div>
      {asking && linked ? <Asking linked={linked} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}

function Asking({ linked, onClose }: { linked: readonly LinkedAccount[]; onClose: () => void }) {
  const { api, me } = useSignedIn();
  const { signOut } = useAccount();
  const form = useId();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const hasPassword = linked.some(({ providerId }) => providerId === "credential");
  const sure = email.trim().toLowerCase() === me.email && (!hasPassword || password !== "");
  const remove = useMutation({
    mutationFn: () => api.account.delete(hasPassword ? password : null),
    // What this browser keeps of the account goes with it.
    onSuccess: signOut,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sure && !remove.isPending) remove.mutate();
  };
  return (
    <Dialog
      title="Delete your account?"
      description="This cannot be taken back."
      size="sm"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="danger" disabled={!sure || remove.isPending}>
            {remove.isPending ? "One moment…" : "Delete my account"}
          </Button>
        </>
      }
    >
      <form id={form} className="grid grid-cols-1 gap-4" onSubmit={submit}>
        <Field
          label={`Type your address: ${me.email}`}
          type="email"
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        {hasPassword ? (
          <Field
            label="Your password"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        ) : null}
        <Problem error={remove.error} />
      </form>
    </Dialog>
  );
}
