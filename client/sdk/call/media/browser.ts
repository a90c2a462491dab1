import type { Device, DeviceKind } from "../local.ts";
import type { Equipment, Meter, Player } from "./equipment.ts";
import { MediaUnavailable } from "./failure.ts";

const SOUND: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const PICTURE: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
/** What is read needs sharpness more than motion. */
const SCREEN: MediaTrackConstraints = { frameRate: { ideal: 15, max: 30 } };

/** The browser this page is in. */
export const thisBrowser: Equipment = {
  makePath: (configuration) => new RTCPeerConnection(configuration),
  makeStream: (tracks = []) => new MediaStream([...tracks]),
  openMicrophone: (device) => openAudio(device),
  openCamera: (device) => openVideo(device),
  openScreen,
  devices,
  onDevices(listener) {
    const media = mediaDevices();
    media?.addEventListener("devicechange", listener);
    return () => media?.removeEventListener("devicechange", listener);
  },
  makeMeter: (track) => new AnalyserMeter(track),
  makePlayer: (stream) => new ElementPlayer(stream),
};

/** Browsers hide it from pages served over plain http. */
function mediaDevices(): MediaDevices | null {
  const media: MediaDevices | undefined = navigator.mediaDevices;
  return media ?? null;
}

function required(): MediaDevices {
  const media = mediaDevices();
  if (!media) throw new MediaUnavailable(isSecureContext ? "unsupported" : "insecure");
  return media;
}

async function openAudio(device: string | null): Promise<MediaStreamTrack> {
  const [track] = (await open({ audio: { ...SOUND, ...exactly(device) } })).getAudioTracks();
  if (!track) throw new DOMException("no microphone", "NotFoundError");
  track.contentHint = "speech";
  return track;
}

async function openVideo(device: string | null): Promise<MediaStreamTrack> {
  const [track] = (await open({ video: { ...PICTURE, ...exactly(device) } })).getVideoTracks();
  if (!track) throw new DOMException("no camera", "NotFoundError");
  track.contentHint = "motion";
  return track;
}

async function openScreen(): Promise<{ picture: MediaStreamTrack; sound: MediaStreamTrack | null }> {
  const media = required();
  // Phones know no such thing.
  if (!("getDisplayMedia" in media)) throw new MediaUnavailable("unsupported");
  const stream = await media.getDisplayMedia({ video: SCREEN, audio: true });
  const [picture] = stream.getVideoTracks();
  if (!picture) throw new DOMException("no picture", "NotFoundError");
  picture.contentHint = "detail";
  return { picture, sound: stream.getAudioTracks()[0] ?? null };
}

function open(constraints: MediaStreamConstraints): Promise<MediaStream> {
  return required().getUserMedia(constraints);
}

function exactly(device: string | null): MediaTrackConstraints {
  return device === null ? {} : { deviceId: { exact: device } };
}

async function devices(): Promise<{ readonly [Kind in DeviceKind]: readonly Device[] }> {
  const found = (await mediaDevices()?.enumerateDevices()) ?? [];
  const of = (kind: MediaDeviceKind) =>
    // Until one may be opened, browsers tell of each kind only that there is one, without an id.
    found
      .filter((each) => each.kind === kind && each.deviceId !== "")
      .map(({ deviceId, label }) => ({ id: deviceId, name: label }));
  const speakers = "setSinkId" in HTMLMediaElement.prototype ? of("audiooutput") : [];
  return { microphone: of("audioinput"), camera: of("videoinput"), speaker: speakers };
}

/** One for the page: browsers allow only a few. It rests while nothing is measured: at work it keeps the sound card so. */
let context: AudioContext | null = null;
let meters = 0;

function audioContext(): AudioContext {
  context ??= new AudioContext();
  return context;
}

class AnalyserMeter implements Meter {
  readonly #source: MediaStreamAudioSourceNode;
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;
  readonly #gestures = new AbortController();

  constructor(track: MediaStreamTrack) {
    const audio = audioContext();
    this.#source = audio.createMediaStreamSource(new MediaStream([track]));
    this.#analyser = audio.createAnalyser();
    this.#analyser.fftSize = 1024;
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#source.connect(this.#analyser);
    meters++;
    void audio.resume();
    // Where the browser lets no sound begin by itself, it does with the next thing the user does.
    const { signal } = this.#gestures;
    for (const gesture of ["pointerdown", "keydown"]) {
      document.addEventListener(gesture, () => void audio.resume(), { signal, capture: true });
    }
  }

  read(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
    return Math.min(1, Math.sqrt(power));
  }

  close(): void {
    this.#gestures.abort();
    this.#source.disconnect();
    meters--;
    if (meters === 0) void context?.suspend();
  }
}

/** Plays through an element of its own, out of sight, so that sound goes on whatever the page shows. */
class ElementPlayer implements Player {
  readonly #element: HTMLAudioElement;

  constructor(stream: MediaStream) {
    this.#element = document.createElement("audio");
    this.#element.hidden = true;
    this.#element.srcObject = stream;
    document.body.append(this.#element);
  }

  async play(): Promise<boolean> {
    try {
      await this.#element.play();
      return true;
    } catch (cause) {
      // It was taken away, or told to play anew, meanwhile; only this is a refusal.
      return !(cause instanceof DOMException && cause.name === "NotAllowedError");
    }
  }

  silence(silent: boolean): void {
    this.#element.muted = silent;
  }

  async playAt(speaker: string | null): Promise<void> {
    if (!("setSinkId" in this.#element)) return;
    // A speaker that is gone leaves the sound where it was.
    await this.#element.setSinkId(speaker ?? "").catch(() => {});
  }

  close(): void {
    this.#element.srcObject = null;
    this.#element.remove();
  }
}
