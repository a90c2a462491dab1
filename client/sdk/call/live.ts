import {
  type CallAside,
  type CallCommand,
  CallFrame,
  type CallSettings,
} from "../../../durable-objects/call/protocol.ts";
import type { You } from "../../../durable-objects/room/protocol.ts";
import type { Clock } from "../clock.ts";
import type { ConnectionState } from "../connection/connection.ts";
import type { Observed } from "../observed.ts";
import type { CommandOutcome } from "../queue/queue.ts";
import type { DeviceKind, LocalMedia } from "./local.ts";
import { OwnMedia } from "./media/own-media.ts";
import type { CallSession, JoinRequest } from "./session.ts";
import type { CallState, JoinOutcome, PathProblem, Picture, Reaction } from "./state.ts";
import type { CallRoom } from "./stream.ts";
import { Together, type TogetherParts } from "./together.ts";

interface LiveCallParts extends Omit<TogetherParts, "own"> {
  id: string;
  /** The devices to begin with. */
  chosen: { readonly [Kind in DeviceKind]?: string | null };
}

/** How long leaving waits for the room to have heard of it. */
const LEAVING_MS = 2_000;

/** A call as one page has it open, over its room. */
export class LiveCall implements CallSession {
  readonly id: string;
  readonly #room: CallRoom;
  readonly #clock: Clock;
  readonly #own: OwnMedia;
  readonly #together: Together;
  readonly #reactions = new Set<(reaction: Reaction) => void>();
  #stops: (() => void)[] = [];

  constructor({ id, room, clock, page, tab, equipment, chosen }: LiveCallParts) {
    this.id = id;
    this.#room = room;
    this.#clock = clock;
    this.#own = new OwnMedia({ clock, equipment, chosen });
    this.#together = new Together({ room, clock, page, tab, equipment, own: this.#own });
  }

  get connection(): Observed<ConnectionState> {
    return this.#room.connection;
  }

  get you(): Observed<You | null> {
    return this.#room.you;
  }

  get state(): Observed<CallState | null> {
    return this.#together.state;
  }

  get local(): LocalMedia {
    return this.#own;
  }

  get isTelling(): boolean {
    return this.#together.isTelling;
  }

  get activeSpeaker(): Observed<string | null> {
    return this.#together.voices.active;
  }

  get pathProblem(): Observed<PathProblem | null> {
    return this.#together.mesh.problem;
  }

  get soundBlocked(): Observed<boolean> {
    return this.#together.sounds.blocked;
  }

  open(): void {
    if (this.#stops.length > 0) return;
    this.#stops = [this.#room.onFrame((frame) => this.#heard(frame))];
    this.#own.open();
    // Before the room, whose socket goes with the page: what is said last is said on it.
    this.#together.open();
    this.#room.open();
  }

  close(): void {
    void this.leave();
    for (const stop of this.#stops.splice(0)) stop();
    this.#together.close();
    this.#own.close();
    this.#room.close();
  }

  reconnect(): void {
    this.#room.retry();
  }

  async join(request: JoinRequest = {}): Promise<JoinOutcome> {
    const outcome = await this.#together.stay.join(request);
    // Whoever waited for it looks at the state next.
    if (outcome.ok) await this.#together.shown();
    return outcome;
  }

  async leave(): Promise<void> {
    const { stay } = this.#together;
    const stage = stay.stage.value;
    if (stage !== "joined" && stage !== "knocking" && !stay.isAsking) return stay.leave();
    this.#together.tellQuality();
    // Asked before the seat is forgotten here; the room hears it also if nobody waits for that. What becomes of a seat that
    // is only asked for is not known: the one or the other takes that back.
    const told: CallCommand[] = [];
    if (stage === "knocking" || stay.isAsking) told.push({ type: "knock.cancel" });
    if (stage === "joined" || stay.isAsking) told.push({ type: "call.leave" });
    const heard = Promise.all(told.map((command) => this.#ask(command)));
    stay.leave();
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.after(LEAVING_MS, resolve);
      void heard.then(() => {
        cancel();
        resolve();
      });
    });
  }

  takeStage(): Promise<CommandOutcome> {
    return this.#ask({ type: "peer.place", place: "stage" });
  }

  leaveStage(): Promise<CommandOutcome> {
    return this.#ask({ type: "peer.place", place: "watching" });
  }

  raiseHand(): Promise<CommandOutcome> {
    return this.#ask({ type: "peer.hand", up: true });
  }

  lowerHand(peer?: string): Promise<CommandOutcome> {
    const isOwn = peer === undefined || peer === this.state.value?.me?.id;
    return this.#ask(isOwn ? { type: "peer.hand", up: false } : { type: "peer.lower_hand", peer });
  }

  react(emoji: string): void {
    const aside: CallAside = { type: "react", emoji };
    this.#room.say(aside);
  }

  onReaction(listener: (reaction: Reaction) => void): () => void {
    this.#reactions.add(listener);
    return () => this.#reactions.delete(listener);
  }

  streamOf(peer: string, picture: Picture): Observed<MediaStream | null> {
    return this.#together.pictures.of(peer, picture);
  }

  volumeOf(peer: string): Observed<number> {
    return this.#together.voices.volumeOf(peer);
  }

  playSound(): void {
    this.#together.sounds.playAll();
  }

  admit(user: string): Promise<CommandOutcome> {
    return this.#ask({ type: "knock.answer", user, admit: true });
  }

  refuse(user: string): Promise<CommandOutcome> {
    return this.#ask({ type: "knock.answer", user, admit: false });
  }

  mute(peer: string): Promise<CommandOutcome> {
    return this.#ask({ type: "peer.mute", peer });
  }

  muteAll(): Promise<CommandOutcome> {
    return this.#ask({ type: "peers.mute" });
  }

  stopScreenOf(peer: string): Promise<CommandOutcome> {
    return this.#ask({ type: "peer.stop_screen", peer });
  }

  remove(peer: string): Promise<CommandOutcome> {
    return this.#ask({ type: "peer.remove", peer });
  }

  makeCohost(peer: string): Promise<CommandOutcome> {
    return this.#ask({ type: "peer.cohost", peer, on: true });
  }

  unmakeCohost(peer: string): Promise<CommandOutcome> {
    return this.#ask({ type: "peer.cohost", peer, on: false });
  }

  changeSettings(set: Partial<CallSettings>): Promise<CommandOutcome> {
    return this.#ask({ type: "settings.change", set });
  }

  end(): Promise<CommandOutcome> {
    return this.#ask({ type: "call.end" });
  }

  #ask(command: CallCommand): Promise<CommandOutcome> {
    return this.#room.command(command);
  }

  #heard(frame: unknown): void {
    const known = CallFrame.safeParse(frame);
    if (!known.success) return;
    this.#together.heard(known.data);
    if (known.data.type !== "reacted") return;
    const reaction: Reaction = { peer: known.data.from, emoji: known.data.emoji };
    for (const listener of [...this.#reactions]) listener(reaction);
  }
}
