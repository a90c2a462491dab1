import { Link } from "@tanstack/react-router";
import { type LucideIcon, MonitorSmartphone, PhoneOff, UserMinus } from "lucide-react";
import { Button, buttonClass } from "../../design/button.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { focusOnce } from "../../design/focus.ts";
import { useShownCall } from "./open-call.tsx";
import { beginMedia } from "./prejoin/own-media.ts";
import { useJoining } from "./prejoin/use-joining.ts";

/** How one came to be in the call no more. */
export type WayOut = "left" | "removed" | "taken_over";

const WORDS: Record<WayOut, { icon: LucideIcon; title: string; words: string; back: string }> = {
  left: { icon: PhoneOff, title: "You left the call", words: "It goes on while others are in it.", back: "Join again" },
  removed: {
    icon: UserMinus,
    title: "You were removed from the call",
    words: "You can ask to come back: somebody in it then lets you in, or does not.",
    back: "Ask to come back",
  },
  taken_over: {
    icon: MonitorSmartphone,
    title: "The call has moved to another page of yours",
    words: "You are in it in another tab or on another device. Microphone and camera are off here.",
    back: "Move it back here",
  },
};

interface AfterProps {
  way: WayOut;
  /** Leads back to the door. */
  onBack: () => void;
}

/** After one was in a call: why one is not any more, and the ways on. */
export function After({ way, onBack }: AfterProps) {
  const { session, workspace } = useShownCall();
  const { busy, problem, join } = useJoining(session);
  const { icon, title, words, back } = WORDS[way];
  const moveHere = async () => {
    beginMedia(session);
    await join({ other: "instead" });
  };
  return (
    <main className="grid flex-1 content-center">
      <EmptyState
        icon={icon}
        title={title}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Button
              look="primary"
              ref={focusOnce}
              disabled={busy}
              onClick={() => (way === "taken_over" ? void moveHere() : onBack())}
            >
              {back}
            </Button>
            <Link to="/w/$workspace/calls" params={{ workspace }} className={buttonClass()}>
              All calls
            </Link>
          </div>
        }
      >
        <p>{words}</p>
        {problem ? <p className="text-danger">{problem}</p> : null}
      </EmptyState>
    </main>
  );
}
