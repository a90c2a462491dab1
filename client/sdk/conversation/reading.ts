import { MAX_UNREAD_TOLD } from "../../../durable-objects/conversation/limits.ts";
import type {
  ConversationCommand,
  ConversationRoomEventBody,
  ConversationSnapshot,
  Message,
  ReadState,
  ThreadState,
} from "../../../durable-objects/conversation/protocol.ts";

/** What one reader has read of a conversation and of its threads. */
export type Reading = Pick<ConversationSnapshot, "read" | "threads">;

/** What `user` has read after an event, as the room counts it too; `messages` are some as they were before it. */
export function readingAfter(
  reading: Reading,
  event: ConversationRoomEventBody,
  user: string,
  messages: readonly Message[],
): Reading {
  if (event.type === "message.posted") {
    const { message, root } = event;
    const named = names(message, user) || (event.here?.includes(user) ?? false);
    if (message.replyTo === null) return { ...reading, read: withPosted(reading.read, message, named, user) };
    return withReply(reading, { reply: message, root, named }, user);
  }
  if (event.type !== "message.edited" && event.type !== "message.deleted") return reading;
  const { message } = event;
  const before = messages.find(({ id }) => id === message.id) ?? message;
  return readIn(reading, message.replyTo, (read) => withChanged(read, before, message, user));
}

/**
 * Whether it cannot be told here what an event leaves unread: it changes an unread message of which is not known whom it
 * named before. `messages` are some as they were before it.
 */
export function isUncertain(
  reading: Reading,
  event: ConversationRoomEventBody,
  user: string,
  messages: readonly Message[],
): boolean {
  if (event.type !== "message.edited" && event.type !== "message.deleted") return false;
  const { message } = event;
  const { replyTo: flow } = message;
  const read = flow === null ? reading.read : reading.threads.find(({ thread }) => thread === flow);
  if (!read || message.author === user || message.seq <= read.marker) return false;
  const mayMatter = read.mentions > 0 || names(message, user);
  return mayMatter && !messages.some(({ id }) => id === message.id);
}

/** `reading` with what was asked here and is not answered yet; `messages` are those that are known of a flow. */
export function predictReading(
  reading: Reading,
  command: ConversationCommand,
  user: string,
  messages: (thread: string | null) => readonly Message[],
): Reading {
  if (command.type === "thread.follow") {
    const { thread, on } = command;
    return withThread(reading, { ...threadIn(reading, thread), following: on });
  }
  if (command.type !== "read") return reading;
  const thread = command.thread ?? null;
  const read = readUpTo(command.seq, messages(thread), user);
  if (thread === null) return { ...reading, read };
  return withThread(reading, { ...threadIn(reading, thread), ...read });
}

/** `reading` with what the room answered to one who read, or who begins or ends to follow a thread. */
export function withAnswer(
  reading: Reading,
  command: Extract<ConversationCommand, { type: "read" | "thread.follow" }>,
  read: ReadState,
): Reading {
  const thread = command.thread ?? null;
  if (thread === null) return { ...reading, read };
  const before = threadIn(reading, thread);
  return withThread(reading, { ...before, ...read, following: "on" in command ? command.on : before.following });
}

function readUpTo(marker: number, messages: readonly Message[], user: string): ReadState {
  const unread = messages.filter((message) => message.seq > marker && isNews(message, user));
  return {
    marker,
    unread: Math.min(unread.length, MAX_UNREAD_TOLD),
    mentions: Math.min(unread.filter((message) => names(message, user)).length, MAX_UNREAD_TOLD),
  };
}

/** Whoever began a thread, replies in it or is named in it alone follows it from there on, but not against their will. */
function withReply(
  reading: Reading,
  { reply, root, named }: { reply: Message; root: Message | null; named: boolean },
  user: string,
): Reading {
  const thread = reply.replyTo ?? "";
  const known = reading.threads.find((each) => each.thread === thread);
  const drawnIn = reply.author === user || root?.author === user || reply.mentions.includes(user);
  if (known ? !known.following : !drawnIn) return reading;
  const before = known ?? { thread, marker: reply.seq - 1, unread: 0, mentions: 0, following: true };
  return withThread(reading, { ...before, ...withPosted(before, reply, named, user) });
}

/** What is posted by another is unread; one's own, and what was there before it, is read where nothing was unread. */
function withPosted<Read extends ReadState>(read: Read, message: Message, named: boolean, user: string): Read {
  const { author, seq } = message;
  const nothingUnread = read.unread === 0;
  if (author === user) return nothingUnread ? { ...read, marker: seq } : read;
  return {
    ...read,
    marker: nothingUnread ? seq - 1 : read.marker,
    unread: Math.min(read.unread + 1, MAX_UNREAD_TOLD),
    mentions: Math.min(read.mentions + Number(named), MAX_UNREAD_TOLD),
  };
}

/** A message that was counted is changed. Beyond what is counted, nobody here can tell how many are left. */
function withChanged<Read extends ReadState>(read: Read, before: Message, after: Message, user: string): Read {
  if (after.author === user || after.seq <= read.marker || read.unread === 0) return read;
  if (read.unread >= MAX_UNREAD_TOLD) return read;
  const unread = read.unread - Number(before.deletedAt === null && after.deletedAt !== null);
  const mentions = read.mentions + Number(names(after, user)) - Number(names(before, user));
  return { ...read, unread, mentions: Math.min(unread, Math.max(0, mentions)) };
}

/** `reading` with another state of one flow, where that is known. */
function readIn(reading: Reading, flow: string | null, change: <Read extends ReadState>(read: Read) => Read): Reading {
  if (flow === null) return { ...reading, read: change(reading.read) };
  return { ...reading, threads: reading.threads.map((each) => (each.thread === flow ? change(each) : each)) };
}

function isNews(message: Message, user: string): boolean {
  return message.author !== user && message.deletedAt === null;
}

function names(message: Message, user: string): boolean {
  return message.mentionsAll === "everyone" || message.mentions.includes(user);
}

function threadIn(reading: Reading, thread: string): ThreadState {
  const known = reading.threads.find((each) => each.thread === thread);
  return known ?? { thread, marker: 0, unread: 0, mentions: 0, following: false };
}

function withThread(reading: Reading, thread: ThreadState): Reading {
  const others = reading.threads.filter((each) => each.thread !== thread.thread);
  return { ...reading, threads: [...others, thread] };
}
