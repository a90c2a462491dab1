/** What the board's page makes the server send when nothing of it is there yet. */
import type { Page } from "playwright-core";

export interface FirstLoad {
  /** Bytes as they went over the wire, by what they were. */
  bytes: Record<string, number>;
  /** Those of the app itself: all but what the API and the rooms said. */
  app: number;
  /** Requests to anywhere else. */
  outside: number;
  /** What was said on the console. */
  messages: number;
  /** The layout shift score from the first paint until all was there. */
  shift: number;
}

/** Opens `address` in `page`, a fresh one, and weighs all that comes until the board is there. */
export async function weighFirstLoad(page: Page, address: string): Promise<FirstLoad> {
  const bytes: Record<string, number> = {};
  const kinds = new Map<string, string>();
  let outside = 0;
  let messages = 0;
  page.on("console", () => messages++);
  page.on("pageerror", () => messages++);
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  session.on("Network.requestWillBeSent", ({ requestId, request, type }) => {
    const { origin, pathname } = new URL(request.url);
    if (origin !== new URL(address).origin && origin !== "null") outside++;
    kinds.set(requestId, pathname.startsWith("/api/") ? "API" : (type ?? "Other"));
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) =>
    add(kinds.get(requestId), encodedDataLength),
  );
  session.on("Network.webSocketFrameReceived", ({ response }) =>
    add("rooms (uncompressed)", response.payloadData.length),
  );
  const add = (kind = "Other", more: number) => {
    bytes[kind] = (bytes[kind] ?? 0) + more;
  };
  await page.goto(address);
  await page
    .getByText(/^Task \d+: look into/)
    .first()
    .waitFor();
  await page.waitForLoadState("networkidle");
  const shift = await page.evaluate(shiftSoFar);
  await session.detach();
  const own = Object.entries(bytes).filter(([kind]) => kind !== "API" && !kind.startsWith("rooms"));
  return { bytes, app: own.reduce((sum, [, each]) => sum + each, 0), outside, messages, shift };
}

/** Runs in the page: what its layout shifted by until now. */
async function shiftSoFar(): Promise<number> {
  return new Promise((resolve) => {
    let sum = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += entry.toJSON().value;
    });
    observer.observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
  });
}
