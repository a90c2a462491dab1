import { useNavigate } from "@tanstack/react-router";
import { Lightbulb, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useProjects } from "../../../react/board.ts";
import { useObserved } from "../../../react/observed.ts";
import { Button } from "../../design/button.tsx";
import { byFingers } from "../../design/fingers.ts";
import { IconButton } from "../../design/icon-button.tsx";
import { Kbd } from "../../design/kbd.tsx";
import { asking } from "../palette/asking.ts";
import { sheet } from "../shortcuts/sheet-state.ts";
import { creating } from "../workspace/creating.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { finishHint, hintFor, hintsDone } from "./hints.ts";

/**
 * One thing worth knowing, in a place of its own where it covers nothing. Once it is dismissed there is no other until
 * the next visit; whoever does what it says need not dismiss it.
 */
export function HintCard() {
  const { id: workspace, state, role, room } = useWorkspace();
  const navigate = useNavigate();
  const projects = useProjects(room).length;
  const done = useObserved(hintsDone);
  const [dismissed, setDismissed] = useState(false);
  useFinishing();
  const pointer = byFingers() ? "coarse" : "fine";
  const hint = hintFor({ role, members: state.members.length, projects, pointer }, done);
  if (!hint || dismissed) return null;
  const dismiss = () => {
    finishHint(hint.id);
    setDismissed(true);
  };
  return (
    <section className="grid gap-2 rounded-lg border border-line bg-raised p-2.5 text-sm shadow-card" aria-label="Hint">
      <div className="flex items-start gap-2">
        <Lightbulb aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
        <p className="flex-1">
          {hint.words} {hint.keys ? <Kbd keys={hint.keys} /> : null}
        </p>
        <IconButton icon={X} label="Dismiss the hint" size="sm" className="-me-1 -mt-1" onClick={dismiss} />
      </div>
      {hint.action ? (
        <div>
          <Button
            size="sm"
            onClick={() => {
              dismiss();
              void navigate({ to: "/w/$workspace/settings/invitations", params: { workspace } });
            }}
          >
            {hint.action}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** Takes hints for done when what they say is done. */
function useFinishing(): void {
  const palette = useObserved(asking);
  const keys = useObserved(sheet);
  const making = useObserved(creating);
  useEffect(() => {
    if (palette.name !== "closed") finishHint("palette");
    if (keys === "open") finishHint("keys");
    if (making === "task") finishHint("new-task");
  }, [palette, keys, making]);
}
