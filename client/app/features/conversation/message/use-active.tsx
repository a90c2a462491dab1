import {
  type FocusEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  type TouchEvent,
  useEffect,
  useRef,
  useState,
} from "react";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { MessageMenuAt } from "./message-menu-at.tsx";

/** How long a finger rests on a message before its menu opens, in ms; and how far it may tremble meanwhile, in px. */
const REST_MS = 450;
const TREMBLE = 10;

interface Point {
  x: number;
  y: number;
}

/** Whether somebody is at a message, by pointer or focus, so that what can be done with it shows; and its menu by touch. */
export function useActive(message: ShownMessage) {
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const [menuAt, setMenuAt] = useState<Point | null>(null);
  const article = useRef<HTMLElement>(null);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const resting = useRef<{ timer: ReturnType<typeof setTimeout>; from: Point } | null>(null);
  const giveUp = () => {
    clearTimeout(resting.current?.timer);
    resting.current = null;
  };
  useEffect(
    () => () => {
      clearTimeout(leaving.current);
      clearTimeout(resting.current?.timer);
    },
    [],
  );
  const mayOpen = message.deletedAt === null && message.sending === undefined;
  const handlers = {
    onPointerEnter: ({ pointerType }: PointerEvent) => setPointed(pointerType === "mouse"),
    onPointerLeave: () => setPointed(false),
    onFocus: () => {
      clearTimeout(leaving.current);
      setFocused(true);
    },
    // What opens from here takes the focus a moment later, and is told here too.
    onBlur: (_: FocusEvent) => {
      leaving.current = setTimeout(() => setFocused(false));
    },
    onTouchStart: (event: TouchEvent) => {
      giveUp();
      const touch = event.touches.item(0);
      if (event.touches.length > 1 || !mayOpen || !isWithin(event)) return;
      const from = { x: touch.clientX, y: touch.clientY };
      resting.current = { timer: setTimeout(() => setMenuAt(from), REST_MS), from };
    },
    onTouchMove: ({ touches }: TouchEvent) => {
      const touch = touches.item(0);
      const { from } = resting.current ?? {};
      if (from && Math.hypot(touch.clientX - from.x, touch.clientY - from.y) > TREMBLE) giveUp();
    },
    onTouchEnd: (event: TouchEvent) => {
      giveUp();
      // What a browser makes of a touch besides would take the focus from the menu, and so close it.
      if (menuAt !== null && isWithin(event)) event.preventDefault();
    },
    onTouchCancel: giveUp,
    // What a long touch otherwise brings up.
    onContextMenu: (event: MouseEvent) => {
      if (resting.current !== null || menuAt !== null) event.preventDefault();
    },
  };
  const menu: ReactNode = menuAt ? (
    <MessageMenuAt
      message={message}
      at={menuAt}
      onClose={() => {
        setMenuAt(null);
        article.current?.focus({ preventScroll: true });
      }}
    />
  ) : null;
  return { article, active: isPointed || isFocused || menuAt !== null, menu, handlers };
}

/** True for what happens in the message itself, and not in what opened from it, of which it is told too. */
function isWithin({ target, currentTarget }: TouchEvent): boolean {
  return target instanceof Node && currentTarget.contains(target);
}
