import { useQuery } from "@tanstack/react-query";
import { Notice } from "../../../design/notice.tsx";
import { Problem } from "../../../design/problem.tsx";
import { Section } from "../../../design/section.tsx";
import { linkedQuery } from "../../../queries/account.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { SettingsPage } from "../frame.tsx";
import { Connected } from "./connected.tsx";
import { DeleteAccount } from "./delete-account.tsx";
import { EmailForm } from "./email-form.tsx";
import { NameForm } from "./name-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { PictureForm } from "./picture-form.tsx";

/** What the links in mails say when they lead back here without having worked. */
const LINK_FAULTS: Readonly<Record<string, string>> = {
  TOKEN_EXPIRED: "That link is older than a day. Ask for a new one below.",
  INVALID_TOKEN: "That link does not work. Ask for a new one below.",
  USER_NOT_FOUND: "That link was used already, or your address has changed since.",
  INVALID_USER: "That link is for someone else. Sign in with the account it was sent to.",
};

/** Who one is: name, address, password, and other ways to sign in. */
export function Profile({ error }: { error: string | undefined }) {
  const { api } = useSignedIn();
  const { data: linked, error: unread, refetch } = useQuery(linkedQuery(api));
  const linkFault = error === undefined ? undefined : LINK_FAULTS[error];
  return (
    <SettingsPage title="Profile">
      {linkFault ? <Notice tone="danger">{linkFault}</Notice> : null}
      <PictureForm />
      <NameForm />
      <Section title="Email" about="You sign in with it, and mail for you goes there.">
        <EmailForm />
      </Section>
      <Section title="Password">
        <PasswordForm />
      </Section>
      <Connected failed={error !== undefined && linkFault === undefined} />
      <Section title="Delete account">
        <Problem error={unread} retry={refetch} />
        <DeleteAccount linked={linked} />
      </Section>
    </SettingsPage>
  );
}
