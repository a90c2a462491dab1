import { log } from "../../http/logs.ts";
import type { Settings } from "../../settings.ts";
import { type Mail, mailProvider } from "./mail.ts";

/**
 * Sends a mail and counts what came of it. Never throws: who asked for it must not learn whether the address exists,
 * and can ask again. Neither the address nor the text is logged. `kind` names the sort of mail.
 */
export async function sendMail(
  env: { METRICS: AnalyticsEngineDataset },
  settings: Settings,
  kind: string,
  mail: Mail,
): Promise<void> {
  const provider = mailProvider(settings);
  const outcome = await attempt();
  env.METRICS.writeDataPoint({
    indexes: ["mail"],
    blobs: ["mail", kind, provider?.name ?? "none", outcome],
    doubles: [1],
  });
  if (outcome !== "sent") log("warn", "mail_not_sent", { kind, provider: provider?.name ?? "none", outcome });

  async function attempt(): Promise<string> {
    if (!provider) return "no mail provider is set";
    try {
      await provider.send(mail);
      return "sent";
    } catch (error) {
      return error instanceof Error && error.name === "MailError" ? error.message : "the provider could not be reached";
    }
  }
}
