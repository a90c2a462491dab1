import { useObserved } from "../../../../react/observed.ts";
import type { CallSession } from "../../../../sdk/call/session.ts";
import { Button } from "../../../design/button.tsx";
import { Notice } from "../../../design/notice.tsx";

/** Browsers keep sound back from a page on which nobody did anything yet, as after a reload: one act lets it through. */
export function SoundNotice({ session }: { session: CallSession }) {
  const isBlocked = useObserved(session.soundBlocked);
  if (!isBlocked) return null;
  return (
    <Notice tone="warn">
      <p>Your browser holds the sound back until you do something here.</p>
      <div>
        <Button size="sm" look="primary" onClick={() => session.playSound()}>
          Hear the others
        </Button>
      </div>
    </Notice>
  );
}
