import { MonitorUp } from "lucide-react";
import { Button } from "../../../design/button.tsx";
import { useShownCall } from "../open-call.tsx";
import { useOwnMedia } from "../use-own-media.ts";

/** Reminds whoever shares their screen that all others see it. */
export function SharingNotice() {
  const { session } = useShownCall();
  const { screen } = useOwnMedia(session);
  if (screen.state !== "on") return null;
  return (
    <p role="status" className="flex flex-wrap items-center gap-3 rounded-lg bg-accent-soft px-3.5 py-2">
      <MonitorUp aria-hidden className="size-4 shrink-0 text-accent" />
      <span className="flex-1">You share your screen: everyone in the call sees it.</span>
      <Button size="sm" onClick={() => session.local.stopScreen()}>
        Stop sharing
      </Button>
    </p>
  );
}
