import { type ReactNode, useId } from "react";

interface SectionProps {
  title: string;
  /** What it is about, in a line or two. */
  about?: ReactNode;
  /** A button beside the heading. */
  action?: ReactNode;
  children: ReactNode;
}

/** A part of a page of settings, under a heading of its own. */
export function Section({ title, about, action, children }: SectionProps) {
  const heading = useId();
  return (
    <section className="grid grid-cols-1 gap-4" aria-labelledby={heading}>
      <header className="flex flex-wrap items-end gap-3 border-b border-line pb-2">
        <div className="grid min-w-[min(12rem,100%)] flex-1 gap-0.5">
          <h2 id={heading} className="text-lg font-semibold">
            {title}
          </h2>
          {about ? <p className="text-sm text-quiet">{about}</p> : null}
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}
