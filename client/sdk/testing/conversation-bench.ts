import { ConversationCommand } from "../../../durable-objects/conversation/protocol.ts";
import type { Conversing } from "../conversation/live.ts";
import { ConversationRoom } from "../conversation/room.ts";
import { conversationStream } from "../conversation/stream.ts";
import type { InboxState } from "../inbox/state.ts";
import { Cell, when } from "../observed.ts";
import type { Keep } from "../queue/rows.ts";
import type { RoomCopies } from "../room/copies.ts";
import { Room } from "../room/room.ts";
import { FakeConversationRoom } from "./fake-conversation-room.ts";
import { FakeServer } from "./fake-server.ts";
import { HandClock } from "./hand-clock.ts";
import { HandPage } from "./hand-page.ts";

/** A client of the conversation. */
export interface Client {
  conversation: ConversationRoom;
  room: Conversing;
}

/** A room with a conversation and clients of it, all in the test's own process. */
export class ConversationBench implements AsyncDisposable {
  readonly clock = new HandClock();
  readonly page = new HandPage();
  readonly room: FakeConversationRoom;
  /** What the clients' inbox says. */
  readonly inbox = new Cell<InboxState | null>(null);
  readonly #server: FakeServer;
  readonly #clients: Client[] = [];

  private constructor(server: FakeServer) {
    this.#server = server;
    this.room = new FakeConversationRoom(server);
  }

  static async start(): Promise<ConversationBench> {
    return new ConversationBench(await FakeServer.start());
  }

  /** A client of `user`, which has not heard of the conversation yet. */
  client(user = "u1", { keep = null, copies = null }: { keep?: Keep | null; copies?: RoomCopies | null } = {}): Client {
    const room: Conversing = new Room(
      { stream: conversationStream(() => room.you.value?.user ?? ""), commands: ConversationCommand },
      {
        origin: this.#server.origin,
        ticket: this.#server.ticketTo(`/rooms/conversation/c1/${user}`),
        clock: this.clock,
        page: this.page,
        random: () => 0,
        keep,
        copies: copies?.of("c1") ?? null,
      },
    );
    const source = this.room.source(user);
    const parts = { id: "c1", room, source, clock: this.clock, inbox: { state: this.inbox } };
    const client = { conversation: new ConversationRoom(parts), room };
    this.#clients.push(client);
    client.conversation.open();
    return client;
  }

  /** A client that shows the conversation. */
  async shown(user = "u1", keep: Keep | null = null): Promise<Client> {
    const client = this.client(user, { keep });
    await when(client.conversation.state, (state) => state !== null);
    return client;
  }

  /** Breaks every socket and has the clients come back at once. */
  async reconnect(...clients: Client[]): Promise<void> {
    this.room.break();
    for (const { room } of clients) await when(room.connection, ({ name }) => name !== "online");
    this.page.say("online");
    for (const { room } of clients) await when(room.connection, ({ name }) => name === "online");
  }

  /** Has clients come back, and time pass, until none waits for anything and all know of all. */
  async settled(...clients: Client[]): Promise<void> {
    const busy = () =>
      this.room.followers < clients.length ||
      clients.some(({ room, conversation: { state } }) => {
        const loading = state.value?.newer === "loading" || state.value?.older === "loading";
        const behind = room.pending.value.length > 0 || (room.seq ?? 0) < this.room.model.seq;
        return behind || loading || room.connection.value.name !== "online";
      });
    while (busy()) {
      await new Promise((resolve) => setImmediate(resolve));
      if (clients.some(({ room }) => room.connection.value.name === "reconnecting")) this.page.say("online");
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { conversation } of this.#clients) conversation.close();
    await this.#server.stop();
  }
}
