/**
 * What a conversation says and what may be asked of it: the `room` stream's snapshot, events and commands, and the shapes
 * its HTTP routes share with them. The client imports this file.
 *
 * A message's `seq` is the seq of its `message.posted`: what a client has seen last of the stream is where both its
 * resume and its `?after=` go on. What belongs to one reader alone (unread counts, drafts) is told by their inbox.
 */
import { z } from "zod";
import { EventEnvelope } from "../room/protocol.ts";
import { TypedText } from "../room/text.ts";
import { CallState } from "../workspace/calls/protocol.ts";
import { Conversation } from "../workspace/conversations/protocol.ts";
import { Attachment } from "./files/protocol.ts";
import { MAX_ATTACHMENTS, MAX_MESSAGE_BYTES, MAX_REACTION_LENGTH } from "./limits.ts";

export { Attachment, FILE_TYPES, FileType } from "./files/protocol.ts";

const id = z.string().min(1).max(64);
/** Made by who asks; a message is found by it over HTTP, where no other kind of id is one. */
const newId = z.uuid();
const seq = z.number().int().nonnegative();
/** ms since 1970. */
const time = z.number().int().nonnegative();
const count = z.number().int().nonnegative();

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/**
 * Markdown. A person is mentioned by a link `[@Ada](ensemble:user/{id})`, a task or page by `[ENS-1](ensemble:task/{id})`
 * or `ensemble:page/{id}`; `@everyone` and `@here` outside of code mention all who belong here, and those of them present.
 */
export const MessageText = TypedText.refine((text) => bytesOf(text) <= MAX_MESSAGE_BYTES, {
  error: `A message may have at most ${MAX_MESSAGE_BYTES / 1024} kB of text.`,
});

export const Reaction = z.object({
  /** An emoji. */
  emoji: z.string(),
  /** Who reacted so, the first first. */
  users: z.array(z.string()),
});
export type Reaction = z.infer<typeof Reaction>;

/** What the server found behind a link of a message, where it is set to look. */
export const LinkPreview = z.object({
  url: z.string(),
  title: z.string(),
  description: z.string(),
  site: z.string(),
});
export type LinkPreview = z.infer<typeof LinkPreview>;

/** What a message with replies says of them. */
export const ThreadSummary = z.object({
  replies: count,
  lastSeq: seq,
  lastAt: time,
  /** Who replied, the latest first, at most five. */
  users: z.array(z.string()),
});
export type ThreadSummary = z.infer<typeof ThreadSummary>;

/** A call that was started from this conversation, as the message shows it that was posted for it. */
export const CallCard = z.object({
  call: id,
  /** Empty for one that is called by the conversation. */
  title: z.string(),
  state: CallState,
  startsAt: time.nullable(),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  /** How many are in it, or were in it in all. */
  people: count,
});
export type CallCard = z.infer<typeof CallCard>;

export const Message = z.object({
  id,
  seq,
  /** Empty once it is deleted. */
  text: z.string(),
  author: z.string(),
  /** The author's name when it was written; who is still here has a newer one in the workspace. */
  authorName: z.string(),
  at: time,
  editedAt: time.nullable(),
  /** Set on the tombstone that a deleted message leaves. */
  deletedAt: time.nullable(),
  /** The message whose thread it stands in; null in the conversation itself. */
  replyTo: id.nullable(),
  attachments: z.array(Attachment),
  reactions: z.array(Reaction),
  previews: z.array(LinkPreview),
  /** Who is mentioned by name, and whether all are. */
  mentions: z.array(z.string()),
  mentionsAll: z.enum(["everyone", "here"]).nullable(),
  pinnedAt: time.nullable(),
  pinnedBy: z.string().nullable(),
  /** Null without replies. */
  thread: ThreadSummary.nullable(),
  /** The call that it was posted for; absent for what somebody wrote. */
  call: z.exactOptional(CallCard),
});
export type Message = z.infer<typeof Message>;

/** An event's own part; the room adds {@link EventEnvelope}. A message that an event changes comes whole, as it then is. */
export const ConversationRoomEventBody = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("message.posted"),
    message: Message,
    /** The message it replies to, with its new summary. */
    root: Message.nullable(),
    /** Whom its `@here` reached: those who were present. */
    here: z.array(z.string()).optional(),
  }),
  /** `mentioned` are those whom it did not mention before. */
  z.object({ type: z.literal("message.edited"), message: Message, mentioned: z.array(z.string()).optional() }),
  z.object({ type: z.literal("message.deleted"), message: Message, root: Message.nullable() }),
  z.object({ type: z.literal("message.reacted"), message: id, reactions: z.array(Reaction) }),
  z.object({
    type: z.literal("message.pinned"),
    message: id,
    pinnedAt: time.nullable(),
    pinnedBy: z.string().nullable(),
  }),
  /** `text` is what it says where no card is shown, as in a list or a file. */
  z.object({ type: z.literal("message.call_changed"), message: id, call: CallCard, text: z.string() }),
  z.object({ type: z.literal("message.previewed"), message: id, previews: z.array(LinkPreview) }),
  /** Everything before this seq is gone, because it was not to be kept longer. */
  z.object({ type: z.literal("messages.expired"), before: seq }),
  z.object({ type: z.literal("conversation.changed"), conversation: Conversation }),
]);
export type ConversationRoomEventBody = z.infer<typeof ConversationRoomEventBody>;

export const ConversationRoomEvent = z.intersection(ConversationRoomEventBody, z.object(EventEnvelope.shape));
export type ConversationRoomEvent = z.infer<typeof ConversationRoomEvent>;

/** How far one reader has read, in the conversation itself or in one thread. */
export const ReadState = z.object({
  /** All up to this seq is read. */
  marker: seq,
  /** Messages of others behind it, counted up to 100. */
  unread: count,
  /** Those of them that mention this reader. */
  mentions: count,
});
export type ReadState = z.infer<typeof ReadState>;

/** A thread that a reader follows: they began it, replied in it, were mentioned in it, or asked to. */
export const ThreadState = ReadState.extend({ thread: id, following: z.boolean() });
export type ThreadState = z.infer<typeof ThreadState>;

/** A message that waits for its time; only its author knows of it. */
export const ScheduledMessage = z.object({
  id,
  text: z.string(),
  replyTo: id.nullable(),
  attachments: z.array(Attachment),
  sendAt: time,
});
export type ScheduledMessage = z.infer<typeof ScheduledMessage>;

/** The state of the `room` stream for one reader. */
export const ConversationSnapshot = z.object({
  conversation: Conversation,
  /** The newest messages outside of threads, oldest first. */
  messages: z.array(Message),
  /** Whether there are older ones: ask for `?before=` the first one's seq. */
  more: z.boolean(),
  /** How many messages were pinned; the list is asked for over HTTP. */
  pins: count,
  /** This reader's own. */
  read: ReadState,
  threads: z.array(ThreadState),
});
export type ConversationSnapshot = z.infer<typeof ConversationSnapshot>;

/** What one reader has read, on whatever device, as it was behind the event `seq`; for whoever resumed, and saw only events. */
export const ConversationReading = ConversationSnapshot.pick({ read: true, threads: true }).extend({ seq });
export type ConversationReading = z.infer<typeof ConversationReading>;

const attachments = z.array(id).max(MAX_ATTACHMENTS);

/** What is asked of a conversation, over a socket and over HTTP alike. Ids of new messages are made by who asks. */
export const ConversationCommand = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("message.post"),
    message: newId,
    text: MessageText,
    replyTo: id.nullable().optional(),
    attachments: attachments.optional(),
  }),
  z.object({ type: z.literal("message.edit"), message: id, text: MessageText }),
  z.object({ type: z.literal("message.delete"), message: id }),
  z.object({
    type: z.literal("message.react"),
    message: id,
    emoji: z.string().min(1).max(MAX_REACTION_LENGTH),
    on: z.boolean(),
  }),
  z.object({ type: z.literal("message.pin"), message: id, on: z.boolean() }),
  /** Says that all up to `seq` was read; a lower one than before marks what is behind it unread again. */
  z.object({ type: z.literal("read"), seq, thread: id.nullable().optional() }),
  z.object({ type: z.literal("thread.follow"), thread: id, on: z.boolean() }),
  z.object({
    type: z.literal("message.schedule"),
    message: newId,
    text: MessageText,
    replyTo: id.nullable().optional(),
    attachments: attachments.optional(),
    sendAt: time,
  }),
  z.object({
    type: z.literal("message.reschedule"),
    message: id,
    text: MessageText.optional(),
    sendAt: time.optional(),
  }),
  z.object({ type: z.literal("message.unschedule"), message: id }),
]);
export type ConversationCommand = z.infer<typeof ConversationCommand>;

/** `result` of an ack: the message as it is, what this reader has read now, or nothing. */
export const ConversationResult = z.union([z.object({ message: Message }), z.object({ read: ReadState })]).optional();
export type ConversationResult = z.infer<typeof ConversationResult>;

/** What a socket says of itself: that its user types, here or in a thread, and whether they look at this now. */
export const ConversationPresence = z.object({
  typing: z.object({ thread: id.nullable() }).nullable().optional(),
  looking: z.boolean().optional(),
});
export type ConversationPresence = z.infer<typeof ConversationPresence>;

/** A page of messages over HTTP. */
export const MessagePage = z.object({
  items: z.array(Message),
  /** Whether there is more in the direction asked for. */
  more: z.boolean(),
});
export type MessagePage = z.infer<typeof MessagePage>;

/** A text that a message had before it was edited. */
export const MessageEdit = z.object({ text: z.string(), at: time });
export type MessageEdit = z.infer<typeof MessageEdit>;

/** One message found, with where its words were found. */
export const FoundMessage = z.object({
  conversation: id,
  message: Message,
  /** Its text around what was found, in pieces; `hit` are the words that were looked for. */
  excerpt: z.array(z.object({ text: z.string(), hit: z.boolean() })),
});
export type FoundMessage = z.infer<typeof FoundMessage>;

/** A page of what a search found, the newest first. */
export const FoundMessages = z.object({
  items: z.array(FoundMessage),
  /** The cursor of the next page; null at the end. */
  next: z.string().nullable(),
  /** Whether there are conversations that were not searched, because there are too many. */
  partial: z.boolean(),
});
export type FoundMessages = z.infer<typeof FoundMessages>;
