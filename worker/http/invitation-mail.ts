/** The mail that carries an invitation. */
import type { Mail } from "../providers/mail/mail.ts";

/** `key` is told apart by the token: the same link is not mailed twice, and another one always is. */
export function invitationMail(invitation: {
  to: string;
  inviter: string;
  workspace: string;
  url: string;
  key: string;
  /** For how many days it works. */
  days: number;
}): Mail {
  const { to, inviter, workspace, url, key, days } = invitation;
  return {
    to,
    subject: `${oneLine(inviter)} invites you to ${oneLine(workspace)} on Ensemble`,
    key: `invitation:${key}`,
    text: `Hello,

${oneLine(inviter)} invites you to work together in "${oneLine(workspace)}". This link is for your address alone and works for ${days === 1 ? "a day" : `${days} days`}:

${url}

If you do not know what this is about, there is nothing to do.
`,
  };
}

/** Names come from people: none of them may add a line, let alone a header. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
