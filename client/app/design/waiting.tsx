import { clsx } from "clsx";
import { LoaderCircle } from "lucide-react";

/** The ground of what is on its way, in its place and size, so that nothing jumps when it comes. */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden className={clsx("animate-breathe rounded-md bg-hover", className)} />;
}

/** Something is under way; `label` says what. */
export function Spinner({ label }: { label: string }) {
  return (
    <span role="status" className="inline-flex items-center gap-2 text-quiet">
      <LoaderCircle aria-hidden data-motion="keep" className="size-4 animate-turn" />
      <span>{label}</span>
    </span>
  );
}
