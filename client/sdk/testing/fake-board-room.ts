import { BoardAction } from "../../../durable-objects/workspace/board/protocol.ts";
import type { BoardState } from "../board/state.ts";
import { ModelBoard, project } from "./boards.ts";
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

type Said = Record<string, unknown>;

/** A workspace with one project, as a room that sends real frames over real sockets. It does what {@link ModelBoard} does. */
export class FakeBoardRoom {
  readonly model: ModelBoard;
  /** What the next commands come to, in order; all is well afterwards. */
  readonly fates: Fate[] = [];
  /** The ids of the commands it acted on, in order. */
  readonly done: string[] = [];
  /** What clients said of themselves, in order. */
  readonly presence: Said[] = [];
  projects = [project()];
  /** Whether clients that come back get what they missed, or a fresh state. */
  resumes = true;
  readonly #events: Said[] = [];
  readonly #answers = new Map<string, Said>();
  readonly #sockets = new Map<FakeSocket, { user: string; follows: boolean }>();
  #open: Promise<void> = Promise.resolve();
  #release: () => void = () => {};
  #connections = 0;

  constructor(server: FakeServer, start: BoardState) {
    this.model = new ModelBoard(start);
    void this.#accept(server);
  }

  /** How many sockets follow the board. */
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

  /** Does something as another user, or another tab of one, or (as null) as a rule. */
  act(user: string | null, action: BoardAction): void {
    const event = this.model.act(action, user ?? "");
    if (event && event !== "moved_on") this.#tell({ ...event, by: user });
  }

  /** Tells everyone of the workspace something. */
  say(frame: Said): void {
    for (const socket of this.#sockets.keys()) socket.say(frame);
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
    switch (frame.type) {
      case "hello":
        this.#welcome(socket, user);
        return;
      case "subscribe":
        this.#subscribe(socket, user, frame);
        return;
      case "unsubscribe":
        this.#sockets.set(socket, { user, follows: false });
        return;
      case "presence":
        this.presence.push(frame);
        return;
      case "renew":
      case "read":
        return;
      default:
        this.#command(socket, user, frame);
    }
  }

  #welcome(socket: FakeSocket, user: string): void {
    const connection = `c${++this.#connections}`;
    const you = { connection, user, name: user, role: "member", validUntil: 4_000_000_000_000 };
    const snapshot = {
      workspace: { id: "w1", name: "Engines", createdAt: 1, eraseAt: null },
      members: [],
      pages: [],
      projects: this.projects,
      conversations: [],
      joined: [],
      reader: user,
      invitations: [],
      grants: null,
      activity: [],
    };
    socket.say({ type: "welcome", protocol: 1, epoch: "e1", seq: 0, you, recovered: false, snapshot, presence: [] });
  }

  #subscribe(socket: FakeSocket, user: string, { stream, after }: Said): void {
    this.#sockets.set(socket, { user, follows: true });
    const seq = this.#events.length;
    const head = { stream, epoch: "e1", seq };
    if (typeof after === "number" && this.resumes) {
      socket.say({ type: "events", ...head, events: this.#events.slice(after) });
      return;
    }
    const { tasks, ...parts } = this.model.state;
    const listed = Object.fromEntries(
      Object.entries(parts).map(([name, value]) => [name, value instanceof Map ? [...value.values()] : value]),
    );
    socket.say({ type: "snapshot", ...head, part: 0, parts: 2, data: { board: listed, tasks: [] } });
    socket.say({ type: "snapshot", ...head, part: 1, parts: 2, data: { tasks: [...tasks.values()] } });
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
    const event = this.model.act(BoardAction.parse(frame), user);
    if (event === "moved_on") {
      socket.say({ type: "error", id, code: "moved_on", message: "Changed since." });
      return;
    }
    this.done.push(id);
    const seq = this.#events.length + (event ? 1 : 0);
    const ack = { type: "ack", id, seq, result: { revision: event?.revision ?? 0 } };
    this.#answers.set(id, ack);
    if (fate === "break after") this.#drop(socket);
    if (fate === "ack first") socket.say(ack);
    if (event) this.#tell({ ...event, by: user });
    if (fate === "ok") socket.say(ack);
  }

  #drop(socket: FakeSocket): void {
    this.#sockets.delete(socket);
    socket.break();
  }

  #tell(event: Said): void {
    const told = { ...event, stream: "project:p1", seq: this.#events.length + 1, at: 5 };
    this.#events.push(told);
    for (const [socket, { follows }] of this.#sockets) if (follows) socket.say(told);
  }
}
