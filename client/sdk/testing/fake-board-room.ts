import { BoardAction } from "../../../durable-objects/workspace/board/protocol.ts";
import type { BoardState } from "../board/state.ts";
import { ModelBoard, project } from "./boards.ts";
import { FakeRoom, type FakeYou, type Performed, type Said } from "./fake-room.ts";
import type { FakeServer, FakeSocket } from "./fake-server.ts";

/** A workspace with one project, as a room. It does what {@link ModelBoard} does. */
export class FakeBoardRoom extends FakeRoom {
  readonly model: ModelBoard;
  projects = [project()];
  readonly #events: Said[] = [];

  constructor(server: FakeServer, start: BoardState) {
    super(server);
    this.model = new ModelBoard(start);
  }

  /** Does something as another user, or another tab of one, or (as null) as a rule. */
  act(user: string | null, action: BoardAction): void {
    const event = this.model.act(action, user ?? "");
    if (event && event !== "moved_on") this.#tell({ ...event, by: user });
  }

  protected override welcome(socket: FakeSocket, you: FakeYou): void {
    const snapshot = {
      workspace: { id: "w1", name: "Engines", createdAt: 1, eraseAt: null },
      members: [],
      pages: [],
      projects: this.projects,
      conversations: [],
      joined: [],
      reader: you.user,
      invitations: [],
      grants: null,
      activity: [],
    };
    socket.say({ type: "welcome", protocol: 1, epoch: "e1", seq: 0, you, recovered: false, snapshot, presence: [] });
  }

  protected override control(socket: FakeSocket, frame: Said): void {
    if (frame.type === "subscribe") this.#subscribe(socket, frame);
    if (frame.type === "unsubscribe") this.unfollow(socket);
  }

  protected override perform(user: string, frame: Said): Performed {
    const event = this.model.act(BoardAction.parse(frame), user);
    if (event === "moved_on") return { refused: { code: "moved_on", message: "Changed since." } };
    return {
      ack: { seq: this.#events.length + (event ? 1 : 0), result: { revision: event?.revision ?? 0 } },
      tell: () => {
        if (event) this.#tell({ ...event, by: user });
      },
    };
  }

  #subscribe(socket: FakeSocket, { stream, after }: Said): void {
    this.follow(socket);
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

  #tell(event: Said): void {
    const told = { ...event, stream: "project:p1", seq: this.#events.length + 1, at: 5 };
    this.#events.push(told);
    this.tellFollowers(told);
  }
}
