/**
 * Opens the menu behind a button, as its keys do: for a right click on what it belongs to, or for a key of its own. A click
 * that no pointer made would not open it.
 */
export function openMenuOf(button: HTMLElement | null | undefined): void {
  button?.focus();
  button?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }));
}
