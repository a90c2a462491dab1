import type { KeyboardEvent } from "react";
import type { Task, TaskSet } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useBoardPage } from "../board/board-page.tsx";

interface TaskTitleProps {
  task: Task;
  set: (fields: TaskSet) => void;
}

/** The title of a task; renamed by writing over it. It may take several lines, but has no line breaks of its own. */
export function TaskTitle({ task, set }: TaskTitleProps) {
  const { mayWrite, setTyping } = useBoardPage();
  if (!mayWrite) {
    return (
      <h2 className="task-title" dir="auto">
        {task.title}
      </h2>
    );
  }
  const take = (field: HTMLTextAreaElement) => {
    setTyping(null);
    const title = field.value.replaceAll(/\s+/g, " ").trim();
    if (title === "" || title === task.title) field.value = task.title;
    else set({ title });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      event.currentTarget.value = task.title;
    }
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.currentTarget.blur();
  };
  return (
    <h2>
      <textarea
        // A new title from elsewhere takes the place of what is shown.
        key={task.title}
        className="task-title task-title-input"
        aria-label="Title of this task"
        defaultValue={task.title}
        dir="auto"
        rows={1}
        maxLength={255}
        autoComplete="off"
        onInput={() => setTyping({ task: task.id, field: "title" })}
        onBlur={(event) => take(event.currentTarget)}
        onKeyDown={onKeyDown}
      />
    </h2>
  );
}
