import type { FakeServer, FakeSocket } from "./fake-server.ts";

/** What becomes of a command that comes in. */
export type Fate =
  | "ok"
  /** The ack overtakes the event. */
  | "ack first"
  | "refuse"
  /** The socket breaks before, or after, it is done. */
  | "break before"
  | "break after";

/** A frame, as far as a test looks into it. */
export type Said = Record<string, unknown>;

/** What a command came to: what its ack says, and how it is told to everyone; or why it was refused. */
export type Performed = { ack: Said; tell: () => void } | { refused: { code: string; message: string } };

/** Who one is to the room. */
export interface FakeYou {
  connection: string;
  user: string;
  name: string;
  role: string;
  validUntil: number;
}

/** A room that sends real frames over real sockets; what it is about is its kind's. */
export abstract class FakeRoom {
  /** What the next commands come to, in order; all is well afterwards. */
  readonly fates: Fate[] = [];
  /** The ids of the commands it acted on, in order. */
  readonly done: string[] = [];
  /** What clients said of themselves, in order. */
  readonly presence: Said[] = [];
  /** Whether clients that come back get what they missed, or a fresh state. */
  resumes = true;
  readonly #answers = new Map<string, Said>();
  readonly #sockets = new Map<FakeSocket, { user: string; follows: boolean }>();
  #open: Promise<void> = Promise.resolve();
  #release: () => void = () => {};
  #connections = 0;

  constructor(server: FakeServer) {
    void this.#accept(server);
  }

  /** How many sockets are told what happens. */
  get followers(): number {
    return [...this.#sockets.values()].filter(({ follows }) => follows).length;
  }

  /** Lets what comes in lie until {@link resume}. */
  pause(): void {
    this.#open = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  resume(): void {
    this.#release();
  }

  /** Breaks every socket. */
  break(): void {
    for (const socket of this.#sockets.keys()) socket.break();
    this.#sockets.clear();
  }

  /** Tells everyone something. */
  say(frame: Said): void {
    for (const socket of this.#sockets.keys()) socket.say(frame);
  }

  /** Answers a hello. */
  protected abstract welcome(socket: FakeSocket, you: FakeYou, hello: Said): void;

  /** Does a command of `user`. */
  protected abstract perform(user: string, frame: Said): Performed;

  /** Takes a frame that is neither of those. */
  protected control(_socket: FakeSocket, _frame: Said): void {}

  /** Tells a socket what happens from now on. */
  protected follow(socket: FakeSocket): void {
    const peer = this.#sockets.get(socket);
    if (peer) peer.follows = true;
  }

  /** Tells a socket nothing more. */
  protected unfollow(socket: FakeSocket): void {
    const peer = this.#sockets.get(socket);
    if (peer) peer.follows = false;
  }

  /** Tells all who follow. */
  protected tellFollowers(event: Said): void {
    for (const [socket, { follows }] of this.#sockets) if (follows) socket.say(event);
  }

  async #accept(server: FakeServer): Promise<void> {
    for (;;) {
      const socket = await server.sockets.take();
      const user = socket.url.pathname.split("/").at(-1) ?? "";
      this.#sockets.set(socket, { user, follows: false });
      void socket.closed.then(() => this.#sockets.delete(socket));
      void this.#listen(socket, user);
    }
  }

  async #listen(socket: FakeSocket, user: string): Promise<void> {
    for (;;) {
      const frame = await socket.heard();
      await this.#open;
      if (!this.#sockets.has(socket)) return;
      this.#heard(socket, user, frame);
    }
  }

  #heard(socket: FakeSocket, user: string, frame: Said): void {
    if (frame.type === "hello") {
      const connection = `c${++this.#connections}`;
      this.welcome(socket, { connection, user, name: user, role: "member", validUntil: 4_000_000_000_000 }, frame);
    } else if (frame.type === "presence") this.presence.push(frame);
    else if (frame.id !== undefined) this.#command(socket, user, frame);
    else this.control(socket, frame);
  }

  #command(socket: FakeSocket, user: string, frame: Said): void {
    const id = String(frame.id);
    const known = this.#answers.get(id);
    if (known) {
      socket.say(known);
      return;
    }
    const fate = this.fates.shift() ?? "ok";
    if (fate === "break before") {
      this.#drop(socket);
      return;
    }
    const performed: Performed =
      fate === "refuse" ? { refused: { code: "forbidden", message: "Viewers only read." } } : this.perform(user, frame);
    if ("refused" in performed) {
      socket.say({ type: "error", id, ...performed.refused });
      return;
    }
    this.done.push(id);
    const ack = { type: "ack", id, ...performed.ack };
    this.#answers.set(id, ack);
    if (fate === "break after") this.#drop(socket);
    if (fate === "ack first") socket.say(ack);
    performed.tell();
    if (fate === "ok") socket.say(ack);
  }

  #drop(socket: FakeSocket): void {
    this.#sockets.delete(socket);
    socket.break();
  }
}
