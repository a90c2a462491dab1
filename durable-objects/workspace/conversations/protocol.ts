/**
 * Conversations as the workspace knows them: which there are, who belongs to them, and what may be asked about that. What
 * is said in one is its own room's, see `conversation/protocol.ts`. The client imports this file.
 */
import { z } from "zod";
import { Role } from "../../room/protocol.ts";
import { TypedText, typedLine } from "../../room/text.ts";
import {
  MAX_CONVERSATION_NAME_LENGTH,
  MAX_GROUP_MEMBERS,
  MAX_PRIVATE_MEMBERS,
  MAX_RETENTION_DAYS,
  MAX_TOPIC_LENGTH,
} from "./limits.ts";

const id = z.string().min(1).max(64);
/** ms since 1970. */
const time = z.number().int().nonnegative();

/**
 * `channel`: open to everyone in the workspace, and to guests to whom it is named. `private`, `group`, `direct`: for their
 * members alone. `task`, `page`: the discussion of one, for whoever may read that; `call`: the chat of one, for whoever may
 * enter it.
 */
export const ConversationKind = z.enum(["channel", "private", "direct", "group", "task", "page", "call"]);
export type ConversationKind = z.infer<typeof ConversationKind>;

/** What a discussion is about. */
export const ConversationSubject = z.discriminatedUnion("type", [
  z.object({ type: z.literal("task"), task: id, project: id }),
  z.object({ type: z.literal("page"), page: id }),
  z.object({ type: z.literal("call"), call: id }),
]);
export type ConversationSubject = z.infer<typeof ConversationSubject>;

export const Conversation = z.object({
  /** Open it as the room `conversation/{id}`. */
  id,
  kind: ConversationKind,
  /** Empty for `direct` and `group`, which are called by their members, and for discussions, by what they are about. */
  name: z.string(),
  topic: z.string(),
  /** What a discussion is about; null for all others. */
  about: ConversationSubject.nullable(),
  /** Whether everyone in the workspace but guests belongs to it, also who comes later; only of a channel. */
  everyone: z.boolean(),
  /** Who belongs to a `private`, `direct` or `group` conversation; null for those that are open. */
  members: z.array(z.string()).nullable(),
  createdAt: time,
  createdBy: z.string(),
  /** When it was archived: it can be read and searched still, and nothing is said in it any more. */
  archivedAt: time.nullable(),
  /** For how many days messages are kept; null for ever. */
  retentionDays: z.number().int().positive().nullable(),
});
export type Conversation = z.infer<typeof Conversation>;

/** A conversation as it is answered over HTTP. */
export const ConversationView = Conversation.extend({
  /** Whether who asks belongs to it. */
  joined: z.boolean(),
  /** How many belong to it. */
  people: z.number().int().nonnegative(),
});
export type ConversationView = z.infer<typeof ConversationView>;

/** One who belongs to a conversation. */
export const ConversationMember = z.object({ user: z.string(), name: z.string(), role: Role, joinedAt: time });
export type ConversationMember = z.infer<typeof ConversationMember>;

const name = typedLine(MAX_CONVERSATION_NAME_LENGTH);
const topic = TypedText.trim().max(MAX_TOPIC_LENGTH);
const retentionDays = z.number().int().min(1).max(MAX_RETENTION_DAYS).nullable();
const users = z.array(id);

/** Whoever makes one belongs to it. A `direct` or `group` one with the same people is the one there is. */
export const NewConversation = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("channel"),
    name,
    topic: topic.optional(),
    members: users.max(MAX_PRIVATE_MEMBERS).optional(),
  }),
  z.object({
    kind: z.literal("private"),
    name,
    topic: topic.optional(),
    members: users.max(MAX_PRIVATE_MEMBERS).optional(),
  }),
  /** With one other, or with nobody for notes to oneself. */
  z.object({ kind: z.literal("direct"), members: users.max(1) }),
  z.object({ kind: z.literal("group"), members: users.min(2).max(MAX_GROUP_MEMBERS - 1) }),
]);
export type NewConversation = z.infer<typeof NewConversation>;

/** People who are to belong to a conversation, as it is asked over HTTP. */
export const AddedMembers = z.object({ members: users.min(1).max(MAX_PRIVATE_MEMBERS) });

export const ConversationChange = z.object({
  name: name.optional(),
  topic: topic.optional(),
  archived: z.boolean().optional(),
  retentionDays: retentionDays.optional(),
});
export type ConversationChange = z.infer<typeof ConversationChange>;

/** Events of the workspace's `room` stream; each is shown to those who may enter the conversation. */
export const ConversationEventBody = z.discriminatedUnion("type", [
  z.object({ type: z.literal("conversation.created"), conversation: Conversation }),
  z.object({ type: z.literal("conversation.changed"), conversation: Conversation }),
  /** These belong to it from now on; whoever may see it only now is told the whole of it. */
  z.object({ type: z.literal("conversation.joined"), conversation: Conversation, users: z.array(z.string()) }),
  /** Also shown to those it names. */
  z.object({ type: z.literal("conversation.left"), conversation: id, users: z.array(z.string()) }),
  z.object({
    type: z.literal("conversation.deleted"),
    conversation: id,
    name: z.string(),
    /** Who belonged to one that was for its members alone; null for one that was open. */
    members: z.array(z.string()).nullable(),
  }),
]);
export type ConversationEventBody = z.infer<typeof ConversationEventBody>;

/** Commands of the workspace. Making one is asked over HTTP alone, since its object must exist before it does. */
export const ConversationAction = z.discriminatedUnion("type", [
  z.object({ type: z.literal("conversation.change"), conversation: id, set: ConversationChange }),
  z.object({ type: z.literal("conversation.join"), conversation: id }),
  z.object({ type: z.literal("conversation.leave"), conversation: id }),
  z.object({
    type: z.literal("conversation.add_members"),
    conversation: id,
    users: users.min(1).max(MAX_PRIVATE_MEMBERS),
  }),
  z.object({ type: z.literal("conversation.remove_member"), conversation: id, user: id }),
  z.object({ type: z.literal("conversation.delete"), conversation: id }),
]);
export type ConversationAction = z.infer<typeof ConversationAction>;
