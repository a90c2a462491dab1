import { useCallback, useEffect, useMemo, useState } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import type { Activity } from "../../../../durable-objects/workspace/board/reading/protocol.ts";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { type ActivityNames, activityInWords } from "../../words/activity.ts";
import { agoInWords } from "../../words/dates.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

/** What happened to a task, newest first. Asked for anew whenever the task changes. */
export function TaskActivity({ task }: { task: Task }) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const [entries, setEntries] = useState<readonly Activity[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const newest = useAct(
    useCallback(async () => {
      const page = await api.tasks.activity(workspace, task.id);
      setEntries((known) => joined(page.items, known));
      setNext((known) => known ?? page.next);
    }, [api, workspace, task.id]),
  );
  const older = useAct(
    useCallback(async () => {
      const page = await api.tasks.activity(workspace, task.id, next === null ? {} : { cursor: next });
      setEntries((known) => joined(known, page.items));
      setNext(page.next);
    }, [api, workspace, task.id, next]),
  );
  const { run: refresh } = newest;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the task is what there is to ask for
  useEffect(() => {
    void refresh();
  }, [refresh, task]);
  return (
    <section className="task-part" aria-labelledby="task-activity">
      <h3 id="task-activity">Activity</h3>
      <ol className="task-activity">
        {entries.map((entry) => (
          <ActivityRow key={entry.position} entry={entry} task={task.id} />
        ))}
      </ol>
      {(newest.problem ?? older.problem) ? <p className="quiet small">{newest.problem ?? older.problem}</p> : null}
      {next ? (
        <div>
          <Button size="small" look="quiet" disabled={older.busy} onClick={() => void older.run()}>
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

/** Two stretches of history as one; what is in both is there once. */
function joined(newer: readonly Activity[], older: readonly Activity[]): Activity[] {
  return [...new Map([...newer, ...older].map((entry) => [entry.position, entry])).values()].sort(
    (a, b) => b.position - a.position,
  );
}
