import { clsx } from "clsx";
import { Chip } from "../../design/chip.tsx";
import { SURFACE, SURFACE_ROW } from "../../design/surface.ts";
import { PRIORITY_NAMES } from "../../words/board.ts";
import { useBoardPage } from "./board-page.tsx";
import { type Meaning, wordFor } from "./quick-words.ts";

interface QuickHintsProps {
  /** Of the list; its options are called after it. */
  id: string;
  options: readonly Meaning[];
  chosen: number;
  onChoose: (meaning: Meaning) => void;
}

/** What the word one is writing may become, above the line it is in. */
export function QuickHints({ id, options, chosen, onChoose }: QuickHintsProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="What this may mean"
      className={clsx(SURFACE, "absolute inset-x-2 bottom-full mb-1 p-1")}
    >
      {options.map((meaning, at) => (
        <button
          key={meaning.sign + meaning.id}
          id={`${id}-${at}`}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={at === chosen}
          data-selected={at === chosen}
          className={SURFACE_ROW}
          // Before the field loses the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(meaning);
          }}
        >
          <span className="min-w-0 flex-1 truncate" dir="auto">
            {nameOf(meaning)}
          </span>
          <span className="text-xs text-quiet">{wordFor(meaning)}</span>
        </button>
      ))}
    </div>
  );
}

/** What of a line was understood, so that nobody is surprised by it. */
export function QuickMeanings({ meant }: { meant: readonly Meaning[] }) {
  const { labels } = useBoardPage();
  if (meant.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-1" aria-live="polite">
      {meant.map((meaning) => (
        <Chip key={meaning.sign + meaning.id} tone="accent" colour={labels.get(meaning.id)?.colour}>
          <span className="truncate" dir="auto">
            {nameOf(meaning)}
          </span>
        </Chip>
      ))}
    </p>
  );
}

function nameOf({ sign, id, name }: Meaning): string {
  if (sign !== "!") return name;
  return Object.entries(PRIORITY_NAMES).find(([priority]) => priority === id)?.[1] ?? name;
}
