/** As a `ref`: takes the focus when it appears, because whoever looks has just asked for it. */
export function focusOnce(element: HTMLElement | null): void {
  element?.focus();
}
