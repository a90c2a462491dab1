import type { ReactNode } from "react";
import { Deferred, useFirstUse } from "./deferred.ts";
import { Opener, type Trigger } from "./opener.tsx";

export interface PopoverProps {
  trigger: Trigger;
  /** What screen readers call what it opens. */
  label: string;
  align?: "start" | "center" | "end" | undefined;
  /** A list goes to the very edge, and so does a panel, which has more room; all else keeps away from it. */
  holds?: "form" | "list" | "panel" | undefined;
  /** Made when it opens; `close` closes it and gives the focus back to the button, from which `then` may take it. */
  children: (close: (then?: () => void) => void) => ReactNode;
}

const surfaces = new Deferred(() => import("./popover-surface.tsx"));

/** Loads what popovers open, so that the first opens at once, too. */
export const loadPopover = () => surfaces.want();

/** A button and what it opens beside it: on top of everything, closed by Escape or a click elsewhere. */
export function Popover(props: PopoverProps) {
  const first = useFirstUse(surfaces);
  if (!first.surface) return <Opener trigger={props.trigger} opens="dialog" use={first} />;
  const { PopoverSurface } = first.surface;
  return <PopoverSurface {...props} />;
}
