import type { FormEvent } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import type { BoardState } from "../../../sdk/board/state.ts";
import { newKey } from "../../../sdk/id.ts";
import { Button } from "../../design/button.tsx";
import { Icon } from "../../design/icon.tsx";
import { textOf } from "../account/entry.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { TaskLink } from "./task-link.tsx";
import { TaskPicker } from "./task-picker.tsx";

interface SubtasksProps {
  task: Task;
  state: BoardState;
}

/** What a task is a part of, or what parts it has; one level deep, so never both. */
export function Subtasks({ task, state }: SubtasksProps) {
  const { project, mayWrite, act } = useBoardPage();
  const parent = task.parentId ? state.tasks.get(task.parentId) : undefined;
  const children = [...state.tasks.values()].filter(({ parentId }) => parentId === task.id);
  const setParent = (child: Task, parentId: string | null) =>
    act({ type: "task.update", task: child.id, set: { parentId } });
  if (task.parentId) {
    return (
      <section className="task-part" aria-labelledby="task-parent">
        <h3 id="task-parent">Part of</h3>
        <div className="task-row">
          {parent ? <TaskLink task={parent} /> : <span className="quiet">An archived task</span>}
          {mayWrite ? (
            <Button size="small" look="quiet" className="push" onClick={() => setParent(task, null)}>
              Take out
            </Button>
          ) : null}
        </div>
      </section>
    );
  }
  if (!mayWrite && children.length === 0) return null;
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const title = textOf(new FormData(event.currentTarget), "title").trim();
    event.currentTarget.reset();
    if (!title) return;
    const set = { title, parentId: task.id };
    act({ type: "task.create", project: project.id, task: newKey(), columnId: task.columnId, set });
  };
  return (
    <section className="task-part" aria-labelledby="task-children">
      <h3 id="task-children">Sub-tasks</h3>
      <ul className="task-list">
        {children.map((child) => (
          <li key={child.id} className="task-row">
            <TaskLink task={child} />
            {mayWrite ? (
              <button
                type="button"
                className="icon-button push"
                aria-label={`Take ${child.key} out`}
                onClick={() => setParent(child, null)}
              >
                <Icon name="close" />
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayWrite ? (
        <form className="new-page" onSubmit={add}>
          <input
            className="field-input"
            name="title"
            aria-label="Title of a new sub-task"
            placeholder="Add a sub-task"
            maxLength={255}
            autoComplete="off"
            dir="auto"
          />
          <Button type="submit" size="small">
            Add
          </Button>
        </form>
      ) : null}
      {mayWrite && children.length === 0 ? (
        <TaskPicker
          label="Make it part of another task"
          placeholder="Or make it part of… (key or title)"
          tasks={state.tasks}
          without={(other) => other.id === task.id || other.parentId !== null}
          onPick={(other) => setParent(task, other.id)}
        />
      ) : null}
    </section>
  );
}
