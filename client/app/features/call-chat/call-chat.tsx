import { useEffect } from "react";
import { Problem } from "../../design/problem.tsx";
import { Skeleton } from "../../design/waiting.tsx";
import { Comments } from "../discussion/discussion.tsx";
import { useDiscussion } from "../discussion/use-discussion.ts";
import { useWorkspace } from "../workspace/workspace.tsx";

/**
 * The chat of a call, filling the place it is given: what was written, and where one writes. It is made when somebody who may
 * write first looks at it.
 */
export function CallChat({ call }: { call: string }) {
  const { role } = useWorkspace();
  const { id, error, again, begin, isBeginning, isBegun } = useDiscussion({ type: "call", id: call });
  const mayWrite = role !== "viewer";
  const isMissing = id === null && mayWrite && !error && !isBeginning && !isBegun;
  useEffect(() => {
    if (isMissing) begin();
  }, [isMissing, begin]);
  if (error) return <Problem error={error} retry={again} />;
  if (id) return <Comments key={id} conversation={id} writes={isBegun ? "at once" : "later"} place="beside" />;
  if (id === null && !mayWrite) return <p className="p-4 text-quiet">Nothing was written yet.</p>;
  return <Skeleton className="h-9" />;
}
