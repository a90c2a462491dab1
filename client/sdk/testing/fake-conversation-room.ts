import { ConversationCommand } from "../../../durable-objects/conversation/protocol.ts";
import { ApiError } from "../api/problem.ts";
import type { MessageSource } from "../conversation/source.ts";
import { ModelConversation } from "./conversations.ts";
import { FakeRoom, type FakeYou, type Performed, type Said } from "./fake-room.ts";
import type { FakeSocket } from "./fake-server.ts";

type Told = ModelConversation["events"][number];

/** A conversation as a room, and its messages over HTTP. It does what {@link ModelConversation} does. */
export class FakeConversationRoom extends FakeRoom {
  readonly model = new ModelConversation();
  /** What was asked over HTTP, in order. */
  readonly asked: string[] = [];
  /** Whether HTTP can be reached. */
  reachable = true;

  /** Does something as another user, or another tab of one. */
  act(user: string, command: ConversationCommand): void {
    this.#tell(this.model.act(command, user));
  }

  expire(before: number): void {
    this.#tell(this.model.expire(before));
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

  protected override welcome(socket: FakeSocket, you: FakeYou, { after }: Said): void {
    this.follow(socket);
    const head = { type: "welcome", protocol: 1, epoch: "e1", seq: this.model.seq, you, presence: [] };
    if (typeof after !== "number" || !this.resumes) {
      socket.say({ ...head, recovered: false, snapshot: this.model.snapshot(you.user) });
      return;
    }
    const missed = this.model.events.slice(after).map(framed);
    socket.say({ ...head, recovered: true, events: missed });
  }

  protected override perform(user: string, frame: Said): Performed {
    const command = ConversationCommand.parse(frame);
    const event = this.model.act(command, user);
    const reads = command.type === "read" || command.type === "thread.follow";
    const read = reads ? { result: { read: this.model.reading(user).read } } : {};
    return { ack: { seq: event?.seq ?? this.model.seq, ...read }, tell: () => this.#tell(event) };
  }

  #tell(event: Told | null | undefined): void {
    if (event) this.tellFollowers(framed(event));
  }
}

function framed(event: Told): Said {
  return { stream: "room", at: 5, ...event };
}

function notFound(): never {
  throw new ApiError({ status: 404, code: "not_found", message: "There is no such message." });
}
