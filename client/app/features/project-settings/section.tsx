import type { ReactNode } from "react";

/** A part of a settings page: what it is about, in a line or two, and what can be set. */
export function Section({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3" aria-label={title}>
      <div className="grid gap-0.5">
        <h2 className="text-lg font-semibold">{title}</h2>
        {about ? <p className="text-quiet">{about}</p> : null}
      </div>
      {children}
    </section>
  );
}
