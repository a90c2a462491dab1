import type { TrackName } from "../../../../durable-objects/call/protocol.ts";
import type { Tracks } from "./negotiation.ts";
import { mediumOf, type Outgoing, TRACK_NAMES } from "./outgoing.ts";
import type { Path, Sender, Transceiver } from "./path.ts";
import { cameraRate, type Rate, screenRate } from "./rates.ts";

/** What everyone sends and takes from the first offer on. Both sides of a pair use the same part for it. */
const FIRST = ["microphone", "camera"] as const satisfies readonly TrackName[];

/**
 * Of the full rate, until it is known what a path can take: browsers begin carefully, and drop large pictures until they
 * know better. A small one is there at once.
 */
const AT_FIRST = 0.25;

/**
 * The parts of one path that carry one's own media out and the other's in. Each is made once and keeps its place: what is
 * sent in it is replaced, which needs no negotiation. A screen gets one when it is first shared.
 */
export class Parts {
  readonly #path: Path;
  readonly #outgoing: () => Outgoing;
  readonly #own = new Map<TrackName, Transceiver>();
  readonly #theirs = new Map<TrackName, Transceiver>();
  /** What a sender was told to send and does not send yet: by itself it says only what it does. */
  readonly #told = new Map<Sender, { track: MediaStreamTrack | null }>();
  /** The share of the full rate that this path can take. */
  #room = AT_FIRST;
  #limiting: Promise<void> = Promise.resolve();

  constructor(path: Path, outgoing: () => Outgoing) {
    this.#path = path;
    this.#outgoing = outgoing;
  }

  /** What the other sends under this name; null while it has no part. */
  theirs(name: TrackName): Transceiver | null {
    return this.#theirs.get(name) ?? null;
  }

  /** What this side sends in each part, by `mid`. */
  named(): Tracks {
    const named: Record<string, TrackName> = {};
    for (const [name, { mid }] of this.#own) if (mid !== null) named[mid] = name;
    return named;
  }

  /** Whether this side has made the first parts, or taken them up. */
  get begun(): boolean {
    return this.#own.size > 0;
  }

  /** Makes the first parts; the browser then asks for an offer. */
  begin(): void {
    for (const name of FIRST) if (!this.#own.has(name)) this.#make(name, "sendrecv");
    this.carry();
  }

  /**
   * What the other side said holds: its parts are known by name, and the first of them are used for what this side sends,
   * too.
   */
  agreed(tracks: Tracks): void {
    for (const transceiver of this.#path.getTransceivers()) {
      const name = transceiver.mid === null ? undefined : tracks[transceiver.mid];
      if (name === undefined || transceiver.receiver.track.kind !== mediumOf(name)) continue;
      this.#theirs.set(name, transceiver);
      if (FIRST.some((first) => first === name)) this.#share(name, transceiver);
    }
    this.carry();
  }

  /** Sends what is to be sent now, in the parts there are and in new ones. */
  carry(): void {
    const { tracks } = this.#outgoing();
    for (const name of TRACK_NAMES) {
      const track = tracks[name];
      // A screen waits until the first parts have their place.
      if (track && !this.#own.has(name) && this.#own.size > 0) this.#make(name, "sendonly");
      const sender = this.#own.get(name)?.sender;
      if (sender && (this.#told.get(sender) ?? sender).track !== track) this.#send(sender, track);
    }
    this.limit(this.#room);
  }

  /**
   * An offer of this side was taken back. Chromium then lets go of a picture that was being sent, and of its rate: what is
   * sent is handed to it once more.
   */
  attach(): void {
    const { tracks } = this.#outgoing();
    for (const [name, { mid, sender }] of this.#own) {
      const track = tracks[name];
      if (!track || mid === null) continue;
      this.#send(sender, null);
      this.#send(sender, track);
    }
    this.limit(this.#room);
  }

  /** Keeps what is sent within what a path that can take the share `room` of the full rate should carry. */
  limit(room: number): void {
    this.#room = room;
    // One after the other: the browser refuses what was read before another change.
    this.#limiting = this.#limiting.then(async () => {
      const { others } = this.#outgoing();
      await limitTo(this.#own.get("camera"), cameraRate(others, room));
      await limitTo(this.#own.get("screen"), screenRate(others, room));
    });
  }

  #send(sender: Sender, track: MediaStreamTrack | null): void {
    const told = { track };
    this.#told.set(sender, told);
    const done = () => {
      if (this.#told.get(sender) === told) this.#told.delete(sender);
    };
    sender.replaceTrack(track).then(done, done);
  }

  #make(name: TrackName, direction: "sendrecv" | "sendonly"): void {
    this.#own.set(
      name,
      this.#path.addTransceiver(mediumOf(name), { direction, streams: [streamFor(name, this.#outgoing())] }),
    );
  }

  /** Sends under `name` in a part which the other side has made. */
  #share(name: TrackName, transceiver: Transceiver): void {
    if (this.#own.get(name) === transceiver) return;
    this.#own.set(name, transceiver);
    transceiver.direction = "sendrecv";
    transceiver.sender.setStreams(streamFor(name, this.#outgoing()));
  }
}

function streamFor(name: TrackName, { own }: Outgoing): MediaStream {
  return name === "microphone" || name === "camera" ? own.person : own.screen;
}

async function limitTo(part: Transceiver | undefined, { maxBitrate, scaleResolutionDownBy }: Rate): Promise<void> {
  // A page in which Chromium is told the rate of a part that lost its place, with an offer taken back, ends at once.
  if (!part || part.mid === null) return;
  const { sender } = part;
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (!encoding) return;
  if (encoding.maxBitrate === maxBitrate && encoding.scaleResolutionDownBy === scaleResolutionDownBy) return;
  Object.assign(encoding, { maxBitrate, scaleResolutionDownBy });
  // Refused while a description is under way; whatever ends that, limits it anew.
  await sender.setParameters(parameters).catch(() => {});
}
