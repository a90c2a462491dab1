/** As a `ref`: takes the focus when it appears, because whoever looks has just asked for it. */
export function focusOnce(element: HTMLElement | null): void {
  element?.focus();
}

/** True where keys write text, and so mean other things. */
export function writes(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=range], [type=checkbox]), textarea, select"))
  );
}
