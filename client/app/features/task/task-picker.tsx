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
  const found = useMemo(() => {
    const wanted = words.trim().toLowerCase();
    if (!wanted) return [];
    const matches: Task[] = [];
    for (const task of tasks.values()) {
      if (matches.length === OFFERED) break;
      if (nameOf(task).toLowerCase().includes(wanted) && !without(task)) matches.push(task);
    }
    return matches;
  }, [words, tasks, without]);
  const pick = (value: string) => {
    const wanted = value.trim().toLowerCase();
    const task = found.find((each) => nameOf(each).toLowerCase() === wanted || each.key.toLowerCase() === wanted);
    if (!task) return false;
    onPick(task);
    setWords("");
    return true;
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
        onChange={(event) => {
          // What is chosen from the list arrives whole; a key that is typed waits for Enter, for it may go on.
          if (!isName(event.target.value, found) || !pick(event.target.value)) setWords(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          const [only, another] = found;
          if (!pick(words) && only && !another) pick(nameOf(only));
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

function isName(value: string, tasks: readonly Task[]): boolean {
  return tasks.some((task) => nameOf(task) === value);
}
