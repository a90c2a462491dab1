import { useObserved } from "../../../../react/observed.ts";
import type { LocalMedia } from "../../../../sdk/call/local.ts";

const STEPS = 20;
const STEP_NAMES = Array.from({ length: STEPS }, (_, step) => step);
/** Speech is rarely louder than this part of all that a microphone can tell. */
const LOUD = 0.5;

/** How loud the microphone hears: whoever speaks sees whether they will be heard. */
export function LevelMeter({ local }: { local: LocalMedia }) {
  const level = useObserved(local.level);
  const lit = Math.round(Math.min(1, level / LOUD) * STEPS);
  return (
    <div>
      <meter aria-label="How loud your microphone hears" max={STEPS} value={lit} className="unseen" />
      <div aria-hidden className="call-level">
        {STEP_NAMES.map((step) => (
          <span key={step} data-heard={step < lit ? "" : undefined} />
        ))}
      </div>
    </div>
  );
}
