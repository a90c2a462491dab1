import { z } from "zod";
import { ApiError, errorOf, unreachable } from "./problem.ts";
import type { Sending } from "./sending.ts";

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

interface Send<Answer> extends Pick<Sending, "bytes" | "signal" | "onProgress">, Omit<Ask<Answer>, "body"> {
  /** What carries them, with the `fetch` of this server where it has one of its own. */
  carry: (sending: Sending, ownFetch: typeof fetch | undefined) => Promise<Response>;
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
  readonly #ownFetch: typeof fetch | undefined;

  constructor({ origin, token, fetch: ownFetch }: HttpOptions) {
    this.origin = origin;
    this.#token = token;
    this.#fetch = ownFetch ?? ((input, init) => globalThis.fetch(input, init));
    this.#ownFetch = ownFetch;
  }

  /** Asks and answers. @throws ApiError */
  async ask<Answer>(
    method: string,
    path: string,
    { answer, body, query, idempotencyKey }: Ask<Answer>,
  ): Promise<Answer> {
    const headers = new Headers({ accept: "application/json" });
    if (idempotencyKey) headers.set("idempotency-key", idempotencyKey);
    if (body !== undefined) headers.set("content-type", "application/json");
    const response = await this.#send(path, query ?? {}, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return understood(response, answer);
  }

  /** Sends bytes as they are, and answers. @throws ApiError, or the signal's reason once it is aborted */
  async send<Answer>(method: string, path: string, asked: Send<Answer>): Promise<Answer> {
    const { answer, bytes, query, idempotencyKey, signal, onProgress, carry } = asked;
    const headers = new Headers({ accept: "application/json", "content-type": "application/octet-stream" });
    if (idempotencyKey) headers.set("idempotency-key", idempotencyKey);
    const address = this.#addressed(path, query ?? {}, headers);
    const sending = { method, address, headers, bytes, signal, onProgress };
    const response = await carry(sending, this.#ownFetch).catch(() => {
      signal?.throwIfAborted();
      throw unreachable();
    });
    if (!response.ok) throw await errorOf(response);
    return understood(response, answer);
  }

  /** A file as the server names it. @throws ApiError */
  async file(path: string, query: Record<string, string>): Promise<File> {
    const response = await this.#send(path, query, { method: "GET", headers: new Headers() });
    const body = await response.blob().catch(() => {
      throw unreachable();
    });
    return new File([body], nameIn(response.headers.get("content-disposition")), { type: body.type });
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

  async #send(
    path: string,
    query: Record<string, string>,
    init: RequestInit & { headers: Headers },
  ): Promise<Response> {
    const address = this.#addressed(path, query, init.headers);
    const response = await this.#fetch(address, { ...init, credentials: "same-origin" }).catch(() => {
      throw unreachable();
    });
    if (!response.ok) throw await errorOf(response);
    return response;
  }

  /** Where a request goes, with the word in `headers` of who asks. */
  #addressed(path: string, query: Record<string, string>, headers: Headers): URL {
    const address = new URL(path, this.origin);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    if (this.#token) headers.set("authorization", `Bearer ${this.#token}`);
    return address;
  }
}

async function understood<Answer>(response: Response, answer: z.ZodType<Answer>): Promise<Answer> {
  const text = await response.text().catch(() => {
    throw unreachable();
  });
  const parsed = answer.safeParse(jsonIn(text));
  if (parsed.success) return parsed.data;
  throw new ApiError({
    status: response.status,
    code: "internal",
    message: "The server answered something this page does not understand. Reload it to go on.",
  });
}

/** What JSON says; null for what is none, as of an answer without content. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The name that a `content-disposition` gives a file (RFC 8187). */
function nameIn(disposition: string | null): string {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/)?.[1];
  return encoded === undefined ? "download" : decodeURIComponent(encoded);
}
