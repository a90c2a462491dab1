import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

interface FieldRowProps {
  label: string;
  /** What is wrong with it, or to be known of it. */
  note?: ReactNode;
  tone?: "calm" | "danger" | undefined;
  /** Gets the id that its control must have, and that of the note. */
  children: (control: { id: string; "aria-describedby": string }) => ReactNode;
}

/** A field of a task: its name, and beside it what it is, which is where it is changed too. */
export function FieldRow({ label, note, tone = "calm", children }: FieldRowProps) {
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-start gap-x-1">
      <label
        id={`${id}-label`}
        htmlFor={id}
        className="flex min-h-8 items-center text-sm text-quiet wrap-anywhere pointer-coarse:min-h-11 pointer-fine:compact:min-h-7"
      >
        {label}
      </label>
      <div className="min-w-0">
        {children({ id, "aria-describedby": noteId })}
        <p
          id={noteId}
          className={clsx("px-2 pb-1 text-xs empty:hidden", tone === "danger" ? "text-danger" : "text-quiet")}
        >
          {note}
        </p>
      </div>
    </div>
  );
}

/** How what opens the choice of a field looks: calm until one comes near it. */
export const FIELD_CONTROL =
  "flex min-h-8 w-full min-w-0 flex-wrap items-center gap-x-2 gap-y-1 rounded-md border border-transparent bg-transparent px-2 py-0.5 text-start text-sm " +
  "hover:bg-hover focus:border-line-strong data-[state=open]:bg-hover pointer-coarse:min-h-11 pointer-fine:compact:min-h-7 [&_svg]:size-4 [&_svg]:shrink-0";

/** Shows what a field is and opens the choice of another value; it is called by both, the field's name and its value. */
export function FieldButton({ id, className, children, ...rest }: ComponentProps<"button"> & { id: string }) {
  return (
    <button
      type="button"
      id={id}
      className={clsx(FIELD_CONTROL, className)}
      aria-labelledby={`${id}-label ${id}`}
      {...rest}
    >
      {children}
    </button>
  );
}

/** What a field is, for whoever may not change it. */
export function FieldValueShown({ id, children }: { id: string; children: ReactNode }) {
  return (
    <output id={id} className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-1 px-2 py-0.5 text-sm compact:min-h-7">
      {children}
    </output>
  );
}

/** That a field has no value. */
export function Nothing({ children }: { children: ReactNode }) {
  return <span className="text-quiet">{children}</span>;
}
