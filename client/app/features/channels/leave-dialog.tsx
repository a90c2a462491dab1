import type { Conversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import { Confirm } from "../../design/dialog.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { conversationName } from "./names.ts";
import { useConversationActs } from "./use-acts.ts";

/** Asks before one leaves what one cannot come back to by oneself. */
export function LeaveDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { state } = useWorkspace();
  const { leaveNow } = useConversationActs();
  return (
    <Confirm
      title={`Leave “${conversationName(conversation, state.members, state.reader)}”?`}
      confirm="Leave"
      onConfirm={() => {
        onClose();
        void leaveNow(conversation);
      }}
      onCancel={onClose}
    >
      <p>You can read it no more, and come back only if somebody in it adds you again. What you wrote stays.</p>
    </Confirm>
  );
}
