import { useId, useMemo, useState } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";

interface TaskPickerProps {
  label: string;
  placeholder: string;
  tasks: ReadonlyMap<string, Task>;
  /** Tasks that make no sense here. */
  without: (task: Task) => boolean;
  onPick: (task: Task) => void;
}

/** As many as one can look through. */
const OFFERED = 20;

/** Finds a task of the project by its key or by words of its title. */
export function TaskPicker({ label, placeholder, tasks, without, onPick }: TaskPickerProps) {
  const list = useId();
  const [words, setWords] = useState("");
  const found = useMemo(() => matching(tasks, words, without), [tasks, words, without]);
  const pick = (task: Task) => {
    onPick(task);
    setWords("");
  };
  const onWords = (value: string) => {
    // What is chosen from the list arrives whole; a key that is typed waits for Enter, for it may go on.
    const chosen = matching(tasks, value, without).find((task) => nameOf(task) === value);
    if (chosen) pick(chosen);
    else setWords(value);
  };
  const onEnter = () => {
    const wanted = words.trim().toLowerCase();
    const task = found.find(({ key }) => key.toLowerCase() === wanted) ?? (found.length === 1 ? found[0] : undefined);
    if (task) pick(task);
  };
  return (
    <>
      <input
        className="field-input"
        list={list}
        aria-label={label}
        placeholder={placeholder}
        value={words}
        autoComplete="off"
        dir="auto"
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          onEnter();
        }}
      />
      <datalist id={list}>
        {found.map((task) => (
          <option key={task.id} value={nameOf(task)} />
        ))}
      </datalist>
    </>
  );
}

function nameOf(task: Task): string {
  return `${task.key} ${task.title}`;
}

/** The first few tasks with these words in their name. */
function matching(tasks: ReadonlyMap<string, Task>, words: string, without: (task: Task) => boolean): Task[] {
  const wanted = words.trim().toLowerCase();
  const matches: Task[] = [];
  if (!wanted) return matches;
  for (const task of tasks.values()) {
    if (matches.length === OFFERED) break;
    if (nameOf(task).toLowerCase().includes(wanted) && !without(task)) matches.push(task);
  }
  return matches;
}
