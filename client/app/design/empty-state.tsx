import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** What it is for, and what comes next; a sentence or two. */
  children: ReactNode;
  /** The one thing to do. */
  action?: ReactNode | undefined;
}

/** What stands where nothing is yet: it says what this place is for, and offers the first step. */
export function EmptyState({ icon: Drawing, title, children, action }: EmptyStateProps) {
  return (
    <div className="mx-auto grid max-w-sm justify-items-center gap-2 px-4 py-10 text-center">
      <span className="grid size-11 place-content-center rounded-full bg-accent-soft text-accent">
        <Drawing aria-hidden className="size-5" />
      </span>
      <h2 className="text-lg font-semibold">{title}</h2>
      <div className="text-quiet">{children}</div>
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  );
}
