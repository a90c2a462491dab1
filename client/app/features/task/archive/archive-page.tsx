import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Archive, ArchiveRestore, SearchX, Trash2 } from "lucide-react";
import { useDeferredValue, useEffect, useState } from "react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { Button } from "../../../design/button.tsx";
import { Confirm } from "../../../design/dialog.tsx";
import { EmptyState } from "../../../design/empty-state.tsx";
import { Field } from "../../../design/field.tsx";
import { Problem } from "../../../design/problem.tsx";
import { useToast } from "../../../design/toasts.tsx";
import { Skeleton } from "../../../design/waiting.tsx";
import { archivedTasksQuery } from "../../../queries/tasks.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useBoardPage } from "../../board/board-page.tsx";
import { useOpenBoard } from "../../board/open-board.tsx";
import { BackToBoard } from "../../project/back-to-board.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";
import { ReadOnlyReason } from "../read-only.tsx";
import { ArchivedTask } from "./archived-task.tsx";

/** The tasks of a project that were put away: found by their words, brought back, or deleted for ever. */
export function ArchivePage() {
  const { id: workspace } = useWorkspace();
  const { project, mayWrite } = useBoardPage();
  const [words, setWords] = useState("");
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [deleting, setDeleting] = useState<readonly Task[] | null>(null);
  const wanted = useDeferredValue(words.trim());
  const { tasks, ...listed } = useArchived(wanted);
  const { restore, remove } = useDeeds(() => setPicked(new Set()));
  useEffect(() => {
    document.title = `Archive · ${project.name} · Ensemble`;
  }, [project.name]);
  const chosen = tasks.filter(({ id }) => picked.has(id));
  const pick = (id: string) =>
    setPicked((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const params = { workspace, project: project.key };
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto grid max-w-3xl gap-4 px-6 py-6 max-md:px-4">
        <header className="grid gap-1">
          <BackToBoard />
          <h1 className="text-xl font-semibold" dir="auto">
            {project.name}: archive
          </h1>
          <p className="text-quiet">
            Tasks that were put away. Columns and labels are restored in the{" "}
            <Link
              className="underline"
              to="/w/$workspace/projects/$project/settings/$section"
              params={{ ...params, section: "columns" }}
            >
              project's settings
            </Link>
            .
          </p>
        </header>
        <ReadOnlyReason />
        <Field
          label="Find in the archive"
          type="search"
          placeholder="Words of a title, or a key"
          value={words}
          maxLength={200}
          onChange={(event) => setWords(event.target.value)}
        />
        {chosen.length > 0 && mayWrite ? (
          <section
            className="sticky top-2 z-10 flex flex-wrap items-center gap-2 rounded-lg border border-line bg-raised px-3 py-2 shadow-pop"
            aria-label="Chosen tasks"
          >
            <span className="me-auto font-medium" role="status">
              {chosen.length} chosen
            </span>
            <Button size="sm" look="primary" onClick={() => restore(chosen)}>
              <ArchiveRestore aria-hidden /> Restore
            </Button>
            <Button size="sm" look="danger" onClick={() => setDeleting(chosen)}>
              <Trash2 aria-hidden /> Delete…
            </Button>
            <Button size="sm" look="quiet" onClick={() => setPicked(new Set())}>
              Choose none
            </Button>
          </section>
        ) : null}
        {listed.error ? (
          <Problem error={listed.error} retry={listed.refetch} />
        ) : listed.isPending ? (
          <Skeleton className="h-24" />
        ) : tasks.length > 0 ? (
          <ul aria-label="Archived tasks" className="grid divide-y divide-line rounded-lg border border-line">
            {tasks.map((task) => (
              <ArchivedTask
                key={task.id}
                task={task}
                picked={picked.has(task.id)}
                onPick={() => pick(task.id)}
                onRestore={() => restore([task])}
                onDelete={() => setDeleting([task])}
              />
            ))}
          </ul>
        ) : wanted === "" ? (
          <EmptyState icon={Archive} title="Nothing is in the archive">
            What is done and in the way on the board can be archived from its menu. It is kept here with all that it
            holds, and can come back at any time.
          </EmptyState>
        ) : (
          <EmptyState
            icon={SearchX}
            title="No archived task is called so"
            action={<Button onClick={() => setWords("")}>Show all</Button>}
          >
            Nothing in this archive has “{wanted}” in its title, or a key that begins so.
          </EmptyState>
        )}
        {listed.hasNextPage ? (
          <div>
            <Button size="sm" disabled={listed.isFetching} onClick={() => void listed.fetchNextPage()}>
              Show more
            </Button>
          </div>
        ) : null}
      </div>
      {deleting ? (
        <Confirm
          title={deleting.length === 1 ? `Delete ${deleting[0]?.key}?` : `Delete ${deleting.length} tasks?`}
          confirm="Delete for ever"
          onConfirm={() => {
            setDeleting(null);
            remove(deleting);
          }}
          onCancel={() => setDeleting(null)}
        >
          <p>
            {deleting.length === 1 ? <span dir="auto">“{deleting[0]?.title}”</span> : "They"} and all that was written
            in
            {deleting.length === 1 ? " it is" : " them is"} deleted for everyone. This cannot be undone.
          </p>
        </Confirm>
      ) : null}
    </div>
  );
}

/** What is in the archive, page by page; what was brought back meanwhile, here or by somebody else, is on the board. */
function useArchived(words: string) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const { project } = useBoardPage();
  const { state } = useOpenBoard();
  const listed = useInfiniteQuery(archivedTasksQuery(api, workspace, project.id, words));
  const tasks = (listed.data?.pages.flatMap(({ items }) => items) ?? []).filter(({ id }) => !state.tasks.has(id));
  return { ...listed, tasks };
}

/** What can be done with archived tasks; `onDone` is called when it was. */
function useDeeds(onDone: () => void) {
  const { project } = useBoardPage();
  const { id: workspace } = useWorkspace();
  const { board } = useOpenBoard();
  const queries = useQueryClient();
  const tell = useToast();
  const lookAnew = () =>
    queries.invalidateQueries({ queryKey: ["workspace", workspace, "project", project.id, "archived"] });
  const called = (tasks: readonly Task[]) => (tasks.length === 1 ? (tasks[0]?.key ?? "") : `${tasks.length} tasks`);
  const were = (tasks: readonly Task[]) => (tasks.length === 1 ? "was" : "were");
  return {
    restore: async (tasks: readonly Task[]) => {
      const { ok } = await board.act({ type: "task.restore", tasks: tasks.map(({ id }) => id) });
      if (!ok) return;
      onDone();
      tell({ words: `${called(tasks)} ${were(tasks)} restored.` });
      await lookAnew();
    },
    remove: async (tasks: readonly Task[]) => {
      const { ok } = await board.act({ type: "task.delete", tasks: tasks.map(({ id }) => id) });
      if (!ok) return;
      onDone();
      tell({ words: `${called(tasks)} ${were(tasks)} deleted.` });
      await lookAnew();
    },
  };
}
