import { type ReactNode, useId } from "react";

/** How a list of calls looks. */
export const CALL_LIST = "grid grid-cols-1 divide-y divide-line rounded-lg border border-line bg-raised";

/** A part of the page of calls, under its heading. */
export function CallSection({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section className="grid grid-cols-1 gap-2" aria-labelledby={heading}>
      <h2 id={heading} className="px-2 text-sm font-semibold text-quiet">
        {title}
      </h2>
      {children}
    </section>
  );
}
