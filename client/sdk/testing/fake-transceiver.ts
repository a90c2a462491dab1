import type { Sender, SendParameters, Transceiver } from "../call/mesh/path.ts";
import { FakeTrack } from "./fake-media.ts";

/** One part of a fake path: what is sent in it is remembered, and nothing comes. */
export class FakeTransceiver implements Transceiver {
  mid: string | null = null;
  readonly kind: "audio" | "video";
  direction: RTCRtpTransceiverDirection;
  readonly sender = new FakeSender();
  readonly receiver: { track: FakeTrack; getSynchronizationSources(): { audioLevel?: number }[] };

  constructor(kind: "audio" | "video", direction: RTCRtpTransceiverDirection) {
    this.kind = kind;
    this.direction = direction;
    this.receiver = { track: new FakeTrack(kind), getSynchronizationSources: () => [] };
  }
}

class FakeSender implements Sender {
  track: MediaStreamTrack | null = null;
  #parameters: SendParameters = { encodings: [{}] };

  async replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    // As in browsers, where it is so only a while after it was asked for.
    await Promise.resolve();
    this.track = track;
  }

  setStreams(): void {}

  getParameters(): SendParameters {
    return structuredClone(this.#parameters);
  }

  async setParameters(parameters: SendParameters): Promise<void> {
    this.#parameters = parameters;
  }
}
