import type { Push, PushOutcome, PushProvider } from "../../worker/providers/push/push.ts";
import { type Backoff, backoffMs } from "../room/backoff.ts";
import type { Log } from "../room/log.ts";
import type { Metrics } from "../room/metrics.ts";
import { PushMessage } from "./protocol.ts";
import type { OwedPush, PushSubscriptionRow } from "./store/pushes.ts";
import type { Stores } from "./store/stores.ts";

/** Waits between tries of one push, where its service does not say how long. */
const PUSH_BACKOFF: Backoff = { firstMs: 30_000, longestMs: 30 * 60_000 };
/** A push that could not be handed over for so long, in ms, is no news any more. */
const STALE_MS = 12 * 60 * 60_000;
const AT_ONCE = 20;

/** What is pushed at once and wakes a device that saves its battery. */
const URGENT = new Set(["mention", "message", "reminder", "call"]);

interface Surroundings {
  stores: Stores;
  /** Null where this server does not push (any more). */
  provider: PushProvider | null;
  log: Log;
  metrics: Metrics;
}

/**
 * Hands over the pushes that are due, some at a time, and answers when to come back; null when nothing is owed. Each
 * stays owed until its service has answered, so it may come twice and is not lost (P9). A subscription that is no more
 * is dropped.
 */
export async function sendPushes({ stores, provider, log, metrics }: Surroundings): Promise<number | null> {
  const { pushes } = stores;
  const subscriptions = new Map(pushes.subscriptions().map((each) => [each.id, each]));
  await Promise.all(
    pushes.due(Date.now(), AT_ONCE).map(async (owed) => {
      const outcome = await handOver(provider, subscriptions.get(owed.subscription), owed);
      metrics.count("inbox.push", outcome.kind);
      if (outcome.kind === "refused") log.warn("inbox.push_refused", { code: outcome.why });
      settle(stores, owed, outcome);
    }),
  );
  return pushes.nextDue();
}

async function handOver(
  provider: PushProvider | null,
  subscription: PushSubscriptionRow | undefined,
  owed: OwedPush,
): Promise<PushOutcome> {
  if (!subscription) return { kind: "gone" };
  if (owed.until !== null && owed.until <= Date.now()) return { kind: "refused", why: "too_late" };
  // Keys that were taken away may be set again, so the subscription stays.
  return provider ? provider.send(subscriptionOf(subscription), pushOf(owed)) : { kind: "refused", why: "no_keys" };
}

function settle({ pushes }: Stores, owed: OwedPush, outcome: PushOutcome): void {
  switch (outcome.kind) {
    case "gone":
      pushes.unsubscribe(owed.subscription);
      break;
    case "later": {
      const now = Date.now();
      const wait = outcome.afterMs ?? backoffMs(PUSH_BACKOFF, owed.attempts + 1, Math.random);
      if (now + wait > (owed.until ?? owed.owedAt + STALE_MS)) pushes.settle(owed);
      else pushes.putOff(owed, now + wait);
      break;
    }
    case "taken":
    case "refused":
      pushes.settle(owed);
      break;
  }
}

function pushOf({ notification, body, until }: OwedPush): Push {
  const message = PushMessage.parse(JSON.parse(body));
  const urgency = message.id === null || URGENT.has(message.reason) ? "high" : "normal";
  return { body, topic: notification, urgency, until };
}

function subscriptionOf({ endpoint, p256dh, auth }: PushSubscriptionRow) {
  return { endpoint, keys: { p256dh, auth } };
}
