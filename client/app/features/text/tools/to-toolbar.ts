import type { KeyboardEvent } from "react";

/** Alt-F10 leads from a text to the tools in its frame, as in other editors: to the tool that had the focus last. */
export function toToolbar(event: KeyboardEvent<HTMLElement>): void {
  if (!event.altKey || event.key !== "F10") return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLElement>('[role="toolbar"]')?.focus();
}
