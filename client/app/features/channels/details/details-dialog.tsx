import { useState } from "react";
import type { Conversation } from "../../../../../durable-objects/workspace/conversations/protocol.ts";
import { Dialog } from "../../../design/dialog.tsx";
import { Tabs } from "../../../design/tabs.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";
import type { DetailsPart } from "../asked.ts";
import { conversationWords } from "../names.ts";
import { About } from "./about.tsx";
import { ConversationMembers } from "./members.tsx";
import { ConversationSettings } from "./settings.tsx";

interface DetailsDialogProps {
  conversation: Conversation;
  /** The part that is looked at first. */
  part: DetailsPart;
  onClose: () => void;
}

/** All there is to know of a conversation but what is said in it, and to set. */
export function DetailsDialog({ conversation, part: first, onClose }: DetailsDialogProps) {
  const { state } = useWorkspace();
  const [part, setPart] = useState(first);
  return (
    <Dialog title={conversationWords(conversation, state.members, state.reader)} onClose={onClose}>
      <Tabs
        label="About this conversation"
        value={part}
        onChange={setPart}
        tabs={[
          { value: "about", name: "About", content: <About conversation={conversation} onClose={onClose} /> },
          { value: "members", name: "Members", content: <ConversationMembers conversation={conversation} /> },
          {
            value: "settings",
            name: "Settings",
            content: <ConversationSettings conversation={conversation} onClose={onClose} />,
          },
        ]}
      />
    </Dialog>
  );
}
