import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { PhoneOff } from "lucide-react";
import { CloseCode } from "../../../../durable-objects/room/protocol.ts";
import { Button, buttonClass } from "../../design/button.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { EndedCall } from "../calls/ended-call.tsx";

interface ClosedCallProps {
  workspace: string;
  id: string;
  closed: { code: number; sentence: string };
  onRetry: () => void;
}

/** For a call that was deleted, that is closed to one, or that cannot be opened just now; one that is over is told of. */
export function ClosedCall({ workspace, id, closed: { code, sentence }, onRetry }: ClosedCallProps) {
  const { api } = useSignedIn();
  const { data: call } = useQuery({
    queryKey: ["workspace", workspace, "call", id],
    queryFn: () => api.calls.get(workspace, id),
    retry: false,
  });
  if (call?.state === "ended") return <EndedCall call={call} />;
  const isGone = code === CloseCode.gone;
  const isClosed = code === CloseCode.forbidden;
  return (
    <main className="grid flex-1 content-center">
      <EmptyState
        icon={PhoneOff}
        title={isGone ? "There is no such call" : isClosed ? "This call is closed to you" : "Not open"}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Link to="/w/$workspace/calls" params={{ workspace }} className={buttonClass({ look: "primary" })}>
              All calls
            </Link>
            <Button onClick={onRetry}>Try again</Button>
          </div>
        }
      >
        {isGone
          ? "It was cancelled, or it is not for you to see."
          : isClosed
            ? "It is for those who may enter what it is about. Whoever started it can invite you."
            : sentence}
      </EmptyState>
    </main>
  );
}
