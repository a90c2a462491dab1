/** A network that hangs must not take the keyboard from the page: after this they are the page's again. */
const PATIENCE_MS = 3_000;

/**
 * Keys that are pressed while what they are for is on its way: they are kept from the page from now on, until they are
 * given to what has come.
 */
export class EarlyKeys {
  readonly #keys: KeyboardEvent[] = [];
  readonly #listening = new AbortController();
  readonly #patience: ReturnType<typeof setTimeout>;

  constructor() {
    const keep = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.#keys.push(event);
    };
    window.addEventListener("keydown", keep, { capture: true, signal: this.#listening.signal });
    this.#patience = setTimeout(() => this.#giveUp(), PATIENCE_MS);
  }

  /** Presses them anew, one after the other, on what has the focus by now. */
  give(): void {
    clearTimeout(this.#patience);
    this.#listening.abort();
    for (const { key, code, ctrlKey, metaKey, altKey, shiftKey } of this.#keys) {
      const held = { key, code, ctrlKey, metaKey, altKey, shiftKey };
      const target = document.activeElement ?? document.body;
      const goesOn = target.dispatchEvent(new KeyboardEvent("keydown", { ...held, bubbles: true, cancelable: true }));
      const writes = key.length === 1 && !ctrlKey && !metaKey && !altKey;
      if (goesOn && writes && target instanceof HTMLInputElement) write(target, key);
    }
  }

  #giveUp(): void {
    this.#listening.abort();
    this.#keys.splice(0);
  }
}

/** Does to a field what a key that is pressed by a hand does. */
function write(field: HTMLInputElement, letter: string): void {
  field.setRangeText(letter, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: letter, inputType: "insertText" }));
}
