import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { Tooltip } from "./tooltip.tsx";

interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  icon: LucideIcon;
  /** Its name, for pointers that rest on it and for screen readers. */
  label: string;
  /** Keys that do the same, as {@link Kbd} takes them. */
  shortcut?: string | undefined;
  size?: "md" | "sm" | undefined;
}

/** A button that shows a drawing only. */
export function IconButton({ icon: Drawing, label, shortcut, size = "md", className, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <button type="button" aria-label={label} className={clsx(iconButtonClass({ size }), className)} {...rest}>
        <Drawing aria-hidden />
      </button>
    </Tooltip>
  );
}

/** How a button of one drawing looks, for links that are one. */
export function iconButtonClass({ size = "md" }: { size?: "md" | "sm" | undefined } = {}): string {
  return clsx(
    "inline-grid shrink-0 place-content-center rounded-md border-0 bg-transparent text-quiet transition-colors duration-quick",
    "hover:bg-hover hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent data-[state=open]:bg-hover data-[state=open]:text-ink",
    "disabled:cursor-default disabled:opacity-40 disabled:hover:bg-transparent pointer-coarse:size-11",
    size === "sm" ? "size-7 [&_svg]:size-4" : "size-8 [&_svg]:size-4.5",
  );
}
