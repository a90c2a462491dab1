import { clsx } from "clsx";
import type { ReactNode } from "react";

const TONES = {
  calm: "bg-accent-soft text-ink",
  warn: "bg-warn-soft text-warn",
  danger: "bg-danger-soft text-danger",
} as const;

/** Something to be told, where it matters. Trouble is announced to screen readers at once, the rest when they pause. */
export function Notice({ tone = "calm", children }: { tone?: keyof typeof TONES; children: ReactNode }) {
  return (
    <div
      className={clsx("grid gap-2 rounded-lg px-3.5 py-2.5 text-base", TONES[tone])}
      role={tone === "danger" ? "alert" : "status"}
    >
      {children}
    </div>
  );
}
