/** The secrets a server of one's own needs: made once, kept in the state folder, readable by their owner only. */
import { randomBytes } from "node:crypto";
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** What is made when nobody set it. Each is 32 random bytes as base64url. */
const MADE = ["AUTH_SECRET", "TICKET_SECRET"] as const;

const secret = z.string().min(32).optional();
/** Loose, because a newer version may keep more, and going back must not lose it. */
const Secrets = z.looseObject({ AUTH_SECRET: secret, TICKET_SECRET: secret } satisfies Record<
  (typeof MADE)[number],
  unknown
>);
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
  if (missing.length === 0) return kept;
  const secrets: Secrets = { ...kept };
  for (const name of missing) secrets[name] = randomBytes(32).toString("base64url");
  await replace(path, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
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
