import { MicOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useObserved } from "../../../../react/observed.ts";
import type { CallSession } from "../../../../sdk/call/session.ts";
import { useNarrow } from "../../../design/narrow.ts";
import { useOwnMedia } from "../use-own-media.ts";

/** Louder than this is speech, more likely than not; it must last so long, and is told for so long, in ms. */
const LOUD = 0.25;
const LASTS_MS = 700;
const SHOWN_MS = 4_000;

/** Tells whoever speaks while muted that nobody hears them. */
export function MutedHint({ session }: { session: CallSession }) {
  const { microphone } = useOwnMedia(session);
  const narrow = useNarrow();
  const isLoud = useObserved(session.local.level) > LOUD && microphone.state === "off";
  const [isTold, setTold] = useState(false);
  useEffect(() => {
    if (!isLoud) return;
    const timer = setTimeout(() => setTold(true), LASTS_MS);
    return () => clearTimeout(timer);
  }, [isLoud]);
  useEffect(() => {
    if (!isTold) return;
    const timer = setTimeout(() => setTold(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isTold]);
  if (!isTold || microphone.state !== "off") return null;
  return (
    <p role="status" className="flex items-center justify-center gap-2 rounded-lg bg-warn-soft px-3.5 py-2 text-warn">
      <MicOff aria-hidden className="size-4" />
      {narrow ? "You are muted." : "You are muted. Hold the space bar to speak."}
    </p>
  );
}
