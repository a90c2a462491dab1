import { useNavigate } from "@tanstack/react-router";
import { MessageSquarePlus } from "lucide-react";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { ConversationState } from "../../../sdk/conversation/state.ts";
import { Button } from "../../design/button.tsx";
import { Problem } from "../../design/problem.tsx";
import { Skeleton } from "../../design/waiting.tsx";
import { ConversationPane } from "../conversation/conversation-pane.tsx";
import { MainFlow } from "../conversation/main-flow.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { type Subject, useDiscussion } from "./use-discussion.ts";
import { useReadWith } from "./use-read-with.ts";

interface DiscussionProps {
  subject: Subject;
  mayWrite: boolean;
}

/** What is said about a task or page, where it stands; the discussion is made when somebody wants to write in it. */
export function Discussion({ subject, mayWrite }: DiscussionProps) {
  const { id, error, again, begin, isBeginning, isBegun } = useDiscussion(subject);
  useReadWith(subject);
  if (error) return <Problem error={error} retry={again} />;
  if (id === undefined) return <Skeleton className="h-9" />;
  if (id === null) {
    if (!mayWrite) return <p className="text-quiet">Nothing was said about it yet.</p>;
    return (
      <div>
        <Button disabled={isBeginning} onClick={() => begin()}>
          <MessageSquarePlus aria-hidden />
          Write a comment
        </Button>
      </div>
    );
  }
  return <Comments key={id} conversation={id} writes={isBegun ? "at once" : "later"} />;
}

interface CommentsProps {
  conversation: string;
  /** Whether the one who looks has just asked to write. */
  writes: "at once" | "later";
}

function Comments({ conversation, writes }: CommentsProps) {
  const { id: workspace } = useWorkspace();
  const navigate = useNavigate();
  const place = useRef<HTMLDivElement>(null);
  useWritingAtOnce(place, writes);
  // A thread has no room of its own here: it is opened on the discussion's own page.
  const openThread = useCallback(
    (thread: string, message?: string) =>
      void navigate({
        to: "/w/$workspace/c/$conversation",
        params: { workspace, conversation },
        search: { thread, ...(message === undefined ? {} : { message }) },
      }),
    [navigate, workspace, conversation],
  );
  return (
    <div ref={place} className="flex min-h-0 flex-1 flex-col">
      <ConversationPane id={conversation} openThread={openThread}>
        {(state: ConversationState) => (
          <MainFlow state={state} goal={null} onElsewhere={openThread} onLeaveGoal={ignore} />
        )}
      </ConversationPane>
    </div>
  );
}

/** Puts the caret where one writes, once that is there: it is loaded after the messages. */
function useWritingAtOnce(place: RefObject<HTMLElement | null>, writes: CommentsProps["writes"]): void {
  useEffect(() => {
    const element = place.current;
    if (!element || writes === "later") return;
    const look = () => {
      const editor = element.querySelector<HTMLElement>("[data-writing] [contenteditable=true]");
      editor?.focus();
      if (editor) observer.disconnect();
    };
    const observer = new MutationObserver(look);
    observer.observe(element, { childList: true, subtree: true });
    look();
    return () => observer.disconnect();
  }, [place, writes]);
}

function ignore(): void {}
