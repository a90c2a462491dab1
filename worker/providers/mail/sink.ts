import { type Mail, MailError, type MailProvider } from "./mail.ts";

const TIMEOUT_MS = 10_000;

/** Mail as JSON `{from, to, subject, text, key, at}` to a URL: `npm start` listens there and keeps each as a file. */
export function sinkMail(options: { url: string; from: string }): MailProvider {
  return {
    name: "sink",
    async send(mail: Mail) {
      const answer = await fetch(options.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ from: options.from, ...mail, at: Date.now() }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new MailError(`The mail sink answered ${answer.status}`);
    },
  };
}
