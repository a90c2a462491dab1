import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { NewPushSubscription } from "../../../../../durable-objects/inbox/protocol.ts";
import { remembered } from "../../../remembered/remembered.ts";

/** Whether this browser can be pushed to, and is. */
type PushHere =
  /** It knows no pushes, or not on this page. */
  | "impossible"
  /** Its user said no to them, which only they can take back. */
  | "denied"
  | "off"
  | "on";

/** Under which id the server pushes to this browser; empty for none. */
export const pushId = remembered("push.id", z.string(), "");

/** How it is with pushes to this browser, as it says itself. */
async function pushHere(): Promise<PushHere> {
  // Each is absent in some browsers, and on plain http.
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return "impossible";
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration) return "impossible";
  if (Notification.permission === "denied") return "denied";
  const subscribed = await registration.pushManager.getSubscription();
  return subscribed && Notification.permission === "granted" && pushId.value !== "" ? "on" : "off";
}

/** Whether this browser takes pushes; its settings may change while nobody looks. */
export function pushHereQuery() {
  return queryOptions({ queryKey: ["push-here"], queryFn: pushHere, staleTime: 0, refetchOnWindowFocus: true });
}

/**
 * Has this browser take pushes that are signed with `publicKey`; asks its user first. Answers where they are to be sent.
 * @throws Error in words for a reader
 */
export async function takePush(publicKey: string): Promise<NewPushSubscription> {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") throw new Error("The browser was not allowed to tell you. Allow it, and try again.");
  const { pushManager } = await navigator.serviceWorker.ready;
  // One for another key would be refused for ever.
  await (await pushManager.getSubscription())?.unsubscribe();
  try {
    const taken = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
    return NewPushSubscription.parse(taken.toJSON());
  } catch {
    throw new Error("The browser could not reach its push service. Check your connection and try again.");
  }
}

/** Has this browser take no more pushes. */
export async function refusePush(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  pushId.set("");
}
