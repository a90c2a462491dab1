import type { FormEvent } from "react";
import { newKey } from "../../../../sdk/id.ts";
import { INPUT } from "../../../design/field.tsx";
import { focusOnce } from "../../../design/focus.ts";
import { textOf } from "../../../design/text-of.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { wholeDay } from "./day-words.ts";

/** Writes a task that is due on a day. */
export function NewDueTask({ day, onDone }: { day: string; onDone: () => void }) {
  const { project, act } = useBoardPage();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const title = textOf(new FormData(event.currentTarget), "title").trim();
    if (!title) return;
    event.currentTarget.reset();
    act({ type: "task.create", project: project.id, task: newKey(), set: { title, dueDate: day } });
  };
  return (
    <form
      onSubmit={submit}
      onBlur={(event) => {
        if (textOf(new FormData(event.currentTarget), "title").trim() === "") onDone();
      }}
    >
      <input
        ref={focusOnce}
        name="title"
        aria-label={`Title of the new task due on ${wholeDay(day)}`}
        placeholder="What is due?"
        maxLength={255}
        dir="auto"
        autoComplete="off"
        required
        className={INPUT}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          onDone();
        }}
      />
    </form>
  );
}
