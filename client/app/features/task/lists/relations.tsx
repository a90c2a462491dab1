import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import {
  type Neighbour,
  RELATIONS,
  type Relation,
  RelationType,
  type Task,
} from "../../../../../durable-objects/workspace/board/protocol.ts";
import { useProjects } from "../../../../react/board.ts";
import type { BoardState } from "../../../../sdk/board/state.ts";
import { buttonClass } from "../../../design/button.tsx";
import { INPUT } from "../../../design/field.tsx";
import { IconButton } from "../../../design/icon-button.tsx";
import { RELATION_NAMES } from "../../../words/board.ts";
import { taskAddress } from "../../board/addresses.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";
import { blockersOf } from "../obstacles.ts";
import { TaskLink } from "../task-link.tsx";
import { ENTRY_ROW, ListSection } from "./list-section.tsx";
import { TaskPicker } from "./task-picker.tsx";

interface RelationsProps {
  task: Task;
  state: BoardState;
}

/** How a task stands to others, here and in other projects. */
export function Relations({ task, state }: RelationsProps) {
  const { mayWrite } = useBoardPage();
  if (!mayWrite && task.relations.length === 0) return null;
  const blockers = blockersOf(task, state);
  return (
    <ListSection title="Relations">
      {blockers.length > 0 ? (
        <p className="rounded-md bg-warn-soft px-2.5 py-1.5 text-sm text-warn">
          Blocked: it waits for {blockers.map(({ name }) => name).join(", ")}.
        </p>
      ) : null}
      <ul>
        {RELATIONS.flatMap((type) =>
          task.relations
            .filter((relation) => relation.type === type)
            .map((relation) => (
              <RelationRow key={`${type} ${relation.taskId}`} task={task} relation={relation} state={state} />
            )),
        )}
      </ul>
      {mayWrite ? <NewRelation task={task} /> : null}
    </ListSection>
  );
}

function RelationRow({ task, relation: { type, taskId }, state }: RelationsProps & { relation: Relation }) {
  const { mayWrite, act } = useBoardPage();
  const here = state.tasks.get(taskId);
  const far = state.neighbours.get(taskId);
  const name = here?.key ?? far?.key ?? "an archived task";
  return (
    <li className={clsx("group flex items-center", ENTRY_ROW)}>
      <span className="w-26 shrink-0 ps-1.5 text-xs text-quiet">{RELATION_NAMES[type]}</span>
      {here ? <TaskLink task={here} /> : far ? <FarTask task={far} /> : <ArchivedTask />}
      {mayWrite ? (
        <IconButton
          size="sm"
          className="opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
          icon={X}
          label={`Remove: ${RELATION_NAMES[type]} ${name}`}
          onClick={() => act({ type: "task.unrelate", task: task.id, relation: type, to: taskId })}
        />
      ) : null}
    </li>
  );
}

function ArchivedTask() {
  return <span className="flex-1 text-quiet">A task that is archived, or not shared with you</span>;
}

/** A task of another project; a link to it where one sees that project. */
function FarTask({ task }: { task: Neighbour }) {
  const { id: workspace, room } = useWorkspace();
  const home = useProjects(room).find(({ id }) => id === task.projectId);
  const title = (
    <>
      <span className="shrink-0 text-xs text-quiet">{task.key}</span>
      <span className={clsx("truncate", task.settled && "text-quiet line-through")} dir="auto">
        {task.title}
      </span>
    </>
  );
  if (!home) return <span className="flex min-w-0 flex-1 items-baseline gap-2">{title}</span>;
  return (
    <Link
      className="flex min-w-0 flex-1 items-baseline gap-2 text-ink no-underline hover:underline"
      {...taskAddress(workspace, home, task)}
      // How this board is looked at is not how that one is.
      search={{}}
    >
      {title}
    </Link>
  );
}

function NewRelation({ task }: { task: Task }) {
  const { act } = useBoardPage();
  const [type, setType] = useState<RelationType>("blocked_by");
  const related = new Set(task.relations.flatMap((each) => (each.type === type ? [each.taskId] : [])));
  return (
    <div className="flex flex-wrap items-center gap-2">
      <select
        aria-label="How it stands to the other"
        className={clsx(INPUT, "w-auto! min-h-8! pe-8 text-sm!")}
        value={type}
        onChange={(event) => setType(RelationType.parse(event.target.value))}
      >
        {RELATIONS.map((each) => (
          <option key={each} value={each}>
            {RELATION_NAMES[each]}
          </option>
        ))}
      </select>
      <TaskPicker
        label="The other task"
        trigger={
          <button type="button" className={buttonClass({ look: "quiet", size: "sm" })}>
            <Plus aria-hidden /> Choose a task
          </button>
        }
        offers={({ id }) => id !== task.id && !related.has(id)}
        onPick={(other) => act({ type: "task.relate", task: task.id, relation: type, to: other.id })}
      />
    </div>
  );
}
