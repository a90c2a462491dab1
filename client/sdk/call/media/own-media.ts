import type { PeerMedia } from "../../../../durable-objects/call/protocol.ts";
import type { Clock } from "../../clock.ts";
import { Cell, type Observed } from "../../observed.ts";
import type { DeviceKind, LocalMedia, LocalState, MediaFailure } from "../local.ts";
import { NOTHING_SENT, type OutgoingTracks } from "../mesh/outgoing.ts";
import { DeviceSource } from "./device-source.ts";
import type { Equipment, Meter } from "./equipment.ts";
import { loudness } from "./loudness.ts";
import { ScreenSource } from "./screen-source.ts";

const METER_MS = 100;

interface OwnMediaParts {
  clock: Clock;
  equipment: Equipment;
  /** The devices to begin with. */
  chosen: { readonly [Kind in DeviceKind]?: string | null };
}

/** One's own media, on this machine. */
export class OwnMedia implements LocalMedia {
  readonly #clock: Clock;
  readonly #equipment: Equipment;
  readonly #microphone: DeviceSource;
  readonly #camera: DeviceSource;
  readonly #screen: ScreenSource;
  readonly #state: Cell<LocalState>;
  readonly #tracks = new Cell<OutgoingTracks>(NOTHING_SENT);
  readonly #level = new Cell(0);
  readonly #cameraStream = new Cell<MediaStream | null>(null);
  readonly #screenStream = new Cell<MediaStream | null>(null);
  #devices: LocalState["devices"] = { microphone: [], camera: [], speaker: [] };
  #speaker: string | null;
  #metered: { track: MediaStreamTrack; meter: Meter; stop: () => void } | null = null;
  #stops: (() => void)[] = [];

  constructor({ clock, equipment, chosen }: OwnMediaParts) {
    this.#clock = clock;
    this.#equipment = equipment;
    this.#speaker = chosen.speaker ?? null;
    const changed = () => this.#show();
    this.#microphone = new DeviceSource({
      source: "microphone",
      whenOff: "keep",
      open: (device) => equipment.openMicrophone(device),
      device: chosen.microphone ?? null,
      changed,
    });
    this.#camera = new DeviceSource({
      source: "camera",
      whenOff: "let go",
      open: (device) => equipment.openCamera(device),
      device: chosen.camera ?? null,
      changed,
    });
    this.#screen = new ScreenSource(() => equipment.openScreen(), changed);
    this.#state = new Cell(this.#now);
  }

  get state(): Observed<LocalState> {
    return this.#state;
  }

  get level(): Observed<number> {
    return this.#level;
  }

  get camera(): Observed<MediaStream | null> {
    return this.#cameraStream;
  }

  get screen(): Observed<MediaStream | null> {
    return this.#screenStream;
  }

  /** What is sent of it: what is on. */
  get tracks(): Observed<OutgoingTracks> {
    return this.#tracks;
  }

  /** What the others are told of it. */
  get media(): PeerMedia {
    const { microphone, camera, screen } = this.#state.value;
    return { audio: microphone.state === "on", video: camera.state === "on", screen: screen.state === "on" };
  }

  open(): void {
    if (this.#stops.length > 0) return;
    const show = () => this.#show();
    this.#stops = [
      this.#microphone.state.subscribe(show),
      this.#camera.state.subscribe(show),
      this.#screen.state.subscribe(show),
      this.#equipment.onDevices(() => {
        this.#microphone.devicesChanged();
        this.#camera.devicesChanged();
        void this.look();
      }),
    ];
    void this.look();
  }

  close(): void {
    this.letGo();
    for (const stop of this.#stops.splice(0)) stop();
    this.#show();
  }

  /** Turns everything off, and lets go of all devices. */
  letGo(): void {
    this.#screen.stop();
    this.#camera.close();
    this.#microphone.close();
  }

  async setMicrophone(on: boolean): Promise<void> {
    if (on) await this.#microphone.turnOn();
    else this.#microphone.turnOff();
  }

  async setCamera(on: boolean): Promise<void> {
    if (on) await this.#camera.turnOn();
    else this.#camera.turnOff();
  }

  shareScreen(): Promise<void> {
    return this.#screen.share();
  }

  stopScreen(): void {
    this.#screen.stop();
  }

  async choose(kind: DeviceKind, device: string | null): Promise<MediaFailure | null> {
    if (kind === "microphone") return this.#microphone.choose(device);
    if (kind === "camera") return this.#camera.choose(device);
    this.#speaker = device;
    this.#show();
    return null;
  }

  async look(): Promise<void> {
    this.#devices = await this.#equipment.devices().catch(() => this.#devices);
    this.#show();
  }

  /** Turns off what the room says is not sent. */
  obey(media: PeerMedia): void {
    const { audio, video, screen } = this.media;
    if (audio && !media.audio) this.#microphone.turnOff();
    if (video && !media.video) this.#camera.turnOff();
    if (screen && !media.screen) this.#screen.stop();
  }

  get #now(): LocalState {
    return {
      microphone: this.#microphone.state.value,
      camera: this.#camera.state.value,
      screen: this.#screen.state.value,
      devices: this.#devices,
      chosen: { microphone: this.#microphone.device, camera: this.#camera.device, speaker: this.#speaker },
    };
  }

  #show(): void {
    const before = this.#state.value;
    const now = this.#now;
    const { microphone, camera } = now;
    this.#hear(this.#microphone.track);
    const picture = camera.state === "on" ? this.#camera.track : null;
    const shared = this.#screen.shared;
    const tracks: OutgoingTracks = {
      microphone: microphone.state === "on" ? this.#microphone.track : null,
      camera: picture,
      screen: shared?.picture ?? null,
      screen_audio: shared?.sound ?? null,
    };
    const was = this.#tracks.value;
    if (picture !== was.camera) this.#cameraStream.set(picture && this.#equipment.makeStream([picture]));
    if (tracks.screen !== was.screen) {
      this.#screenStream.set(tracks.screen && this.#equipment.makeStream([tracks.screen]));
    }
    const names = ["microphone", "camera", "screen", "screen_audio"] as const;
    if (names.some((name) => tracks[name] !== was[name])) this.#tracks.set(tracks);
    this.#state.set(now);
    // Once one may be opened, its name may be known.
    if (before.microphone.state !== "on" && microphone.state === "on") void this.look();
    else if (before.camera.state !== "on" && camera.state === "on") void this.look();
  }

  /** Measures how loud it is at the open microphone. */
  #hear(track: MediaStreamTrack | null): void {
    if (this.#metered?.track === track) return;
    this.#metered?.stop();
    this.#metered = null;
    this.#level.set(0);
    const meter = track && this.#meterOf(track);
    if (!meter) return;
    let cancel = () => {};
    const measure = () => {
      this.#level.set(loudness(meter.read()));
      cancel = this.#clock.after(METER_MS, measure);
    };
    const stop = () => {
      cancel();
      meter.close();
    };
    this.#metered = { track, meter, stop };
    measure();
  }

  /** Some browsers measure no microphone whose rate is not that of the speakers: it is sent all the same. */
  #meterOf(track: MediaStreamTrack): Meter | null {
    try {
      return this.#equipment.makeMeter(track);
    } catch {
      return null;
    }
  }
}
