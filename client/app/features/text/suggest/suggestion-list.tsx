import type { Editor } from "@tiptap/react";
import { clsx } from "clsx";
import { type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { useAnnounce } from "../../../design/announcer.tsx";
import { SURFACE_ROW } from "../../../design/surface.ts";
import { placeBelow } from "../place-below.ts";
import type { Suggesting, SuggestionDesk } from "./suggesting.ts";

/** One thing that can be chosen. */
export interface Suggested {
  id: string;
  name: string;
  /** More of it, in quiet letters. */
  detail?: string;
  leading?: ReactNode;
  choose: () => void;
}

/** Things of one sort. */
export interface SuggestedGroup {
  name: string;
  items: readonly Suggested[];
}

interface SuggestionListProps {
  editor: Editor;
  desk: SuggestionDesk;
  now: Suggesting;
  within: RefObject<HTMLElement | null>;
  /** What screen readers call it. */
  label: string;
  groups: readonly SuggestedGroup[];
}

/**
 * What can be chosen for what is typed: the text keeps the focus, the arrows move within the list, Enter or Tab choose.
 * Nothing is shown when there is nothing to choose.
 */
export function SuggestionList({ editor, desk, now, within, label, groups }: SuggestionListProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const announce = useAnnounce();
  const [at, setAt] = useState<string | null>(null);
  const items = groups.flatMap((group) => group.items);
  const current = Math.max(
    0,
    items.findIndex((item) => item.id === at),
  );
  const chosen = items[current];
  const count = items.length;

  useEffect(() => {
    desk.onKey = (event) => {
      const move = (step: number) => setAt(items[(current + step + count) % count]?.id ?? null);
      if (count === 0 || event.isComposing) return false;
      if (event.key === "ArrowDown") move(1);
      else if (event.key === "ArrowUp") move(-1);
      else if (event.key === "Enter" || event.key === "Tab") chosen?.choose();
      else return false;
      return true;
    };
    return () => {
      desk.onKey = null;
    };
  });

  // What the text's own element says of the menu, as a combobox does of its list.
  const active = chosen ? `${id}-${chosen.id}` : null;
  useEffect(() => {
    if (active === null) return;
    const text = editor.view.dom;
    text.setAttribute("aria-controls", id);
    text.setAttribute("aria-activedescendant", active);
    return () => {
      text.removeAttribute("aria-controls");
      text.removeAttribute("aria-activedescendant");
    };
  }, [editor, id, active]);

  useEffect(() => {
    if (count > 0) announce(count === 1 ? "One suggestion" : `${count} suggestions`);
  }, [announce, count]);

  useLayoutEffect(() => {
    const rect = now.rect();
    if (list.current && within.current && rect) placeBelow(list.current, rect, within.current);
  });

  useEffect(() => {
    if (active !== null) document.getElementById(active)?.scrollIntoView({ block: "nearest" });
  }, [active]);

  if (count === 0) return null;
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      // It scrolls, and so must be within reach of the keyboard, though the text keeps the focus.
      tabIndex={0}
      className="absolute z-30 max-h-72 w-72 max-w-full overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-pop"
    >
      {groups.map((group) =>
        group.items.length === 0 ? null : (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, of no form
          <div key={group.name} role="group" aria-label={group.name}>
            <p aria-hidden className="px-2 pt-1.5 pb-0.5 text-xs font-medium text-quiet">
              {group.name}
            </p>
            {group.items.map((item) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the text keeps the focus; this is its active descendant
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard in the text
              <div
                key={item.id}
                id={`${id}-${item.id}`}
                role="option"
                aria-selected={item === chosen}
                className={clsx(SURFACE_ROW, item === chosen && "bg-hover")}
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => setAt(item.id)}
                onClick={item.choose}
              >
                {item.leading}
                <span className="truncate" dir="auto">
                  {item.name}
                </span>
                {item.detail ? (
                  <span className="ms-auto max-w-40 truncate text-xs text-quiet" dir="auto">
                    {item.detail}
                  </span>
                ) : null}
              </div>
            ))}
          </div>
        ),
      )}
    </div>
  );
}
