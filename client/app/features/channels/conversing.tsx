import { useCallback, useEffect } from "react";
import { useObserved } from "../../../react/observed.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { asked } from "./asked.ts";
import { ConversationCommands } from "./commands.tsx";
import { DetailsDialog } from "./details/details-dialog.tsx";
import { LeaveDialog } from "./leave-dialog.tsx";
import { NewChannelDialog } from "./new-channel-dialog.tsx";
import { NewMessageDialog } from "./new-message-dialog.tsx";

/** Once in a workspace: what can be done about its conversations from anywhere, and the dialog for what is being done. */
export function Conversing() {
  const { id: workspace, state } = useWorkspace();
  const now = useObserved(asked);
  const close = useCallback(() => asked.set({ name: "nothing" }), []);
  // What is asked of one workspace is nothing to another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another workspace is what ends it
  useEffect(() => close, [workspace, close]);
  const about =
    now.name === "details" || now.name === "leave"
      ? state.conversations.find(({ id }) => id === now.conversation)
      : undefined;
  return (
    <>
      <ConversationCommands />
      {now.name === "new channel" ? <NewChannelDialog onClose={close} /> : null}
      {now.name === "new message" ? <NewMessageDialog onClose={close} /> : null}
      {now.name === "details" && about ? (
        <DetailsDialog key={about.id} conversation={about} part={now.part} onClose={close} />
      ) : null}
      {now.name === "leave" && about ? <LeaveDialog conversation={about} onClose={close} /> : null}
    </>
  );
}
