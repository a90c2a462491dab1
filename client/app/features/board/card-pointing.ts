import type { CardName } from "./spots.ts";
import type { Stage } from "./stage.tsx";

/** What of a card answers a click by itself. */
const OWN = "a, button, input, textarea";

/**
 * Lets a pointer use cards as a whole: a click anywhere on one opens it, the other button brings up its menu, and keys
 * mean the one under the pointer. Answers the function that stops it.
 */
export function pointAtCards(board: HTMLElement, stage: Stage): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  board.addEventListener(
    "click",
    (event) => {
      const target = elementOf(event.target);
      const link = target?.closest("[data-task]")?.querySelector<HTMLElement>(".card-open");
      // As it was clicked, so that the keys held with it mean what they mean on the link.
      if (link && !target?.closest(OWN)) link.dispatchEvent(new MouseEvent("click", event));
    },
    { signal },
  );
  board.addEventListener(
    "contextmenu",
    (event) => {
      const target = elementOf(event.target);
      const card = cardAround(target);
      // Text being written has a menu of the browser's own; a finger's long touch picks the card up.
      if (!card || event.defaultPrevented || target?.closest("textarea")) return;
      event.preventDefault();
      // By the keyboard's own key for it, it opens beside the card.
      stage.openBeside(card, "menu", event.button === 2 ? { x: event.clientX, y: event.clientY } : undefined);
    },
    { signal },
  );
  board.addEventListener(
    "pointerover",
    ({ target }) => {
      stage.hovered = cardAround(elementOf(target));
    },
    { signal },
  );
  board.addEventListener(
    "pointerleave",
    () => {
      stage.hovered = null;
    },
    { signal },
  );
  return () => listening.abort();
}

/** The card that an element is of. */
export function cardAround(element: Element | null): CardName | null {
  const { task, row } = element?.closest<HTMLElement>("[data-task]")?.dataset ?? {};
  return task === undefined || row === undefined ? null : { task, row };
}

function elementOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target : null;
}
