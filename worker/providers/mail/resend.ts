import { type Mail, MailError, type MailProvider } from "./mail.ts";

/** How long a provider may take, in ms. */
const TIMEOUT_MS = 10_000;

/** Mail through Resend's API (https://resend.com/docs/api-reference/emails/send-email), or one that speaks like it. */
export function resendMail(options: { url: string; apiKey: string; from: string }): MailProvider {
  return {
    name: "resend",
    async send({ to, subject, text, key }: Mail) {
      const answer = await fetch(`${options.url}/emails`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${options.apiKey}`,
          "content-type": "application/json",
          "idempotency-key": key,
        },
        body: JSON.stringify({ from: options.from, to: [to], subject, text }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new MailError(`Resend answered ${answer.status}`);
    },
  };
}
