import { Bookmark, BookmarkCheck, Ellipsis, MessageSquareReply } from "lucide-react";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { IconButton, iconButtonClass } from "../../../design/icon-button.tsx";
import { Menu } from "../../../design/menu.tsx";
import { useFlow } from "../list/flow.tsx";
import { useOpenConversation } from "../open-conversation.tsx";
import { AddReaction } from "./add-reaction.tsx";
import { MessageMenuItems } from "./message-menu-items.tsx";
import { QuickReactions } from "./quick-reactions.tsx";
import { useMessageActs } from "./use-message-acts.ts";
import { useSaved } from "./use-saved.ts";

/** What can be done with a message, beside it while somebody is at it. */
export function MessageToolbar({ message }: { message: ShownMessage }) {
  const { thread } = useFlow();
  const { mayWrite, openThread } = useOpenConversation();
  const { save } = useMessageActs();
  const isSaved = useSaved(message.id);
  return (
    <div
      role="toolbar"
      aria-label="This message"
      className="absolute end-4 -top-4 z-10 flex items-center rounded-lg border border-line bg-raised p-0.5 shadow-card max-md:end-2"
    >
      <span className="flex pointer-coarse:hidden">
        <QuickReactions message={message} />
      </span>
      {mayWrite ? <AddReaction message={message} look="tool" /> : null}
      {thread === null ? (
        <IconButton
          icon={MessageSquareReply}
          label={mayWrite ? "Reply in a thread" : "Open the thread"}
          shortcut="t"
          size="sm"
          onClick={() => openThread(message.id)}
        />
      ) : null}
      <IconButton
        icon={isSaved ? BookmarkCheck : Bookmark}
        label={isSaved ? "Take off the saved" : "Save for later"}
        shortcut="s"
        size="sm"
        aria-pressed={isSaved ?? false}
        disabled={isSaved === null}
        onClick={() => save(message, !isSaved)}
      />
      <Menu
        label="This message"
        align="end"
        trigger={
          <button
            type="button"
            className={iconButtonClass({ size: "sm" })}
            aria-label="More of this message"
            data-tip="More"
            data-act="more"
          >
            <Ellipsis aria-hidden />
          </button>
        }
      >
        <MessageMenuItems message={message} />
      </Menu>
    </div>
  );
}
