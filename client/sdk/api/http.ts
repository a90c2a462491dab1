import { z } from "zod";
import { ApiError, errorOf, unreachable } from "./problem.ts";

export interface HttpOptions {
  /** The server, as `http(s)://host`. */
  origin: string;
  /** A session's token or an API key, for programs; a page has its cookie. */
  token?: string;
  fetch?: typeof fetch;
}

interface Ask<Answer> {
  answer: z.ZodType<Answer>;
  body?: unknown;
  query?: Record<string, string>;
  /** Makes a create safe to send again (P3). */
  idempotencyKey?: string;
}

/** A list as every route answers one. `next` asks for what follows; null at the end. */
export interface List<Item> {
  items: Item[];
  next: string | null;
}

/** Answers the schema of a list of `item`. */
export function listOf<Item>(item: z.ZodType<Item>): z.ZodType<List<Item>> {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** An answer without content. */
export const Nothing = z.unknown().transform(() => null);

/** Fetch, with our errors and answers that are what they claim to be. */
export class Http {
  readonly origin: string;
  readonly #token: string | undefined;
  readonly #fetch: typeof fetch;

  constructor({ origin, token, fetch: ownFetch }: HttpOptions) {
    this.origin = origin;
    this.#token = token;
    this.#fetch = ownFetch ?? ((input, init) => globalThis.fetch(input, init));
  }

  /** Asks and answers. @throws ApiError */
  async ask<Answer>(
    method: string,
    path: string,
    { answer, body, query, idempotencyKey }: Ask<Answer>,
  ): Promise<Answer> {
    const address = new URL(path, this.origin);
    for (const [name, value] of Object.entries(query ?? {})) address.searchParams.set(name, value);
    const headers = new Headers({ accept: "application/json" });
    if (this.#token) headers.set("authorization", `Bearer ${this.#token}`);
    if (idempotencyKey) headers.set("idempotency-key", idempotencyKey);
    if (body !== undefined) headers.set("content-type", "application/json");
    const init = { method, headers, credentials: "same-origin" as const };
    const asked = this.#fetch(address, body === undefined ? init : { ...init, body: JSON.stringify(body) });
    const response = await asked.catch(() => {
      throw unreachable();
    });
    if (!response.ok) throw await errorOf(response);
    const parsed = answer.safeParse(await response.json().catch(() => null));
    if (parsed.success) return parsed.data;
    throw new ApiError({
      status: response.status,
      code: "internal",
      message: "The server answered something this page does not understand. Reload it to go on.",
    });
  }

  /** Every item of a list, asked for part by part. @throws ApiError */
  async all<Item>(path: string, item: z.ZodType<Item>): Promise<Item[]> {
    const answer = listOf(item);
    const items: Item[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query: Record<string, string> = { limit: "200", ...(cursor ? { cursor } : {}) };
      const list: List<Item> = await this.ask("GET", path, { answer, query });
      items.push(...list.items);
      cursor = list.next;
    }
    return items;
  }
}
