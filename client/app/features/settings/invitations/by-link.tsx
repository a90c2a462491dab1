import { useMutation } from "@tanstack/react-query";
import { Link as Chain } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { InvitationMade } from "../../../../../durable-objects/workspace/protocol.ts";
import { Button } from "../../../design/button.tsx";
import { CheckField } from "../../../design/field.tsx";
import { Problem } from "../../../design/problem.tsx";
import { roleName } from "../../../words/roles.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";
import { rolesWithin } from "../members/reach.ts";
import { asked, type Terms, TermsFields, USUAL_TERMS } from "./terms.tsx";

/** Makes a link that whoever holds it may use. */
export function InviteByLink({ onMade }: { onMade: (made: { about: string; invitation: InvitationMade }) => void }) {
  const { id, role } = useWorkspace();
  const { api } = useSignedIn();
  const [terms, setTerms] = useState<Terms>(USUAL_TERMS);
  const [once, setOnce] = useState(false);
  const make = useMutation({
    mutationFn: () => api.workspaces.invite(id, { ...asked(terms), single: once }),
    onSuccess: (invitation) => onMade({ about: `A link for a ${roleName(terms.role).toLowerCase()}`, invitation }),
  });
  // Who may give everything away is let in one at a time, whatever is chosen.
  const alwaysOnce = terms.role === "owner" || terms.role === "admin";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!make.isPending) make.mutate();
  };
  return (
    <form className="grid grid-cols-1 gap-4" onSubmit={submit}>
      <TermsFields terms={terms} offered={rolesWithin(role)} onChange={setTerms} />
      <CheckField
        label="Works once"
        hint={
          alwaysOnce
            ? "A link for owners or admins always ends with the first who uses it."
            : "Otherwise everybody who gets hold of the link can join until it ends or is revoked."
        }
        checked={once || alwaysOnce}
        disabled={alwaysOnce}
        onChange={(event) => setOnce(event.target.checked)}
      />
      <Problem error={make.error} />
      <div>
        <Button type="submit" look="primary" disabled={make.isPending}>
          <Chain aria-hidden />
          {make.isPending ? "One moment…" : "Make a link"}
        </Button>
      </div>
    </form>
  );
}
