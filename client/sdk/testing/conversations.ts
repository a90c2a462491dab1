/** A conversation as its room would keep it, for tests. */
import type {
  ConversationCommand,
  ConversationReading,
  ConversationRoomEventBody,
  ConversationSnapshot,
  Message,
  MessagePage,
} from "../../../durable-objects/conversation/protocol.ts";
import type { Conversation } from "../../../durable-objects/workspace/conversations/protocol.ts";
import type { PageAsked } from "../conversation/source.ts";

export const channel = (more: Partial<Conversation> = {}): Conversation => ({
  id: "c1",
  kind: "channel",
  name: "general",
  topic: "",
  about: null,
  everyone: false,
  members: null,
  createdAt: 1,
  createdBy: "u1",
  archivedAt: null,
  retentionDays: null,
  ...more,
});

export const message = (id: string, seq: number, more: Partial<Message> = {}): Message => ({
  id,
  seq,
  text: id,
  author: "u2",
  authorName: "u2",
  at: seq,
  editedAt: null,
  deletedAt: null,
  replyTo: null,
  attachments: [],
  reactions: [],
  previews: [],
  mentions: [],
  mentionsAll: null,
  pinnedAt: null,
  pinnedBy: null,
  thread: null,
  ...more,
});

type Said = ConversationRoomEventBody & { seq: number; by: string };

/** As many as a snapshot of this model brings. */
export const NEWEST = 5;

/** A conversation that does what it is asked, at once. Who reads what is kept for each user by their marker. */
export class ModelConversation {
  readonly events: Said[] = [];
  #messages: Message[] = [];
  #markers = new Map<string, number>();

  get seq(): number {
    return this.events.length;
  }

  /** All of one flow, oldest first. */
  flow(thread: string | null): Message[] {
    return this.#messages.filter(({ replyTo }) => replyTo === thread);
  }

  find(id: string): Message | undefined {
    return this.#messages.find((each) => each.id === id);
  }

  /** Posts so many. */
  fill(count: number, author = "u2"): void {
    for (let each = 0; each < count; each++)
      this.act({ type: "message.post", message: `m${this.seq + 1}`, text: "…" }, author);
  }

  /** What comes of a command; null when nothing does. */
  act(command: ConversationCommand, user: string): Said | null {
    switch (command.type) {
      case "message.post":
        return this.#post(command, user);
      case "message.edit":
        return this.#change(
          command.message,
          user,
          (before) => ({ ...before, text: command.text, editedAt: this.seq + 1 }),
          "message.edited",
        );
      case "message.delete":
        return this.#change(
          command.message,
          user,
          (before) => ({ ...before, text: "", deletedAt: this.seq + 1, reactions: [], pinnedAt: null, pinnedBy: null }),
          "message.deleted",
        );
      case "message.react":
        return this.#react(command, user);
      case "message.pin":
        return this.#pin(command, user);
      case "read":
        this.#markers.set(user, command.seq);
        return null;
      default:
        return null;
    }
  }

  /** Everything before this seq is not kept any longer. */
  expire(wanted: number): Said {
    const before = Math.min(wanted, this.seq + 1);
    this.#messages = this.#messages.filter(({ seq }) => seq >= before);
    return this.#say("", { type: "messages.expired", before });
  }

  page({ thread, before, after, limit }: PageAsked): MessagePage {
    const flow = this.flow(thread);
    const inOrder =
      after === undefined
        ? flow.filter(({ seq }) => seq < (before ?? Number.POSITIVE_INFINITY)).reverse()
        : flow.filter(({ seq }) => seq > after);
    return { items: inOrder.slice(0, limit), more: inOrder.length > limit };
  }

  reading(user: string): ConversationReading {
    const marker = this.#markers.get(user) ?? 0;
    const unread = this.flow(null).filter(
      (each) => each.seq > marker && each.author !== user && each.deletedAt === null,
    );
    const [first] = unread;
    const read = { marker: first ? first.seq - 1 : this.seq, unread: Math.min(unread.length, 100), mentions: 0 };
    return { seq: this.seq, read, threads: [] };
  }

  snapshot(user: string): ConversationSnapshot {
    const { items, more } = this.page({ thread: null, limit: NEWEST });
    const { read, threads } = this.reading(user);
    const pins = this.#messages.filter(({ pinnedAt }) => pinnedAt !== null).length;
    return { conversation: channel(), messages: items.reverse(), more, pins, read, threads };
  }

  #post({ message: id, text, replyTo }: Extract<ConversationCommand, { type: "message.post" }>, user: string) {
    if (this.find(id)) return null;
    const seq = this.seq + 1;
    const root = replyTo ? this.find(replyTo) : undefined;
    if (replyTo && !root) return null;
    const posted = message(id, seq, { text, author: user, authorName: user, replyTo: replyTo ?? null });
    if (root) {
      const replies = (root.thread?.replies ?? 0) + 1;
      this.#put({ ...root, thread: { replies, lastSeq: seq, lastAt: seq, users: [user] } });
    }
    this.#messages = [...this.#messages, posted];
    return this.#say(user, { type: "message.posted", message: posted, root: (root && this.find(root.id)) ?? null });
  }

  #change(
    id: string,
    user: string,
    change: (before: Message) => Message,
    type: "message.edited" | "message.deleted",
  ): Said | null {
    const before = this.find(id);
    if (!before || before.deletedAt !== null) return null;
    const after = change(before);
    this.#put(after);
    return this.#say(user, type === "message.edited" ? { type, message: after } : { type, message: after, root: null });
  }

  #react({ message: id, emoji, on }: Extract<ConversationCommand, { type: "message.react" }>, user: string) {
    const before = this.find(id);
    if (!before || before.deletedAt !== null) return null;
    const others = before.reactions.flatMap((each) => {
      const users = each.emoji === emoji ? each.users.filter((other) => other !== user) : each.users;
      return users.length > 0 || (each.emoji === emoji && on) ? [{ ...each, users }] : [];
    });
    const same = others.find((each) => each.emoji === emoji);
    const reactions = !on
      ? others
      : same
        ? others.map((each) => (each === same ? { emoji, users: [...each.users, user] } : each))
        : [...others, { emoji, users: [user] }];
    this.#put({ ...before, reactions });
    return this.#say(user, { type: "message.reacted", message: id, reactions });
  }

  #pin({ message: id, on }: Extract<ConversationCommand, { type: "message.pin" }>, user: string) {
    const before = this.find(id);
    if (!before || before.deletedAt !== null || (before.pinnedAt !== null) === on) return null;
    const pinned = { pinnedAt: on ? this.seq + 1 : null, pinnedBy: on ? user : null };
    this.#put({ ...before, ...pinned });
    return this.#say(user, { type: "message.pinned", message: id, ...pinned });
  }

  #put(changed: Message): void {
    this.#messages = this.#messages.map((each) => (each.id === changed.id ? changed : each));
  }

  #say(by: string, body: ConversationRoomEventBody): Said {
    const said = { ...body, seq: this.seq + 1, by };
    this.events.push(said);
    return said;
  }
}
