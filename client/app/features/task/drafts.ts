import { useCallback, useState } from "react";
import { readDraft, writeDraft } from "../../remembered/drafts.ts";

/**
 * What is typed and not sent yet. It outlives the panel, a reload and the loss of the right to send it, for as long as
 * the tab is open. Null for nothing.
 */
export function useDraft(task: string, field: string): [string | null, (text: string | null) => void] {
  const name = `${task} ${field}`;
  const [kept, setKept] = useState(() => ({ name, text: readDraft(name) }));
  // Another task's: what is kept of this one is read anew.
  const text = kept.name === name ? kept.text : readDraft(name);
  const keep = useCallback(
    (next: string | null) => {
      writeDraft(name, next);
      setKept({ name, text: next });
    },
    [name],
  );
  return [text, keep];
}
