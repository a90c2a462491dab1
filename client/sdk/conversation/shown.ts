/** What the room will make of what is asked here, shown before it has answered. */
import { equalityDeep } from "lib0/function";
import type {
  Attachment,
  ConversationCommand,
  Message,
  Reaction,
} from "../../../durable-objects/conversation/protocol.ts";
import type { PendingCommand } from "../queue/queue.ts";
import type { Refusal } from "../queue/rows.ts";
import type { ShownMessage } from "./state.ts";

type Pending = Pick<PendingCommand<ConversationCommand>, "command" | "at">;
export type Post = Extract<ConversationCommand, { type: "message.post" }>;

/** A post that the room would not have. */
export interface RefusedPost {
  post: Post;
  refusal: Refusal;
}

/** What a conversation is shown with. */
export interface Sight {
  user: string;
  /** What the user is called. */
  name: string;
  /** What was asked and is not part of the messages yet. */
  commands: readonly Pending[];
  refused: readonly RefusedPost[];
  /** What is known of a file that a post names; undefined for one that an earlier page uploaded. */
  file: (id: string) => Attachment | undefined;
}

interface FlowSight extends Sight {
  /** The flow that is shown. */
  flow: string | null;
  /** Whether the messages go up to now, so that one's own unsent ones follow. */
  upToNow: boolean;
  /** What was shown last; what looks the same now stays the same object. */
  shown: readonly ShownMessage[];
}

/** `messages` with the local effects of commands over them, and one's own unsent ones behind. */
export function showMessages(messages: readonly Message[], sight: FlowSight): readonly ShownMessage[] {
  const unsent = sight.upToNow ? unsentOf(messages, sight) : [];
  const changes = sight.commands.flatMap(({ command, at }) => (isChange(command) ? [{ command, at }] : []));
  if (unsent.length === 0 && changes.length === 0) return messages;
  const all = [...messages, ...unsent];
  const touched = new Set(unsent.map(({ id }) => id));
  for (const { command, at } of changes) {
    const index = all.findLastIndex(({ id }) => id === command.message);
    const message = all[index];
    if (!message) continue;
    all[index] = changedBy(message, command, at, sight.user);
    touched.add(message.id);
  }
  return keepSame(all, touched, sight.shown);
}

/** A message with the local effects of commands over it. */
export function showMessage(message: Message, { commands, user }: Sight): ShownMessage {
  return commands.reduce((now: ShownMessage, { command, at }) => {
    return isChange(command) && command.message === message.id ? changedBy(now, command, at, user) : now;
  }, message);
}

/** How many messages would be pinned after commands; `messages` are those that are known. */
export function predictPins(pins: number, messages: readonly Message[], commands: readonly Pending[]): number {
  return commands.reduce((now, { command }) => {
    if (command.type !== "message.pin") return now;
    const message = messages.find(({ id }) => id === command.message);
    if (!message || (message.pinnedAt !== null) === command.on) return now;
    return now + (command.on ? 1 : -1);
  }, pins);
}

type Change = Extract<
  ConversationCommand,
  { type: "message.edit" | "message.delete" | "message.react" | "message.pin" }
>;

function isChange(command: ConversationCommand): command is Change {
  switch (command.type) {
    case "message.edit":
    case "message.delete":
    case "message.react":
    case "message.pin":
      return true;
    default:
      return false;
  }
}

function changedBy(message: ShownMessage, change: Change, at: number, user: string): ShownMessage {
  if (message.deletedAt !== null) return message;
  switch (change.type) {
    case "message.edit":
      return { ...message, text: change.text, editedAt: at };
    case "message.delete":
      return { ...message, ...TOMBSTONE, deletedAt: at };
    case "message.react":
      return { ...message, reactions: reactionsAfter(message.reactions, change, user) };
    case "message.pin":
      if ((message.pinnedAt !== null) === change.on) return message;
      return { ...message, pinnedAt: change.on ? at : null, pinnedBy: change.on ? user : null };
  }
}

/** Nobody was named in it, or put anything to it. */
const UNMARKED = { reactions: [], previews: [], mentions: [], mentionsAll: null, pinnedAt: null, pinnedBy: null };
const TOMBSTONE = { ...UNMARKED, text: "", attachments: [] };

function reactionsAfter(
  reactions: readonly Reaction[],
  { emoji, on }: { emoji: string; on: boolean },
  user: string,
): Reaction[] {
  const same = reactions.find((reaction) => reaction.emoji === emoji);
  const others = same?.users.filter((each) => each !== user) ?? [];
  if (on && same?.users.includes(user)) return [...reactions];
  const after = { emoji, users: on ? [...others, user] : others };
  const all = same ? reactions.map((each) => (each === same ? after : each)) : [...reactions, after];
  return all.filter(({ users }) => users.length > 0);
}

/** One's own posts that the room has not taken, in the order in which they were written. */
function unsentOf(messages: readonly Message[], sight: FlowSight): ShownMessage[] {
  const { commands } = sight;
  const posts = commands.some(({ command }) => command.type === "message.post");
  if (!posts && sight.refused.length === 0) return [];
  const taken = new Set(messages.map(({ id }) => id));
  const isHere = (post: Post) => !taken.has(post.message) && (post.replyTo ?? null) === sight.flow;
  const refused = sight.refused.flatMap(({ post, refusal: { at, code, message } }): ShownMessage[] => {
    if (!isHere(post)) return [];
    taken.add(post.message);
    return [{ ...unsent(post, at, sight), sending: "refused", refusal: { code, message } }];
  });
  const waiting = commands.flatMap(({ command, at }): ShownMessage[] => {
    if (command.type !== "message.post" || !isHere(command)) return [];
    return [{ ...unsent(command, at, sight), sending: "waiting" }];
  });
  return [...refused, ...waiting].toSorted((a, b) => a.at - b.at);
}

function unsent(post: Post, at: number, { user, name, file }: Sight): Message {
  return {
    id: post.message,
    seq: 0,
    text: post.text,
    author: user,
    authorName: name,
    at,
    editedAt: null,
    deletedAt: null,
    replyTo: post.replyTo ?? null,
    attachments: post.attachments?.flatMap((id) => file(id) ?? []) ?? [],
    ...UNMARKED,
    thread: null,
  };
}

function keepSame(
  messages: readonly ShownMessage[],
  touched: ReadonlySet<string>,
  shown: readonly ShownMessage[],
): readonly ShownMessage[] {
  const before = new Map(shown.flatMap((message) => (touched.has(message.id) ? [[message.id, message]] : [])));
  return messages.map((message) => {
    const former = before.get(message.id);
    return former && equalityDeep(former, message) ? former : message;
  });
}
