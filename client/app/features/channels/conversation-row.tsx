import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { BellOff, Ellipsis } from "lucide-react";
import { type MouseEvent, useRef } from "react";
import type { Conversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import { CountMark } from "../../design/count-mark.tsx";
import { iconButtonClass } from "../../design/icon-button.tsx";
import { Menu } from "../../design/menu.tsx";
import { openMenuOf } from "../../design/open-menu.ts";
import { countInWords } from "../../words/counts.ts";
import { SIDEBAR_LINK } from "../workspace/sidebar-link.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { ConversationMenuItems } from "./conversation-menu.tsx";
import { KindIcon } from "./kind-icon.tsx";
import { conversationName } from "./names.ts";
import { type Heard, useHeard } from "./use-conversations.ts";

/** What is unread stands at the very end, until the button does. */
const ROOM_FOR_MORE = "group-focus-within/row:pe-8 group-hover/row:pe-8 pointer-coarse:pe-12";

/** A conversation in the sidebar, with what is unread in it; its acts by the button at its end, or a right click. */
export function ConversationRow({ conversation }: { conversation: Conversation }) {
  const { id: workspace, state } = useWorkspace();
  const heard = useHeard(conversation.id);
  const more = useRef<HTMLButtonElement>(null);
  const name = conversationName(conversation, state.members, state.reader);
  const isUnread = (heard.unread?.unread ?? 0) > 0 && !heard.muted;
  const openMenu = (event: MouseEvent) => {
    event.preventDefault();
    openMenuOf(more.current);
  };
  return (
    <li className="group/row relative flex rounded-md" onContextMenu={openMenu}>
      <Link
        className={clsx(SIDEBAR_LINK, ROOM_FOR_MORE, isUnread && "font-semibold", heard.muted && "text-quiet")}
        to="/w/$workspace/c/$conversation"
        params={{ workspace, conversation: conversation.id }}
        draggable={false}
      >
        <KindIcon conversation={conversation} />
        <span className="min-w-0 truncate" dir="auto">
          {name}
        </span>
        {heard.muted ? <BellOff aria-label="Muted" className="text-quiet" /> : null}
        <Marks conversation={conversation} heard={heard} />
      </Link>
      <Menu
        label={`More for ${name}`}
        align="end"
        trigger={
          <button
            ref={more}
            type="button"
            aria-label={`More for ${name}`}
            className={clsx(
              iconButtonClass({ size: "sm" }),
              "absolute end-0.5 top-0.5 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 data-[state=open]:opacity-100 pointer-coarse:top-0 pointer-coarse:opacity-100",
            )}
          >
            <Ellipsis aria-hidden />
          </button>
        }
      >
        <ConversationMenuItems conversation={conversation} />
      </Menu>
    </li>
  );
}

/** How much is unread: mentions and what is said to oneself alone loudly, the rest quietly. */
function Marks({ conversation, heard: { unread, muted } }: { conversation: Conversation; heard: Heard }) {
  if (!unread) return null;
  const { unread: messages, mentions, replies } = unread;
  const direct = conversation.kind === "direct" || conversation.kind === "group";
  if (mentions > 0)
    return (
      <CountMark count={mentions} says={countInWords(mentions, mentions === 1 ? "mention" : "mentions")} tone="loud" />
    );
  if (muted) return null;
  if (messages > 0) {
    return <CountMark count={messages} says={countInWords(messages, "unread")} tone={direct ? "loud" : "calm"} />;
  }
  return <CountMark count={replies} says={countInWords(replies, "new replies in threads")} tone="calm" />;
}
