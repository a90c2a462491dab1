import type { ComponentProps } from "react";
import { LabelledControl } from "../../design/field.tsx";

/** A colour of one's own choice; browsers give it as `#rrggbb`, in lower case. */
export function ColourField({ label, ...input }: Omit<ComponentProps<"input">, "type"> & { label: string }) {
  return (
    <LabelledControl label={label}>
      {(control) => (
        <input
          type="color"
          className="h-9 w-16 rounded-md border border-line-strong bg-paper p-1 disabled:opacity-60 pointer-coarse:h-11"
          {...control}
          {...input}
        />
      )}
    </LabelledControl>
  );
}

/** The same by itself, within a row that names what it colours. */
export function ColourDot({ label, ...input }: Omit<ComponentProps<"input">, "type"> & { label: string }) {
  return (
    <input
      type="color"
      aria-label={label}
      className="size-7 shrink-0 rounded-md border border-transparent bg-transparent p-0.5 hover:border-line disabled:opacity-60 pointer-coarse:size-11"
      {...input}
    />
  );
}
