import { ConversationCommand } from "../../../durable-objects/conversation/protocol.ts";
import { ApiError } from "../api/problem.ts";
import type { MessageSource } from "../conversation/source.ts";
import { ModelConversation } from "./conversations.ts";
import type { Fate } from "./fake-board-room.ts";
import type { FakeServer, FakeSocket } from "./fake-server.ts";

type Said = Record<string, unknown>;

/** A conversation as a room that sends real frames over real sockets, and its messages over HTTP. */
export class FakeConversationRoom {
  readonly model = new ModelConversation();
  /** What the next commands come to, in order; all is well afterwards. */
  readonly fates: Fate[] = [];
  /** The ids of the commands it acted on, in order. */
  readonly done: string[] = [];
  /** What clients said of themselves, in order. */
  readonly presence: Said[] = [];
  /** What was asked over HTTP, in order. */
  readonly asked: string[] = [];
  /** Whether clients that come back get what they missed, or a fresh state. */
  resumes = true;
  /** Whether HTTP can be reached. */
  reachable = true;
  readonly #answers = new Map<string, Said>();
  readonly #sockets = new Map<FakeSocket, { user: string; welcomed: boolean }>();
  #open: Promise<void> = Promise.resolve();
  #release: () => void = () => {};
  #connections = 0;

  constructor(server: FakeServer) {
    void this.#accept(server);
  }

  /** How many sockets are welcomed. */
  get followers(): number {
    return [...this.#sockets.values()].filter(({ welcomed }) => welcomed).length;
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

  /** Does something as another user, or another tab of one. */
  act(user: string, command: ConversationCommand): void {
    const event = this.model.act(command, user);
    if (event) this.#tell(event);
  }

  expire(before: number): void {
    this.#tell(this.model.expire(before));
  }

  /** Tells everyone something. */
  say(frame: Said): void {
    for (const socket of this.#sockets.keys()) socket.say(frame);
  }

  /** The conversation over HTTP, as `user`. */
  source(user: string): MessageSource {
    const answer = async <Answer>(what: string, look: () => Answer): Promise<Answer> => {
      this.asked.push(what);
      await new Promise((resolve) => setImmediate(resolve));
      if (!this.reachable) throw new ApiError({ status: 0, code: "unreachable", message: "no network" });
      return look();
    };
    return {
      page: (asked) => answer("page", () => this.model.page(asked)),
      message: (id) => answer("message", () => this.model.find(id) ?? notFound()),
      reading: () => answer("reading", () => this.model.reading(user)),
    };
  }

  async #accept(server: FakeServer): Promise<void> {
    for (;;) {
      const socket = await server.sockets.take();
      const user = socket.url.pathname.split("/").at(-1) ?? "";
      this.#sockets.set(socket, { user, welcomed: false });
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
    if (frame.type === "hello") this.#welcome(socket, user, frame);
    else if (frame.type === "presence") this.presence.push(frame);
    else if (frame.id !== undefined) this.#command(socket, user, frame);
  }

  #welcome(socket: FakeSocket, user: string, { after }: Said): void {
    this.#sockets.set(socket, { user, welcomed: true });
    const connection = `c${++this.#connections}`;
    const you = { connection, user, name: user, role: "member", validUntil: 4_000_000_000_000 };
    const head = { type: "welcome", protocol: 1, epoch: "e1", seq: this.model.seq, you, presence: [] };
    if (typeof after !== "number" || !this.resumes) {
      socket.say({ ...head, recovered: false, snapshot: this.model.snapshot(user) });
      return;
    }
    const missed = this.model.events.slice(after).map(framed);
    socket.say({ ...head, recovered: true, events: missed });
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
    if (fate === "refuse") {
      socket.say({ type: "error", id, code: "forbidden", message: "Viewers only read." });
      return;
    }
    const command = ConversationCommand.parse(frame);
    const event = this.model.act(command, user);
    this.done.push(id);
    const reads = command.type === "read" || command.type === "thread.follow";
    const read = reads ? { result: { read: this.model.reading(user).read } } : {};
    const ack = { type: "ack", id, seq: event?.seq ?? this.model.seq, ...read };
    this.#answers.set(id, ack);
    if (fate === "break after") this.#drop(socket);
    if (fate === "ack first") socket.say(ack);
    if (event) this.#tell(event);
    if (fate === "ok") socket.say(ack);
  }

  #drop(socket: FakeSocket): void {
    this.#sockets.delete(socket);
    socket.break();
  }

  #tell(event: ModelConversation["events"][number]): void {
    for (const [socket, { welcomed }] of this.#sockets) if (welcomed) socket.say(framed(event));
  }
}

function framed(event: ModelConversation["events"][number]): Said {
  return { stream: "room", at: 5, ...event };
}

function notFound(): never {
  throw new ApiError({ status: 404, code: "not_found", message: "There is no such message." });
}
