import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

/** How everything that is typed or chosen in looks. */
export const INPUT =
  "w-full rounded-md border border-line-strong bg-paper px-2.5 text-base text-ink min-h-9 pointer-coarse:min-h-11 " +
  "aria-invalid:border-danger disabled:opacity-60 read-only:bg-sunk";

interface Labelled {
  label: string;
  hint?: string | undefined;
  error?: string | null | undefined;
}

/** An input with its label, what helps to fill it in, and what is wrong with it. */
export function Field({ label, hint, error, className, ...input }: ComponentProps<"input"> & Labelled) {
  return (
    <LabelledControl label={label} hint={hint} error={error}>
      {(control) => <input className={clsx(INPUT, className)} dir="auto" {...control} {...input} />}
    </LabelledControl>
  );
}

/** Several lines of text, as {@link Field}. */
export function TextAreaField({ label, hint, error, className, ...area }: ComponentProps<"textarea"> & Labelled) {
  return (
    <LabelledControl label={label} hint={hint} error={error}>
      {(control) => <textarea className={clsx(INPUT, "py-2", className)} dir="auto" {...control} {...area} />}
    </LabelledControl>
  );
}

/** A choice among a few, as {@link Field}; the options are its children. The browser's own list serves fingers best. */
export function SelectField({ label, hint, error, className, ...select }: ComponentProps<"select"> & Labelled) {
  return (
    <LabelledControl label={label} hint={hint} error={error}>
      {(control) => <select className={clsx(INPUT, "pe-8", className)} {...control} {...select} />}
    </LabelledControl>
  );
}

/** A box to tick, with its label beside it. */
export function CheckField({ label, hint, ...box }: Omit<ComponentProps<"input">, "type"> & Omit<Labelled, "error">) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <input
        id={id}
        type="checkbox"
        className="mt-0.5 size-4 shrink-0 accent-accent pointer-coarse:size-6"
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...box}
      />
      <div className="grid">
        <label htmlFor={id}>{label}</label>
        {hint ? (
          <span id={`${id}-hint`} className="text-sm text-quiet">
            {hint}
          </span>
        ) : null}
      </div>
    </div>
  );
}

interface Control {
  id: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

/** Label, hint and fault around a control that takes `id` and what describes it. */
export function LabelledControl({
  label,
  hint,
  error = null,
  children,
}: Labelled & { children: (control: Control) => ReactNode }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="grid grid-cols-1 gap-1">
      <label className="font-medium" htmlFor={id}>
        {label}
      </label>
      {hint ? (
        <span id={`${id}-hint`} className="text-sm text-quiet">
          {hint}
        </span>
      ) : null}
      {children({ id, "aria-invalid": error ? true : undefined, "aria-describedby": described || undefined })}
      {error ? (
        <span id={`${id}-error`} className="text-sm text-danger">
          {error}
        </span>
      ) : null}
    </div>
  );
}
