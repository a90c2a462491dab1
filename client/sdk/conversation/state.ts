import type { Message, ReadState, ThreadState } from "../../../durable-objects/conversation/protocol.ts";
import type { Conversation } from "../../../durable-objects/workspace/conversations/protocol.ts";

/** A message as it is shown: with what was done to it here, and with those of one's own that the room has not taken yet. */
export interface ShownMessage extends Message {
  /**
   * Set on one's own that the room has not taken: it waits to be sent, or for an answer, or was refused. Its `seq` is 0.
   */
  sending?: "waiting" | "refused";
  /** Why the room would not have it. */
  refusal?: { code: string; message: string };
}

/** What there is beyond one end of the messages that are held. */
export type Edge = "none" | "more" | "loading" | "failed";

/** A conversation as it is shown, with what is done here over it. */
export interface ConversationState {
  readonly conversation: Conversation;
  /**
   * Messages outside of threads, without a gap and oldest first; one's own unsent ones last. Those that look the same as
   * before are the same objects.
   */
  readonly messages: readonly ShownMessage[];
  /** What there is before the first of them. */
  readonly older: Edge;
  /** What there is behind the last of them; `none` while they go up to now. */
  readonly newer: Edge;
  /** What this reader has read, outside of threads. */
  readonly read: ReadState;
  /** What this reader has read of the threads they follow or followed, by the message that began each. */
  readonly threads: ReadonlyMap<string, ThreadState>;
  /** How many messages are pinned. */
  readonly pins: number;
}

/** A thread as it is shown. */
export interface ThreadView {
  /** The message that began it. */
  readonly root: ShownMessage;
  /** The replies, without a gap and oldest first; one's own unsent ones last. */
  readonly messages: readonly ShownMessage[];
  readonly older: Edge;
  readonly newer: Edge;
}

/** What a message says when it is posted. Files are named by what their upload answered, so that they show at once. */
export interface MessageDraft {
  text: string;
  /** The message in whose thread it goes. */
  replyTo?: string | null;
  attachments?: readonly Message["attachments"][number][];
}
