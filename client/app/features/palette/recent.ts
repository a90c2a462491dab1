import { z } from "zod";
import { remembered } from "../../remembered/remembered.ts";

/** As many as are remembered; more than are told, since not all of them can be done everywhere. */
const MOST = 24;

/** Ids of what was chosen in the palette lately, the latest first. */
export const recent = remembered("palette.recent", z.array(z.string()), []);

/** Remembers that `id` was chosen. */
export function used(id: string): void {
  recent.set([id, ...recent.value.filter((each) => each !== id)].slice(0, MOST));
}
