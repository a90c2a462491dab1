import { z } from "zod";
import { Cell } from "../../../sdk/observed.ts";
import { remembered } from "../../remembered/remembered.ts";

/** How this browser shows a call and begins one. */

/** All of one size, or the one who speaks large. */
export const callView = remembered("call.view", z.enum(["grid", "speaker"]), "grid");

/** Whether one sees oneself among the others. */
export const selfView = remembered("call.self", z.enum(["shown", "hidden"]), "shown");

/** With what one begins a call. */
export const beginsWith = remembered("call.begin", z.object({ microphone: z.boolean(), camera: z.boolean() }), {
  microphone: true,
  camera: true,
});

/** The devices one chose the last time; null for the browser's own choice. */
export const chosenDevices = remembered(
  "call.devices",
  z.object({ microphone: z.string().nullable(), camera: z.string().nullable(), speaker: z.string().nullable() }),
  { microphone: null, camera: null, speaker: null },
);

/** In which corner the small window of a call stands over the other pages. */
export const miniCorner = remembered(
  "call.corner",
  z.enum(["top start", "top end", "bottom start", "bottom end"]),
  "bottom end",
);

/** What stands beside the pictures. */
export const beside = new Cell<"nothing" | "people" | "chat">("nothing");

/** Whom one has fixed as the large picture; null for whoever speaks. */
export const pinned = new Cell<string | null>(null);
