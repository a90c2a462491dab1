/** What is pushed while no page is used: shown by the system, and leading to what it is about. */
import { readPush } from "./pushed.ts";

declare const self: ServiceWorkerGlobalScope;

/** Shows a push. What is new about the same thing takes the place of what was shown of it. */
export async function show(event: PushEvent): Promise<void> {
  const { title, body, tag, address, at, rings } = readPush(contentOf(event));
  const options = {
    ...{ body, tag, renotify: true, data: { address, tag } },
    ...(at === null ? {} : { timestamp: at }),
    // A call stands there until somebody has looked.
    ...(rings ? { requireInteraction: true, vibrate: [400, 200, 400] } : {}),
  };
  await self.registration.showNotification(title, options);
}

/** Leads to what a push was about: in a page that is open, or in a new one. */
export async function open({ notification }: NotificationEvent): Promise<void> {
  notification.close();
  const { address, tag } = addressIn(notification);
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page =
    pages.find(({ focused }) => focused) ??
    pages.find(({ visibilityState }) => visibilityState === "visible") ??
    pages[0];
  if (!page) {
    await self.clients.openWindow(address);
    return;
  }
  // The page goes there itself, and so keeps what is typed in it.
  page.postMessage({ type: "opened", address, tag });
  await page.focus();
}

function contentOf({ data }: PushEvent): unknown {
  try {
    return data?.json();
  } catch {
    return null;
  }
}

function addressIn({ data, tag }: Notification): { address: string; tag: string } {
  const address: unknown = typeof data === "object" && data !== null ? Reflect.get(data, "address") : null;
  return { address: typeof address === "string" ? address : "/", tag };
}
