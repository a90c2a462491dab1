import type { FormEvent } from "react";
import type { CheckItem, Task, TaskSet } from "../../../../durable-objects/workspace/board/protocol.ts";
import { newKey } from "../../../sdk/id.ts";
import { Button } from "../../design/button.tsx";
import { Icon } from "../../design/icon.tsx";
import { textOf } from "../account/entry.tsx";
import { useBoardPage } from "../board/board-page.tsx";

interface ChecklistProps {
  task: Task;
  set: (fields: TaskSet) => void;
}

/** Small steps of a task. Each is changed by its id, so two people may work on one list. */
export function Checklist({ task, set }: ChecklistProps) {
  const { mayWrite } = useBoardPage();
  const done = task.checklist.filter((item) => item.done).length;
  if (!mayWrite && task.checklist.length === 0) return null;
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = textOf(new FormData(event.currentTarget), "text").trim();
    event.currentTarget.reset();
    if (text) set({ checklist: [{ id: newKey(), text }] });
  };
  return (
    <section className="task-part" aria-labelledby="task-checklist">
      <h3 id="task-checklist">
        Checklist{" "}
        {task.checklist.length > 0 ? (
          <span className="quiet">
            {done} of {task.checklist.length}
          </span>
        ) : null}
      </h3>
      <ul className="task-list">
        {task.checklist.map((item) => (
          <CheckRow key={item.id} item={item} set={set} />
        ))}
      </ul>
      {mayWrite ? (
        <form className="new-page" onSubmit={add}>
          <input
            className="field-input"
            name="text"
            aria-label="New item of the checklist"
            placeholder="Add an item"
            maxLength={500}
            autoComplete="off"
            dir="auto"
          />
          <Button type="submit" size="small">
            Add
          </Button>
        </form>
      ) : null}
    </section>
  );
}

function CheckRow({ item, set }: { item: CheckItem; set: ChecklistProps["set"] }) {
  const { mayWrite } = useBoardPage();
  const rename = (input: HTMLInputElement) => {
    const text = input.value.trim();
    if (text === "") input.value = item.text;
    else if (text !== item.text) set({ checklist: [{ id: item.id, text }] });
  };
  return (
    <li className="task-row">
      <input
        type="checkbox"
        aria-label={item.text}
        checked={item.done}
        disabled={!mayWrite}
        onChange={(event) => set({ checklist: [{ id: item.id, done: event.target.checked }] })}
      />
      <input
        key={item.text}
        className={item.done ? "task-row-text task-row-done" : "task-row-text"}
        aria-label={`Text of ${item.text}`}
        defaultValue={item.text}
        maxLength={500}
        readOnly={!mayWrite}
        dir="auto"
        onBlur={(event) => rename(event.currentTarget)}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      />
      {mayWrite ? (
        <button
          type="button"
          className="icon-button"
          aria-label={`Remove ${item.text}`}
          onClick={() => set({ checklist: [{ id: item.id, gone: true }] })}
        >
          <Icon name="close" />
        </button>
      ) : null}
    </li>
  );
}
