import { CountMark } from "../../design/count-mark.tsx";
import { countInWords } from "../../words/counts.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { useOwnInbox } from "./own-inbox.ts";

/** How much is unread in one's inbox: of the open workspace, loudly, and of others only that there is. */
export function InboxBadge() {
  const { id: workspace } = useWorkspace();
  const { state } = useOwnInbox();
  if (!state) return null;
  const here = state.unread.workspaces[workspace] ?? 0;
  const elsewhere = state.unread.all - here;
  if (here > 0) return <CountMark count={here} says={countInWords(here, "unread")} tone="loud" />;
  return <CountMark count={elsewhere} says={countInWords(elsewhere, "unread in other workspaces")} tone="calm" />;
}
