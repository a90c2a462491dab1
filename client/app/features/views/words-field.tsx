import { Search } from "lucide-react";
import { useRef } from "react";
import { useShortcut } from "../shortcuts/use-command.ts";
import { useBoardLook } from "./board-look.tsx";

/** Words that are to be found in the tasks that are shown. */
export function WordsField() {
  const { look, change } = useBoardLook();
  const field = useRef<HTMLInputElement>(null);
  useShortcut({ keys: "/", scope: "board", words: "Find tasks by their words", run: () => field.current?.focus() });
  return (
    <label className="relative flex min-w-0 flex-[0_1_14rem] items-center max-md:flex-1">
      <Search aria-hidden className="pointer-events-none absolute start-2 size-4 text-quiet" />
      <input
        ref={field}
        type="search"
        className="control w-full min-w-0 rounded-md border border-line-strong bg-paper ps-8 pe-2 text-sm text-ink"
        aria-label="Show only tasks with these words"
        placeholder="Find…"
        value={look.q}
        maxLength={200}
        dir="auto"
        onChange={(event) => change({ q: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          if (look.q === "") field.current?.blur();
          else change({ q: "" });
        }}
      />
    </label>
  );
}
