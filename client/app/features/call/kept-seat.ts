import { z } from "zod";

/** The call this tab is in and what it sends there, so that a reload leads back to the seat as it was. */
export const KeptSeat = z.object({
  workspace: z.string(),
  call: z.string(),
  microphone: z.boolean(),
  camera: z.boolean(),
});
export type KeptSeat = z.infer<typeof KeptSeat>;

const NAME = "ensemble:call-seat";

/** Keeps where this tab sits. A browser that keeps nothing asks anew after a reload. */
export function keepSeat(seat: KeptSeat): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(seat));
  } catch {
    // Storage is full or forbidden.
  }
}

/** This tab sits in no call any more. */
export function forgetSeat(): void {
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // As above.
  }
}

/** Where this tab sat when it was reloaded; null for nowhere, and for a tab that is new or a copy of another one. */
function seatBefore(): KeptSeat | null {
  const [entry] = performance.getEntriesByType("navigation");
  if (!(entry instanceof PerformanceNavigationTiming) || entry.type !== "reload") return null;
  try {
    return KeptSeat.safeParse(JSON.parse(sessionStorage.getItem(NAME) ?? "null")).data ?? null;
  } catch {
    return null;
  }
}

let seat = seatBefore();

/** Hands out, once, the seat that a reload left. */
export function takeSeat(): KeptSeat | null {
  const taken = seat;
  seat = null;
  return taken;
}
