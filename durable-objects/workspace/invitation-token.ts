/**
 * An invitation's token: the workspace it is for, so that the object is found without a table, and 192 random bits. Only
 * its hash is kept; with that many random bits a plain SHA-256 cannot be turned back.
 */
const RANDOM_BYTES = 24;
const SHAPE = /^([0-9a-f-]{36})\.[\w-]{32}$/;

/** Makes a token for `workspace`. */
export function newToken(workspace: string): string {
  const random = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  return `${workspace}.${random.toBase64({ alphabet: "base64url", omitPadding: true })}`;
}

/**
 * The token of a link that is told as often as it is asked for: made anew each time out of `secret` and what it is `of`, so
 * that it is kept nowhere either.
 */
export async function lastingToken(workspace: string, secret: string, of: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  const signed = await crypto.subtle.sign("HMAC", key, encoder.encode(`invitation:${workspace}:${of}`));
  const bytes = new Uint8Array(signed).slice(0, RANDOM_BYTES);
  return `${workspace}.${bytes.toBase64({ alphabet: "base64url", omitPadding: true })}`;
}

/** The workspace a token says it is for, or null for a text that is no token. */
export function workspaceOfToken(token: string): string | null {
  return SHAPE.exec(token)?.[1] ?? null;
}

/** SHA-256 of `token`, in hex. */
export async function hashToken(token: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return new Uint8Array(digest).toHex();
}
