import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ConversationState } from "../../../sdk/conversation/state.ts";
import { byFingers } from "../../design/fingers.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { ConversationPane } from "./conversation-pane.tsx";
import { type Beside, ConversationHead } from "./head/conversation-head.tsx";
import { PinsPane } from "./head/pins-pane.tsx";
import { MainFlow } from "./main-flow.tsx";
import { useOpenConversation } from "./open-conversation.tsx";
import type { ConversationSearch } from "./search.ts";
import { ThreadPane } from "./thread/thread-pane.tsx";
import { ThreadsPane } from "./thread/threads-pane.tsx";
import { useWritingAtOnce } from "./use-writing-at-once.ts";

interface ConversationPageProps {
  id: string;
  /** What of it somebody has come for. */
  look: ConversationSearch;
}

/** A conversation as a page of its own: its head, what is said, and beside it a thread, the pins or all threads. */
export function ConversationPage({ id, look }: ConversationPageProps) {
  const { id: workspace } = useWorkspace();
  const navigate = useNavigate();
  const go = useCallback(
    (search: ConversationSearch, how: "on" | "instead" = "on") =>
      void navigate({
        to: "/w/$workspace/c/$conversation",
        params: { workspace, conversation: id },
        search,
        replace: how === "instead",
        resetScroll: false,
      }),
    [navigate, workspace, id],
  );
  const openThread = useCallback((thread: string) => go({ thread }), [go]);
  return (
    <ConversationPane id={id} openThread={openThread}>
      {(state) => <Page state={state} look={look} go={go} />}
    </ConversationPane>
  );
}

interface PageProps {
  state: ConversationState;
  look: ConversationSearch;
  /** Goes on from where one is, or there instead, so that no way back leads to it. */
  go: (look: ConversationSearch, how?: "on" | "instead") => void;
}

function Page({ state, look, go }: PageProps) {
  const { name } = useOpenConversation();
  const [beside, setBeside] = useState<Beside>(null);
  const title = state.conversation.about === null ? name : "Discussion";
  useEffect(() => {
    document.title = `${title} · Ensemble`;
  }, [title]);
  const { thread } = look;
  const said = useRef<HTMLElement>(null);
  // Whoever comes for something reads it first; and where fingers write, a keyboard would come up over it.
  const [comesToWrite] = useState(() => look.message === undefined && thread === undefined && !byFingers());
  useWritingAtOnce(said, comesToWrite ? "at once" : "later");
  const showBeside = (next: Beside) => {
    setBeside(next);
    if (next !== null && thread !== undefined) go({});
  };
  const newReplies = [...state.threads.values()].reduce((sum, each) => sum + (each.following ? each.unread : 0), 0);
  const shown = thread === undefined ? beside : null;
  return (
    <div className="relative flex min-h-0 flex-1">
      <section ref={said} className="flex min-w-0 flex-1 flex-col" aria-label={title}>
        <ConversationHead pins={state.pins} newReplies={newReplies} beside={shown} onBeside={showBeside} />
        <MainFlow
          state={state}
          goal={thread === undefined ? (look.message ?? null) : null}
          onElsewhere={(root, message) => go({ thread: root, message }, "instead")}
          onLeaveGoal={() => (look.message === undefined || thread !== undefined ? undefined : go({}, "instead"))}
        />
      </section>
      {thread === undefined ? null : (
        <ThreadPane
          key={thread}
          root={thread}
          threads={state.threads}
          goal={look.message ?? null}
          onLeaveGoal={() => (look.message === undefined ? undefined : go({ thread }, "instead"))}
          onClose={() => go({})}
        />
      )}
      {shown === "pins" ? <PinsPane pins={state.pins} onGo={go} onClose={() => setBeside(null)} /> : null}
      {shown === "threads" ? <ThreadsPane state={state} onClose={() => setBeside(null)} /> : null}
    </div>
  );
}
