/** What a page gets of others in a call: measured where it comes out, in the elements that show and play it. */
import type { BrowserContext, Page } from "playwright-core";
import { z } from "zod";

const Heard = z.object({
  track: z.string(),
  /** The loudest frequency, and how loud it is in dB. */
  hertz: z.number(),
  level: z.number(),
  /** `totalAudioEnergy` of the track as it was received. */
  energy: z.number(),
});
export type Heard = z.infer<typeof Heard>;

const Seen = z.object({
  track: z.string(),
  /** A pixel near the edge: in the middle of the screen that Chromium makes up something moves. */
  pixel: z.array(z.number()),
  /** `framesDecoded` of the track as it was received. */
  frames: z.number(),
  /** What the page calls it. */
  label: z.string(),
});
export type Seen = z.infer<typeof Seen>;

const Reception = z.object({
  heard: z.array(Heard),
  seen: z.array(Seen),
  /** Of all connections, also what nobody plays: how many bytes of sound came in. */
  audioBytes: z.number(),
});
/** What one page gets at one moment. */
export type Reception = z.infer<typeof Reception>;

/** Watches, in each page of `context` that is opened from now on, over what it gets media and where they come out. */
export async function watchMedia(context: BrowserContext): Promise<void> {
  await context.addInitScript(watch);
}

/** What `page` gets now. Only what an element really plays is heard: not muted, not paused, turned up. */
export async function receptionOf(page: Page): Promise<Reception> {
  return Reception.parse(await page.evaluate("__calls.reception()"));
}

/** Runs in the page before any of its scripts. */
function watch(): void {
  /** A swell of the tone is shorter than all of these looks. */
  const LOOKS = 12;
  const BETWEEN_LOOKS_MS = 25;
  const FFT = 4096;

  const connections: RTCPeerConnection[] = [];
  const elements = new Set<HTMLMediaElement>();
  const analysers = new WeakMap<MediaStreamTrack, AnalyserNode>();
  let sound: AudioContext | undefined;

  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
  // Sound may come out of elements that are in no document.
  const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "srcObject");
  Object.defineProperty(HTMLMediaElement.prototype, "srcObject", {
    ...source,
    set(this: HTMLMediaElement, stream: MediaProvider | null) {
      elements.add(this);
      source?.set?.call(this, stream);
    },
  });

  const open = () => connections.filter(({ connectionState }) => connectionState !== "closed");

  /** By track, what came in for it. */
  const inbound = async () => {
    const found = new Map<string, { frames: number; energy: number; bytes: number; kind: string }>();
    for (const connection of open())
      for (const entry of (await connection.getStats()).values())
        if (entry.type === "inbound-rtp")
          found.set(entry.trackIdentifier, {
            kind: entry.kind,
            frames: entry.framesDecoded ?? 0,
            energy: entry.totalAudioEnergy ?? 0,
            bytes: entry.bytesReceived ?? 0,
          });
    return found;
  };

  const playing = (kind: "audio" | "video") =>
    [...elements]
      .filter((element) => !element.paused && element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA)
      .filter((element) => kind === "video" || (!element.muted && element.volume > 0))
      .flatMap((element) => {
        const stream = element.srcObject instanceof MediaStream ? element.srcObject : new MediaStream();
        return stream.getTracks().map((track) => ({ element, track }));
      })
      .filter(({ track }) => track.kind === kind && track.readyState === "live" && track.enabled && !track.muted);

  const analyserOf = (track: MediaStreamTrack) => {
    const known = analysers.get(track);
    if (known) return known;
    sound ??= new AudioContext();
    const analyser = new AnalyserNode(sound, { fftSize: FFT, smoothingTimeConstant: 0 });
    sound.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    analysers.set(track, analyser);
    return analyser;
  };

  const listen = async (analyser: AnalyserNode) => {
    const bins = new Float32Array(analyser.frequencyBinCount);
    let best = { hertz: 0, level: Number.NEGATIVE_INFINITY };
    for (let look = 0; look < LOOKS; look++) {
      analyser.getFloatFrequencyData(bins);
      bins.forEach((level, bin) => {
        if (level > best.level) best = { hertz: (bin * analyser.context.sampleRate) / FFT, level };
      });
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
    }
    return best;
  };

  const paper = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const edgeOf = (video: HTMLVideoElement) => {
    const { videoWidth: width, videoHeight: height } = video;
    paper?.drawImage(video, width * 0.75, height / 16, 1, 1, 0, 0, 1, 1);
    return [...(paper?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
  };

  const reception = async () => {
    const received = await inbound();
    const heard = playing("audio").flatMap(({ track }) => {
      const entry = received.get(track.id);
      return entry
        ? [listen(analyserOf(track)).then((best) => ({ track: track.id, ...best, energy: entry.energy }))]
        : [];
    });
    const seen = playing("video").flatMap(({ element, track }) => {
      const entry = received.get(track.id);
      if (!entry || !(element instanceof HTMLVideoElement) || !element.isConnected || element.videoWidth === 0)
        return [];
      const label = element.ariaLabel ?? "";
      return [{ track: track.id, pixel: edgeOf(element), frames: entry.frames, label }];
    });
    const sounds = [...received.values()].filter(({ kind }) => kind === "audio");
    return {
      heard: (await Promise.all(heard)).filter(({ level }) => Number.isFinite(level)),
      seen,
      audioBytes: sounds.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  };

  Object.assign(window, { __calls: { connections, reception } });
}
