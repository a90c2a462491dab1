/**
 * Every setting, its meaning and its aliases, in one table: `Settings`. Plain zod and no binding, so scripts may read
 * it too. A setting comes from wrangler's `[vars]`, a secret, or `.dev.vars`; all are strings.
 */
import { z } from "zod";

declare module "zod" {
  interface GlobalMeta {
    /** Other names people already use for a setting; the canonical name wins where both are set. */
    aliases?: readonly string[];
    /** A setting whose value must never be shown. */
    secret?: true;
  }
}

const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ""));
const secret = z.string().min(32, "must be at least 32 characters");

const origins = z.string().transform((value, context) => {
  const found: string[] = [];
  for (const item of value.split(/[\s,]+/).filter(Boolean)) {
    const parsed = URL.parse(item);
    if (!parsed || parsed.origin === "null") {
      context.addIssue({ code: "custom", message: `"${item}" is not an origin such as https://app.example.com` });
      continue;
    }
    found.push(parsed.origin);
  }
  return found;
});

const hosts = z.string().transform((value, context) => {
  const found = value
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  for (const host of found) {
    if (/^\.?([a-z\d-]+\.)+[a-z\d-]+$/.test(host)) continue;
    context.addIssue({ code: "custom", message: `"${host}" is not a host such as push.example.com` });
  }
  return found;
});

/** Addresses of servers that browsers are told of in calls, by the schemes that fit (RFC 7064, 7065). */
const iceUrls = (schemes: readonly string[]) =>
  z.string().transform((value, context) => {
    const found = value.split(/[\s,]+/).filter(Boolean);
    for (const item of found) {
      const [, scheme = ""] =
        /^([a-z]+):(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?(?:\?transport=(?:udp|tcp))?$/.exec(item) ?? [];
      if (schemes.includes(scheme)) continue;
      context.addIssue({ code: "custom", message: `"${item}" is not of the form ${schemes[0]}:host:port` });
    }
    return found;
  });

/** A token bucket: `burst` at once, refilled by `amount` every `perSeconds`. */
export interface BucketRule {
  burst: number;
  amount: number;
  perSeconds: number;
}

const SECONDS = { s: 1, m: 60, h: 3600 } as const;
const RULE = /^(\d+)@(\d+)\/([smh])$/;

const buckets = z.string().transform((value, context) => {
  const rules: BucketRule[] = [];
  for (const item of value.split(/[\s,]+/).filter(Boolean)) {
    const [, burst, amount, unit] = RULE.exec(item) ?? [];
    if ((unit !== "s" && unit !== "m" && unit !== "h") || Number(burst) < 1 || Number(amount) < 1) {
      context.addIssue({ code: "custom", message: `"${item}" is not of the form burst@amount/s, /m or /h` });
      continue;
    }
    rules.push({ burst: Number(burst), amount: Number(amount), perSeconds: SECONDS[unit] });
  }
  return rules;
});

const shape = z.object({
  ENVIRONMENT: z.enum(["local", "staging", "production"]).default("local").meta({
    description: "Where this runs. Other than `local` it demands `PUBLIC_URL` and sends cookies over https only.",
  }),
  PUBLIC_URL: url.optional().meta({
    description: "The address people open, e.g. `https://ensemble.example.com`; links in mails start with it.",
    aliases: ["APP_URL", "BETTER_AUTH_URL"],
  }),
  AUTH_SECRET: secret.meta({
    description: "Signs sessions and encrypts what is kept of OAuth accounts. `npm start` makes one.",
    aliases: ["BETTER_AUTH_SECRET"],
    secret: true,
  }),
  AUTH_SECRET_PREVIOUS: secret.optional().meta({
    description: "The `AUTH_SECRET` of before, while what it encrypted is still to be read.",
    secret: true,
  }),
  TICKET_SECRET: secret.meta({ description: "Signs tickets to rooms. `npm start` makes one.", secret: true }),
  CORS_ORIGINS: origins.default([]).meta({
    description: "Other origins whose pages may call this server with cookies, separated by commas.",
    aliases: ["ALLOWED_ORIGINS", "TRUSTED_ORIGINS"],
  }),
  SUPERADMIN_EMAIL: z
    .email()
    .toLowerCase()
    .optional()
    .meta({
      description: "The superadmin's address. It counts for the instance's first user, or once verified.",
      aliases: ["ADMIN_EMAIL"],
    }),
  GOOGLE_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .meta({
      description: "Turns on sign-in with Google, with `GOOGLE_CLIENT_SECRET`.",
      aliases: ["GOOGLE_OAUTH_CLIENT_ID"],
    }),
  GOOGLE_CLIENT_SECRET: z
    .string()
    .min(1)
    .optional()
    .meta({
      description: "Google's secret for `GOOGLE_CLIENT_ID`.",
      aliases: ["GOOGLE_OAUTH_CLIENT_SECRET"],
      secret: true,
    }),
  GOOGLE_AUTHORIZATION_URL: url.default("https://accounts.google.com/o/oauth2/v2/auth").meta({
    description: "Where Google's sign-in page is.",
  }),
  GOOGLE_TOKEN_URL: url.default("https://oauth2.googleapis.com/token").meta({
    description: "Where Google exchanges a code for tokens.",
  }),
  GITHUB_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .meta({
      description: "Turns on sign-in with GitHub, with `GITHUB_CLIENT_SECRET`.",
      aliases: ["GITHUB_OAUTH_CLIENT_ID", "GH_CLIENT_ID"],
    }),
  GITHUB_CLIENT_SECRET: z
    .string()
    .min(1)
    .optional()
    .meta({
      description: "GitHub's secret for `GITHUB_CLIENT_ID`.",
      aliases: ["GITHUB_OAUTH_CLIENT_SECRET", "GH_CLIENT_SECRET"],
      secret: true,
    }),
  GITHUB_URL: url.default("https://github.com").meta({
    description: "Where GitHub's sign-in pages are; your own for GitHub Enterprise.",
    aliases: ["GITHUB_BASE"],
  }),
  GITHUB_API_URL: url.default("https://api.github.com").meta({
    description: "Where GitHub's API is.",
    aliases: ["GITHUB_API_BASE"],
  }),
  MAIL_FROM: z
    .string()
    .min(3)
    .default("Ensemble <ensemble@localhost>")
    .meta({
      description: "Who mails are from.",
      aliases: ["EMAIL_FROM", "RESEND_FROM_EMAIL"],
    }),
  RESEND_API_KEY: z.string().min(1).optional().meta({
    description: "Sends mail through Resend.",
    secret: true,
  }),
  RESEND_URL: url.default("https://api.resend.com").meta({
    description: "Where Resend's API, or one that speaks like it, is.",
    aliases: ["RESEND_BASE_URL"],
  }),
  MAIL_SINK_URL: url.optional().meta({
    description: "Without a mail provider, mails are POSTed here as JSON; `npm start` keeps them as files.",
  }),
  ATTACHMENT_MAX_MB: z.coerce.number().min(1).max(500).default(10).meta({
    description: "The largest file that may be attached to a message, in MB.",
  }),
  VAPID_PUBLIC_KEY: z
    .string()
    .regex(/^[\w-]{87}$/, "must be a point of P-256 as base64url, 65 bytes")
    .optional()
    .meta({
      description: "Turns on pushes to browsers, with `VAPID_PRIVATE_KEY`. `npm start` makes a pair.",
      aliases: ["WEB_PUSH_PUBLIC_KEY"],
    }),
  VAPID_PRIVATE_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, "must be a key of P-256 as base64url, 32 bytes")
    .optional()
    .meta({
      description: "The private key of that pair. Another pair makes browsers take pushes anew.",
      aliases: ["WEB_PUSH_PRIVATE_KEY"],
      secret: true,
    }),
  VAPID_SUBJECT: z
    .string()
    .regex(/^(mailto:|https:\/\/).+/, "must begin with mailto: or https://")
    .optional()
    .meta({
      description: "Where whoever runs a push service finds you: `mailto:…` or `https://…`. Without it, `PUBLIC_URL`.",
    }),
  PUSH_SERVICES: hosts
    .prefault("fcm.googleapis.com, .push.services.mozilla.com, .push.apple.com, .notify.windows.com")
    .meta({
      description:
        "The hosts of push services that browsers may name, separated by commas; a leading dot takes all under it.",
    }),
  LINK_PREVIEWS: z.enum(["on", "off"]).default("off").meta({
    description: "`on` shows what is behind the links in messages: this server then fetches them from the open web.",
  }),
  TURN_KEY_ID: z
    .string()
    .min(1)
    .optional()
    .meta({
      description: "Relays calls through Cloudflare where browsers find no path, with `TURN_KEY_API_TOKEN`.",
      aliases: ["CLOUDFLARE_TURN_KEY_ID"],
    }),
  TURN_KEY_API_TOKEN: z
    .string()
    .min(1)
    .optional()
    .meta({
      description: "The API token of that TURN key.",
      aliases: ["CLOUDFLARE_TURN_KEY_API_TOKEN"],
      secret: true,
    }),
  TURN_API_URL: url.default("https://rtc.live.cloudflare.com/v1").meta({
    description: "Where Cloudflare's API for that is.",
  }),
  TURN_URLS: iceUrls(["turn", "turns"]).default([]).meta({
    description:
      "Relays calls through a TURN server of your own, e.g. `turn:turn.example.com:3478?transport=udp`, several by commas, with `TURN_SECRET`.",
  }),
  TURN_SECRET: z
    .string()
    .min(1)
    .optional()
    .meta({
      description: "The secret it shares with this server: coturn's `static-auth-secret`, with `use-auth-secret`.",
      aliases: ["TURN_STATIC_AUTH_SECRET"],
      secret: true,
    }),
  TURN_TTL_SECONDS: z.coerce.number().int().min(120).max(172_800).default(7_200).meta({
    description:
      "How long the credentials for a relay are good that a browser is given in a call; it asks for new ones.",
  }),
  STUN_URLS: iceUrls(["stun", "stuns"]).default([]).meta({
    description:
      "Servers that tell browsers in calls their own address, e.g. `stun:stun.example.com:3478`, several by commas.",
  }),
  RATE_LIMITS: z.enum(["on", "off"]).default("on").meta({ description: "`off` counts nothing." }),
  RATE_LIMIT_USUAL: buckets.prefault("200@20/s").meta({
    description:
      "Reads and writes of one user, or of one address while signed out: `burst@amount/s`, several by commas.",
  }),
  RATE_LIMIT_SEARCH: buckets.prefault("40@2/s").meta({
    description: "Searches through messages, each of which asks many rooms.",
  }),
  RATE_LIMIT_SENSITIVE: buckets.prefault("50@100/m, 1000@1000/h").meta({
    description: "Sign-in, mails, invitations, imports, exports and uploads, each counted by itself.",
  }),
});

export type Settings = z.output<typeof shape>;
export type SettingName = keyof Settings & string;

const PAIRS = [
  ["TURN_KEY_ID", "TURN_KEY_API_TOKEN"],
  ["TURN_URLS", "TURN_SECRET"],
  ["VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY"],
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"],
] as const satisfies readonly (readonly [SettingName, SettingName])[];

function isGiven(value: string | readonly string[] | undefined): boolean {
  return value !== undefined && value.length > 0;
}

const complete = shape.superRefine((settings, context) => {
  if (settings.ENVIRONMENT !== "local" && !settings.PUBLIC_URL) {
    context.addIssue({
      code: "custom",
      path: ["PUBLIC_URL"],
      message: `must be set when ENVIRONMENT is ${settings.ENVIRONMENT}`,
    });
  }
  for (const pair of PAIRS) {
    const missing = pair.filter((name) => !isGiven(settings[name]));
    if (missing.length !== 1) continue;
    const path = [...missing];
    const given = pair.find((name) => isGiven(settings[name]));
    context.addIssue({ code: "custom", path, message: `must be set when ${given} is` });
  }
  if (isGiven(settings.TURN_KEY_ID) && isGiven(settings.TURN_URLS)) {
    const message = "cannot be set when TURN_KEY_ID is: calls are relayed by the one or by the other";
    context.addIssue({ code: "custom", path: ["TURN_URLS"], message });
  }
});

/** One row of the table that README quotes. */
export interface SettingRow {
  name: string;
  aliases: readonly string[];
  description: string;
  secret: boolean;
}

/** Every setting with its aliases and meaning, in the order they are declared. */
export function settingRows(): SettingRow[] {
  return Object.entries(shape.shape).map(([name, schema]) => {
    const { aliases = [], description = "", secret = false } = schema.meta() ?? {};
    return { name, aliases, description, secret };
  });
}

/** Thrown when settings are missing or wrong. `problems` has one sentence for each; none shows a value of a secret. */
export class SettingsError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`Settings are wrong:\n${problems.join("\n")}`);
    this.name = "SettingsError";
    this.problems = problems;
  }
}

function isSet(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

/**
 * Reads the settings out of `from` (a worker's env, or a process's). Empty strings count as not set.
 * @throws SettingsError naming every setting that is missing or wrong.
 */
export function parseSettings(from: object): Settings {
  const values = new Map<string, unknown>(Object.entries(from));
  const given: Record<string, unknown> = {};
  const usedNames = new Map<string, string>();
  for (const { name, aliases } of settingRows()) {
    const used = [name, ...aliases].find((candidate) => isSet(values.get(candidate)));
    if (!used) continue;
    given[name] = values.get(used);
    usedNames.set(name, used);
  }
  const parsed = complete.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new SettingsError(
    parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const used = usedNames.get(name);
      if (!used && issue.code !== "custom") return `${name} is not set`;
      return used && used !== name ? `${used} (for ${name}): ${issue.message}` : `${name}: ${issue.message}`;
    }),
  );
}

const known = new WeakMap<object, Settings>();

/** {@link parseSettings} of a worker's env, done once for each env object. @throws SettingsError */
export function settingsOf(env: object): Settings {
  const before = known.get(env);
  if (before) return before;
  const settings = parseSettings(env);
  known.set(env, settings);
  return settings;
}
