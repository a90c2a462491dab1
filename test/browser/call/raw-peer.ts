/** One who sits in a call with a socket and no media, and says there what a test has them say. */
import { once } from "node:events";
import { WebSocket } from "ws";
import { z } from "zod";
import { type CallCommand, type CallPeer, CallSnapshot, JoinResult } from "../../../durable-objects/call/protocol.ts";
import { TicketAnswer } from "../../../durable-objects/room/protocol.ts";
import type { User } from "../../server/api.ts";

const Frame = z.looseObject({ type: z.string() });
export type Frame = z.infer<typeof Frame>;

export class RawPeer implements AsyncDisposable {
  readonly #socket: WebSocket;
  readonly #frames: Frame[] = [];
  readonly #waiting = new Set<() => void>();
  #peer: CallPeer | null = null;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data) => {
      this.#frames.push(Frame.parse(JSON.parse(String(data))));
      for (const look of this.#waiting) look();
    });
  }

  /** Connects `user` to the call; they do not sit in it yet. */
  static async connect(url: string, user: User, call: string): Promise<RawPeer> {
    const { ticket, path } = TicketAnswer.parse(await user.post(`/api/rooms/call/${call}/tickets`, {}));
    const address = new URL(path, url.replace(/^http/, "ws"));
    address.searchParams.set("ticket", ticket);
    const raw = new RawPeer(new WebSocket(address));
    await once(raw.#socket, "open");
    raw.say({ type: "hello", protocol: 1 });
    await raw.heard(({ type }) => type === "welcome");
    return raw;
  }

  /** Connects `user` and sits down on the stage, beside what seats they have. Says that they send nothing. */
  static async sit(url: string, user: User, call: string): Promise<RawPeer> {
    const raw = await RawPeer.connect(url, user, call);
    const media = { audio: false, video: false, screen: false };
    const page = { key: crypto.randomUUID(), page: crypto.randomUUID() };
    const { result } = await raw.ask({ type: "call.join", ...page, media, other: "beside" });
    const joined = JoinResult.parse(result);
    if (joined.as !== "peer") throw new Error("They have to wait to be let in.");
    raw.#peer = joined.peer;
    return raw;
  }

  /** Their seat. */
  get peer(): CallPeer {
    if (!this.#peer) throw new Error("They do not sit in the call.");
    return this.#peer;
  }

  /** The seat of another, as it was when this one connected. */
  async seatOf(name: string): Promise<CallPeer> {
    const { snapshot } = await this.heard(({ type }) => type === "welcome");
    const found = CallSnapshot.parse(snapshot).peers.find((peer) => peer.name === name);
    if (!found) throw new Error(`${name} is not in the call.`);
    return found;
  }

  /** Sends a command and answers what came back: an ack or an error. */
  ask(command: CallCommand): Promise<Frame> {
    const id = crypto.randomUUID();
    this.say({ ...command, id });
    return this.heard((frame) => frame.id === id);
  }

  /** Sends a frame as it is. */
  say(frame: object): void {
    this.#socket.send(JSON.stringify(frame));
  }

  /** The first frame, of all there were and that will come, that `wanted` is true for. */
  async heard(wanted: (frame: Frame) => boolean): Promise<Frame> {
    for (;;) {
      const found = this.#frames.find(wanted);
      if (found) return found;
      const more = Promise.withResolvers<void>();
      this.#waiting.add(more.resolve);
      await more.promise;
      this.#waiting.delete(more.resolve);
    }
  }

  /** The codes of all refusals so far. */
  errors(): unknown[] {
    return this.#frames.filter(({ type }) => type === "error").map(({ code }) => code);
  }

  /** Leaves the call. */
  async leave(): Promise<void> {
    await this.ask({ type: "call.leave" });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    this.#socket.close();
    await once(this.#socket, "close");
  }
}
