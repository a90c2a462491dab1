/** The secrets a server of one's own needs: made once, kept in the state folder, readable by their owner only. */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** What is made when nobody set it. Each is 32 random bytes as base64url. */
const MADE = ["AUTH_SECRET", "TICKET_SECRET"] as const;

const secret = z.string().min(32).optional();
/** By which browsers know this server's pushes; a pair, so both are made or none. */
export const PUSH_KEYS = ["VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY"] as const;

/** Loose, because a newer version may keep more, and going back must not lose it. */
const Secrets = z.looseObject({
  AUTH_SECRET: secret,
  TICKET_SECRET: secret,
  VAPID_PUBLIC_KEY: secret,
  VAPID_PRIVATE_KEY: secret,
} satisfies Record<(typeof MADE)[number] | (typeof PUSH_KEYS)[number], unknown>);
type Secrets = z.infer<typeof Secrets>;

/**
 * Answers the secrets kept in `stateFolder`, after making those that are missing there. The file is replaced whole, so
 * a crash leaves the old one or the new one.
 * @throws Error when the file is there and cannot be read: making new ones would sign everybody out.
 */
export async function keepSecrets(stateFolder: string): Promise<Secrets> {
  const path = join(stateFolder, "secrets.json");
  const kept = await readKept(path);
  const missing = MADE.filter((name) => kept[name] === undefined);
  const isPaired = PUSH_KEYS.every((name) => kept[name] !== undefined);
  if (missing.length === 0 && isPaired) return kept;
  const secrets: Secrets = { ...kept, ...(isPaired ? {} : newPushKeys()) };
  for (const name of missing) secrets[name] = randomBytes(32).toString("base64url");
  await replace(path, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}

/** A pair of keys of P-256 as Web Push writes them: the point whole, and the number. */
function newPushKeys(): Record<(typeof PUSH_KEYS)[number], string> {
  const {
    d = "",
    x = "",
    y = "",
  } = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
  return { VAPID_PUBLIC_KEY: point.toString("base64url"), VAPID_PRIVATE_KEY: d };
}

async function readKept(path: string): Promise<Secrets> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return {};
  try {
    return Secrets.parse(JSON.parse(text));
  } catch {
    throw new Error(`${path} does not hold secrets as Ensemble writes them. Restore it, or remove it to start over.`);
  }
}

async function replace(path: string, content: string): Promise<void> {
  const fresh = `${path}.new`;
  const file = await open(fresh, "w", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(fresh, path);
}
