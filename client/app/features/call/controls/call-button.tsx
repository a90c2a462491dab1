import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { Tooltip } from "../../../design/tooltip.tsx";
import { countInShort } from "../../../words/counts.ts";

interface CallButtonProps extends Omit<ComponentProps<"button">, "children"> {
  icon: LucideIcon;
  label: string;
  /** Keys that do the same. */
  shortcut?: string | undefined;
  /** `off` for what the others miss from one, `on` for what is out of the usual, `leave` for the way out. */
  look?: "plain" | "off" | "on" | "leave" | undefined;
  /** How many there are of what it is about; a mark where there are any, which its label says, too. */
  count?: number | undefined;
}

/** A round button of the bar of a call. */
export function CallButton({
  icon: Drawing,
  label,
  shortcut,
  look = "plain",
  count = 0,
  disabled = false,
  onClick,
  ...rest
}: CallButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <button
        type="button"
        className="call-button"
        data-look={look}
        aria-label={label}
        aria-disabled={disabled || undefined}
        onClick={disabled ? undefined : onClick}
        {...rest}
      >
        <Drawing aria-hidden />
        {count > 0 ? (
          <span aria-hidden className="call-button-mark">
            {countInShort(count)}
          </span>
        ) : null}
      </button>
    </Tooltip>
  );
}
