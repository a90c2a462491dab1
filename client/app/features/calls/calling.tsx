import { useCallback, useEffect } from "react";
import { useObserved } from "../../../react/observed.ts";
import { KeepFaces } from "../call/faces.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { asked } from "./asked.ts";
import { CallCommands } from "./call-commands.tsx";
import { CancelDialog } from "./cancel-dialog.tsx";
import { EditDialog } from "./edit-dialog.tsx";
import { GuestLinkDialog } from "./guest-link-dialog.tsx";
import { ScheduleDialog } from "./schedule-dialog.tsx";
import { StartDialog } from "./start-dialog.tsx";
import { useCalls } from "./use-calls.ts";

/** Once in a workspace: what can be done about its calls from anywhere, and the dialog for what is being done. */
export function Calling() {
  const { id: workspace } = useWorkspace();
  const calls = useCalls();
  const now = useObserved(asked);
  const close = useCallback(() => asked.set({ name: "nothing" }), []);
  // What is asked of one workspace is nothing to another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another workspace is what ends it
  useEffect(() => close, [workspace, close]);
  const call = "call" in now ? calls?.find(({ id }) => id === now.call) : undefined;
  return (
    <>
      <CallCommands />
      <KeepFaces />
      {now.name === "start" ? <StartDialog onClose={close} /> : null}
      {now.name === "schedule" ? <ScheduleDialog subject={now.subject} onClose={close} /> : null}
      {now.name === "edit" && call ? <EditDialog key={call.id} call={call} onClose={close} /> : null}
      {now.name === "cancel" && call ? <CancelDialog call={call} onClose={close} /> : null}
      {now.name === "link" && call ? <GuestLinkDialog key={call.id} call={call} onClose={close} /> : null}
    </>
  );
}
