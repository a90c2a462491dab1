import { Mic, PhoneOff, Video } from "lucide-react";
import type { CallSession } from "../../../../sdk/call/session.ts";
import { useCommand } from "../../shortcuts/use-command.ts";
import { useOwnMedia } from "../use-own-media.ts";
import { KEYS } from "./keys.ts";

interface CallCommandsProps {
  session: CallSession;
  /** Whether one may send anything. */
  mayPublish: boolean;
  /** Whether one is in the call, and so can leave it. */
  isIn: boolean;
}

/** What keys do for a call on every page, also while one writes. */
export function CallCommands({ session, mayPublish, isIn }: CallCommandsProps) {
  const { microphone, camera } = useOwnMedia(session);
  useCommand({
    id: "call:microphone",
    words: "Turn the microphone on or off",
    keywords: ["mute", "unmute"],
    group: "call",
    icon: Mic,
    keys: KEYS.microphone,
    writing: "act",
    when: () => mayPublish,
    run: () => session.local.setMicrophone(microphone.state !== "on"),
  });
  useCommand({
    id: "call:camera",
    words: "Turn the camera on or off",
    keywords: ["video"],
    group: "call",
    icon: Video,
    keys: KEYS.camera,
    writing: "act",
    when: () => mayPublish,
    run: () => session.local.setCamera(camera.state !== "on"),
  });
  useCommand({
    id: "call:leave",
    words: "Leave the call",
    keywords: ["hang up"],
    group: "call",
    icon: PhoneOff,
    keys: KEYS.leave,
    writing: "act",
    when: () => isIn,
    run: () => session.leave(),
  });
  return null;
}
