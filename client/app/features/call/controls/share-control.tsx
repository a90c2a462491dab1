import { MonitorUp, MonitorX } from "lucide-react";
import { useShownCall } from "../open-call.tsx";
import { useSharing } from "../trouble/use-sharing.ts";
import { useOwnMedia } from "../use-own-media.ts";
import { CallButton } from "./call-button.tsx";
import { KEYS } from "./keys.ts";

/** Shares the screen, or stops that. */
export function ShareControl({ refused }: { refused: string | undefined }) {
  const { session } = useShownCall();
  const { screen } = useOwnMedia(session);
  const share = useSharing(session);
  const isOn = screen.state === "on";
  return (
    <CallButton
      icon={isOn ? MonitorX : MonitorUp}
      look={isOn ? "on" : "plain"}
      label={refused ?? (isOn ? "Stop sharing" : "Share your screen")}
      shortcut={KEYS.share}
      disabled={refused !== undefined}
      aria-busy={screen.state === "asking"}
      onClick={() => void share()}
    />
  );
}
