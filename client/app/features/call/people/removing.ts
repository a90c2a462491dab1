import { Cell } from "../../../../sdk/observed.ts";

/** Who is about to be removed from the call, until that was answered; null for nobody. */
export const removing = new Cell<{ peer: string; name: string } | null>(null);
