import type { z } from "zod";
import { SNAPSHOT_MESSAGES } from "../../../durable-objects/conversation/limits.ts";
import {
  ConversationReading,
  ConversationRoomEvent,
  ConversationSnapshot,
} from "../../../durable-objects/conversation/protocol.ts";
import type { StreamDesign } from "../room/stream.ts";
import { type Reading, readingAfter } from "./reading.ts";
import { afterEvent, type Stretch } from "./stretch.ts";

/** The newest messages that are held, and kept in the browser, whatever else of the conversation is looked at. */
const NEWEST = 2 * SNAPSHOT_MESSAGES;

/** What a snapshot would be now. */
export const HeldConversation = ConversationSnapshot.extend({
  /** What was read is known as it was behind this event, if not from the snapshot. */
  readAt: ConversationReading.shape.seq.default(0),
});
export type HeldConversation = z.infer<typeof HeldConversation>;

/** A conversation's `room` stream, as `reader` is told of it. */
export function conversationStream(
  reader: () => string,
): StreamDesign<HeldConversation, ConversationRoomEvent, HeldConversation> {
  return {
    part: HeldConversation,
    whole: ([only]) => only,
    parts: (state) => [state],
    event: ConversationRoomEvent,
    apply(state, event) {
      const newest = bounded(afterEvent(newestOf(state), event, null));
      const counted = event.seq <= state.readAt;
      const { read, threads }: Reading = counted ? state : readingAfter(state, event, reader(), state.messages);
      return {
        ...state,
        read,
        threads: [...threads],
        conversation: event.type === "conversation.changed" ? event.conversation : state.conversation,
        messages: [...newest.messages],
        more: newest.older,
        pins: pinsAfter(state, event),
      };
    },
  };
}

/** The newest messages of a conversation, which go up to now. */
export function newestOf({ messages, more }: ConversationSnapshot): Stretch {
  return { messages, older: more, newer: false };
}

function bounded(stretch: Stretch): Stretch {
  if (stretch.messages.length <= NEWEST) return stretch;
  return { ...stretch, messages: stretch.messages.slice(-NEWEST), older: true };
}

function pinsAfter({ pins, messages }: HeldConversation, event: ConversationRoomEvent): number {
  if (event.type === "message.pinned") return event.pinnedAt === null ? Math.max(0, pins - 1) : pins + 1;
  if (event.type !== "message.deleted") return pins;
  const deleted = messages.find(({ id }) => id === event.message.id);
  return deleted && deleted.pinnedAt !== null ? Math.max(0, pins - 1) : pins;
}
