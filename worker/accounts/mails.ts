/** The mails about an account. */
import type { Mail } from "../providers/mail/mail.ts";

/** Seconds a link to reset a password works. */
export const RESET_SECONDS = 60 * 60;
/** Seconds a link to verify an address works. */
export const VERIFY_SECONDS = 24 * 60 * 60;

interface Recipient {
  name: string;
  email: string;
}

/** `key` is the link's token, so the same link is not mailed twice. */
export function resetMail(to: Recipient, url: string, key: string): Mail {
  return {
    to: to.email,
    subject: "Reset your Ensemble password",
    key: `reset:${key}`,
    text: `Hello ${to.name},

someone, hopefully you, asked to reset the password of your Ensemble account. This link sets a new one and signs you out everywhere. It works once, for an hour:

${url}

If it was not you, nothing has changed and there is nothing to do.
`,
  };
}

/** `key` is the link's token, so the same link is not mailed twice. */
export function verifyMail(to: Recipient, url: string, key: string): Mail {
  return {
    to: to.email,
    subject: "Confirm your address for Ensemble",
    key: `verify:${key.slice(-64)}`,
    text: `Hello ${to.name},

an Ensemble account was made with this address. If you made it, confirm the address within a day:

${url}

If you did not, do not open the link: the account then stays unconfirmed.
`,
  };
}

/** To the present address, once proven: it has a say in its going. `key` is the link's token. */
export function releaseMail(to: Recipient, wanted: string, url: string, key: string): Mail {
  return {
    to: to.email,
    subject: "Change the address of your Ensemble account?",
    key: `release:${key.slice(-64)}`,
    text: `Hello ${to.name},

someone, hopefully you, asked that your Ensemble account be known by another address: ${wanted}. If it was you, agree within a day; a second link then goes to the new address:

${url}

If it was not you, do not open the link: nothing changes then. Someone may be using your account; change your password.
`,
  };
}

/** To the new address, which then takes the place of the old one. `key` is the link's token. */
export function takeMail(to: Recipient, url: string, key: string): Mail {
  return {
    to: to.email,
    subject: "Confirm your new address for Ensemble",
    key: `take:${key.slice(-64)}`,
    text: `Hello ${to.name},

you asked that your Ensemble account be known by this address. Confirm it within a day:

${url}

If you did not, do not open the link: the account then keeps the address it has.
`,
  };
}
