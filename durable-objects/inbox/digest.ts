import { database } from "../../worker/data/database.ts";
import { addressOf } from "../../worker/data/users.ts";
import { type Mail, mailProvider } from "../../worker/providers/mail/mail.ts";
import type { Settings } from "../../worker/settings.ts";
import type { Notification } from "./protocol.ts";
import type { Stores } from "./store/stores.ts";
import { localOf } from "./time/zone.ts";
import { waysOf } from "./wanting.ts";

/** So many are told of by name; the rest by their number. */
const TOLD = 25;

interface Surroundings {
  user: string;
  stores: Stores;
  env: Pick<Cloudflare.Env, "DB">;
  settings: Settings;
  /** The address people open. */
  origin: string;
}

/**
 * Mails what came since the digest before and was not seen yet; nothing when there is nothing. Without a mail provider it
 * says nothing either. @throws when the mail was not taken, so that it is tried again.
 */
export async function sendDigest({ user, stores, env, settings, origin }: Surroundings): Promise<void> {
  const { own, notifications } = stores;
  const preferences = own.preferences();
  const provider = mailProvider(settings);
  if (preferences.digestAt === null || provider === null) return;
  const now = Date.now();
  const news = notifications.unseenSince(own.digestedUpTo()).filter((row) => waysOf(stores, preferences, row).digest);
  if (news.length === 0) return;
  const to = await addressOf(database(env.DB), user);
  if (to === null) return;
  const { day } = localOf(now, preferences.timeZone);
  await provider.send(digestMail({ to, news, origin, key: `digest:${user}:${day}` }));
  own.setDigestedUpTo(now);
}

function digestMail({
  to,
  news,
  origin,
  key,
}: {
  to: string;
  news: readonly Notification[];
  origin: string;
  key: string;
}): Mail {
  const lines = news.slice(0, TOLD).map(lineOf);
  const more = news.length > TOLD ? [`… and ${news.length - TOLD} more.`] : [];
  return {
    to,
    subject: news.length === 1 ? "1 thing is new on Ensemble" : `${news.length} things are new on Ensemble`,
    key,
    text: `Hello,

this is what came since you were last here:

${[...lines, ...more].join("\n")}

Open Ensemble: ${origin}/

You get this once a day when there is something new. Change when, or stop it: ${origin}/account/notifications
`,
  };
}

function lineOf({ title, text, byName }: Notification): string {
  const said = [byName, text].filter((part) => part !== null && part !== "").join(": ");
  return oneLine(said === "" ? `- ${title}` : `- ${title} — ${said}`);
}

/** Names and texts come from people: none of them may add a line. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
