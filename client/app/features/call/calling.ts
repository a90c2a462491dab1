import type { Api } from "../../../sdk/api/api.ts";
import { callSession } from "../../../sdk/call/open.ts";
import type { CallSession } from "../../../sdk/call/session.ts";
import { Cell, type Observed } from "../../../sdk/observed.ts";
import { chosenDevices } from "./choices.ts";
import { forgetSeat } from "./kept-seat.ts";

/** A call that this tab has open: one is in it, waits for it, or stands before its door. */
export interface OpenCall {
  workspace: string;
  id: string;
  session: CallSession;
  /** Whether this tab was reloaded while it sat in the call, and is on its way back to its seat. */
  returning: Cell<boolean>;
}

const cell = new Cell<OpenCall | null>(null);

/** The call that this tab has open; it outlives the page that shows it. Null for none. */
export const calling: Observed<OpenCall | null> = cell;

/** Opens a call, in the place of another one that was open. The same one again stays as it is. */
export function openCall(api: Api, workspace: string, id: string): OpenCall {
  const before = cell.value;
  if (before && isOpen(before, workspace, id)) return before;
  closeCall();
  const open = {
    workspace,
    id,
    session: callSession(api, id, { chosen: chosenDevices.value }),
    returning: new Cell(false),
  };
  open.session.open();
  cell.set(open);
  return open;
}

/** Closes the call that is open: whoever is in it leaves it. */
export function closeCall(): void {
  const open = cell.value;
  if (!open) return;
  forgetSeat();
  cell.set(null);
  open.session.close();
}

/** True for this very call. */
export function isOpen(open: OpenCall, workspace: string, id: string): boolean {
  return open.workspace === workspace && open.id === id;
}

/** Whether something would be lost if this call were closed: one is in it, waits to be let in, or is on the way back. */
export function holdsOn({ session, returning }: OpenCall): boolean {
  const stage = session.state.value?.stage;
  return stage === "joined" || stage === "knocking" || returning.value;
}
