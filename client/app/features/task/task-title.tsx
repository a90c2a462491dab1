import { type KeyboardEvent, useId, useRef } from "react";
import type { Task, TaskSet } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useBoardPage } from "../board/board-page.tsx";
import { useDraft } from "./drafts.ts";
import { KeptDraft } from "./kept-draft.tsx";
import { TITLE_LENGTH } from "./lengths.ts";
import { TypingWords } from "./typing-words.tsx";

interface TaskTitleProps {
  task: Task;
  set: (fields: TaskSet) => void;
}

/** How much is left when it is said how much. */
const TOLD_BELOW = 40;

/** The title of a task; renamed by writing over it. It may take several lines, but has no line breaks of its own. */
export function TaskTitle({ task, set }: TaskTitleProps) {
  const { mayWrite, setTyping } = useBoardPage();
  const [draft, keep] = useDraft(task.id, "title");
  /** What it was called when one began to write over it. */
  const begun = useRef(task.title);
  const hint = useId();
  if (!mayWrite) {
    return (
      <>
        <h2 className="text-xl font-semibold" dir="auto">
          {task.title}
        </h2>
        {draft === null ? null : <KeptDraft what="Your title" text={draft} onDiscard={() => keep(null)} />}
      </>
    );
  }
  const left = TITLE_LENGTH - (draft ?? task.title).length;
  const isEmpty = draft !== null && draft.trim() === "";
  const take = () => {
    setTyping(null);
    const title = draft?.replaceAll(/\s+/g, " ").trim();
    if (title && title !== task.title) set({ title });
    keep(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && draft !== null) {
      // Takes back what was typed; once more leads out of the field.
      event.stopPropagation();
      event.preventDefault();
      setTyping(null);
      keep(null);
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    event.currentTarget.blur();
  };
  return (
    <div className="grid gap-1">
      <h2>
        <textarea
          className="-mx-2 block w-[calc(100%+1rem)] resize-none rounded-md border border-transparent bg-transparent px-2 py-1 text-xl leading-tight font-semibold field-sizing-content hover:border-line focus:border-line-strong"
          aria-label="Title of this task"
          aria-describedby={hint}
          aria-invalid={isEmpty ? true : undefined}
          value={draft ?? task.title}
          dir="auto"
          rows={1}
          maxLength={TITLE_LENGTH}
          autoComplete="off"
          onChange={(event) => {
            if (draft === null) begun.current = task.title;
            keep(event.target.value);
            setTyping({ task: task.id, field: "title" });
          }}
          onBlur={take}
          onKeyDown={onKeyDown}
        />
      </h2>
      <p id={hint} className="text-xs text-quiet empty:hidden">
        {draft !== null && task.title !== begun.current
          ? `Meanwhile it became “${task.title}”. Enter puts yours in its place, Escape leaves it so. `
          : null}
        {isEmpty ? "A task needs a title; leave it empty and the former one stays. " : null}
        {draft !== null && left < TOLD_BELOW ? `${left} characters left.` : null}
      </p>
      <TypingWords task={task.id} field="title" what="the title" />
    </div>
  );
}
