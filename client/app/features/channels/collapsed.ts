import { z } from "zod";
import { remembered } from "../../remembered/remembered.ts";

/** The parts of the sidebar that this browser shows by their heading alone. */
export const collapsed = remembered("sidebar.collapsed", z.array(z.enum(["channels", "direct"])), []);

/** A part of the sidebar that can be folded away. */
export type Foldable = (typeof collapsed.value)[number];

/** Folds a part of the sidebar away, or shows it again. */
export function toggleCollapsed(part: Foldable): void {
  const { value } = collapsed;
  collapsed.set(value.includes(part) ? value.filter((each) => each !== part) : [...value, part]);
}
