import { when } from "../../../sdk/observed.ts";
import type { OpenCall } from "./calling.ts";
import type { KeptSeat } from "./kept-seat.ts";

/** A browser that asks whether the devices may be used is not waited for any longer: the seat is not kept for ever. */
const PATIENCE_MS = 3_000;

/** Leads a page that was reloaded back to its seat, with the devices on as they were. */
export async function returnTo({ session, returning }: OpenCall, seat: KeptSeat): Promise<void> {
  returning.set(true);
  const { local } = session;
  const asked = Promise.all([
    when(session.state, (state) => state !== null),
    seat.microphone ? local.setMicrophone(true) : null,
    seat.camera ? local.setCamera(true) : null,
  ]);
  await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  await session.join();
  returning.set(false);
}
