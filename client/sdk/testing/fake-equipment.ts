import type { Equipment } from "../call/media/equipment.ts";
import { FakeStream, FakeTrack } from "./fake-media.ts";
import { FakeNetwork } from "./fake-paths.ts";

/** What a browser throws when it opens nothing. */
export const refusal = (name: string, message = "") => new DOMException(message, name);

/** A machine with devices that are plugged in and pulled out by hand. */
export class FakeEquipment implements Equipment {
  readonly network = new FakeNetwork();
  readonly microphones = [{ id: "m1", name: "Desk" }];
  readonly cameras = [{ id: "c1", name: "Lid" }];
  /** What becomes of the next devices that are opened, in order: thrown. All is well afterwards. */
  readonly refusals: DOMException[] = [];
  /** All that was ever opened, in order. */
  readonly opened: FakeTrack[] = [];
  /** How loud it is at every microphone. */
  loudness = 0;
  readonly #listeners = new Set<() => void>();

  /** Those that are open now. */
  get open(): string[] {
    return this.opened.filter(({ readyState }) => readyState === "live").map(({ label }) => label);
  }

  /** There are other devices than before. */
  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  makePath: Equipment["makePath"] = (configuration) => this.network.make(configuration);

  makeStream: Equipment["makeStream"] = (tracks = []) => new FakeStream(tracks);

  openMicrophone: Equipment["openMicrophone"] = (device) => this.#opened("audio", this.microphones, device);

  openCamera: Equipment["openCamera"] = (device) => this.#opened("video", this.cameras, device);

  openScreen: Equipment["openScreen"] = async () => {
    return { picture: await this.#opened("video", [{ id: "s", name: "Screen" }], null), sound: null };
  };

  devices: Equipment["devices"] = async () => {
    return { microphone: [...this.microphones], camera: [...this.cameras], speaker: [] };
  };

  onDevices: Equipment["onDevices"] = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  makeMeter: Equipment["makeMeter"] = () => ({ read: () => this.loudness, close: () => {} });

  makePlayer: Equipment["makePlayer"] = () => {
    return { play: async () => true, silence: () => {}, playAt: async () => {}, close: () => {} };
  };

  async #opened(kind: "audio" | "video", devices: { id: string; name: string }[], wanted: string | null) {
    await Promise.resolve();
    const [refused] = this.refusals.splice(0, 1);
    if (refused) throw refused;
    const device = wanted === null ? devices[0] : devices.find(({ id }) => id === wanted);
    if (!device) throw refusal(wanted === null ? "NotFoundError" : "OverconstrainedError");
    const track = new FakeTrack(kind, device.name);
    this.opened.push(track);
    return track;
  }
}
