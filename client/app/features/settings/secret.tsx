import type { ReactNode } from "react";
import { INPUT } from "../../design/field.tsx";

/** A text that is told once, to be copied: by its button, or by hand where the browser has no clipboard for us. */
export function Secret({ label, text, children }: { label: string; text: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <input
        className={`${INPUT} min-w-56 flex-1 basis-0 font-mono text-sm`}
        aria-label={label}
        readOnly
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      {children}
    </div>
  );
}
