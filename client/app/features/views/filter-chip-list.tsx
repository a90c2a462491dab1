import { X } from "lucide-react";
import { Button } from "../../design/button.tsx";
import { Picker } from "../../design/picker.tsx";
import { useChoices } from "../fields/choices.tsx";
import { useBoardLook } from "./board-look.tsx";
import { FILTER_KINDS, type FilterKind } from "./filter-kinds.tsx";
import { filtersIn, withoutFilters } from "./search.ts";
import { useShownCount } from "./shown-count.ts";

/** What the tasks are filtered by, each to be changed and taken away, and how many of them are left. */
export function FilterChipList() {
  const { look, change } = useBoardLook();
  const { shown, of } = useShownCount();
  const names = filtersIn(look);
  return (
    <>
      <ul className="contents">
        {FILTER_KINDS.filter(({ name }) => names.includes(name)).map((kind) => (
          <li key={kind.name} className="flex max-w-full">
            <KindChip kind={kind} />
          </li>
        ))}
        {names.includes("q") ? (
          <li className="flex max-w-full">
            <span className={PART}>
              <span className="truncate">
                Words: <bdi>{look.q.trim()}</bdi>
              </span>
            </span>
            <Remove label="Remove the filter by words" onRemove={() => change({ q: "" })} />
          </li>
        ) : null}
      </ul>
      <Button size="sm" look="quiet" onClick={() => change(withoutFilters(look))}>
        Clear all
      </Button>
      <p role="status" className="ms-auto text-sm text-quiet">
        {shown} of {of} {of === 1 ? "task" : "tasks"}
      </p>
    </>
  );
}

const PART =
  "flex min-h-7 min-w-0 items-center rounded-s-md border border-line bg-accent-soft px-2 text-sm text-ink pointer-coarse:min-h-11";

function KindChip({ kind }: { kind: FilterKind }) {
  const { look, change } = useBoardLook();
  const choices = useChoices();
  const options = kind.options(choices, look);
  const chosen = kind.chosen(look);
  const named = options.filter(({ id }) => chosen.includes(id)).map(({ name }) => name);
  return (
    <>
      <Picker
        label={kind.title}
        choice={kind.choice}
        options={options}
        selected={chosen}
        onPick={(id) => change(kind.picked(look, id))}
        trigger={
          <button type="button" className={`${PART} hover:bg-hover`} aria-haspopup="dialog">
            <span className="truncate">
              {kind.title}: <bdi>{named.slice(0, 3).join(", ")}</bdi>
              {named.length > 3 ? ` and ${named.length - 3} more` : ""}
            </span>
          </button>
        }
      />
      <Remove label={`Remove the filter by ${kind.title.toLowerCase()}`} onRemove={() => change(kind.cleared)} />
    </>
  );
}

function Remove({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onRemove}
      className="grid min-w-7 place-content-center rounded-e-md border border-s-0 border-line bg-accent-soft text-quiet hover:bg-hover hover:text-ink pointer-coarse:min-w-11"
    >
      <X aria-hidden className="size-3.5" />
    </button>
  );
}
