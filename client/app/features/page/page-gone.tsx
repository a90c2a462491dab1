import { Link } from "@tanstack/react-router";
import { FileX } from "lucide-react";
import { lazy, Suspense } from "react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { useDoc } from "../../../react/doc.ts";
import { buttonClass } from "../../design/button.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

const SetAsideNotices = lazy(() => import("../text/set-aside.tsx"));

/** A page that is not there for this reader: it never was, or it went while they looked at it (`last`). */
export function PageGone({ last }: { last: Page | null }) {
  const { id: workspace, role } = useWorkspace();
  const why = role === "guest" ? "It was deleted, or it is not shared with you any more." : "It was deleted.";
  return (
    <div className="mx-auto grid w-full max-w-3xl gap-4 px-6 py-8">
      <EmptyState
        icon={FileX}
        title={last ? `“${last.title}” is gone` : "There is no such page"}
        action={
          <Link to="/w/$workspace" params={{ workspace }} className={buttonClass({ look: "primary" })}>
            To the workspace
          </Link>
        }
      >
        <p>{last ? why : "It was deleted, or it is not shared with you."}</p>
      </EmptyState>
      {last ? <WrittenLast docId={last.docId} /> : null}
    </div>
  );
}

/** What one wrote into it that nobody has, to be taken along. */
function WrittenLast({ docId }: { docId: string }) {
  const { api, copies } = useSignedIn();
  const { session, aside } = useDoc(api, docId, copies);
  if (!session || aside.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <SetAsideNotices session={session} aside={aside} />
    </Suspense>
  );
}
