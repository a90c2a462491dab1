import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Field } from "../../../design/field.tsx";
import { Problem } from "../../../design/problem.tsx";
import { useToast } from "../../../design/toasts.tsx";
import { useAccount } from "../../account/account.tsx";
import { useSignedIn } from "../../account/signed-in.tsx";
import { Unsaved } from "../unsaved.tsx";

const MAX_NAME_LENGTH = 100;

/** What one is called, by everybody in every workspace. */
export function NameForm() {
  const { api, me } = useSignedIn();
  const { refresh } = useAccount();
  const tell = useToast();
  const [name, setName] = useState(me.name);
  const wanted = name.trim();
  const rename = useMutation({
    mutationFn: (to: string) => api.account.rename(to),
    onSuccess: async (user) => {
      setName(user.name);
      await refresh();
      tell({ words: "Your name is changed." });
    },
  });
  const dirty = wanted !== me.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (dirty && wanted !== "" && !rename.isPending) rename.mutate(wanted);
  };
  return (
    <form className="grid grid-cols-1 gap-3" onSubmit={submit}>
      <Unsaved dirty={dirty && !rename.isPending} />
      <Field
        label="Name"
        hint="Everyone you work with sees it, at once."
        name="name"
        autoComplete="name"
        maxLength={MAX_NAME_LENGTH}
        required
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Problem error={rename.error} />
      <div>
        <Button type="submit" look="primary" disabled={!dirty || wanted === "" || rename.isPending}>
          {rename.isPending ? "Saving…" : "Save name"}
        </Button>
      </div>
    </form>
  );
}
