/** Inboxes for tests inside the runtime: told as other rooms tell them, and entered as their user enters them. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { InboxNotice } from "../../durable-objects/inbox/notices.ts";
import {
  type InboxCommand,
  InboxEvent,
  type InboxEventBody,
  InboxSnapshot,
  type Notification,
  type Thing,
} from "../../durable-objects/inbox/protocol.ts";
import type { InboxRoom } from "../../durable-objects/inbox/room.ts";
import { USUAL_PREFERENCES } from "../../durable-objects/inbox/usual.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { claimsFor, type Frame, jsonClient, type TestSocket } from "./socket.ts";
import { good } from "./workspace-people.ts";

type Notify = Extract<InboxNotice, { type: "notify" }>;
type Event<Type extends InboxEventBody["type"]> = Extract<InboxEventBody, { type: Type }>;

/** One device of an inbox's user. */
export class Device {
  readonly socket: TestSocket;
  readonly snapshot: InboxSnapshot;
  readonly recovered: boolean;
  readonly missed: InboxEvent[];
  readonly at: { epoch: string; after: number };
  #looked = 0;

  constructor(socket: TestSocket, welcome: Extract<Frame, { type: "welcome" }>) {
    this.socket = socket;
    this.recovered = welcome.recovered;
    this.snapshot = InboxSnapshot.parse(welcome.snapshot ?? EMPTY);
    this.missed = (welcome.events ?? []).map((event) => InboxEvent.parse(event));
    this.at = { epoch: welcome.epoch, after: welcome.seq };
  }

  /** Sends a command and answers how it ended: `ack`, or the code of what is wrong. */
  async ask(command: InboxCommand, id: string = newId()): Promise<string> {
    this.socket.send({ id, ...command });
    const answer = await this.socket.next((frame) => "id" in frame && frame.id === id && isAnswer(frame));
    return answer.type === "error" && "code" in answer ? String(answer.code) : "ack";
  }

  /** The next event of this type. Events come before the answer to the command that made them. */
  async next<Type extends InboxEventBody["type"]>(type: Type): Promise<Event<Type>> {
    for (;;) {
      while (this.#looked < this.socket.received.length) {
        const event = InboxEvent.safeParse(this.socket.received[this.#looked]).data;
        this.#looked += 1;
        if (event && isOf(event, type)) return event;
      }
      await this.socket.next(() => true);
    }
  }
}

function isAnswer(frame: Frame): boolean {
  return frame.type === "ack" || frame.type === "error";
}

function isOf<Type extends InboxEventBody["type"]>(event: InboxEventBody, type: Type): event is Event<Type> {
  return event.type === type;
}

const EMPTY: InboxSnapshot = {
  ...{ notifications: [], more: false, unread: { all: 0, workspaces: {} }, conversations: [], drafts: [], saved: [] },
  ...{ reminders: [], mutes: [] },
  preferences: USUAL_PREFERENCES,
};

/** The inbox of somebody new. */
export class TestInbox {
  readonly user: string;
  readonly stub: DurableObjectStub<InboxRoom>;
  #told = 0;

  constructor(user: string = newId()) {
    this.user = user;
    this.stub = env.INBOX.getByName(user);
  }

  /** Tells it something, as the room `source` would. Answers the last number it holds. */
  async tell(notice: InboxNotice | InboxNotice[], source = "workspace/w/epoch/inbox"): Promise<number> {
    this.#told += 1;
    return this.stub.deliver([{ source, number: this.#told, body: { type: "told", body: notice } }]);
  }

  async perform(command: InboxCommand): Promise<void> {
    good(await this.stub.perform(command));
  }

  async overview(): Promise<InboxSnapshot> {
    return good(await this.stub.overview());
  }

  /** Its notifications, newest first, as the list without a filter has them. */
  async list(): Promise<Notification[]> {
    return (await this.overview()).notifications;
  }

  async enter(from: { epoch?: string; after?: number } = {}, session?: string): Promise<Device> {
    good(await this.stub.open("http://ensemble.test"));
    const claims = claimsFor(this.user, this.user, { kind: "inbox", role: "owner", revision: 0 });
    const socket = await jsonClient(this.stub, { ...claims, ...(session === undefined ? {} : { session }) });
    socket.send({ type: "hello", protocol: 1, ...from });
    const welcome = await socket.next((frame) => frame.type === "welcome");
    if (welcome.type !== "welcome" || !("you" in welcome)) throw new Error("no welcome");
    return new Device(socket, welcome);
  }

  evict(): Promise<void> {
    return evictDurableObject(this.stub);
  }

  /** What its tables have. */
  rows<Row extends Record<string, SqlStorageValue>>(query: string): Promise<Row[]> {
    return runInDurableObject(this.stub, (_, { storage }) => storage.sql.exec<Row>(query).toArray());
  }

  /** Lets everything that is scheduled come due, as if the time had come; then runs what is due. */
  async letTimeCome(tables: readonly string[]): Promise<void> {
    await runInDurableObject(this.stub, (_, state) => {
      for (const set of tables) state.storage.sql.exec(set);
      state.storage.sql.exec("UPDATE jobs SET due = 1");
    });
    await runDurableObjectAlarm(this.stub);
  }
}

export const WORKSPACE = "01900000-0000-7000-8000-000000000001";
export const OTHER_WORKSPACE = "01900000-0000-7000-8000-000000000002";

export const channel = (conversation: string, workspace = WORKSPACE): Thing => ({
  type: "conversation",
  workspace,
  conversation,
});
export const task = (id: string, project = "project-1", workspace = WORKSPACE): Thing => ({
  type: "task",
  workspace,
  project,
  task: id,
});

/** A piece of news, of Ada's making unless said otherwise. */
export function news(thing: Thing, more: Partial<Notify> = {}): Notify {
  return {
    ...{ type: "notify", thing, reason: "mention", title: "#general", text: "hello", by: "ada", byName: "Ada" },
    ...{ message: null, seq: null, conversation: null, at: Date.now() },
    ...more,
  };
}
