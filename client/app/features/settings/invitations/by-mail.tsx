import { useMutation } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { InvitationMade } from "../../../../../durable-objects/workspace/protocol.ts";
import { Button } from "../../../design/button.tsx";
import { TextAreaField } from "../../../design/field.tsx";
import { Notice } from "../../../design/notice.tsx";
import { wordsFor } from "../../../words/problem.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";
import { rolesWithin } from "../members/reach.ts";
import { Unsaved } from "../unsaved.tsx";
import { addressesIn } from "./addresses.ts";
import { asked, type Terms, TermsFields, USUAL_TERMS } from "./terms.tsx";

/** More at once are a mailing list, which an invitation link serves better. */
const MOST = 50;

/** Invites people by their addresses, as many as are pasted. What fails stays in the field, with the reason. */
export function InviteByMail({ onMade }: { onMade: (made: { about: string; invitation: InvitationMade }) => void }) {
  const { id, role } = useWorkspace();
  const { api } = useSignedIn();
  const [text, setText] = useState("");
  const [terms, setTerms] = useState<Terms>(USUAL_TERMS);
  const { good, bad } = addressesIn(text);
  const send = useMutation({
    mutationFn: async (addresses: readonly string[]) => {
      const failed: { address: string; why: string }[] = [];
      for (const address of addresses) {
        try {
          const invitation = await api.workspaces.invite(id, { ...asked(terms), email: address });
          onMade({ about: address, invitation });
        } catch (cause) {
          failed.push({ address, why: wordsFor(cause) });
        }
      }
      setText(failed.map(({ address }) => address).join("\n"));
      return { sent: addresses.length - failed.length, failed };
    },
  });
  const tooMany = good.length > MOST;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!send.isPending && good.length > 0 && bad.length === 0 && !tooMany) send.mutate(good);
  };
  const fault =
    bad.length > 0
      ? `That is no address: ${bad.slice(0, 3).join(", ")}${bad.length > 3 ? " and others" : ""}.`
      : tooMany
        ? `That is ${good.length} at once. Send up to ${MOST}, or make a link.`
        : null;
  return (
    <form className="grid grid-cols-1 gap-4" onSubmit={submit}>
      <Unsaved dirty={text.trim() !== "" && !send.isPending} />
      <TextAreaField
        label="Email addresses"
        hint="One or several, as you have them: with commas, spaces or line breaks."
        rows={3}
        spellCheck={false}
        value={text}
        error={fault}
        onChange={(event) => setText(event.target.value)}
      />
      <TermsFields terms={terms} offered={rolesWithin(role)} onChange={setTerms} />
      {send.data && send.data.sent > 0 ? (
        <Notice>
          {send.data.sent === 1 ? "One invitation is" : `${send.data.sent} invitations are`} on the way. Each is for its
          address alone, and ends with its use.
        </Notice>
      ) : null}
      {send.data?.failed.length ? (
        <Notice tone="danger">
          <ul>
            {send.data.failed.map(({ address, why }) => (
              <li key={address}>
                <span dir="auto">{address}</span>: {why}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <div>
        <Button type="submit" look="primary" disabled={good.length === 0 || fault !== null || send.isPending}>
          <Send aria-hidden />
          {send.isPending ? "Sending…" : good.length > 1 ? `Send ${good.length} invitations` : "Send invitation"}
        </Button>
      </div>
    </form>
  );
}
