import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Archive, CircleSlash, WifiOff } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useProjects } from "../../../react/board.ts";
import { ApiError } from "../../../sdk/api/problem.ts";
import { Button, buttonClass } from "../../design/button.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { Spinner } from "../../design/waiting.tsx";
import { taskQuery } from "../../queries/tasks.ts";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { boardAddress, taskAddress } from "../board/addresses.ts";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { Ago } from "./ago.tsx";
import { useLeave } from "./leaving.ts";
import { PanelFrame } from "./panel-frame.tsx";

/** How soon it is asked again where a task is that the board has let go of, but the server still has there, in ms. */
const ASK_AGAIN_MS = 500;

interface ElsewhereTaskProps {
  /** As the address calls it. */
  name: string;
  /** The task it was when it was last seen on this board; null where it never was. */
  last: Task | null;
}

/** For the address of a task that is not on this board: leads on to where it is now, or says what became of it. */
export function ElsewhereTask({ name, last }: ElsewhereTaskProps) {
  const { id: workspace, room } = useWorkspace();
  const { api } = useSignedIn();
  const { project } = useBoardPage();
  const projects = useProjects(room);
  const navigate = useNavigate();
  const leave = useLeave();
  const { state } = useOpenBoard();
  // On this board under another key, for that is where one finds it; or not on it any more, as the server will soon know.
  const isBehind = (task: Task | undefined) =>
    task?.projectId === project.id && task.archivedAt === null && !state.tasks.has(task.id);
  const asked = useQuery({
    ...taskQuery(api, workspace, last?.id ?? name),
    staleTime: 0,
    refetchInterval: (query) => (isBehind(query.state.data) ? ASK_AGAIN_MS : false),
  });
  const { data: task, error } = asked;
  const home = projects.find(({ id }) => id === task?.projectId);
  const leadsOn = task !== undefined && task.archivedAt === null && !isBehind(task);
  useEffect(() => {
    if (!task || !home || !leadsOn) return;
    const isHere = home.id === project.id;
    void navigate({ ...taskAddress(workspace, home, task), ...(isHere ? {} : { search: {} }), replace: true });
  }, [workspace, project.id, home, task, leadsOn, navigate]);
  const called = last === null ? name.toUpperCase() : `${last.key} ${last.title}`;
  return (
    <PanelFrame label={`${called} is not on this board`} of={name} close="Close" onClose={leave} head={<Push />}>
      {task?.archivedAt ? (
        <ArchivedTask task={task} />
      ) : error && !isGone(error) ? (
        <Told
          icon={WifiOff}
          title="This task cannot be looked up just now"
          action={<Button onClick={() => void asked.refetch()}>Try again</Button>}
        >
          {wordsFor(error)}
        </Told>
      ) : error ? (
        <Told icon={CircleSlash} title={last ? "This task is gone" : "There is no such task"}>
          <p>
            <span dir="auto">{called}</span> {last ? "was deleted" : "does not exist, was deleted"}, or is in a project
            that is not shared with you.
          </p>
        </Told>
      ) : (
        <Spinner label={`Looking for ${called}…`} />
      )}
    </PanelFrame>
  );
}

function Push() {
  return <span className="ms-auto" />;
}

/** Not there, or not for the one who asks. */
function isGone(cause: unknown): boolean {
  return cause instanceof ApiError && [403, 404, 410, 422].includes(cause.status);
}

function ArchivedTask({ task }: { task: Task }) {
  const { id: workspace, room } = useWorkspace();
  const { mayWrite, act } = useBoardPage();
  const home = useProjects(room).find(({ id }) => id === task.projectId);
  return (
    <Told
      icon={Archive}
      title={`${task.key} is in the archive`}
      action={
        <span className="flex flex-wrap justify-center gap-2">
          {mayWrite ? (
            <Button look="primary" onClick={() => act({ type: "task.restore", tasks: [task.id] })}>
              Bring it back
            </Button>
          ) : null}
          {home ? (
            <Link
              className={buttonClass()}
              to="/w/$workspace/projects/$project/archive"
              params={{ workspace, project: home.key }}
            >
              To the archive
            </Link>
          ) : null}
        </span>
      }
    >
      <p>
        <span dir="auto">“{task.title}”</span> was put away <Ago at={task.archivedAt ?? task.updatedAt} />.
      </p>
    </Told>
  );
}

interface ToldProps {
  icon: typeof Archive;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

/** What became of it, and the ways on; back to the board is always one. */
function Told({ icon, title, children, action }: ToldProps) {
  const { id: workspace } = useWorkspace();
  const { project } = useBoardPage();
  return (
    <EmptyState
      icon={icon}
      title={title}
      action={
        <span className="grid justify-items-center gap-2">
          {action}
          <Link className={buttonClass({ look: "quiet" })} {...boardAddress(workspace, project)}>
            Back to the board
          </Link>
        </span>
      }
    >
      {children}
    </EmptyState>
  );
}
