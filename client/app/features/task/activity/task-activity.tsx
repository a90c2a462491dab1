import { Link } from "@tanstack/react-router";
import { Bot, History } from "lucide-react";
import { useId } from "react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import type { Activity } from "../../../../../durable-objects/workspace/board/reading/protocol.ts";
import { Button, buttonClass } from "../../../design/button.tsx";
import { Face } from "../../../design/face.tsx";
import { Problem } from "../../../design/problem.tsx";
import { Skeleton } from "../../../design/waiting.tsx";
import { activityInWords } from "../../../words/activity.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";
import { Ago } from "../ago.tsx";
import { historyAddress } from "../history/address.ts";
import { inGroups } from "./groups.ts";
import { useActivityNames, useDoers } from "./names.ts";
import { useTaskActivity } from "./use-task-activity.ts";

/** What happened to a task, newest first. */
export function TaskActivity({ task }: { task: Task }) {
  const { id: workspace } = useWorkspace();
  const { project } = useBoardPage();
  const heading = useId();
  const { entries, isPending, error, again, earlier } = useTaskActivity(task);
  return (
    <section className="grid gap-2.5 border-t border-line pt-4" aria-labelledby={heading}>
      <div className="flex items-center justify-between gap-2">
        <h2 id={heading} className="text-sm font-semibold">
          Activity
        </h2>
        <Link
          className={buttonClass({ look: "quiet", size: "sm" })}
          aria-label="History of the task"
          {...historyAddress(workspace, project, task)}
        >
          <History aria-hidden /> History
        </Link>
      </div>
      {isPending ? <Skeleton className="h-12" /> : null}
      <ol className="grid gap-3">
        {inGroups(entries).map((group) => (
          <ActivityGroup key={group[0]?.position} group={group} task={task.id} />
        ))}
      </ol>
      <Problem error={error} retry={again} />
      {earlier ? (
        <div>
          <Button size="sm" look="quiet" disabled={earlier.isAsked} onClick={earlier.ask}>
            Show earlier
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** What one did in a row: their name once, and what they did. */
function ActivityGroup({ group, task }: { group: readonly Activity[]; task: string }) {
  const names = useActivityNames();
  const doerOf = useDoers();
  const [newest] = group;
  if (!newest) return null;
  const doer = doerOf(newest);
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2.5 text-sm">
      {newest.by === null ? (
        <Bot className="mt-px size-5 text-quiet" aria-hidden />
      ) : (
        <Face user={newest.by} name={doer} />
      )}
      <div className="grid gap-0.5">
        {group.map((entry, index) => (
          <p key={entry.position}>
            {index === 0 ? <strong className="font-semibold">{doer}</strong> : <span className="unseen">{doer}</span>}{" "}
            <span dir="auto">{activityInWords(entry, task, names).join(", ")}</span>{" "}
            <span className="text-xs whitespace-nowrap text-quiet">
              <Ago at={entry.at} />
            </span>
          </p>
        ))}
      </div>
    </li>
  );
}
