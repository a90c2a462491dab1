import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import type { Activity } from "../../../../durable-objects/workspace/board/reading/protocol.ts";
import { Button } from "../../design/button.tsx";
import { taskActivityQuery } from "../../queries/tasks.ts";
import { type ActivityNames, activityInWords } from "../../words/activity.ts";
import { agoInWords } from "../../words/dates.ts";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

/** What happened to a task, newest first. Asked for anew whenever the task changes. */
export function TaskActivity({ task }: { task: Task }) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const listed = useInfiniteQuery(taskActivityQuery(api, workspace, task.id));
  const { refetch } = listed;
  const asked = useRef(task);
  useEffect(() => {
    if (asked.current === task) return;
    asked.current = task;
    void refetch();
  }, [task, refetch]);
  return (
    <section className="task-part" aria-labelledby="task-activity">
      <h3 id="task-activity">Activity</h3>
      <ol className="task-activity">
        {listed.data?.pages
          .flatMap(({ items }) => items)
          .map((entry) => (
            <ActivityRow key={entry.position} entry={entry} task={task.id} />
          ))}
      </ol>
      {listed.error ? <p className="quiet small">{wordsFor(listed.error)}</p> : null}
      {listed.hasNextPage ? (
        <div>
          <Button size="sm" look="quiet" disabled={listed.isFetching} onClick={() => void listed.fetchNextPage()}>
            Show older
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function ActivityRow({ entry, task }: { entry: Activity; task: string }) {
  const { people, columns, labels, today } = useBoardPage();
  const { state } = useOpenBoard();
  const names = useMemo<ActivityNames>(
    () => ({
      column: (id) => columns.get(id)?.name,
      label: (id) => labels.get(id)?.name,
      person: (user) => people.get(user)?.name,
      field: (id) => state.fields.get(id)?.name,
      task: (id) => state.tasks.get(id)?.key ?? state.neighbours.get(id)?.key,
      today,
    }),
    [people, columns, labels, state.fields, state.tasks, state.neighbours, today],
  );
  const rule = entry.rule ? `The rule “${state.rules.get(entry.rule)?.name ?? "of before"}”` : "Ensemble";
  const who = entry.by ? (people.get(entry.by)?.name ?? "A former member") : rule;
  return (
    <li>
      <strong>{who}</strong> {activityInWords(entry, task, names).join(", ")}{" "}
      <time className="quiet" dateTime={new Date(entry.at).toISOString()} title={new Date(entry.at).toLocaleString()}>
        {agoInWords(entry.at, Date.now())}
      </time>
    </li>
  );
}
