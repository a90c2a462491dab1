import { cardAround } from "./card-pointing.ts";
import { type Drag, type DragCell, isAt } from "./drag.ts";
import { pictureOf } from "./hand-picture.ts";
import type { CardName, Spot } from "./spots.ts";

/** How long a finger rests on a card before it picks it up; less, and it would scroll. In ms. */
const REST_MS = 350;
/** How far it may tremble meanwhile, in px. */
const TREMBLE = 10;
/** So near to an edge the board and its columns scroll under what is carried, in px. */
const EDGE = 56;
/** How far per frame, in px. */
const SCROLL = 12;

interface Finger {
  x: number;
  y: number;
}

interface TouchUser {
  drag: DragCell;
  /** What a finger takes with a card; null when it is not shown. */
  take: (card: CardName) => Drag | null;
  /** The spot under a finger; null where no lane is. */
  spotAt: (x: number, y: number) => Spot | null;
  /** Puts down what is in the hand. */
  drop: (drag: Drag) => void;
  /** It was picked up and let go of where it was. */
  rest: (drag: Drag) => void;
}

/**
 * Lets fingers carry cards on `board`: a long touch picks one up. The browsers' own dragging is for mice alone, or differs
 * by touch from one to the next. Answers the function that stops it.
 */
export function carryByTouch(board: HTMLElement, user: TouchUser): () => void {
  const { drag } = user;
  const listening = new AbortController();
  let resting: { timer: ReturnType<typeof setTimeout>; from: Finger } | null = null;
  let carried: Carried | null = null;

  const giveUp = () => {
    if (resting) clearTimeout(resting.timer);
    resting = null;
  };
  const end = () => {
    giveUp();
    carried?.end();
    carried = null;
  };
  const onStart = ({ touches, target }: TouchEvent) => {
    end();
    drag.set(null);
    const [touch] = touches;
    const element = target instanceof Element ? target.closest<HTMLElement>(".card") : null;
    const card = cardAround(element);
    const writes = target instanceof Element && target.closest("textarea, button") !== null;
    if (!touch || touches.length > 1 || !element || !card || writes) return;
    const from = { x: touch.clientX, y: touch.clientY };
    const timer = setTimeout(() => {
      const taken = user.take(card);
      if (!taken) return;
      drag.set(taken);
      carried = new Carried(board, element, user, { at: from, count: taken.tasks.length });
    }, REST_MS);
    resting = { timer, from };
  };
  const onMove = (event: TouchEvent) => {
    const [touch] = event.touches;
    if (!touch) return;
    const at = { x: touch.clientX, y: touch.clientY };
    if (carried) {
      event.preventDefault();
      carried.move(at);
    } else if (resting && Math.hypot(at.x - resting.from.x, at.y - resting.from.y) > TREMBLE) {
      giveUp();
    }
  };
  const onEnd = (event: TouchEvent) => {
    const held = drag.value;
    if (carried) event.preventDefault();
    if (carried && held) {
      if (carried.wentAnywhere) user.drop(held);
      else user.rest(held);
    }
    end();
  };
  const onCancel = () => {
    if (carried) drag.set(null);
    end();
  };
  // Others may have taken the card off the board.
  const stopWatching = drag.subscribe(() => {
    if (carried && drag.value === null) end();
  });
  const { signal } = listening;
  board.addEventListener("touchstart", onStart, { signal, passive: true });
  board.addEventListener("touchmove", onMove, { signal, passive: false });
  board.addEventListener("touchend", onEnd, { signal });
  board.addEventListener("touchcancel", onCancel, { signal });
  // What a long touch on a link otherwise brings up. Before it, so that it is known to be no call for a menu.
  const onMenu = (event: Event) => {
    if (resting || carried) event.preventDefault();
  };
  board.addEventListener("contextmenu", onMenu, { signal, capture: true });
  return () => {
    listening.abort();
    stopWatching();
    onCancel();
  };
}

/** A card under a finger: its picture follows, and the board scrolls where it comes near an edge. */
class Carried {
  readonly #board: HTMLElement;
  readonly #user: TouchUser;
  readonly #picture: HTMLElement;
  readonly #from: Finger;
  #at: Finger;
  #frame = 0;
  #went = false;

  constructor(board: HTMLElement, card: HTMLElement, user: TouchUser, { at, count }: { at: Finger; count: number }) {
    this.#board = board;
    this.#user = user;
    this.#from = at;
    this.#at = at;
    const { left, top, width } = card.getBoundingClientRect();
    this.#picture = pictureOf(card.querySelector(".card-title")?.textContent ?? "", count);
    Object.assign(this.#picture.style, { position: "fixed", left: `${left}px`, top: `${top}px`, width: `${width}px` });
    document.body.append(this.#picture);
    // Snapping would take back each small step of the scrolling below.
    board.style.scrollSnapType = "none";
    this.#scroll();
  }

  /** Whether the finger did more than rest. */
  get wentAnywhere(): boolean {
    return this.#went;
  }

  move(at: Finger): void {
    this.#at = at;
    this.#went ||= Math.hypot(at.x - this.#from.x, at.y - this.#from.y) > TREMBLE;
    this.#picture.style.transform = `translate(${at.x - this.#from.x}px, ${at.y - this.#from.y}px)`;
    const { drag } = this.#user;
    const held = drag.value;
    const spot = this.#user.spotAt(at.x, at.y);
    if (held && spot && !isAt(held, spot)) drag.set({ ...held, ...spot });
  }

  end(): void {
    cancelAnimationFrame(this.#frame);
    this.#picture.remove();
    this.#board.style.scrollSnapType = "";
  }

  #scroll(): void {
    this.#frame = requestAnimationFrame(() => {
      const { x, y } = this.#at;
      const across = this.#board.getBoundingClientRect();
      const scroller = document.elementFromPoint(x, y)?.closest("[data-lane-scroll]");
      const along = scroller?.getBoundingClientRect();
      const [right, down] = [pull(x, across.left, across.right), along ? pull(y, along.top, along.bottom) : 0];
      this.#board.scrollLeft += right;
      if (scroller) scroller.scrollTop += down;
      if (right !== 0 || down !== 0) this.move(this.#at);
      this.#scroll();
    });
  }
}

/** How far to scroll for a finger at `at` between two edges: towards the one it is near to. */
function pull(at: number, start: number, end: number): number {
  if (at < start + EDGE) return -SCROLL;
  return at > end - EDGE ? SCROLL : 0;
}
