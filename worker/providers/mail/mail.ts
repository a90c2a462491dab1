/** Mail, whoever carries it. At least once: a mail may come twice where its carrier cannot tell. */
import type { Settings } from "../../settings.ts";
import { resendMail } from "./resend.ts";
import { sinkMail } from "./sink.ts";

export interface Mail {
  /** One address. */
  to: string;
  subject: string;
  text: string;
  /** The same for the same mail: a carrier that knows such keys sends it once. */
  key: string;
}

export interface MailProvider {
  /** For logs. */
  readonly name: string;
  /** Hands a mail over. @throws MailError when it was not taken. */
  send(mail: Mail): Promise<void>;
}

/** A mail that was not taken. Its message holds nothing of the mail. */
export class MailError extends Error {
  override readonly name = "MailError";
}

/** The provider the settings name: Resend, else the file sink, else null. */
export function mailProvider(settings: Settings): MailProvider | null {
  if (settings.RESEND_API_KEY) {
    return resendMail({ url: settings.RESEND_URL, apiKey: settings.RESEND_API_KEY, from: settings.MAIL_FROM });
  }
  return settings.MAIL_SINK_URL ? sinkMail({ url: settings.MAIL_SINK_URL, from: settings.MAIL_FROM }) : null;
}
