import { WorkspaceAction } from "../../../durable-objects/workspace/protocol.ts";
import { Board } from "../board/board.ts";
import type { BoardState } from "../board/state.ts";
import { when } from "../observed.ts";
import type { Keep } from "../queue/rows.ts";
import { Room } from "../room/room.ts";
import { type WorkspaceRoom, workspaceStream } from "../workspace.ts";
import { board, task } from "./boards.ts";
import { FakeBoardRoom } from "./fake-board-room.ts";
import { FakeServer } from "./fake-server.ts";
import { HandClock } from "./hand-clock.ts";
import { HandPage } from "./hand-page.ts";

/** A room with a board and clients of it, all in the test's own process. */
export class BoardBench implements AsyncDisposable {
  readonly clock = new HandClock();
  readonly page = new HandPage();
  readonly room: FakeBoardRoom;
  readonly #server: FakeServer;
  readonly #rooms: WorkspaceRoom[] = [];

  private constructor(server: FakeServer, start: BoardState) {
    this.#server = server;
    this.room = new FakeBoardRoom(server, start);
  }

  static async start(start: BoardState = THREE): Promise<BoardBench> {
    return new BoardBench(await FakeServer.start(), start);
  }

  /** A client of `user`, which has not heard of the board yet. */
  client(user = "u1", keep: Keep | null = null): { room: WorkspaceRoom; board: Board } {
    const room = new Room(
      { stream: workspaceStream, commands: WorkspaceAction },
      {
        origin: this.#server.origin,
        ticket: this.#server.ticketTo(`/rooms/workspace/w1/${user}`),
        clock: this.clock,
        page: this.page,
        random: () => 0,
        keep,
      },
    );
    this.#rooms.push(room);
    room.open();
    const opened = new Board(room, "p1", this.clock);
    opened.open();
    return { room, board: opened };
  }

  /** A client that shows the board. */
  async shown(user = "u1", keep: Keep | null = null): Promise<{ room: WorkspaceRoom; board: Board }> {
    const client = this.client(user, keep);
    await when(client.board.state, (state) => state !== null);
    return client;
  }

  /** Breaks every socket and has the clients come back at once. */
  async reconnect(...clients: { room: WorkspaceRoom }[]): Promise<void> {
    this.room.break();
    for (const { room } of clients) await when(room.connection, ({ name }) => name !== "online");
    this.page.say("online");
    for (const { room } of clients) await when(room.connection, ({ name }) => name === "online");
  }

  /** Has clients come back, and time pass, until none waits for anything. */
  async settled(...clients: { room: WorkspaceRoom }[]): Promise<void> {
    const busy = () =>
      this.room.followers < clients.length ||
      clients.some(({ room }) => room.pending.value.length > 0 || room.connection.value.name !== "online");
    while (busy()) {
      await new Promise((resolve) => setImmediate(resolve));
      if (clients.some(({ room }) => room.connection.value.name === "reconnecting")) this.page.say("online");
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const room of this.#rooms) room.close();
    await this.#server.stop();
  }
}

const THREE = board([
  task("t1", { number: 1, order: "a0", title: "One" }),
  task("t2", { number: 2, order: "a1", title: "Two" }),
  task("t3", { number: 3, order: "a0", columnId: "doing", title: "Three" }),
]);
