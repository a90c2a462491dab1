import type { Description, FoundCandidate, Path, PathConfiguration, Transceiver } from "../call/mesh/path.ts";
import { FakeTransceiver } from "./fake-transceiver.ts";

interface Said {
  session: string;
  /** Names the way that is looked for; another one with each restart. */
  fragment: string;
  parts: { mid: string; kind: "audio" | "video" }[];
}

type Listener = (event: { candidate: FoundCandidate | null }) => void;

/** What lies between the paths of a test: two that have agreed reach each other through it, unless it is cut. */
export class FakeNetwork {
  readonly #paths = new Map<string, FakePath>();
  #isCut = false;

  /** Those that were made, in order. */
  get paths(): readonly FakePath[] {
    return [...this.#paths.values()];
  }

  make(configuration: PathConfiguration): FakePath {
    const path = new FakePath(this, configuration);
    this.#paths.set(path.session, path);
    return path;
  }

  find(session: string): FakePath | undefined {
    return this.#paths.get(session);
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  /** Nothing comes through any more: paths see that first as a disturbance. */
  cut(): void {
    this.#isCut = true;
    for (const path of this.paths) path.disturb();
  }

  /** Comes through again, by another way: what was agreed before leads nowhere. */
  heal(): void {
    this.#isCut = false;
  }

  look(): void {
    for (const path of this.paths) path.look();
  }
}

/** An `RTCPeerConnection` as its rules are, without anything sent. */
export class FakePath implements Path {
  readonly session = String(Math.floor(Math.random() * 2 ** 50));
  readonly #network: FakeNetwork;
  readonly #transceivers: FakeTransceiver[] = [];
  configuration: PathConfiguration;
  signalingState: RTCSignalingState = "stable";
  iceConnectionState: RTCIceConnectionState = "new";
  connectionState: RTCPeerConnectionState = "new";
  /** How many offers of its own it took back. */
  rollbacks = 0;
  #local: (Said & { type: "offer" | "answer" }) | null = null;
  #before: (Said & { type: "offer" | "answer" }) | null = null;
  #remote: Said | null = null;
  #placed: FakeTransceiver[] = [];
  #fragment = crypto.randomUUID();
  #restarts = false;
  #isNeeded = false;
  #mids = 0;
  /** Ways that lead nowhere any more. */
  readonly #lost = new Set<string>();
  readonly #listeners: { type: string; listener: Listener }[] = [];

  constructor(network: FakeNetwork, configuration: PathConfiguration) {
    this.#network = network;
    this.configuration = configuration;
  }

  get localDescription(): Description | null {
    if (!this.#local) return null;
    const { type, session, ...said } = this.#local;
    return { type, sdp: `v=0\no=- ${session} 2 IN IP4 127.0.0.1\n${JSON.stringify(said)}` };
  }

  get fragment(): string {
    return this.#fragment;
  }

  async setLocalDescription(): Promise<void> {
    this.#demandOpen();
    await Promise.resolve();
    this.#demandOpen();
    this.#before = this.#local;
    const answers = this.signalingState === "have-remote-offer";
    if (!answers && this.signalingState !== "stable") throw new DOMException("not now", "InvalidStateError");
    if (!answers) this.#place();
    if (this.#restarts) {
      this.#restarts = false;
      this.#fragment = crypto.randomUUID();
    }
    const parts = this.#transceivers.flatMap(({ mid, kind }) => (mid === null ? [] : [{ mid, kind }]));
    this.#local = { type: answers ? "answer" : "offer", session: this.session, fragment: this.#fragment, parts };
    this.#enter(answers ? "stable" : "have-local-offer");
    this.#find();
  }

  async setRemoteDescription({ type, sdp }: Description): Promise<void> {
    this.#demandOpen();
    await Promise.resolve();
    this.#demandOpen();
    const [, origin = "", text = ""] = sdp.split("\n");
    const said = { session: origin.split(" ")[1] ?? "", ...JSON.parse(text) };
    if (type === "answer" && this.signalingState !== "have-local-offer") {
      throw new DOMException("no offer", "InvalidStateError");
    }
    if (type === "offer" && this.signalingState === "have-local-offer") this.#takeBack();
    this.#remote = said;
    for (const { mid, kind } of said.parts) {
      if (!this.#transceivers.some((each) => each.mid === mid)) {
        const transceiver = new FakeTransceiver(kind, "recvonly");
        transceiver.mid = mid;
        this.#transceivers.push(transceiver);
        this.#mids = Math.max(this.#mids, Number(mid) + 1);
      }
    }
    this.#enter(type === "offer" ? "have-remote-offer" : "stable");
  }

  async addIceCandidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    await Promise.resolve();
    if (!this.#remote) throw new DOMException("no description", "InvalidStateError");
    if (candidate && candidate.usernameFragment !== this.#remote.fragment) {
      throw new DOMException("of another description", "OperationError");
    }
    this.candidates.push(candidate?.candidate ?? null);
  }

  /** What it was told of the other side's addresses. */
  readonly candidates: (string | null)[] = [];

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.push({ type, listener });
  }

  restartIce(): void {
    this.#restarts = true;
    this.#need();
  }

  addTransceiver(kind: "audio" | "video", { direction }: { direction: RTCRtpTransceiverDirection }): Transceiver {
    const transceiver = new FakeTransceiver(kind, direction);
    this.#transceivers.push(transceiver);
    this.#need();
    return transceiver;
  }

  getTransceivers(): FakeTransceiver[] {
    return [...this.#transceivers];
  }

  async getStats(): Promise<Map<string, unknown>> {
    return new Map();
  }

  setConfiguration(configuration: PathConfiguration): void {
    this.configuration = configuration;
  }

  close(): void {
    this.signalingState = "closed";
    this.connectionState = "closed";
    this.iceConnectionState = "closed";
    this.#network.look();
  }

  /** The way to the other side is gone, for a while or for good. */
  disturb(): void {
    if (this.connectionState !== "connected") return;
    this.#lost.add(this.#way);
    this.#show("disconnected");
  }

  /** The browser gives this way up. */
  fail(): void {
    this.#lost.add(this.#way);
    this.#show("failed");
  }

  /** Connects what has agreed. */
  look(): void {
    if (this.signalingState !== "stable" || !this.#reaches || this.#network.isCut) return;
    if (!this.#lost.has(this.#way)) this.#show("connected");
  }

  get #way(): string {
    return `${this.#fragment}/${this.#remote?.fragment}`;
  }

  get #reaches(): boolean {
    const other = this.#remote && this.#network.find(this.#remote.session);
    return other?.signalingState === "stable" && other.#remote?.session === this.session && this.#isOfNow(other);
  }

  #isOfNow(other: FakePath): boolean {
    return other.#remote?.fragment === this.#fragment && this.#remote?.fragment === other.#fragment;
  }

  #show(state: "connected" | "disconnected" | "failed"): void {
    if (this.connectionState === state || this.signalingState === "closed") return;
    this.connectionState = state;
    this.iceConnectionState = state;
    this.#tell("iceconnectionstatechange");
    this.#tell("connectionstatechange");
  }

  #place(): void {
    this.#placed = this.#transceivers.filter(({ mid }) => mid === null);
    for (const transceiver of this.#placed) {
      transceiver.mid = String(this.#mids);
      this.#mids += 1;
    }
    this.#isNeeded = false;
  }

  #takeBack(): void {
    this.rollbacks += 1;
    for (const transceiver of this.#placed) {
      transceiver.mid = null;
      this.#isNeeded = true;
    }
    this.#local = this.#before;
    this.#enter("stable");
  }

  #enter(state: RTCSignalingState): void {
    this.signalingState = state;
    if (state !== "stable") return;
    this.#network.look();
    if (this.#isNeeded || this.#restarts) this.#need();
  }

  #need(): void {
    this.#isNeeded = true;
    queueMicrotask(() => {
      if (this.signalingState === "stable" && this.#isNeeded) this.#tell("negotiationneeded");
    });
  }

  #find(): void {
    const usernameFragment = this.#fragment;
    queueMicrotask(() => {
      this.#tell("icecandidate", { candidate: this.session, sdpMid: "0", sdpMLineIndex: 0, usernameFragment });
      this.#tell("icecandidate");
    });
  }

  #tell(type: string, candidate: FoundCandidate | null = null): void {
    for (const each of this.#listeners) if (each.type === type) each.listener({ candidate });
  }

  #demandOpen(): void {
    if (this.signalingState === "closed") throw new DOMException("closed", "InvalidStateError");
  }
}
