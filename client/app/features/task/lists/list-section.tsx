import { type ReactNode, useId } from "react";

/** How an entry of such a list looks. */
export const ENTRY_ROW = "min-h-9 gap-1.5 rounded-md ps-0.5 pe-1 text-sm hover:bg-hover pointer-coarse:min-h-11";

interface ListSectionProps {
  title: string;
  /** How many of its entries are done, for lists of steps. */
  progress?: { done: number; of: number } | undefined;
  children: ReactNode;
}

/** A part of a task's page: its heading, how far it is, and what it holds. */
export function ListSection({ title, progress, children }: ListSectionProps) {
  const id = useId();
  const shown = progress && progress.of > 0 ? progress : null;
  return (
    <section className="grid gap-1.5" aria-labelledby={id}>
      <div className="flex items-center gap-3">
        <h2 id={id} className="text-sm font-semibold">
          {title}
        </h2>
        {shown ? (
          <>
            <progress
              className="h-1.5 w-24 appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
              value={shown.done}
              max={shown.of}
              aria-label={`${title} done`}
            />
            <span className="text-xs text-quiet">
              {shown.done} of {shown.of}
            </span>
          </>
        ) : null}
      </div>
      {children}
    </section>
  );
}
