import { Link, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { PageView } from "../features/page/page-view.tsx";
import { useWorkspace } from "../features/workspace/workspace.tsx";

/** A page of the workspace. */
export function PageRoute() {
  const { page: pageId } = useParams({ from: "/in/w/$workspace/p/$page" });
  const { id, state, role } = useWorkspace();
  const page = state.pages.find((each) => each.id === pageId);
  const title = page?.title ?? "No such page";
  useEffect(() => {
    document.title = `${title} · Ensemble`;
  }, [title]);
  return (
    <main>
      <p className="page-back">
        <Link to="/w/$workspace" params={{ workspace: id }}>
          ‹ Pages
        </Link>
      </p>
      {page ? (
        <PageView key={page.docId} page={page} mayChange={role !== "viewer"} />
      ) : (
        <div className="workspace-home stack-tight">
          <h1>There is no such page</h1>
          <p className="quiet">It was deleted, or it is not shared with you.</p>
        </div>
      )}
    </main>
  );
}
