/** Cameras that come while a page is open. */
import type { Page } from "playwright-core";

/** What the browser calls it, and what it shows. */
export const SECOND_CAMERA = { name: "Second camera", colour: "green" } as const;

/**
 * Plugs a second camera in at `page`. The browser has one, whose picture is a file: this one is drawn by the page, and
 * stands among the devices like any other.
 */
export async function plugInCamera(page: Page): Promise<void> {
  await page.evaluate(plugIn, { label: SECOND_CAMERA.name, paint: "rgb(3 143 0)" });
}

/** Runs in the page. */
function plugIn({ label, paint }: { label: string; paint: string }): void {
  const REDRAWN_MS = 200;
  const media = navigator.mediaDevices;
  const enumerate = media.enumerateDevices.bind(media);
  const open = media.getUserMedia.bind(media);
  const device = { deviceId: "second", groupId: "second", kind: "videoinput", label } as const;

  const draw = () => {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: 160, height: 120 });
    const paper = canvas.getContext("2d");
    setInterval(() => {
      paper?.clearRect(0, 0, 160, 120);
      if (paper) paper.fillStyle = paint;
      paper?.fillRect(0, 0, 160, 120);
    }, REDRAWN_MS);
    return canvas.captureStream();
  };
  const isWanted = (video: MediaStreamConstraints["video"]) =>
    typeof video === "object" && JSON.stringify(video.deviceId) === JSON.stringify({ exact: device.deviceId });

  media.enumerateDevices = async () => [...(await enumerate()), { ...device, toJSON: () => device }];
  media.getUserMedia = async (wanted) => (isWanted(wanted?.video) ? draw() : open(wanted));
  media.dispatchEvent(new Event("devicechange"));
}
