import { useParams } from "@tanstack/react-router";
import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useId } from "react";
import type { Conversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import { useObserved } from "../../../react/observed.ts";
import { collapsed, type Foldable, toggleCollapsed } from "./collapsed.ts";
import { ConversationRow } from "./conversation-row.tsx";
import { useHeardOf } from "./use-conversations.ts";

interface SidebarSectionProps {
  part: Foldable;
  title: string;
  conversations: readonly Conversation[];
  /** Buttons beside the heading. */
  buttons: ReactNode;
  /** What stands below the rows. */
  foot?: ReactNode;
}

/** Conversations under a heading that folds them away; what is unread, or open, stays in sight even then. */
export function SidebarSection({ part, title, conversations, buttons, foot }: SidebarSectionProps) {
  const list = useId();
  const isOpen = !useObserved(collapsed).includes(part);
  const isUrgent = useUrgent();
  const shown = isOpen ? conversations : conversations.filter(isUrgent);
  return (
    <section className="grid grid-cols-1 gap-1" aria-label={title}>
      <div className="flex min-h-7 items-center">
        <h2 className="flex flex-1">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={list}
            onClick={() => toggleCollapsed(part)}
            className="flex min-h-7 items-center gap-1 rounded-md px-2 text-xs font-semibold text-quiet hover:text-ink pointer-coarse:min-h-11"
          >
            {title}
            <ChevronDown
              aria-hidden
              className={clsx("size-3.5 transition-transform duration-quick", !isOpen && "-rotate-90 rtl:rotate-90")}
            />
          </button>
        </h2>
        {buttons}
      </div>
      <ul id={list} className="grid grid-cols-1 gap-px">
        {shown.map((conversation) => (
          <ConversationRow key={conversation.id} conversation={conversation} />
        ))}
      </ul>
      {isOpen ? foot : null}
    </section>
  );
}

/** True for a conversation that is open, or in which something waits for whoever looks. */
function useUrgent(): (conversation: Conversation) => boolean {
  const { conversation: open } = useParams({ strict: false });
  const heardOf = useHeardOf();
  return ({ id }) => {
    const { unread, muted } = heardOf(id);
    return id === open || (unread?.mentions ?? 0) > 0 || ((unread?.unread ?? 0) > 0 && !muted);
  };
}
