import { type CSSProperties, type KeyboardEvent, type PointerEvent, useState } from "react";
import { useObserved } from "../../../../react/observed.ts";
import { miniCorner } from "../choices.ts";
import { type Corner, cornerAt, cornerBeside, placeOf } from "./corners.ts";

/** What a thing needs to be carried from corner to corner. */
interface Carrying {
  corner: Corner;
  isCarried: boolean;
  /** Where it stands, and how far a hand has carried it from there. */
  style: CSSProperties;
  hand: {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    onPointerCancel: () => void;
  };
  onKeyDown: (event: KeyboardEvent) => void;
}

interface Hand {
  from: { x: number; y: number };
  by: { x: number; y: number };
}

/** Lets a small window be carried to another corner by a hand or by arrow keys; let go, it goes to the next one. */
export function useCarrying(): Carrying {
  const corner = useObserved(miniCorner);
  const [hand, setHand] = useState<Hand | null>(null);
  return {
    corner,
    isCarried: hand !== null,
    style: { ...placeOf(corner), ...(hand ? { translate: `${hand.by.x}px ${hand.by.y}px` } : {}) },
    hand: {
      onPointerDown: (event) => {
        if (event.button !== 0 || isButton(event.target)) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setHand({ from: { x: event.clientX, y: event.clientY }, by: { x: 0, y: 0 } });
      },
      onPointerMove: ({ clientX, clientY }) =>
        setHand((now) => now && { ...now, by: { x: clientX - now.from.x, y: clientY - now.from.y } }),
      onPointerUp: (event) => {
        if (!hand) return;
        setHand(null);
        const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
        const middle = { x: left + width / 2, y: top + height / 2 };
        miniCorner.set(cornerAt(middle, { width: window.innerWidth, height: window.innerHeight }, direction()));
      },
      onPointerCancel: () => setHand(null),
    },
    onKeyDown: (event) => {
      const next = cornerBeside(corner, event.key, direction());
      if (next === null) return;
      event.preventDefault();
      event.stopPropagation();
      miniCorner.set(next);
    },
  };
}

/** What is pressed is not carried. */
function isButton(target: EventTarget): boolean {
  return target instanceof Element && target.closest("button, a") !== null;
}

function direction(): "ltr" | "rtl" {
  return getComputedStyle(document.documentElement).direction === "rtl" ? "rtl" : "ltr";
}
