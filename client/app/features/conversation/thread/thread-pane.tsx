import { Bell, BellOff, MessageSquareX } from "lucide-react";
import { useCallback, useRef } from "react";
import type { ThreadState } from "../../../../../durable-objects/conversation/protocol.ts";
import { useThread, useThreadState } from "../../../../react/conversation.ts";
import { useObserved } from "../../../../react/observed.ts";
import type { ConversationState, ThreadView } from "../../../../sdk/conversation/state.ts";
import type { Thread } from "../../../../sdk/conversation/thread.ts";
import { Button } from "../../../design/button.tsx";
import { EmptyState } from "../../../design/empty-state.tsx";
import { byFingers } from "../../../design/fingers.ts";
import { Skeleton } from "../../../design/waiting.tsx";
import { wordsForCode } from "../../../words/problem.ts";
import { FlowView } from "../list/flow-view.tsx";
import { repliesInWords } from "../message/thread-summary.tsx";
import { useOpenConversation } from "../open-conversation.tsx";
import { SidePane } from "../side-pane.tsx";
import { useGoal } from "../use-goal.ts";
import { useWritingAtOnce } from "../use-writing-at-once.ts";
import { WritingPlace } from "../writing-place.tsx";

interface ThreadPaneProps {
  /** The message that began it. */
  root: string;
  threads: ConversationState["threads"];
  /** The reply that somebody has come for. */
  goal: string | null;
  /** One goes on from it. */
  onLeaveGoal: () => void;
  onClose: () => void;
}

const NO_THREADS: ConversationState["threads"] = new Map();

/** A thread beside its conversation: the message that began it, the replies, and where one replies. */
export function ThreadPane({ root, threads, goal, onLeaveGoal, onClose }: ThreadPaneProps) {
  const { room, name } = useOpenConversation();
  const thread = useThread(room, root);
  const state = useThreadState(thread);
  const failure = useObserved(thread?.failure ?? null, null);
  const reading = threads.get(root) ?? null;
  const isFollowing = reading?.following ?? false;
  const place = useRef<HTMLDivElement>(null);
  // Where fingers write, a keyboard would come up over what is to be read.
  useWritingAtOnce(place, goal === null && !byFingers() ? "at once" : "later");
  const follow = (
    <Button
      size="sm"
      look="quiet"
      aria-pressed={isFollowing}
      onClick={() => void room.follow(root, !isFollowing)}
      data-tip={isFollowing ? "You hear of replies" : "Hear of replies"}
    >
      {isFollowing ? <Bell aria-hidden /> : <BellOff aria-hidden />}
      {isFollowing ? "Following" : "Follow"}
    </Button>
  );
  return (
    <SidePane
      title={`Thread in ${name}`}
      of={root}
      close="Close the thread"
      onClose={onClose}
      acts={state ? follow : null}
    >
      <div ref={place} className="flex min-h-0 flex-1 flex-col">
        {thread && state ? (
          <Replies
            thread={thread}
            state={state}
            reading={isFollowing ? reading : null}
            goal={goal}
            onLeaveGoal={onLeaveGoal}
          />
        ) : failure ? (
          <EmptyState
            icon={MessageSquareX}
            title="This thread is not to be had"
            action={<Button onClick={() => thread?.reload()}>Try again</Button>}
          >
            {wordsForCode(failure.code, failure.message)}
          </EmptyState>
        ) : (
          <div aria-busy="true" className="grid gap-3 p-5">
            <Skeleton className="h-12" />
            <Skeleton className="h-8" />
          </div>
        )}
      </div>
    </SidePane>
  );
}

interface RepliesProps {
  thread: Thread;
  state: ThreadView;
  reading: ThreadState | null;
  goal: string | null;
  onLeaveGoal: () => void;
}

function Replies({ thread, state: { root, messages, older, newer }, reading, goal, onLeaveGoal }: RepliesProps) {
  const onOlder = useCallback(() => void thread.loadOlder(), [thread]);
  const onNewer = useCallback(() => void thread.loadNewer(), [thread]);
  const onNewest = useCallback(() => {
    onLeaveGoal();
    thread.reload();
  }, [thread, onLeaveGoal]);
  const show = useCallback((message: string) => thread.showAround(message), [thread]);
  // The message that began it is there already.
  const reply = goal === thread.message ? null : goal;
  useGoal({ goal: reply, show, onFound: ignore, onMissing: onLeaveGoal });
  return (
    <FlowView
      thread={thread.message}
      label="Replies"
      root={root}
      messages={messages}
      older={older}
      newer={newer}
      threads={NO_THREADS}
      read={reading}
      beginning={
        <p className="flex items-center gap-3 px-5 py-2 text-xs font-semibold text-quiet max-md:px-3">
          {messages.length === 0 ? "No replies yet" : repliesInWords(root.thread?.replies ?? messages.length)}
          <span aria-hidden className="flex-1 border-t border-line" />
        </p>
      }
      goal={goal}
      onOlder={onOlder}
      onNewer={onNewer}
      onNewest={onNewest}
      onFirstNew={onNewest}
      onPlace={ignore}
      writing={(acts) => <WritingPlace thread={thread.message} {...acts} />}
    />
  );
}

function ignore(): void {}
