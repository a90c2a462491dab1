import { z } from "zod";
import { newKey } from "../id.ts";
import { type Http, Nothing } from "./http.ts";

export const KEY_SCOPES = ["read", "write", "admin"] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

/** An API key as its owner sees it again: without its secret. */
export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  /** The secret's first characters. */
  start: z.string(),
  scopes: z.array(z.enum(KEY_SCOPES)),
  createdAt: z.number(),
  /** Null for never. */
  expiresAt: z.number().nullable(),
  /** To the minute; null before its first use. */
  lastUsedAt: z.number().nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

const MadeKey = ApiKey.extend({ key: z.string() });
/** A new key, with the secret that is told this once. */
export type MadeKey = z.infer<typeof MadeKey>;

/** One's API keys. Each may throw an ApiError. */
export class KeysApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** Those that were not revoked, newest first. */
  list(): Promise<ApiKey[]> {
    return this.#http.all("/api/me/keys", ApiKey);
  }

  /** @param idempotencyKey makes it safe to send again */
  make(
    wanted: { name: string; scopes: KeyScope[]; expiresAt: number | null },
    idempotencyKey: string = newKey(),
  ): Promise<MadeKey> {
    return this.#http.ask("POST", "/api/me/keys", { body: wanted, answer: MadeKey, idempotencyKey });
  }

  async revoke(key: string): Promise<void> {
    await this.#http.ask("DELETE", `/api/me/keys/${key}`, { answer: Nothing });
  }
}
