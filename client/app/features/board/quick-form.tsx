import { type FormEvent, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import type { NewTask } from "../../../../durable-objects/workspace/board/protocol.ts";
import { Button } from "../../design/button.tsx";
import { useBoardPage } from "./board-page.tsx";
import { draftOf, keepDraft } from "./drafts.ts";
import { QuickHints, QuickMeanings } from "./quick-hints.tsx";
import { completionsAt, linesOf, type Meaning, type QuickNames, quickTaskOf, wordFor } from "./quick-words.ts";

interface QuickFormProps {
  /** The column, and on a grouped board the row, in words. */
  where: string;
  /** Under which name what is written is kept. */
  place: string;
  column: string;
  /** `kept`: it stands open since before a reload, and takes no focus. */
  opened: "asked" | "kept";
  warning: string | null;
  onAdd: (tasks: readonly NewTask[]) => void;
  onClose: () => void;
}

/** As long as a title may be. */
const LONGEST = 255;
/** As many tasks as are made of one text. */
const MOST = 100;

/** Where a new task is written, and stays for the next. Several lines are several tasks. */
export function QuickForm({ where, place, column, opened, warning, onAdd, onClose }: QuickFormProps) {
  const { project, setTyping } = useBoardPage();
  const names = useNames();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  // A field that is taken away is not left before.
  useEffect(() => () => setTyping(null), [setTyping]);
  const [text, setText] = useState(() => draftOf(project.id, place));
  const [caret, setCaret] = useState(text.length);
  const [chosen, setChosen] = useState(0);
  const [dismissed, setDismissed] = useState("");
  const lines = linesOf(text);
  const completions = dismissed === text ? null : completionsAt(text, caret, names);
  const chosenAt = Math.min(chosen, (completions?.options.length ?? 1) - 1);
  const problem = faultIn(lines);
  const write = (next: string, at = next.length) => {
    setText(next);
    setCaret(at);
    setChosen(0);
    keepDraft(project.id, place, next);
  };
  const add = (written: readonly string[]) => {
    const tasks = written.flatMap((line) => quickTaskOf(line, names)?.set ?? []);
    if (tasks.length === 0 || faultIn(written)) return;
    onAdd(tasks);
    write("");
    setTyping(null);
    field.current?.focus();
  };
  const complete = (meaning: Meaning | undefined) => {
    if (!completions || !meaning) return;
    const head = `${text.slice(0, completions.from)}${wordFor(meaning)} `;
    write(head + text.slice(caret).trimStart(), head.length);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const options = completions?.options ?? [];
    if (event.key === "Escape") {
      if (options.length > 0) setDismissed(text);
      else onClose();
    } else if (options.length > 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      setChosen((chosenAt + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length);
    } else if (options.length > 0 && (event.key === "Tab" || event.key === "Enter") && !event.shiftKey) {
      event.preventDefault();
      complete(options[chosenAt]);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      add(lines);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add(lines);
  };
  const several = lines.length > 1;
  return (
    <form className="relative grid gap-2 p-2" onSubmit={submit}>
      {completions ? (
        <QuickHints id={id} options={completions.options} chosen={chosenAt} onChoose={(meaning) => complete(meaning)} />
      ) : null}
      <textarea
        ref={field}
        className="field-sizing-content max-h-48 min-h-9 resize-none rounded-md border border-line-strong bg-paper px-2.5 py-1.5 text-base wrap-anywhere pointer-coarse:min-h-11"
        name="title"
        rows={1}
        // biome-ignore lint/a11y/noAutofocus: whoever sees it so has just asked for it
        autoFocus={opened === "asked"}
        aria-label={`Title of the new task in ${where}`}
        aria-autocomplete="list"
        aria-controls={completions ? id : undefined}
        aria-activedescendant={completions ? `${id}-${chosenAt}` : undefined}
        aria-describedby={`${id}-help`}
        aria-invalid={problem ? true : undefined}
        placeholder="What is to be done?"
        dir="auto"
        autoComplete="off"
        value={text}
        onChange={({ target }) => write(target.value, target.selectionStart)}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
        onInput={() => setTyping({ columnId: column, field: "title" })}
        onBlur={() => setTyping(null)}
        onKeyDown={onKeyDown}
      />
      <QuickMeanings meant={several ? [] : (quickTaskOf(lines[0] ?? "", names)?.meant ?? [])} />
      <p id={`${id}-help`} className={problem ? "text-xs text-danger" : warning ? "text-xs text-warn" : "unseen"}>
        {problem ?? warning ?? "Enter adds it. # names a label, @ a person, ! a priority."}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="primary" size="sm">
          {several ? `Add ${lines.length} tasks` : "Add"}
        </Button>
        {several ? (
          <Button size="sm" onClick={() => add([lines.join(" ")])}>
            As one task
          </Button>
        ) : null}
        <Button size="sm" look="quiet" onClick={onClose}>
          Done
        </Button>
      </div>
    </form>
  );
}

/** What words may stand for on this board. */
function useNames(): QuickNames {
  const { labels, people } = useBoardPage();
  return useMemo(
    () => ({
      labels: [...labels.values()],
      people: [...people.values()].map(({ user, name }) => ({ id: user, name })),
    }),
    [labels, people],
  );
}

/** Why these lines cannot be tasks; null when they can. */
function faultIn(lines: readonly string[]): string | null {
  if (lines.length > MOST) return `These are ${lines.length} lines. Add at most ${MOST} at once.`;
  const long = lines.find((line) => line.length > LONGEST);
  if (long === undefined) return null;
  return `A title has at most ${LONGEST} letters, and this has ${long.length}. Put the rest into its description.`;
}
