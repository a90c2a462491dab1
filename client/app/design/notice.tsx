import type { ReactNode } from "react";

/** Something to be told, where it matters. Trouble is announced to screen readers at once, the rest when they pause. */
export function Notice({ tone = "calm", children }: { tone?: "calm" | "warn" | "danger"; children: ReactNode }) {
  const className = tone === "calm" ? "notice" : `notice notice-${tone}`;
  return (
    <div className={className} role={tone === "danger" ? "alert" : "status"}>
      {children}
    </div>
  );
}
