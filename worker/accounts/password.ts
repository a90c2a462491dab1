/**
 * Passwords: scrypt with N = 2^14, r = 8, p = 5 (OWASP's Password Storage Cheat Sheet names it beside 2^17/8/1, which
 * would take an isolate's whole 128 MB).
 *
 * What it costs, measured in workerd on an AMD EPYC core: 87 ms of CPU and 16 MiB for each hash. The paid plan allows
 * 30 s of CPU a request. The free plan's 10 ms would be spent by 100,000 rounds of PBKDF2-SHA-256 (10 ms; workerd in
 * production allows no more rounds), a sixth of what OWASP asks for, and no sound hash fits in it. `node:crypto`'s
 * scrypt is native in workerd; better-auth's default there is JavaScript, and several times dearer.
 */
import { scrypt } from "node:crypto";

const COST = { N: 2 ** 14, r: 8, p: 5 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const FORMAT = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w+/=]+)\$([\w+/=]+)$/;

export const MIN_PASSWORD_LENGTH = 8;
/** In UTF-16 units; longer ones would only cost hashing time. */
export const MAX_PASSWORD_LENGTH = 128;

function derive(password: string, salt: Uint8Array, cost: { N: number; r: number; p: number }): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const options = { ...cost, maxmem: 256 * cost.N * cost.r };
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** A salted hash that names its own cost, so that the cost can be raised while old hashes still verify. */
export async function hashPassword(password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const key = await derive(password, salt, COST);
  return `scrypt$${COST.N}$${COST.r}$${COST.p}$${salt.toBase64()}$${key.toBase64()}`;
}

/** Whether `password` is the one `hash` was made of; false for a hash that is none of ours. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [, N, r, p, salt = "", key = ""] = FORMAT.exec(hash) ?? [];
  if (!N || !r || !p) return false;
  const expected = Uint8Array.fromBase64(key);
  const actual = await derive(password, Uint8Array.fromBase64(salt), { N: Number(N), r: Number(r), p: Number(p) });
  return expected.length === actual.length && crypto.subtle.timingSafeEqual(expected, actual);
}
