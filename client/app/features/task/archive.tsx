import { useCallback, useEffect, useState } from "react";
import { Link } from "react-router";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { Icon } from "../../design/icon.tsx";
import { agoInWords } from "../../words/dates.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import "./task.css";

/** The tasks of a project that were put away, and the way back for each. */
export function Archive() {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const { project, mayWrite } = useBoardPage();
  const { board, state } = useOpenBoard();
  const [tasks, setTasks] = useState<readonly Task[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const load = useAct(
    useCallback(
      async (cursor: string | null) => {
        const asked = { archived: "only", sort: "-updatedAt", ...(cursor ? { cursor } : {}) } as const;
        const page = await api.tasks.list(workspace, project.id, asked);
        setTasks((known) => (cursor && known ? [...known, ...page.items] : page.items));
        setNext(page.next);
      },
      [api, workspace, project.id],
    ),
  );
  const restore = useAct(
    useCallback(
      async (task: Task) => {
        const outcome = await board.act({ type: "task.restore", tasks: [task.id] });
        if (outcome.ok) setTasks((known) => known?.filter(({ id }) => id !== task.id) ?? null);
      },
      [board],
    ),
  );
  const { run } = load;
  useEffect(() => {
    void run(null);
  }, [run]);
  // What somebody else brought back meanwhile is on the board.
  const shown = tasks?.filter(({ id }) => !state.tasks.has(id));
  return (
    <aside className="task-panel" aria-labelledby="archive">
      <header className="task-head">
        <h2 id="archive">Archive</h2>
        <Link
          className="icon-button push"
          to={`/w/${workspace}/projects/${project.key}`}
          aria-label="Close the archive"
          title="Close"
        >
          <Icon name="close" />
        </Link>
      </header>
      {(load.problem ?? restore.problem) ? (
        <p className="field-error" role="alert">
          {load.problem ?? restore.problem}
        </p>
      ) : null}
      {shown?.length === 0 ? <p className="quiet">Nothing was archived.</p> : null}
      <ul className="task-list">
        {shown?.map((task) => (
          <li key={task.id} className="task-row">
            <span className="task-link">
              <span className="card-key">{task.key}</span> <span dir="auto">{task.title}</span>{" "}
              <span className="quiet">{task.archivedAt === null ? "" : agoInWords(task.archivedAt, Date.now())}</span>
            </span>
            {mayWrite ? (
              <Button
                size="small"
                className="push"
                aria-label={`Restore ${task.key}`}
                disabled={restore.busy}
                onClick={() => void restore.run(task)}
              >
                Restore
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {next ? (
        <div>
          <Button size="small" look="quiet" disabled={load.busy} onClick={() => void load.run(next)}>
            Show older
          </Button>
        </div>
      ) : null}
    </aside>
  );
}
