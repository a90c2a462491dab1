import { Cell } from "../../../sdk/observed.ts";

/** What somebody is about to make, in a dialog of its own. */
type Creating = "nothing" | "task" | "project" | "page";

/** What is being made now. */
export const creating = new Cell<Creating>("nothing");
