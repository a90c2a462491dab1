/** A browser whose camera and microphones are files. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RunningBrowser } from "../chromium.ts";
import { type Colour, pictureFile, type Tint } from "./colour.ts";
import { toneFile } from "./tone.ts";

/** What tells one participant from all others. */
export interface Signature {
  /** What their microphone hears. */
  hertz: number;
  /** What their camera sees; absent, they have the two cameras that Chromium makes up, a green and a dark one. */
  colour?: Tint;
  /** How many pictures a second their camera sees; few when absent. */
  frames?: number;
}

/** A browser with devices of its own. */
export class Devices implements AsyncDisposable {
  readonly running: RunningBrowser;
  readonly #microphone: string;
  /** What a microphone that is opened now hears, and what the camera shows that is opened first. */
  hertz: number;
  readonly colour: Colour;

  private constructor(running: RunningBrowser, microphone: string, { hertz, colour }: Signature) {
    this.running = running;
    this.#microphone = microphone;
    this.hertz = hertz;
    this.colour = colour ?? "green";
  }

  /** Starts a browser whose devices sound and look as `signature` says, and which asks nobody whether they may be used. */
  static async start(signature: Signature): Promise<Devices> {
    let microphone = "";
    const running = await RunningBrowser.start(async (folder) => {
      microphone = join(folder, "microphone.wav");
      await writeFile(microphone, toneFile(signature.hertz));
      return [
        "--use-fake-device-for-media-stream=device-count=2,fps=5",
        "--use-fake-ui-for-media-stream",
        `--use-file-for-fake-audio-capture=${microphone}`,
        "--autoplay-policy=no-user-gesture-required",
        // A machine without any network has no other address.
        "--allow-loopback-in-peer-connection",
        ...(await cameraFlags(folder, signature)),
      ];
    });
    return new Devices(running, microphone, signature);
  }

  /** What any microphone hears that is opened from now on: those that are open keep to what they hear. */
  async hearInstead(hertz: number): Promise<void> {
    await writeFile(this.#microphone, toneFile(hertz));
    this.hertz = hertz;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.running[Symbol.asyncDispose]();
  }
}

async function cameraFlags(folder: string, { colour, frames }: Signature): Promise<string[]> {
  if (!colour) return [];
  const picture = join(folder, "camera.y4m");
  await writeFile(picture, pictureFile(colour, frames));
  return [`--use-file-for-fake-video-capture=${picture}`];
}
