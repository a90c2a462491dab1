import { MailPlus } from "lucide-react";
import { useState } from "react";
import type { InvitationMade } from "../../../../../durable-objects/workspace/protocol.ts";
import { Button } from "../../../design/button.tsx";
import { CopyButton } from "../../../design/copy-button.tsx";
import { EmptyState } from "../../../design/empty-state.tsx";
import { Section } from "../../../design/section.tsx";
import { Segmented } from "../../../design/segmented.tsx";
import { managesPeople, useWorkspace } from "../../workspace/workspace.tsx";
import { SettingsPage } from "../frame.tsx";
import { NotForYou } from "../not-for-you.tsx";
import { Secret } from "../secret.tsx";
import { InviteByLink } from "./by-link.tsx";
import { InviteByMail } from "./by-mail.tsx";
import { InvitationRow } from "./invitation-row.tsx";

/** A link that was just made: told this once. */
interface Told {
  about: string;
  invitation: InvitationMade;
}

/** Asking people in, by mail or by link, and the invitations that are still open. */
export function Invitations() {
  const { role, state } = useWorkspace();
  const [way, setWay] = useState<"mail" | "link">("mail");
  const [told, setTold] = useState<readonly Told[]>([]);
  if (!managesPeople(role)) return <NotForYou title="Invitations" />;
  const show = (made: Told) =>
    setTold((before) => [made, ...before.filter(({ invitation }) => invitation.id !== made.invitation.id)]);
  return (
    <SettingsPage title="Invitations" intro={`Who is invited joins ${state.workspace.name} with the role you choose.`}>
      <div className="grid grid-cols-1 gap-4">
        <div>
          <Segmented
            label="How to invite"
            value={way}
            options={[
              { value: "mail", name: "By mail" },
              { value: "link", name: "By link" },
            ]}
            onChange={setWay}
          />
        </div>
        {way === "mail" ? <InviteByMail onMade={show} /> : <InviteByLink onMade={show} />}
      </div>
      {told.length > 0 ? (
        <Section
          title="New links"
          about="Shown this once. Each invited by mail has theirs on the way; you may also hand it to them yourself."
          action={
            <Button size="sm" onClick={() => setTold([])}>
              Done
            </Button>
          }
        >
          <ul className="grid grid-cols-1 gap-3">
            {told.map(({ about, invitation }) => (
              <li key={invitation.token} className="grid grid-cols-1 gap-1">
                <span className="text-sm text-quiet" dir="auto">
                  {about}
                </span>
                <Secret label={`Invitation link: ${about}`} text={invitation.url}>
                  <CopyButton text={invitation.url}>Copy</CopyButton>
                </Secret>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title="Open invitations">
        {state.invitations.length > 0 ? (
          <ul className="grid grid-cols-1 divide-y divide-line">
            {state.invitations.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} onRenewed={show} />
            ))}
          </ul>
        ) : (
          <EmptyState icon={MailPlus} title="Nobody is invited just now">
            Invitations stand here until they are used, end or are revoked.
          </EmptyState>
        )}
      </Section>
    </SettingsPage>
  );
}
