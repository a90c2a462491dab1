import type { FormEvent } from "react";
import type { Task, TaskSet } from "../../../../durable-objects/workspace/board/protocol.ts";
import { newKey } from "../../../sdk/id.ts";
import { Button } from "../../design/button.tsx";
import { colourOf } from "../../design/colours.ts";
import { Popover } from "../../design/popover.tsx";
import { textOf } from "../account/entry.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { LabelChip } from "../board/label-chip.tsx";

interface TaskLabelsProps {
  id: string;
  task: Task;
  set: (fields: TaskSet) => void;
}

/** Its labels, and all that the project has; a new one is made here and put on at once. */
export function TaskLabels({ id, task, set }: TaskLabelsProps) {
  const { project, labels, mayWrite, act } = useBoardPage();
  const own = task.labels.flatMap((label) => labels.get(label) ?? []);
  const shown =
    own.length === 0 ? (
      <span className="quiet">None</span>
    ) : (
      own.map((label) => <LabelChip key={label.id} label={label} />)
    );
  if (!mayWrite) return <div id={id}>{shown}</div>;
  const make = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = textOf(new FormData(event.currentTarget), "name").trim();
    event.currentTarget.reset();
    if (!name) return;
    const same = [...labels.values()].find((label) => label.name.toLowerCase() === name.toLowerCase());
    const part = same?.id ?? newKey();
    if (!same) act({ type: "label.create", project: project.id, part, set: { name, colour: colourOf(part) } });
    set({ addLabels: [part] });
  };
  return (
    <Popover
      id={id}
      label={`Labels: ${own.map(({ name }) => name).join(", ") || "none"}`}
      buttonClass="task-choice"
      button={shown}
    >
      {() => (
        <>
          <ul className="popover-list">
            {[...labels.values()].map((label) => (
              <li key={label.id}>
                <label className="popover-item">
                  <input
                    type="checkbox"
                    checked={task.labels.includes(label.id)}
                    onChange={(event) =>
                      set(event.target.checked ? { addLabels: [label.id] } : { removeLabels: [label.id] })
                    }
                  />
                  <LabelChip label={label} />
                </label>
              </li>
            ))}
          </ul>
          <form className="new-page popover-part" onSubmit={make}>
            <input
              className="field-input"
              name="name"
              aria-label="Name of a new label"
              placeholder="New label"
              maxLength={100}
              autoComplete="off"
              dir="auto"
            />
            <Button type="submit" size="small">
              Add
            </Button>
          </form>
        </>
      )}
    </Popover>
  );
}
