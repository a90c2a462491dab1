import { Bell, BellOff, CheckCheck, Info, Link2, LogOut } from "lucide-react";
import type { Conversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import { MenuItem, MenuLine } from "../../design/menu.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { openDetails } from "./asked.ts";
import { isLeft } from "./roles.ts";
import { useConversationActs } from "./use-acts.ts";
import { useHeard } from "./use-conversations.ts";

/** What can be done with a conversation without opening it. */
export function ConversationMenuItems({ conversation }: { conversation: Conversation }) {
  const { state } = useWorkspace();
  const { muted, unread } = useHeard(conversation.id);
  const { mute, unmute, markRead, leave, copyLink } = useConversationActs();
  const belongs = state.joined.includes(conversation.id);
  const isRead = !unread || unread.unread + unread.mentions + unread.replies === 0;
  return (
    <>
      <MenuItem icon={CheckCheck} disabled={isRead} onSelect={() => markRead(conversation)}>
        Mark as read
      </MenuItem>
      {muted ? (
        <MenuItem icon={Bell} onSelect={() => unmute(conversation)}>
          Unmute
        </MenuItem>
      ) : (
        <MenuItem icon={BellOff} onSelect={() => mute(conversation)}>
          Mute
        </MenuItem>
      )}
      <MenuItem icon={Link2} onSelect={() => copyLink(conversation)}>
        Copy link
      </MenuItem>
      <MenuItem icon={Info} onSelect={() => openDetails(conversation.id)}>
        Details and members
      </MenuItem>
      {belongs && isLeft(conversation) ? (
        <>
          <MenuLine />
          <MenuItem icon={LogOut} onSelect={() => leave(conversation)}>
            Leave
          </MenuItem>
        </>
      ) : null}
    </>
  );
}
