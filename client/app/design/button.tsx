import { clsx } from "clsx";
import type { ComponentProps, MouseEvent } from "react";

interface Look {
  look?: "plain" | "primary" | "danger" | "quiet" | undefined;
  size?: "md" | "sm" | undefined;
}

const LOOKS = {
  plain: "border-line-strong bg-raised text-ink hover:bg-hover",
  primary: "border-transparent bg-accent text-accent-ink hover:bg-accent-hover",
  danger: "border-danger bg-raised text-danger hover:bg-danger-soft",
  quiet: "border-transparent bg-transparent text-ink hover:bg-hover",
} as const;

/** How a button looks, for links that are one: `<Link className={buttonClass({ look: "primary" })}>`. */
export function buttonClass({ look = "plain", size = "md" }: Look = {}): string {
  return clsx(
    "inline-flex shrink-0 items-center justify-center gap-1.5 max-w-full rounded-md border font-medium whitespace-nowrap no-underline max-md:whitespace-normal",
    "transition-colors duration-quick disabled:opacity-55 aria-disabled:opacity-55",
    "[&_svg]:size-4 [&_svg]:shrink-0 pointer-coarse:min-h-11",
    size === "sm" ? "min-h-7 px-2.5 text-sm" : "min-h-9 px-3.5 text-base",
    LOOKS[look],
  );
}

/** A button; it submits nothing unless asked to. */
export function Button({
  look,
  size,
  type = "button",
  disabled = false,
  onClick,
  className,
  ...rest
}: ComponentProps<"button"> & Look) {
  // `disabled` itself would take the focus from the button that was just pressed, and drop it on the page.
  return (
    <button
      type={type}
      aria-disabled={disabled || undefined}
      onClick={disabled ? refuse : onClick}
      className={clsx(buttonClass({ look, size }), className)}
      {...rest}
    />
  );
}

/** Keeps a press from doing anything, such as submitting the form. */
function refuse(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
