import { Link } from "@tanstack/react-router";
import { MessageCircleOff } from "lucide-react";
import { CloseCode } from "../../../../durable-objects/room/protocol.ts";
import { Button, buttonClass } from "../../design/button.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

interface ConversationGoneProps {
  closed: { code: number; sentence: string };
  onRetry: () => void;
}

/** For a conversation that was deleted, that one may not enter, or that cannot be opened just now. */
export function ConversationGone({ closed: { code, sentence }, onRetry }: ConversationGoneProps) {
  const { id: workspace } = useWorkspace();
  const isGone = code === CloseCode.gone;
  const isClosed = code === CloseCode.forbidden;
  return (
    <div className="grid flex-1 content-center">
      <EmptyState
        icon={MessageCircleOff}
        title={isGone ? "There is no such conversation" : isClosed ? "This conversation is closed to you" : "Not open"}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Link to="/w/$workspace/channels" params={{ workspace }} className={buttonClass({ look: "primary" })}>
              To the channels
            </Link>
            <Button onClick={onRetry}>Try again</Button>
          </div>
        }
      >
        {isGone
          ? "It was deleted, or it is not for you to see."
          : isClosed
            ? "You belong to it no more. Whoever does can add you again."
            : sentence}
      </EmptyState>
    </div>
  );
}
