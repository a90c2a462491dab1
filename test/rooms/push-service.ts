/** A push service as tests stand in for one: it answers as it is told, and reads what was pushed as a browser would. */

import { runInDurableObject } from "cloudflare:test";
import { importJWK, jwtVerify } from "jose";
import { vi } from "vitest";
import type { NewPushSubscription } from "../../durable-objects/inbox/protocol.ts";
import type { InboxRoom } from "../../durable-objects/inbox/room.ts";

const URL64 = { alphabet: "base64url" } as const;
const written = (bytes: Uint8Array | ArrayBuffer) => new Uint8Array(bytes).toBase64({ ...URL64, omitPadding: true });

/** The settings of a server that pushes, with a pair of keys made for it. */
export async function pushSettings() {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  if (!("privateKey" in pair)) throw new Error("no pair of keys");
  const point = await crypto.subtle.exportKey("raw", pair.publicKey);
  const jwk = await crypto.subtle.exportKey("jwk", pair.privateKey);
  if (!(point instanceof ArrayBuffer) || !("d" in jwk) || jwk.d === undefined) throw new Error("no keys");
  return {
    VAPID_PUBLIC_KEY: written(point),
    VAPID_PRIVATE_KEY: jwk.d,
    VAPID_SUBJECT: "mailto:ops@example.com",
    PUSH_SERVICES: "push.example.com",
  };
}

/** Gives the object of an inbox other settings than the tests have. */
export async function withSettings(stub: DurableObjectStub<InboxRoom>, settings: object): Promise<void> {
  await runInDurableObject(stub, (instance) => {
    Reflect.set(instance, "env", { ...Reflect.get(instance, "env"), ...settings });
  });
}

/** A browser that took a subscription, and can read what is pushed to it (RFC 8291). */
export class Browser {
  readonly subscription: NewPushSubscription;
  readonly #keys: CryptoKeyPair;
  readonly #auth: Uint8Array<ArrayBuffer>;
  readonly #point: Uint8Array<ArrayBuffer>;

  private constructor(endpoint: string, keys: CryptoKeyPair, point: ArrayBuffer) {
    this.#keys = keys;
    this.#auth = crypto.getRandomValues(new Uint8Array(16));
    this.#point = new Uint8Array(point);
    this.subscription = { endpoint, keys: { p256dh: written(point), auth: written(this.#auth) } };
  }

  static async make(name: string): Promise<Browser> {
    const keys = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
    if (!("privateKey" in keys)) throw new Error("no pair of keys");
    const point = await crypto.subtle.exportKey("raw", keys.publicKey);
    if (!(point instanceof ArrayBuffer)) throw new Error("no point");
    return new Browser(`https://push.example.com/${name}`, keys, point);
  }

  /** Reads a message. @throws when it was not encrypted for this browser. */
  async read(message: Uint8Array<ArrayBuffer>): Promise<unknown> {
    const salt = message.slice(0, 16);
    const length = message[20] ?? 0;
    const sender = message.slice(21, 21 + length);
    const senderKey = await crypto.subtle.importKey("raw", sender, { name: "ECDH", namedCurve: "P-256" }, false, []);
    const algorithm = { name: "ECDH", public: senderKey };
    // Workers call it `$public` in their types, since `public` is a word of other languages.
    const shared = await crypto.subtle.deriveBits({ ...algorithm, $public: senderKey }, this.#keys.privateKey, 256);
    const info = new Uint8Array([...new TextEncoder().encode("WebPush: info\0"), ...this.#point, ...sender]);
    const secret = await derived(new Uint8Array(shared), this.#auth, info, 32);
    const key = await derived(secret, salt, new TextEncoder().encode("Content-Encoding: aes128gcm\0"), 16);
    const iv = await derived(secret, salt, new TextEncoder().encode("Content-Encoding: nonce\0"), 12);
    const cipher = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
    const plain = new Uint8Array(
      await crypto.subtle.decrypt({ name: "AES-GCM", iv }, cipher, message.slice(21 + length)),
    );
    // Behind the text stand a 2 and what fills it up.
    return JSON.parse(new TextDecoder().decode(plain.slice(0, plain.lastIndexOf(2))));
  }
}

async function derived(
  secret: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  info: Uint8Array,
  bytes: number,
) {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const given = { name: "HKDF", hash: "SHA-256", salt, info: new Uint8Array(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(given, key, bytes * 8));
}

/** One push as the service got it. */
export interface Pushed {
  endpoint: string;
  headers: Headers;
  body: Uint8Array<ArrayBuffer>;
}

/** The service at push.example.com; everything else that is fetched meanwhile fails. */
export class PushService {
  readonly got: Pushed[] = [];
  /** What it answers next, in order; then 201. */
  readonly answers: Response[] = [];

  constructor() {
    vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
      const request = new Request(input, init);
      if (new URL(request.url).hostname !== "push.example.com") throw new Error(`asked ${request.url}`);
      this.got.push({
        endpoint: request.url,
        headers: request.headers,
        body: new Uint8Array(await request.arrayBuffer()),
      });
      return this.answers.shift() ?? new Response(null, { status: 201 });
    });
  }

  /** Who signed a push, as the service would look at it. @throws for a signature of another key */
  static async signer({ headers }: Pushed, publicKey: string) {
    const [, token = "", key = ""] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.get("authorization") ?? "") ?? [];
    const point = Uint8Array.fromBase64(publicKey, URL64);
    const jwk = { kty: "EC", crv: "P-256", x: written(point.slice(1, 33)), y: written(point.slice(33)) };
    const { payload } = await jwtVerify(token, await importJWK(jwk, "ES256"));
    return { ...payload, key };
  }
}
