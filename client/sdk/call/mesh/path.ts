/**
 * What the mesh needs of the browser, as narrow as it is used: an `RTCPeerConnection` is a {@link Path}. Tests bring
 * their own.
 */

export interface SendParameters {
  encodings: { maxBitrate?: number; scaleResolutionDownBy?: number }[];
}

export interface Sender {
  readonly track: MediaStreamTrack | null;
  replaceTrack(track: MediaStreamTrack | null): Promise<void>;
  setStreams(...streams: MediaStream[]): void;
  getParameters(): SendParameters;
  setParameters(parameters: SendParameters): Promise<void>;
}

export interface Receiver {
  readonly track: MediaStreamTrack;
  getSynchronizationSources(): { audioLevel?: number }[];
}

export interface Transceiver {
  readonly mid: string | null;
  direction: RTCRtpTransceiverDirection;
  readonly sender: Sender;
  readonly receiver: Receiver;
}

export interface Description {
  type: "offer" | "answer";
  sdp: string;
}

/** An address that was found, as the browser hands it out. */
export interface FoundCandidate {
  readonly candidate: string;
  readonly sdpMid: string | null;
  readonly sdpMLineIndex: number | null;
  readonly usernameFragment: string | null;
}

export interface PathConfiguration {
  iceServers: RTCIceServer[];
  bundlePolicy: "max-bundle";
}

/** One way to one peer, from the first offer on. It is not mended for ever: another may take its place. */
export interface Path {
  readonly signalingState: RTCSignalingState;
  readonly iceConnectionState: RTCIceConnectionState;
  readonly connectionState: RTCPeerConnectionState;
  readonly localDescription: { readonly type: RTCSdpType; readonly sdp: string } | null;
  setLocalDescription(): Promise<void>;
  setRemoteDescription(description: Description): Promise<void>;
  addIceCandidate(candidate: RTCIceCandidateInit | null): Promise<void>;
  restartIce(): void;
  addTransceiver(
    kind: "audio" | "video",
    init: { direction: RTCRtpTransceiverDirection; streams: MediaStream[] },
  ): Transceiver;
  getTransceivers(): Transceiver[];
  getStats(): Promise<{ forEach(look: (report: unknown) => void): void }>;
  setConfiguration(configuration: PathConfiguration): void;
  close(): void;
  addEventListener(type: "icecandidate", listener: (event: { candidate: FoundCandidate | null }) => void): void;
  addEventListener(
    type: "negotiationneeded" | "iceconnectionstatechange" | "connectionstatechange",
    listener: () => void,
  ): void;
}
