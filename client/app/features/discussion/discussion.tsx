import { useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { MessageSquarePlus } from "lucide-react";
import { useCallback, useRef } from "react";
import { Button } from "../../design/button.tsx";
import { Problem } from "../../design/problem.tsx";
import { Skeleton } from "../../design/waiting.tsx";
import { ConversationPane } from "../conversation/conversation-pane.tsx";
import { MainFlow } from "../conversation/main-flow.tsx";
import { useWritingAtOnce } from "../conversation/use-writing-at-once.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { type Subject, useDiscussion } from "./use-discussion.ts";
import { useReadWith } from "./use-read-with.ts";

interface DiscussionProps {
  subject: Subject;
  mayWrite: boolean;
  /** Whether it has a pane to fill, or stands within what is read from above to below. */
  place: "beside" | "within";
}

/** What is said about a task or page, where it stands; the discussion is made when somebody wants to write in it. */
export function Discussion({ subject, mayWrite, place }: DiscussionProps) {
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
  return <Comments key={id} conversation={id} writes={isBegun ? "at once" : "later"} place={place} />;
}

interface CommentsProps {
  conversation: string;
  /** Whether the one who looks has just asked to write. */
  writes: "at once" | "later";
  place: DiscussionProps["place"];
}

/** From so many messages on there is more to read than to write, and the room for it. */
const MANY = 4;

const ROOM = "rounded-lg border border-line";

/** What was said in a discussion, and where one writes, in the room there is. */
export function Comments({ conversation, writes, place: where }: CommentsProps) {
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
        {(state) => (
          <div
            className={clsx(
              "flex min-h-0 flex-col",
              where === "beside" ? "flex-1" : [ROOM, state.messages.length < MANY ? "h-96" : "h-[min(36rem,75dvh)]"],
            )}
          >
            <MainFlow state={state} goal={null} onElsewhere={openThread} onLeaveGoal={ignore} />
          </div>
        )}
      </ConversationPane>
    </div>
  );
}

function ignore(): void {}
