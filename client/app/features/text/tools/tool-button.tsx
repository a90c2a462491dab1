import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import { Toolbar as Radix } from "radix-ui";
import { iconButtonClass } from "../../../design/icon-button.tsx";
import { Tooltip } from "../../../design/tooltip.tsx";

interface ToolButtonProps {
  label: string;
  icon: LucideIcon;
  shortcut?: string | undefined;
  pressed?: boolean | undefined;
  disabled?: boolean | undefined;
  onUse: () => void;
}

/** A button of a toolbar. The text keeps the focus while it is pressed. */
export function ToolButton({
  label,
  icon: Drawing,
  shortcut,
  pressed: isPressed,
  disabled = false,
  onUse,
}: ToolButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <Radix.Button
        aria-label={label}
        aria-pressed={isPressed}
        aria-disabled={disabled || undefined}
        className={clsx(iconButtonClass({ size: "sm" }), "aria-disabled:opacity-40")}
        // The text keeps its selection, and a phone its keyboard.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => (disabled ? undefined : onUse())}
      >
        <Drawing aria-hidden />
      </Radix.Button>
    </Tooltip>
  );
}

/** Parts tools from tools. */
export function Line() {
  return <Radix.Separator className="mx-1 h-5 w-px shrink-0 bg-line" />;
}
