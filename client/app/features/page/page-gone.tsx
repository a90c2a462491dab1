import { Link } from "@tanstack/react-router";
import { FileX } from "lucide-react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import type { OpenDoc } from "../../../react/doc.ts";
import { buttonClass } from "../../design/button.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { SetAside } from "../text/set-aside-part.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

/** What a page was that went while somebody looked at it, and what they wrote into it last. */
interface Last {
  page: Page;
  open: OpenDoc;
}

/** A page that is not there for this reader: it never was, or it went while they looked at it (`last`). */
export function PageGone({ last }: { last: Last | null }) {
  const { id: workspace, role } = useWorkspace();
  const why = role === "guest" ? "It was deleted, or it is not shared with you any more." : "It was deleted.";
  return (
    <div className="mx-auto grid w-full max-w-3xl gap-4 px-6 py-8">
      <EmptyState
        icon={FileX}
        title={last ? `“${last.page.title}” is gone` : "There is no such page"}
        action={
          <Link to="/w/$workspace" params={{ workspace }} className={buttonClass({ look: "primary" })}>
            To the workspace
          </Link>
        }
      >
        <p>{last ? why : "It was deleted, or it is not shared with you."}</p>
      </EmptyState>
      {last?.open.session ? <SetAside session={last.open.session} aside={last.open.aside} /> : null}
    </div>
  );
}
