/** The camera and the microphones of one browser, which are files. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RunningBrowser } from "../chromium.ts";
import { pictureFile, type Tint } from "./colour.ts";
import { toneFile } from "./tone.ts";

/** What tells one participant from all others. */
export interface Signature {
  /** What their microphone hears. */
  hertz: number;
  /** What their camera sees; absent, they have the two cameras that Chromium makes up, a green and a dark one. */
  colour?: Tint;
}

/** A browser with devices of its own. */
export class Devices implements AsyncDisposable {
  readonly running: RunningBrowser;
  readonly #tone: string;

  private constructor(running: RunningBrowser, tone: string) {
    this.running = running;
    this.#tone = tone;
  }

  /** Starts a browser whose devices sound and look as `signature` says, and asks nobody whether they may be used. */
  static async start({ hertz, colour }: Signature): Promise<Devices> {
    let tone = "";
    const running = await RunningBrowser.start(async (folder) => {
      tone = join(folder, "microphone.wav");
      await writeFile(tone, toneFile(hertz));
      const flags = [
        "--use-fake-device-for-media-stream=device-count=2,fps=5",
        "--use-fake-ui-for-media-stream",
        `--use-file-for-fake-audio-capture=${tone}`,
        "--autoplay-policy=no-user-gesture-required",
        // A machine without any network has no other address.
        "--allow-loopback-in-peer-connection",
      ];
      if (!colour) return flags;
      const picture = join(folder, "camera.y4m");
      await writeFile(picture, pictureFile(colour));
      return [...flags, `--use-file-for-fake-video-capture=${picture}`];
    });
    return new Devices(running, tone);
  }

  /** What any microphone hears that is opened from now on: those that are open keep to what they hear. */
  async hearInstead(hertz: number): Promise<void> {
    await writeFile(this.#tone, toneFile(hertz));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.running[Symbol.asyncDispose]();
  }
}
