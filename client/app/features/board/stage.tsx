import { createContext, type RefObject, use } from "react";
import { flushSync } from "react-dom";
import { Cell } from "../../../sdk/observed.ts";
import type { Layout } from "./putting-down.ts";
import type { CardName, LaneName, Spot } from "./spots.ts";

/** A lane as it is drawn: of its cards only those in sight are. */
interface DrawnLane extends LaneName {
  /** What is over it is in this lane. */
  element: HTMLElement;
  /** Before which card something at this height in the window would be put; null for the end. */
  beforeAt(y: number): string | null;
  /** How high in the window the gap before a card is, or the end of the lane; never outside of what is seen of it. */
  gapAt(before: string | null): number;
}

/** What opens beside a card. */
export type CardPart = "menu" | "assignees" | "labels" | "priority" | "due" | "deletion";

/** Something open beside a card, at a point in the window. */
export interface OpenPart {
  card: CardName;
  part: CardPart;
  at: { x: number; y: number };
}

/**
 * What hands, eyes and ears share of one board on the screen: which lanes are drawn, which card is in use and so stays
 * drawn wherever it is, what is open beside a card.
 */
export class Stage {
  /** Scrolls the board; null before it is there. */
  readonly board: RefObject<HTMLElement | null>;
  /** The card that has the focus, or had it last. It is drawn also out of sight. */
  readonly focused = new Cell<CardName | null>(null);
  /** What is open beside a card, if anything. */
  readonly open = new Cell<OpenPart | null>(null);
  /** The card whose title is being written, with what is written by now. */
  readonly renaming = new Cell<(CardName & { title: string }) | null>(null);
  /** The column in which somebody has just asked to write a new task. */
  readonly adding = new Cell<string | null>(null);
  /** Tasks that this page has just put down by pointer: they are where they were let go of, and need not go there. */
  readonly landed = new Set<string>();
  /** The card under the pointer. */
  hovered: CardName | null = null;
  /** What is shown, and how it is laid out. */
  layout: Layout = { grid: [], group: "none", sorted: false };
  readonly #lanes = new Map<string, DrawnLane>();

  constructor(board: RefObject<HTMLElement | null>) {
    this.board = board;
  }

  /** Tells of a lane for as long as it is drawn; answers the function that ends it. */
  draw(lane: DrawnLane): () => void {
    const name = laneName(lane);
    this.#lanes.set(name, lane);
    return () => {
      if (this.#lanes.get(name) === lane) this.#lanes.delete(name);
    };
  }

  lane(name: LaneName): DrawnLane | undefined {
    return this.#lanes.get(laneName(name));
  }

  /** The spot under a point in the window; null where no lane is. */
  spotAt(x: number, y: number): Spot | null {
    const element = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-lane]");
    const { row, column } = element?.dataset ?? {};
    const lane = row === undefined || column === undefined ? undefined : this.lane({ row, columnId: column });
    return lane ? { row: lane.row, columnId: lane.columnId, before: lane.beforeAt(y) } : null;
  }

  /** A card, if it is drawn. */
  card({ task, row }: CardName): HTMLElement | null {
    const name = `[data-task="${CSS.escape(task)}"][data-row="${CSS.escape(row)}"]`;
    return this.board.current?.querySelector<HTMLElement>(name) ?? null;
  }

  /** Gives a card the focus and brings it into sight, drawn or not. */
  focus(card: CardName): void {
    // Its lane draws the card that is in use; it must be there before it can have the focus.
    flushSync(() => this.focused.set(card));
    this.card(card)?.querySelector<HTMLElement>(".card-open")?.focus({ preventScroll: true });
    this.reveal(this.card(card));
  }

  /** Brings something of the board into sight. */
  reveal(element: Element | null | undefined): void {
    const show = () => element?.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    show();
    // What came into sight beside it may be higher than was thought.
    requestAnimationFrame(show);
  }

  /** Opens something beside a card: at a point, or else below its title. */
  openBeside(card: CardName, part: CardPart, at?: { x: number; y: number }): void {
    const box = this.card(card)?.getBoundingClientRect();
    if (!at && !box) return;
    this.open.set({ card, part, at: at ?? { x: (box?.left ?? 0) + 16, y: (box?.top ?? 0) + 32 } });
  }
}

function laneName({ row, columnId }: LaneName): string {
  return `${row} ${columnId}`;
}

export const StageContext = createContext<Stage | null>(null);

/** The board on the screen. @throws Error outside of one */
export function useStage(): Stage {
  const stage = use(StageContext);
  if (!stage) throw new Error("no board is drawn");
  return stage;
}
