/** Pushes to browsers, whoever carries them. At least once: a push may come twice where its carrier does not answer. */
import type { NewPushSubscription } from "../../../durable-objects/inbox/protocol.ts";
import type { Settings } from "../../settings.ts";
import { webPush } from "./web-push.ts";

/** What is pushed. */
export interface Push {
  /** JSON that the browser's service worker reads; at most 3,993 bytes. */
  body: string;
  /** What is about the same topic takes the place of what still waits for the device. */
  topic: string;
  urgency: "normal" | "high";
  /** When it is no news any more, and is not to reach a device that was off; null for what is news for a day. */
  until: number | null;
}

/** What came of it. */
export type PushOutcome =
  | { kind: "taken" }
  /** There is no such subscription any more. */
  | { kind: "gone" }
  /** To be tried again, not before so many ms where the service says so. */
  | { kind: "later"; afterMs: number | null }
  /** It will not be taken, now or ever. */
  | { kind: "refused"; why: string };

export interface PushProvider {
  /** By which browsers know whose pushes they take. */
  readonly publicKey: string;
  /** Whether a subscription is one that can be pushed to from here. */
  accepts(subscription: NewPushSubscription): Promise<boolean>;
  /** Hands a push over. Never throws. */
  send(subscription: NewPushSubscription, push: Push): Promise<PushOutcome>;
}

/** The provider the settings make; null where no keys are set. */
export function pushProvider(settings: Settings): PushProvider | null {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = settings;
  if (publicKey === undefined || privateKey === undefined) return null;
  const subject = settings.VAPID_SUBJECT ?? settings.PUBLIC_URL ?? "mailto:ensemble@localhost";
  return webPush({ publicKey, privateKey, subject, services: settings.PUSH_SERVICES });
}
