/** What a page sends, behind the back of the app in it. */
import type { BrowserContext, Page } from "playwright-core";
import { z } from "zod";

/** Whether one of the page's offers is under way, and no answer to it has come. */
export async function offers(page: Page): Promise<boolean> {
  const under = "__calls.connections.some(({ signalingState }) => signalingState === 'have-local-offer')";
  return z.boolean().parse(await page.evaluate(under));
}

/** How many paths to others the page has made since it was loaded. */
export async function pathsOf(page: Page): Promise<number> {
  return z.number().parse(await page.evaluate("__calls.connections.length"));
}

/** Sends the microphone and the camera on every path, as a page would that does not do what it is told. */
export async function sendRegardless(page: Page): Promise<void> {
  await page.evaluate(`(${sendOnAll})(__calls.connections)`);
}

/** Runs in the page. */
async function sendOnAll(connections: readonly RTCPeerConnection[]): Promise<void> {
  const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  for (const connection of connections) {
    for (const { sender, receiver, currentDirection } of connection.getTransceivers()) {
      const track = media.getTracks().find(({ kind }) => kind === receiver.track.kind);
      if (track && currentDirection?.startsWith("send")) await sender.replaceTrack(track);
    }
  }
}

/** From the next load on, pages of `context` use no path but through a relay. */
export async function onlyByRelay(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.RTCPeerConnection = class extends window.RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super({ ...configuration, iceTransportPolicy: "relay" });
      }

      override setConfiguration(configuration?: RTCConfiguration): void {
        super.setConfiguration({ ...configuration, iceTransportPolicy: "relay" });
      }
    };
  });
}
