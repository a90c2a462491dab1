import { useCallback, useState } from "react";

/**
 * What is typed and not sent yet. It outlives the panel, a reload and the loss of the right to send it, for as long as
 * the tab is open. Null for nothing.
 */
export function useDraft(task: string, field: string): [string | null, (text: string | null) => void] {
  const name = `draft ${task} ${field}`;
  const [kept, setKept] = useState(() => ({ name, text: read(name) }));
  // Another task's: what is kept of this one is read anew.
  const text = kept.name === name ? kept.text : read(name);
  const keep = useCallback(
    (next: string | null) => {
      write(name, next);
      setKept({ name, text: next });
    },
    [name],
  );
  return [text, keep];
}

function read(name: string): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

/** A browser that keeps nothing keeps it in the page alone. */
function write(name: string, text: string | null): void {
  try {
    if (text === null || text === "") sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, text);
  } catch {}
}
