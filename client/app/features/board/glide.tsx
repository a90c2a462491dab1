import { Component, type ReactNode } from "react";
import type { Grid } from "./rows.ts";
import type { Stage } from "./stage.tsx";

interface GlideProps {
  grid: Grid;
  /** The same for as long as cards stand where they do for the same reasons: what is shown, and how it is sorted. */
  reasons: string;
  stage: Stage;
  children: ReactNode;
}

/** More than these going somewhere at once explain nothing any more. */
const MOST = 100;
const TIMING = { duration: 220, easing: "cubic-bezier(0.2, 0.8, 0.2, 1)" } as const;

type Places = ReadonlyMap<string, { box: DOMRect; lane: Element | null }>;

/**
 * Lets cards that somebody moved be seen going there, and those beside them making room. A class, since only one of these
 * is asked where everything is right before it changes.
 */
export class Glide extends Component<GlideProps> {
  override getSnapshotBeforeUpdate({ grid, reasons }: GlideProps): Places | null {
    if (grid === this.props.grid || reasons !== this.props.reasons || isStilled()) return null;
    return placesOf(this.props.stage);
  }

  override componentDidUpdate(_: GlideProps, __: unknown, before: Places | null): void {
    const { stage } = this.props;
    const landed = new Set(stage.landed);
    stage.landed.clear();
    if (!before) return;
    const gone = [...placesOf(stage)].flatMap(([name, { box, lane }]) => {
      const was = before.get(name);
      if (!was || (Math.abs(was.box.x - box.x) < 1 && Math.abs(was.box.y - box.y) < 1)) return [];
      return [{ name, box, lane, was }];
    });
    if (gone.length > MOST) return;
    for (const { name, box, lane, was } of gone) {
      const [task = "", row = ""] = name.split(" ");
      const card = stage.card({ task, row });
      if (!card) continue;
      if (landed.has(task)) settle(card);
      else if (lane === was.lane) slide(card, was.box, box);
      else fly(card, was.box, box);
    }
  }

  override render(): ReactNode {
    return this.props.children;
  }
}

/** Whoever wants no motion gets none. */
function isStilled(): boolean {
  return (
    document.documentElement.dataset.motion === "reduced" || matchMedia("(prefers-reduced-motion: reduce)").matches
  );
}

/** Where the cards in sight are. */
function placesOf({ board }: Stage): Places {
  const cards = board.current?.querySelectorAll<HTMLElement>(".card[data-task]") ?? [];
  const places = new Map<string, { box: DOMRect; lane: Element | null }>();
  for (const card of cards) {
    const box = card.getBoundingClientRect();
    if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) continue;
    places.set(`${card.dataset.task} ${card.dataset.row}`, { box, lane: card.closest("[data-lane]") });
  }
  return places;
}

/** Within a lane. */
function slide(card: HTMLElement, from: DOMRect, to: DOMRect): void {
  card.animate([{ translate: `${from.x - to.x}px ${from.y - to.y}px` }, { translate: "0 0" }], TIMING);
}

/** From lane to lane, over everything: a lane cuts off what is not in it. A likeness flies, and the card comes to light there. */
function fly(card: HTMLElement, from: DOMRect, to: DOMRect): void {
  const likeness = card.cloneNode(true);
  if (!(likeness instanceof HTMLElement)) return;
  likeness.inert = true;
  likeness.ariaHidden = "true";
  likeness.removeAttribute("data-task");
  likeness.classList.replace("card", "card-flying");
  Object.assign(likeness.style, { left: `${to.x}px`, top: `${to.y}px`, width: `${to.width}px` });
  document.body.append(likeness);
  const flight = likeness.animate(
    [{ translate: `${from.x - to.x}px ${from.y - to.y}px` }, { translate: "0 0" }],
    TIMING,
  );
  card.animate([{ opacity: 0 }, { opacity: 0 }], { duration: TIMING.duration });
  void flight.finished.finally(() => likeness.remove());
}

/** What was let go of here comes to rest. */
function settle(card: HTMLElement): void {
  card.animate([{ scale: "1.03", rotate: "1deg" }, { scale: "1" }], TIMING);
}
