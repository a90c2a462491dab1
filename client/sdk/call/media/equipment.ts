import type { Device, DeviceKind } from "../local.ts";
import type { Path, PathConfiguration } from "../mesh/path.ts";

/** How loud a track is. */
export interface Meter {
  /** 0 to 1, now. */
  read(): number;
  close(): void;
}

/** Something that plays what a peer says. */
export interface Player {
  /** Plays what is in the stream, now and from now on; false when the browser keeps it back until the user does something. */
  play(): Promise<boolean>;
  /** Lets nothing be heard, or something again. */
  silence(silent: boolean): void;
  /** Plays at another speaker; null for the browser's own choice. */
  playAt(speaker: string | null): Promise<void>;
  close(): void;
}

/** What a call needs of the machine it runs on. A browser has it; tests bring their own. */
export interface Equipment {
  makePath(configuration: PathConfiguration): Path;
  makeStream(tracks?: readonly MediaStreamTrack[]): MediaStream;
  /** @throws DOMException when there is none, or it may not be opened */
  openMicrophone(device: string | null): Promise<MediaStreamTrack>;
  openCamera(device: string | null): Promise<MediaStreamTrack>;
  openScreen(): Promise<{ picture: MediaStreamTrack; sound: MediaStreamTrack | null }>;
  devices(): Promise<{ readonly [Kind in DeviceKind]: readonly Device[] }>;
  /** Calls `listener` when there are other devices than before; answers the function that stops it. */
  onDevices(listener: () => void): () => void;
  makeMeter(track: MediaStreamTrack): Meter;
  makePlayer(stream: MediaStream): Player;
}
