import type { Message, ThreadState } from "../../../durable-objects/conversation/protocol.ts";
import type { Outlook } from "./outlook.ts";
import type { Read } from "./reader.ts";
import { predictReading, type Reading } from "./reading.ts";
import { predictPins, type Sight, showMessages } from "./shown.ts";
import type { ConversationState } from "./state.ts";
import type { HeldConversation } from "./stream.ts";

interface Showing {
  told: HeldConversation;
  outlook: Pick<Outlook, "stretch" | "older" | "newer">;
  sight: Sight;
  /** What was read and is not asked of the room yet. */
  reads: readonly Read[];
  /** The replies that are held of a thread. */
  replies: (thread: string) => readonly Message[];
  /** What was shown last; what looks the same stays the same object. */
  before: ConversationState | null;
}

/** A conversation with what is done here over what the room told. */
export function showConversation({ told, outlook, sight, reads, replies, before }: Showing): ConversationState {
  const { stretch } = outlook;
  const upToNow = stretch !== null && !stretch.newer;
  const messages = showMessages(stretch?.messages ?? [], {
    ...sight,
    flow: null,
    upToNow,
    shown: before?.messages ?? [],
  });
  const newest = upToNow ? stretch.messages : told.messages;
  const asked = [...sight.commands.map(({ command }) => command), ...reads];
  const known = (thread: string | null) => (thread === null ? newest : replies(thread));
  const { read, threads } = asked.reduce<Reading>(
    (now, command) => predictReading(now, command, sight.user, known),
    told,
  );
  return {
    conversation: told.conversation,
    messages,
    older: outlook.older,
    newer: outlook.newer,
    read,
    threads: before && sameThreads(before.threads, threads) ? before.threads : byThread(threads),
    pins: predictPins(told.pins, newest, sight.commands),
  };
}

function byThread(threads: readonly ThreadState[]): ReadonlyMap<string, ThreadState> {
  return new Map(threads.map((each) => [each.thread, each]));
}

function sameThreads(before: ReadonlyMap<string, ThreadState>, threads: readonly ThreadState[]): boolean {
  return before.size === threads.length && threads.every((each) => before.get(each.thread) === each);
}
