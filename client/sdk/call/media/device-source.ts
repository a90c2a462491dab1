import { Cell, type Observed } from "../../observed.ts";
import type { LocalSource, MediaFailure } from "../local.ts";
import { failureOf } from "./failure.ts";

const OFF: LocalSource = { state: "off", failure: null };
const ASKING: LocalSource = { state: "asking", failure: null };
const ON: LocalSource = { state: "on", failure: null };

interface DeviceSourceParts {
  source: "microphone" | "camera";
  /** What becomes of the open device while it is off. */
  whenOff: "keep" | "let go";
  open: (device: string | null) => Promise<MediaStreamTrack>;
  /** The device to begin with; null for the browser's own choice. */
  device: string | null;
  /** A device was opened, lost or let go. */
  changed: () => void;
}

/** One's microphone or camera: turned on and off, changed for another device, and seen to when it is unplugged. */
export class DeviceSource {
  readonly #parts: DeviceSourceParts;
  readonly #state = new Cell<LocalSource>(OFF);
  #device: string | null;
  #track: MediaStreamTrack | null = null;
  #wanted = false;
  /** Counts what was begun to be opened: only the last of it is used. */
  #attempt = 0;
  #opening: Promise<MediaFailure | null> | null = null;

  constructor(parts: DeviceSourceParts) {
    this.#parts = parts;
    this.#device = parts.device;
  }

  get state(): Observed<LocalSource> {
    return this.#state;
  }

  /** The open device, on or not. */
  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  /** Which is used, or will be; null for the browser's own choice. */
  get device(): string | null {
    return this.#device;
  }

  async turnOn(): Promise<void> {
    this.#wanted = true;
    if (this.#track) return this.#show(ON);
    this.#show(ASKING);
    await (this.#opening ?? this.#open(this.#device));
  }

  turnOff(): void {
    this.#wanted = false;
    if (this.#parts.whenOff === "let go") this.#letGo();
    this.#show(OFF);
  }

  /** Uses another device; answers why it cannot be. */
  async choose(device: string | null): Promise<MediaFailure | null> {
    const before = this.#device;
    this.#device = device;
    if (!this.#track && !this.#wanted) {
      this.#parts.changed();
      return null;
    }
    const failure = await this.#open(device);
    if (failure && this.#track && this.#device === device) this.#device = before;
    this.#parts.changed();
    return failure;
  }

  /** There are other devices than before: what failed for the want of one may be had now. */
  devicesChanged(): void {
    const { failure } = this.#state.value;
    if (this.#wanted && (failure === "none" || failure === "unplugged")) void this.#open(this.#device);
  }

  close(): void {
    this.#attempt++;
    // What is still opened is let go of once it is there: who turns it on again must not wait for that.
    this.#opening = null;
    this.#wanted = false;
    this.#letGo();
    this.#show(OFF);
  }

  #open(device: string | null): Promise<MediaFailure | null> {
    const opening = this.#tryToOpen(device);
    this.#opening = opening;
    return opening.finally(() => {
      if (this.#opening === opening) this.#opening = null;
    });
  }

  async #tryToOpen(device: string | null): Promise<MediaFailure | null> {
    const attempt = ++this.#attempt;
    if (this.#wanted && !this.#track) this.#show(ASKING);
    try {
      const track = await this.#openOne(device, attempt);
      if (attempt === this.#attempt && (this.#wanted || this.#parts.whenOff === "keep")) this.#take(track);
      else track.stop();
      return null;
    } catch (cause) {
      const failure = failureOf(this.#parts.source, cause);
      if (attempt === this.#attempt && this.#wanted && !this.#track) this.#show({ state: "failed", failure });
      return failure;
    }
  }

  async #openOne(device: string | null, attempt: number): Promise<MediaStreamTrack> {
    const { open, source } = this.#parts;
    try {
      return await open(device);
    } catch (cause) {
      const failure = failureOf(source, cause);
      // Some machines open one device of a kind at a time.
      if (failure === "in_use" && this.#track && attempt === this.#attempt) {
        this.#letGo();
        return open(device);
      }
      // The one that was chosen on another day is not there.
      if (failure === "none" && device !== null && !this.#track) return open(null);
      throw cause;
    }
  }

  #take(track: MediaStreamTrack): void {
    const before = this.#track;
    this.#track = track;
    before?.stop();
    // Not said of what this page stops itself.
    track.addEventListener("ended", () => void this.#ended(track));
    if (this.#wanted) this.#show(ON);
    this.#parts.changed();
  }

  /** It was unplugged, or may not be used any more. Another takes its place, if there is one. */
  async #ended(track: MediaStreamTrack): Promise<void> {
    if (track !== this.#track) return;
    this.#letGo();
    const failure = await this.#open(null);
    if (failure === "none" && this.#wanted && !this.#track) this.#show({ state: "failed", failure: "unplugged" });
  }

  #letGo(): void {
    const track = this.#track;
    if (!track) return;
    this.#track = null;
    track.stop();
    this.#parts.changed();
  }

  #show(state: LocalSource): void {
    this.#state.set(state);
  }
}
