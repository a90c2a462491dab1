import { useEffect } from "react";
import type { CallSession } from "../../../../sdk/call/session.ts";
import { beginsWith } from "../choices.ts";

/** Opens microphone and camera as one began the last time; what is open already stays as it is. */
export function beginMedia(session: CallSession): void {
  const { microphone, camera } = session.local.state.value;
  if (microphone.state === "off" && beginsWith.value.microphone) void session.local.setMicrophone(true);
  if (camera.state === "off" && beginsWith.value.camera) void session.local.setCamera(true);
}

/** Has one see and hear oneself before one goes in, to know whether the devices work. */
export function useTryingOut(session: CallSession, may: "send" | "listen"): void {
  useEffect(() => {
    if (may === "send") beginMedia(session);
  }, [session, may]);
}

/** Keeps with what one begins, for the next time; what failed was wanted all the same. */
export function keepBeginning(session: CallSession): void {
  const { microphone, camera } = session.local.state.value;
  beginsWith.set({ microphone: microphone.state !== "off", camera: camera.state !== "off" });
}
