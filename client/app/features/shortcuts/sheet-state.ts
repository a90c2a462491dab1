import { Cell } from "../../../sdk/observed.ts";

/** Whether the sheet of keys is shown. */
export const sheet = new Cell<"open" | "closed">("closed");
