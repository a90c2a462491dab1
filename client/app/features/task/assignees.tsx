import type { Task, TaskSet } from "../../../../durable-objects/workspace/board/protocol.ts";
import { Avatar } from "../../design/avatar.tsx";
import { Popover } from "../../design/popover.tsx";
import { useBoardPage } from "../board/board-page.tsx";

interface AssigneesProps {
  id: string;
  task: Task;
  set: (fields: TaskSet) => void;
}

/** Who does it. Each is added or taken away by itself, so that two who choose at once both get their way. */
export function Assignees({ id, task, set }: AssigneesProps) {
  const { people, mayWrite } = useBoardPage();
  const assigned = task.assignees.map((user) => ({ user, name: people.get(user)?.name ?? "A former member" }));
  const shown =
    assigned.length === 0 ? (
      <span className="quiet">Nobody</span>
    ) : (
      assigned.map(({ user, name }) => (
        <span key={user} className="row task-person">
          <Avatar user={user} name={name} size="small" />
          {name}
        </span>
      ))
    );
  if (!mayWrite) return <div id={id}>{shown}</div>;
  return (
    <Popover
      id={id}
      label={`Assignees: ${assigned.map(({ name }) => name).join(", ") || "nobody"}`}
      buttonClass="task-choice"
      button={shown}
    >
      {() => (
        <ul className="popover-list">
          {[...people.values()].map(({ user, name }) => (
            <li key={user}>
              <label className="popover-item">
                <input
                  type="checkbox"
                  checked={task.assignees.includes(user)}
                  onChange={(event) =>
                    set(event.target.checked ? { addAssignees: [user] } : { removeAssignees: [user] })
                  }
                />
                <Avatar user={user} name="" size="small" />
                {name}
              </label>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}
