/** A browser whose camera and microphones are files. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RunningBrowser } from "../chromium.ts";
import { pictureFile, type Tint } from "./colour.ts";
import { toneFile } from "./tone.ts";

/** What tells one participant from all others. */
export interface Signature {
  /** What their microphone hears. */
  hertz: number;
  /** What their camera sees. */
  colour: Tint;
  /** How many pictures a second their camera sees; few when absent. */
  frames?: number;
}

/** A browser with devices of its own. */
export class Devices implements AsyncDisposable {
  readonly running: RunningBrowser;
  readonly #microphone: string;
  /** What a microphone hears that is opened now. */
  hertz: number;
  readonly colour: Tint;

  private constructor(running: RunningBrowser, microphone: string, { hertz, colour }: Signature) {
    this.running = running;
    this.#microphone = microphone;
    this.hertz = hertz;
    this.colour = colour;
  }

  /** Starts a browser whose devices sound and look as `signature` says, and which asks nobody whether they may be used. */
  static async start(signature: Signature): Promise<Devices> {
    let microphone = "";
    const running = await RunningBrowser.start(async (folder) => {
      microphone = join(folder, "microphone.wav");
      const camera = join(folder, "camera.y4m");
      await writeFile(microphone, toneFile(signature.hertz));
      await writeFile(camera, pictureFile(signature.colour, signature.frames));
      return [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        `--use-file-for-fake-audio-capture=${microphone}`,
        `--use-file-for-fake-video-capture=${camera}`,
        "--autoplay-policy=no-user-gesture-required",
        // A machine without any network has no other address.
        "--allow-loopback-in-peer-connection",
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
