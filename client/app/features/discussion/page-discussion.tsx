import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { SidePane } from "../conversation/side-pane.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { Discussion } from "./discussion.tsx";

/** What is said about a page, beside it; on a phone in its place. */
export function PageDiscussion({ page, onClose }: { page: Page; onClose: () => void }) {
  const { role } = useWorkspace();
  return (
    <SidePane title="Comments" of={page.id} close="Close the comments" onClose={onClose}>
      <div className="flex min-h-0 flex-1 flex-col not-has-data-writing:p-4">
        <Discussion key={page.id} subject={{ type: "page", id: page.id }} mayWrite={role !== "viewer"} place="beside" />
      </div>
    </SidePane>
  );
}
