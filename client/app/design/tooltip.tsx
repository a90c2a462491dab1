import { cloneElement, type ReactElement } from "react";

interface Tipped {
  "data-tip"?: string;
  "data-tip-keys"?: string | undefined;
}

interface TooltipProps {
  label: string;
  /** Keys that do the same, as `Kbd` takes them. */
  shortcut?: string | undefined;
  /** One element of the page itself, or one that hands on what it is given. It must have a name of its own. */
  children: ReactElement<Tipped>;
}

/** A few words beside what a pointer rests on or the focus is on; `Tips` shows them. */
export function Tooltip({ label, shortcut, children }: TooltipProps) {
  return cloneElement(children, { "data-tip": label, "data-tip-keys": shortcut });
}
