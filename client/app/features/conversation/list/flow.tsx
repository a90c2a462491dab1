import { createContext, use } from "react";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";

/** One flow of messages: the conversation itself, or one thread; and what can be asked about one of its messages. */
interface Flow {
  /** The message that began the thread; null in the conversation itself. */
  thread: string | null;
  edit: (message: string) => void;
  /** Ends editing, with the focus back where one goes on writing. */
  endEdit: () => void;
  /** All from this message on is unread again. */
  markUnread: (message: ShownMessage) => void;
  askDelete: (message: ShownMessage) => void;
  /** Asks at what other time to be reminded of it. */
  askTime: (message: ShownMessage) => void;
}

export const FlowContext = createContext<Flow | null>(null);

/** The flow around. @throws Error outside of one */
export function useFlow(): Flow {
  const flow = use(FlowContext);
  if (!flow) throw new Error("no flow is shown");
  return flow;
}
