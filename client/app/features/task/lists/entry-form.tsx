import { Plus } from "lucide-react";
import { type ClipboardEvent, type FormEvent, type KeyboardEvent, useId } from "react";
import { useBoardPage } from "../../board/board-page.tsx";
import { useDraft } from "../drafts.ts";
import { KeptDraft } from "../kept-draft.tsx";
import { type TypingField, TypingWords } from "../typing-words.tsx";
import { linesOf } from "./lines.ts";

interface EntryFormProps {
  task: string;
  field: TypingField;
  /** What is typed here: "a sub-task". */
  what: string;
  label: string;
  placeholder: string;
  maxLength: number;
  /** Called with one text, or with several where several lines were pasted. */
  onAdd: (texts: string[]) => void;
}

/** Where the next entry of a list is written, and after it the next. What is typed is kept until it is added. */
export function EntryForm({ task, field, what, label, placeholder, maxLength, onAdd }: EntryFormProps) {
  const { mayWrite, setTyping } = useBoardPage();
  const [draft, keep] = useDraft(task, field);
  const hint = useId();
  const text = draft ?? "";
  if (!mayWrite) {
    return text === "" ? null : <KeptDraft what={`The text of ${what}`} text={text} onDiscard={() => keep(null)} />;
  }
  const add = (typed: string) => {
    const texts = linesOf(typed, maxLength);
    if (texts.length > 0) onAdd(texts);
    keep(null);
    setTyping(null);
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData("text/plain");
    if (linesOf(pasted, maxLength).length < 2) return;
    event.preventDefault();
    add(`${text}${pasted}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || text === "") return;
    event.preventDefault();
    event.stopPropagation();
    keep(null);
    setTyping(null);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    add(text);
  };
  return (
    <form className="grid gap-1" onSubmit={onSubmit}>
      <div className="flex items-center gap-2 rounded-md border border-transparent ps-1.5 focus-within:border-line-strong hover:border-line">
        <Plus className="size-4 shrink-0 text-quiet" aria-hidden />
        <input
          className="min-h-8 min-w-0 flex-1 bg-transparent text-sm outline-none pointer-coarse:min-h-11"
          aria-label={label}
          aria-describedby={hint}
          placeholder={placeholder}
          value={text}
          maxLength={maxLength}
          autoComplete="off"
          enterKeyHint="done"
          dir="auto"
          onChange={(event) => {
            keep(event.target.value);
            setTyping({ task, field });
          }}
          onPaste={onPaste}
          onBlur={() => setTyping(null)}
          onKeyDown={onKeyDown}
        />
        {text.trim() === "" ? null : (
          <button
            type="submit"
            className="min-h-7 rounded-md px-2 text-sm font-medium text-accent hover:bg-hover pointer-coarse:min-h-11"
          >
            Add
          </button>
        )}
      </div>
      <p id={hint} className="unseen">
        Enter adds it. Several lines that are pasted become several entries.
      </p>
      <TypingWords task={task} field={field} what={what} />
    </form>
  );
}
