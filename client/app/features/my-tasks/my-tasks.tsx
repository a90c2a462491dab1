import { useInfiniteQuery } from "@tanstack/react-query";
import { PartyPopper } from "lucide-react";
import { useEffect, useId } from "react";
import type { MyTask } from "../../../sdk/api/tasks.ts";
import { Button } from "../../design/button.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { Problem } from "../../design/problem.tsx";
import { Segmented } from "../../design/segmented.tsx";
import { Skeleton } from "../../design/waiting.tsx";
import { myTasksQuery } from "../../queries/tasks.ts";
import { dayOf } from "../../words/dates.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { DUE_GROUPS, type DueGroup, dueGroups } from "./due-groups.ts";
import { TaskRow } from "./task-row.tsx";

/** Of which workspaces tasks are told. */
export type Where = "here" | "all";

interface MyTasksProps {
  where: Where;
  onWhere: (where: Where) => void;
}

/** What there is to do for whoever looks, from the most pressing on. */
export function MyTasks({ where, onWhere }: MyTasksProps) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const listed = useInfiniteQuery(myTasksQuery(api, where === "here" ? workspace : null));
  useEffect(() => {
    document.title = "My tasks · Ensemble";
  }, []);
  const tasks = listed.data?.pages.flatMap(({ items }) => items);
  return (
    <main className="mx-auto grid w-full max-w-3xl content-start gap-6 px-4 py-6 md:px-8 md:py-10">
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="flex-1 text-xl font-semibold">My tasks</h1>
        <Segmented
          label="Of which workspaces"
          value={where}
          options={[
            { value: "here", name: "This workspace" },
            { value: "all", name: "All workspaces" },
          ]}
          onChange={onWhere}
        />
      </header>
      <Problem error={listed.error} retry={listed.refetch} />
      {listed.isPending ? <Waiting /> : null}
      {tasks?.length === 0 ? (
        <EmptyState icon={PartyPopper} title="Nothing waits for you">
          Open tasks that are assigned to you stand here, the most pressing first.
        </EmptyState>
      ) : null}
      {dueGroups(tasks ?? [], dayOf(Date.now())).map(({ group, tasks: some }) => (
        <Group key={group} group={group} tasks={some} where={where} />
      ))}
      {listed.hasNextPage ? (
        <div>
          <Button disabled={listed.isFetching} onClick={() => void listed.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </main>
  );
}

function Group({ group, tasks, where }: { group: DueGroup; tasks: readonly MyTask[]; where: Where }) {
  const heading = useId();
  return (
    <section className="grid gap-1" aria-labelledby={heading}>
      <h2 id={heading} className="px-2 text-sm font-semibold text-quiet">
        {DUE_GROUPS[group]} <span className="font-normal">{tasks.length}</span>
      </h2>
      <ul className="grid divide-y divide-line rounded-lg border border-line bg-raised">
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} pressing={group === "overdue"} where={where} />
        ))}
      </ul>
    </section>
  );
}

function Waiting() {
  return (
    <div className="grid gap-2" aria-busy="true">
      <p className="unseen" role="status">
        Looking for your tasks…
      </p>
      <Skeleton className="h-11" />
      <Skeleton className="h-11" />
      <Skeleton className="h-11" />
    </div>
  );
}
