/** What an event of the conversation means to those who are told of it elsewhere. Read from the log when it is told. */
import { z } from "zod";
import type { InboxNotice } from "../../inbox/notices.ts";
import type { Reason, Thing } from "../../inbox/protocol.ts";
import type { RoomAddress } from "../../room/authority.ts";
import type { EventEnvelope } from "../../room/protocol.ts";
import { isFollowed } from "../../workspace/conversations/entering.ts";
import type { Conversation } from "../../workspace/conversations/protocol.ts";
import type { MessageNotice } from "../notices.ts";
import { Message } from "../protocol.ts";
import type { Stores } from "../stores.ts";
import { excerptOf } from "../text/words.ts";
import { audienceOf } from "./audience.ts";

/** How much of a message is told elsewhere, in UTF-16 units. */
const EXCERPT_LENGTH = 200;

/** As much of the events as is told elsewhere. */
const Told = z.discriminatedUnion("type", [
  z.object({ type: z.literal("message.posted"), message: Message, here: z.array(z.string()).default([]) }),
  z.object({ type: z.literal("message.edited"), message: Message, mentioned: z.array(z.string()).default([]) }),
  z.object({ type: z.literal("message.deleted"), message: Message }),
]);

/** What the inbox of `user` is told of an event, or nothing. */
export function inboxNotice(
  stores: Stores,
  at: RoomAddress,
  user: string,
  event: EventEnvelope,
): InboxNotice | undefined {
  const told = Told.safeParse(event).data;
  // Of what was deleted before it could be told, nothing is told.
  if (told?.type !== "message.deleted" && told?.message.deletedAt !== null) return undefined;
  switch (told.type) {
    case "message.posted": {
      const reason = audienceOf(stores, told).get(user);
      return reason && notify(stores, at, told.message, reason);
    }
    case "message.edited":
      return told.mentioned.includes(user) ? notify(stores, at, told.message, "mention") : undefined;
    case "message.deleted":
      return { type: "withdrawn", thing: thingOf(at, told.message), message: told.message.id };
  }
}

/** What the workspace is told of an event that it is owed, or nothing. */
export function messageNotice(stores: Stores, conversation: string, event: EventEnvelope): MessageNotice | undefined {
  const about = stores.about.find();
  const isDiscussed = about !== undefined && isFollowed(about);
  const told = Told.safeParse(event).data;
  switch (told?.type) {
    case "message.posted": {
      if (!isDiscussed || told.message.deletedAt !== null) return undefined;
      const { id, seq, author, authorName, at } = told.message;
      return {
        type: "discussion.posted",
        ...{ conversation, message: id, seq, at },
        by: author,
        byName: authorName,
        excerpt: excerptOfMessage(told.message),
        mentions: [...audienceOf(stores, told).keys()],
      };
    }
    case "message.deleted": {
      const { id: message, author } = told.message;
      const by = event.by ?? author;
      return isDiscussed || by !== author ? { type: "message.deleted", conversation, message, author, by } : undefined;
    }
    default:
      return undefined;
  }
}

function notify(stores: Stores, at: RoomAddress, message: Message, reason: Reason): InboxNotice {
  const conversation = stores.about.find();
  return {
    type: "notify",
    thing: thingOf(at, message),
    reason,
    title: conversation ? titleOf(conversation, message.authorName) : "",
    text: excerptOfMessage(message),
    by: message.author,
    byName: message.authorName,
    message: message.id,
    seq: message.seq,
    conversation: null,
    at: message.at,
  };
}

function thingOf({ workspace, room }: RoomAddress, { replyTo }: Message): Thing {
  return replyTo === null
    ? { type: "conversation", workspace, conversation: room }
    : { type: "thread", workspace, conversation: room, message: replyTo };
}

/** What its reader calls a conversation; empty for a discussion, which its workspace names. */
function titleOf({ kind, name, members }: Conversation, author: string): string {
  switch (kind) {
    case "channel":
    case "private":
      return `#${name}`;
    case "direct":
      return author;
    case "group": {
      const others = (members?.length ?? 0) - 2;
      return others > 1 ? `${author} and ${others} others` : `${author} and one other`;
    }
    case "task":
    case "page":
    case "call":
      return "";
  }
}

function excerptOfMessage({ text, attachments }: Message): string {
  const words = excerptOf(text, EXCERPT_LENGTH);
  return words === ""
    ? attachments
        .map(({ name }) => name)
        .join(", ")
        .slice(0, EXCERPT_LENGTH)
    : words;
}
