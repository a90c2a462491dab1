import { useParams } from "@tanstack/react-router";
import { FileX } from "lucide-react";
import { useEffect } from "react";
import { EmptyState } from "../design/empty-state.tsx";
import { PageView } from "../features/page/page-view.tsx";
import { useWorkspace } from "../features/workspace/workspace.tsx";

/** A page of the workspace. */
export function PageRoute() {
  const { page: pageId } = useParams({ from: "/in/w/$workspace/p/$page" });
  const { state, role } = useWorkspace();
  const page = state.pages.find((each) => each.id === pageId);
  const title = page?.title ?? "No such page";
  useEffect(() => {
    document.title = `${title} · Ensemble`;
  }, [title]);
  return (
    <main>
      {page ? (
        <PageView key={page.docId} page={page} mayChange={role !== "viewer"} />
      ) : (
        <EmptyState icon={FileX} title="There is no such page">
          It was deleted, or it is not shared with you.
        </EmptyState>
      )}
    </main>
  );
}
