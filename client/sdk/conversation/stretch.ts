import type {
  ConversationRoomEventBody,
  Message,
  MessagePage,
} from "../../../durable-objects/conversation/protocol.ts";

/** Messages of one flow without a gap between them, by seq. A flow is the conversation itself (null) or one thread. */
export interface Stretch {
  readonly messages: readonly Message[];
  /** There are older ones. */
  readonly older: boolean;
  /** There are newer ones, so that what is posted now does not join. */
  readonly newer: boolean;
}

export const EMPTY: Stretch = { messages: [], older: false, newer: false };

/** `stretch` after an event; the same object when it says nothing of it. */
export function afterEvent(stretch: Stretch, event: ConversationRoomEventBody, flow: string | null): Stretch {
  switch (event.type) {
    case "message.posted":
      return joined(event.root ? withMessage(stretch, event.root) : stretch, event.message, flow);
    case "message.edited":
      return withMessage(stretch, event.message);
    case "message.deleted":
      return withMessage(event.root ? withMessage(stretch, event.root) : stretch, event.message);
    case "message.reacted":
      return changed(stretch, event.message, (message) => ({ ...message, reactions: event.reactions }));
    case "message.pinned":
      return changed(stretch, event.message, (message) => ({
        ...message,
        pinnedAt: event.pinnedAt,
        pinnedBy: event.pinnedBy,
      }));
    case "message.call_changed":
      return changed(stretch, event.message, (message) =>
        message.deletedAt === null ? { ...message, call: event.call, text: event.text } : message,
      );
    case "message.previewed":
      return changed(stretch, event.message, (message) => ({ ...message, previews: event.previews }));
    case "messages.expired":
      return expired(stretch, event.before);
    case "conversation.changed":
      return stretch;
  }
}

/** `stretch` with a page of what comes before it, newest first as it was asked for. */
export function joinOlder(stretch: Stretch, page: MessagePage, flow: string | null): Stretch {
  const first = stretch.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  const older = page.items.filter(({ seq, replyTo }) => replyTo === flow && seq < first).reverse();
  return { ...stretch, messages: [...older, ...stretch.messages], older: page.more };
}

/** `stretch` with a page of what comes behind it, oldest first as it was asked for. */
export function joinNewer(stretch: Stretch, page: MessagePage, flow: string | null): Stretch {
  const last = stretch.messages.at(-1)?.seq ?? 0;
  const newer = page.items.filter(({ seq, replyTo }) => replyTo === flow && seq > last);
  return { ...stretch, messages: [...stretch.messages, ...newer], newer: page.more };
}

/** `message` as an event that names it leaves it; what is not about it leaves it the same object. */
export function messageAfter(message: Message, event: ConversationRoomEventBody): Message {
  const alone = { messages: [message], older: false, newer: true };
  return afterEvent(alone, event, null).messages[0] ?? message;
}

/** A message that is posted joins at the end, once, where the stretch goes up to now. */
function joined(stretch: Stretch, message: Message, flow: string | null): Stretch {
  const last = stretch.messages.at(-1)?.seq ?? 0;
  if (stretch.newer || message.replyTo !== flow || message.seq <= last) return stretch;
  return { ...stretch, messages: [...stretch.messages, message] };
}

function withMessage(stretch: Stretch, message: Message): Stretch {
  return changed(stretch, message.id, () => message);
}

function changed(stretch: Stretch, id: string, change: (message: Message) => Message): Stretch {
  // What changes is mostly new.
  const index = stretch.messages.findLastIndex((message) => message.id === id);
  const message = stretch.messages[index];
  return message ? { ...stretch, messages: stretch.messages.with(index, change(message)) } : stretch;
}

function expired(stretch: Stretch, before: number): Stretch {
  const [first] = stretch.messages;
  if (!first || first.seq >= before) return stretch;
  return { ...stretch, messages: stretch.messages.filter(({ seq }) => seq >= before), older: false };
}
