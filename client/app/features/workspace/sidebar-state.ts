import { z } from "zod";
import { Cell } from "../../../sdk/observed.ts";
import { isNarrow } from "../../design/narrow.ts";
import { remembered } from "../../remembered/remembered.ts";

/** Whether the sidebar stands beside the page, where there is room for it. */
export const sidebarPlace = remembered("sidebar", z.enum(["shown", "hidden"]), "shown");

/** Whether the sidebar lies over the page, where there is no room beside it. */
export const drawer = new Cell<"open" | "closed">("closed");

/** Shows the sidebar or takes it away, as there is room for it. */
export function toggleSidebar(): void {
  if (isNarrow()) drawer.set(drawer.value === "open" ? "closed" : "open");
  else sidebarPlace.set(sidebarPlace.value === "shown" ? "hidden" : "shown");
}
