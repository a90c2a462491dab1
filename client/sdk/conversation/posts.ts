import { type Attachment, ConversationCommand } from "../../../durable-objects/conversation/protocol.ts";
import { Cell, type Observed } from "../observed.ts";
import type { PendingCommand } from "../queue/queue.ts";
import type { Refusals } from "../queue/refusals.ts";
import type { Refusal } from "../queue/rows.ts";
import type { Post, RefusedPost } from "./shown.ts";

/** What the posts of a conversation need of its room. */
interface PostsParts {
  room: {
    refusals: Refusals;
    pending: Observed<readonly PendingCommand<ConversationCommand>[]>;
    withdraw(ids: readonly string[]): boolean;
    issue(command: ConversationCommand): unknown;
  };
}

/** One's own posts that the room has not taken: what was refused stays to be read, sent again, or discarded. */
export class Posts {
  readonly #room: PostsParts["room"];
  readonly #refused = new Cell<readonly RefusedPost[]>([]);
  readonly #others = new Cell<readonly Refusal[]>([]);
  readonly #files = new Map<string, Attachment>();
  #stop: () => void = () => {};

  constructor({ room }: PostsParts) {
    this.#room = room;
  }

  /** Posts that the room would not have. */
  get refused(): Observed<readonly RefusedPost[]> {
    return this.#refused;
  }

  /** What else it would not do. */
  get others(): Observed<readonly Refusal[]> {
    return this.#others;
  }

  open(): void {
    this.#stop = this.#room.refusals.entries.subscribe(() => this.#look());
    this.#look();
  }

  close(): void {
    this.#stop();
  }

  /** What is known of a file of a post; undefined for one that an earlier page uploaded. */
  file(id: string): Attachment | undefined {
    return this.#files.get(id);
  }

  /** Remembers the files of a post, to show them before the room does. */
  remember(files: readonly Attachment[]): void {
    for (const file of files) this.#files.set(file.id, file);
  }

  /** Keeps what the room would not have, also for later pages: somebody wrote it. */
  keep({ id, command, at }: PendingCommand<ConversationCommand>, refused: { code: string; message: string }): void {
    const refusal = { id, command, at, code: refused.code, message: refused.message };
    if (command.type === "message.post") this.#room.refusals.keep(refusal);
    else this.#room.refusals.add(refusal);
  }

  /** The room has the message after all. */
  taken(message: string): void {
    const refused = this.#refusedAs(message);
    if (refused) this.#room.refusals.dismiss(refused.refusal.id);
  }

  /** Sends one that was refused again, as the same message. */
  retry(message: string): void {
    const refused = this.#refusedAs(message);
    if (!refused) return;
    this.#room.refusals.dismiss(refused.refusal.id);
    this.#room.issue(refused.post);
  }

  /** Gives up one that was refused, or was never sent; answers it, or null when it is too late for that. */
  discard(message: string): Post | null {
    const refused = this.#refusedAs(message);
    if (refused) {
      this.#room.refusals.dismiss(refused.refusal.id);
      return refused.post;
    }
    for (const { id, command } of this.#room.pending.value) {
      if (command.type !== "message.post" || command.message !== message) continue;
      return this.#room.withdraw([id]) ? command : null;
    }
    return null;
  }

  #refusedAs(message: string): RefusedPost | undefined {
    return this.#refused.value.find(({ post }) => post.message === message);
  }

  #look(): void {
    const refused: RefusedPost[] = [];
    const others: Refusal[] = [];
    for (const refusal of this.#room.refusals.entries.value) {
      const command = ConversationCommand.safeParse(refusal.command);
      if (command.success && command.data.type === "message.post") refused.push({ post: command.data, refusal });
      else others.push(refusal);
    }
    this.#others.set(others);
    this.#refused.set(refused);
  }
}
