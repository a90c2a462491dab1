import { buildPushPayload } from "@block65/webcrypto-web-push";
import type { NewPushSubscription } from "../../../durable-objects/inbox/protocol.ts";
import type { Push, PushOutcome, PushProvider } from "./push.ts";

/** How long a push service may take, in ms. */
const TIMEOUT_MS = 10_000;
/** How long a push waits for a device that is off, in seconds. */
const TTL_SECONDS = 24 * 60 * 60;
/** A service that asks for more patience than this is asked again after it. */
const LONGEST_WAIT_MS = 60 * 60_000;

export interface WebPushOptions {
  publicKey: string;
  privateKey: string;
  /** Where whoever runs a push service finds whoever runs this server: `mailto:` or https. */
  subject: string;
  /** The hosts that may be pushed to; one that begins with a dot stands for all under it. */
  services: readonly string[];
}

/**
 * Pushes by the Web Push protocol (RFC 8030, 8291, 8292). The endpoint comes from the user's browser, so only https at
 * the hosts of known services is ever asked, and no redirect is followed (SSRF).
 */
export function webPush({ publicKey, privateKey, subject, services }: WebPushOptions): PushProvider {
  const vapid = { publicKey, privateKey, subject };
  return {
    publicKey,
    async accepts(subscription) {
      return isKnown(subscription.endpoint, services) && (await isPoint(subscription.keys.p256dh));
    },
    async send(subscription, push) {
      // Asked again: the setting may be another one than when the subscription was made.
      if (!isKnown(subscription.endpoint, services)) return { kind: "gone" };
      const patience = new AbortController();
      // Ended with the answer, which `AbortSignal.timeout` is not: a room that waits for it cannot sleep.
      const timer = setTimeout(() => patience.abort(), TIMEOUT_MS);
      try {
        const request = await requestFor(subscription, push, vapid);
        const answer = await fetch(subscription.endpoint, { ...request, redirect: "manual", signal: patience.signal });
        await answer.body?.cancel();
        return outcomeOf(answer, Date.now());
      } catch {
        return { kind: "later", afterMs: null };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

async function requestFor(
  { endpoint, keys }: NewPushSubscription,
  { body, topic, urgency, until }: Push,
  vapid: Parameters<typeof buildPushPayload>[2],
) {
  const ttl = until === null ? TTL_SECONDS : Math.max(0, Math.ceil((until - Date.now()) / 1000));
  const message = { data: body, options: { ttl, topic: await topicOf(topic), urgency } };
  return buildPushPayload(message, { endpoint, expirationTime: null, keys }, vapid);
}

function outcomeOf(answer: Response, now: number): PushOutcome {
  if (answer.ok) return { kind: "taken" };
  if (answer.status === 404 || answer.status === 410) return { kind: "gone" };
  if (answer.status === 429 || answer.status >= 500) {
    return { kind: "later", afterMs: waitIn(answer.headers.get("retry-after"), now) };
  }
  return { kind: "refused", why: String(answer.status) };
}

/** How long `Retry-After` asks to wait: seconds, or a date (RFC 9110 §10.2.3). */
function waitIn(header: string | null, now: number): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
}

function isKnown(endpoint: string, services: readonly string[]): boolean {
  const url = URL.parse(endpoint);
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "" || url.port !== "") return false;
  return services.some((service) =>
    service.startsWith(".") ? url.hostname.endsWith(service) : url.hostname === service,
  );
}

/** Whether this is a point of the curve, as whoever encrypts for it needs. */
async function isPoint(p256dh: string): Promise<boolean> {
  try {
    const bytes = Uint8Array.fromBase64(p256dh, { alphabet: "base64url" });
    await crypto.subtle.importKey("raw", bytes, { name: "ECDH", namedCurve: "P-256" }, false, []);
    return true;
  } catch {
    return false;
  }
}

/** A topic has at most 32 letters of base64url (RFC 8030 §5.4). */
async function topicOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(hash).toBase64({ alphabet: "base64url", omitPadding: true }).slice(0, 32);
}
