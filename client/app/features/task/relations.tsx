import { useCallback, useId, useState } from "react";
import {
  RELATIONS,
  type Relation,
  RelationType,
  type Task,
} from "../../../../durable-objects/workspace/board/protocol.ts";
import type { BoardState } from "../../../sdk/board/state.ts";
import { Icon } from "../../design/icon.tsx";
import { RELATION_NAMES } from "../../words/board.ts";
import { useBoardPage } from "../board/board-page.tsx";
import { TaskLink } from "./task-link.tsx";
import { TaskPicker } from "./task-picker.tsx";

interface RelationsProps {
  task: Task;
  state: BoardState;
}

/** How a task stands to others. */
export function Relations({ task, state }: RelationsProps) {
  const { mayWrite } = useBoardPage();
  if (!mayWrite && task.relations.length === 0) return null;
  return (
    <section className="task-part" aria-labelledby="task-relations">
      <h3 id="task-relations">Relations</h3>
      <ul className="task-list">
        {RELATIONS.flatMap((type) =>
          task.relations
            .filter((relation) => relation.type === type)
            .map((relation) => (
              <RelationRow key={`${type} ${relation.taskId}`} task={task} relation={relation} state={state} />
            )),
        )}
      </ul>
      {mayWrite ? <NewRelation task={task} state={state} /> : null}
    </section>
  );
}

function RelationRow({ task, relation: { type, taskId }, state }: RelationsProps & { relation: Relation }) {
  const { mayWrite, act } = useBoardPage();
  const other = state.tasks.get(taskId);
  const far = state.neighbours.get(taskId);
  return (
    <li className="task-row">
      <span className="task-relation quiet small">{RELATION_NAMES[type]}</span>
      {other ? (
        <TaskLink task={other} />
      ) : (
        <span className={far?.settled ? "task-row-done" : undefined}>
          {far ? `${far.key} ${far.title}` : "An archived task"}
        </span>
      )}
      {mayWrite ? (
        <button
          type="button"
          className="icon-button push"
          aria-label={`Remove: ${RELATION_NAMES[type]} ${other?.key ?? far?.key ?? "an archived task"}`}
          onClick={() => act({ type: "task.unrelate", task: task.id, relation: type, to: taskId })}
        >
          <Icon name="close" />
        </button>
      ) : null}
    </li>
  );
}

function NewRelation({ task, state }: RelationsProps) {
  const { act } = useBoardPage();
  const select = useId();
  const [type, setType] = useState<RelationType>("blocked_by");
  const without = useCallback((other: Task) => other.id === task.id, [task.id]);
  return (
    <div className="task-new-relation">
      <label className="unseen" htmlFor={select}>
        How it stands to the other
      </label>
      <select
        id={select}
        className="field-input"
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
        placeholder="Key or title"
        tasks={state.tasks}
        without={without}
        onPick={(other) => act({ type: "task.relate", task: task.id, relation: type, to: other.id })}
      />
    </div>
  );
}
