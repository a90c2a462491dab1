import type { Observed } from "../observed.ts";

/** What one may send. */
export type Source = "microphone" | "camera" | "screen";

/** What may be chosen among. The speaker is where the others are heard. */
export type DeviceKind = "microphone" | "camera" | "speaker";

/**
 * Why a medium is not there.
 * - `denied`: the user, or who manages the browser, has forbidden it for this site.
 * - `blocked_by_system`: the operating system has forbidden it to the browser.
 * - `in_use`: another program has it, or it does not answer.
 * - `unplugged`: it was there and is gone, and there is no other.
 * - `none`: there is no such device.
 * - `cancelled`: the question was closed without an answer; of a screen, none was chosen.
 * - `insecure`: the browser hides devices from pages served over plain http.
 * - `unsupported`: this browser cannot do it, such as share a screen on a phone.
 */
export type MediaFailure =
  | "denied"
  | "blocked_by_system"
  | "in_use"
  | "unplugged"
  | "none"
  | "cancelled"
  | "insecure"
  | "unsupported"
  | "unknown";

/**
 * How one's own medium is. `on`: it is open and, in a call, sent. `off` sends nothing; a microphone that was on stays open
 * at the device, so that it is there at once again, and a camera is let go (its light is out).
 */
export interface LocalSource {
  readonly state: "off" | "asking" | "on" | "failed";
  /** Why, while it is `failed`. */
  readonly failure: MediaFailure | null;
}

/** One device. Names are empty until the browser was allowed to open one of its kind. */
export interface Device {
  readonly id: string;
  readonly name: string;
}

/** All of one's own media. */
export interface LocalState {
  readonly microphone: LocalSource;
  readonly camera: LocalSource;
  readonly screen: LocalSource;
  /** What there is; speakers are none where the browser lets nobody choose. */
  readonly devices: { readonly [Kind in DeviceKind]: readonly Device[] };
  /** Which is used, or will be; null for the browser's own choice. */
  readonly chosen: { readonly [Kind in DeviceKind]: string | null };
}

/** One's own media: opened for trying them out before one joins, and sent once one has. Nothing here ever rejects. */
export interface LocalMedia {
  readonly state: Observed<LocalState>;
  /** How loud it is at the open microphone, 0 to 1; also while that is off, so that one can be told of being muted. */
  readonly level: Observed<number>;
  /** What one's camera sees, to be shown to oneself (muted, mirrored); null while it is off. */
  readonly camera: Observed<MediaStream | null>;
  /** What one shares of one's screen. */
  readonly screen: Observed<MediaStream | null>;
  /** Opens the microphone, or unmutes it; or mutes it. In a call the others are told. */
  setMicrophone(on: boolean): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  /** Asks which screen, and shares it, with its sound where there is any. */
  shareScreen(): Promise<void>;
  stopScreen(): void;
  /** Turns everything off, and lets go of all devices. */
  letGo(): void;
  /**
   * Uses another device from now on, also in the middle of a call; null for the browser's own choice. Answers why not: what
   * was used before then goes on.
   */
  choose(kind: DeviceKind, device: string | null): Promise<MediaFailure | null>;
  /** Looks again which devices there are. */
  look(): Promise<void>;
}
