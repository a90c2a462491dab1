import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { Icon } from "../../design/icon.tsx";
import { archivedTasksQuery } from "../../queries/tasks.ts";
import { agoInWords } from "../../words/dates.ts";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { boardAddress } from "../board/addresses.ts";
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
  const queries = useQueryClient();
  const listed = useInfiniteQuery(archivedTasksQuery(api, workspace, project.id));
  const restore = useAct(
    useCallback(
      async (task: Task) => {
        const outcome = await board.act({ type: "task.restore", tasks: [task.id] });
        if (outcome.ok) await queries.invalidateQueries(archivedTasksQuery(api, workspace, project.id));
      },
      [board, queries, api, workspace, project.id],
    ),
  );
  // What was brought back meanwhile, here or by somebody else, is on the board.
  const shown = listed.data?.pages.flatMap(({ items }) => items).filter(({ id }) => !state.tasks.has(id));
  const problem = listed.error ? wordsFor(listed.error) : restore.problem;
  return (
    <aside className="task-panel" aria-labelledby="archive">
      <header className="task-head">
        <h2 id="archive">Archive</h2>
        <Link
          className="icon-button push"
          {...boardAddress(workspace, project)}
          aria-label="Close the archive"
          title="Close"
        >
          <Icon name="close" />
        </Link>
      </header>
      {problem ? (
        <p className="field-error" role="alert">
          {problem}
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
                size="sm"
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
      {listed.hasNextPage ? (
        <div>
          <Button size="sm" look="quiet" disabled={listed.isFetching} onClick={() => void listed.fetchNextPage()}>
            Show older
          </Button>
        </div>
      ) : null}
    </aside>
  );
}
