import type { Drag, DragCell } from "./drag.ts";
import { spotUnder } from "./pointer.ts";

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

export interface TouchUser {
  drag: DragCell;
  /** Puts down what is in the hand. */
  drop: (drag: Drag) => void;
}

/**
 * Lets fingers carry cards on `board`: a long touch picks one up. The browsers' own dragging is for mice alone, or differs
 * by touch from one to the next. Answers the function that stops it.
 */
export function carryByTouch(board: HTMLElement, { drag, drop }: TouchUser): () => void {
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
    const card = target instanceof Element ? target.closest<HTMLElement>(".card") : null;
    if (!touch || touches.length > 1 || !card) return;
    const from = { x: touch.clientX, y: touch.clientY };
    const timer = setTimeout(() => {
      carried = Carried.from(board, card, drag, from);
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
    if (carried && held) drop(held);
    end();
  };
  const onCancel = () => {
    if (carried) drag.set(null);
    end();
  };
  const { signal } = listening;
  board.addEventListener("touchstart", onStart, { signal, passive: true });
  board.addEventListener("touchmove", onMove, { signal, passive: false });
  board.addEventListener("touchend", onEnd, { signal });
  board.addEventListener("touchcancel", onCancel, { signal });
  // What a long touch on a link otherwise brings up.
  board.addEventListener("contextmenu", (event) => (resting || carried) && event.preventDefault(), { signal });
  return () => {
    listening.abort();
    onCancel();
  };
}

/** A card under a finger: its picture follows, and the board scrolls where it comes near an edge. */
class Carried {
  readonly #board: HTMLElement;
  readonly #drag: DragCell;
  readonly #picture: HTMLElement;
  readonly #from: Finger;
  #at: Finger;
  #frame = 0;

  private constructor(board: HTMLElement, card: HTMLElement, drag: DragCell, at: Finger) {
    this.#board = board;
    this.#drag = drag;
    this.#from = at;
    this.#at = at;
    const { left, top, width } = card.getBoundingClientRect();
    this.#picture = document.createElement("div");
    this.#picture.className = "card card-carried";
    this.#picture.ariaHidden = "true";
    this.#picture.textContent = card.querySelector(".card-title")?.textContent ?? "";
    Object.assign(this.#picture.style, { left: `${left}px`, top: `${top}px`, width: `${width}px` });
    document.body.append(this.#picture);
    // Snapping would take back each small step of the scrolling below.
    board.style.scrollSnapType = "none";
    this.#scroll();
  }

  /** Picks a card up; null for one that is no task's, or in no column. */
  static from(board: HTMLElement, card: HTMLElement, drag: DragCell, at: Finger): Carried | null {
    const { task } = card.dataset;
    const columnId = card.closest<HTMLElement>("[data-column]")?.dataset.column;
    if (!task || !columnId) return null;
    drag.set({ task, by: "pointer", columnId, before: task });
    return new Carried(board, card, drag, at);
  }

  move(at: Finger): void {
    this.#at = at;
    this.#picture.style.transform = `translate(${at.x - this.#from.x}px, ${at.y - this.#from.y}px)`;
    const held = this.#drag.value;
    const column = document.elementFromPoint(at.x, at.y)?.closest<HTMLElement>("[data-column]");
    const list = column?.querySelector(".column-cards");
    if (!held || !column?.dataset.column || !list) return;
    const spot = spotUnder(column.dataset.column, list, at.y);
    if (spot.columnId !== held.columnId || spot.before !== held.before) this.#drag.set({ ...held, ...spot });
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
      const list = document.elementFromPoint(x, y)?.closest("[data-column]")?.querySelector(".column-cards");
      const along = list?.getBoundingClientRect();
      const [right, down] = [pull(x, across.left, across.right), along ? pull(y, along.top, along.bottom) : 0];
      this.#board.scrollLeft += right;
      if (list) list.scrollTop += down;
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
