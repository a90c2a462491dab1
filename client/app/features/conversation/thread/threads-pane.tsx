import { useQuery } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { useMemo } from "react";
import type { ThreadState } from "../../../../../durable-objects/conversation/protocol.ts";
import type { ConversationState } from "../../../../sdk/conversation/state.ts";
import { Chip } from "../../../design/chip.tsx";
import { EmptyState } from "../../../design/empty-state.tsx";
import { Problem } from "../../../design/problem.tsx";
import { Skeleton } from "../../../design/waiting.tsx";
import { messageQuery } from "../../../queries/messages.ts";
import { agoInWords } from "../../../words/dates.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";
import { MessageCard } from "../message/message-card.tsx";
import { newRepliesInWords, repliesInWords } from "../message/thread-summary.tsx";
import { useOpenConversation } from "../open-conversation.tsx";
import { SidePane } from "../side-pane.tsx";

interface ThreadsPaneProps {
  state: ConversationState;
  onClose: () => void;
}

/** The threads of a conversation that one follows: those with new replies first. */
export function ThreadsPane({ state, onClose }: ThreadsPaneProps) {
  const followed = useMemo(
    () =>
      [...state.threads.values()]
        .filter(({ following }) => following)
        .toSorted((a, b) => Number(b.unread > 0) - Number(a.unread > 0) || b.marker - a.marker),
    [state.threads],
  );
  return (
    <SidePane title="Threads" of="threads" close="Close the threads" onClose={onClose}>
      <div className="grid min-h-0 grid-cols-1 content-start gap-3 overflow-y-auto p-4">
        {followed.length === 0 ? (
          <EmptyState icon={MessagesSquare} title="You follow no threads here">
            You follow those you begin, reply in, or are mentioned in. Others by “Follow” in the thread.
          </EmptyState>
        ) : null}
        <ul className="grid grid-cols-1 gap-3">
          {followed.map((each) => (
            <li key={each.thread}>
              <FollowedThread reading={each} state={state} />
            </li>
          ))}
        </ul>
      </div>
    </SidePane>
  );
}

function FollowedThread({ reading, state }: { reading: ThreadState; state: ConversationState }) {
  const { api } = useSignedIn();
  const { id: workspace } = useWorkspace();
  const { conversation, openThread } = useOpenConversation();
  const held = state.messages.find(({ id }) => id === reading.thread);
  const asked = useQuery({ ...messageQuery(api, workspace, conversation.id, reading.thread), enabled: !held });
  const message = held ?? asked.data;
  if (asked.error && !message) return <Problem error={asked.error} retry={asked.refetch} />;
  if (!message) return <Skeleton className="h-24" />;
  const { thread } = message;
  return (
    <MessageCard
      message={message}
      onOpen={() => openThread(message.id)}
      below={
        <>
          {reading.unread > 0 ? <Chip tone="accent">{newRepliesInWords(reading.unread)}</Chip> : null}
          {thread ? (
            <span className="text-xs text-quiet">
              {repliesInWords(thread.replies)}, the last {agoInWords(thread.lastAt, Date.now())}
            </span>
          ) : null}
        </>
      }
    />
  );
}
