import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import type { Column } from "../../../../durable-objects/workspace/board/protocol.ts";
import { newKey } from "../../../sdk/id.ts";
import { Button } from "../../design/button.tsx";
import { focusOnce } from "../../design/focus.ts";
import { Icon } from "../../design/icon.tsx";
import { textOf } from "../account/entry.tsx";
import { useBoardPage } from "./board-page.tsx";

/** Writes new tasks to the end of a column, one after the other. */
export function QuickAdd({ column }: { column: Column }) {
  const { project, act, setTyping } = useBoardPage();
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const close = () => {
    setOpen(false);
    setTyping(null);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const title = textOf(new FormData(event.currentTarget), "title").trim();
    if (!title) return;
    form.current?.reset();
    setTyping(null);
    act({ type: "task.create", project: project.id, task: newKey(), columnId: column.id, set: { title } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  };
  if (!open) {
    return (
      <button
        ref={opener}
        type="button"
        className="quick-add-open"
        aria-label={`Add a task to ${column.name}`}
        onClick={() => setOpen(true)}
      >
        <Icon name="add" />
        Add a task
      </button>
    );
  }
  return (
    <form ref={form} className="quick-add" onSubmit={submit} onKeyDown={onKeyDown}>
      <input
        ref={focusOnce}
        className="field-input"
        name="title"
        aria-label={`Title of the new task in ${column.name}`}
        placeholder="What is to be done?"
        maxLength={255}
        dir="auto"
        autoComplete="off"
        required
        onInput={() => setTyping({ columnId: column.id, field: "title" })}
        onBlur={() => setTyping(null)}
      />
      <div className="row">
        <Button type="submit" look="primary" size="sm">
          Add
        </Button>
        <Button size="sm" look="quiet" onClick={close}>
          Done
        </Button>
      </div>
    </form>
  );
}
