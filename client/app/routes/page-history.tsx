import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { FileX } from "lucide-react";
import { useCallback, useEffect } from "react";
import { EmptyState } from "../design/empty-state.tsx";
import DocHistory from "../features/history/doc-history.tsx";
import type { HistoryLook } from "../features/history/look.ts";
import { useWorkspace } from "../features/workspace/workspace.tsx";

const FROM = "/in/w/$workspace/p/$page/history";

/** The past of a page. */
export function PageHistoryRoute() {
  const { page: pageId } = useParams({ from: FROM });
  const look = useSearch({ from: FROM });
  const navigate = useNavigate();
  const { id: workspace, state, role } = useWorkspace();
  const page = state.pages.find((each) => each.id === pageId);
  const title = page ? `History of ${page.title}` : "No such page";
  useEffect(() => {
    document.title = `${title} · Ensemble`;
  }, [title]);
  const params = { workspace, page: pageId };
  const onLook = useCallback(
    (search: HistoryLook) =>
      void navigate({
        to: "/w/$workspace/p/$page/history",
        params: { workspace, page: pageId },
        search,
        replace: true,
        resetScroll: false,
      }),
    [navigate, workspace, pageId],
  );
  if (!page) {
    return (
      <main>
        <EmptyState icon={FileX} title="There is no such page">
          It was deleted, or it is not shared with you.
        </EmptyState>
      </main>
    );
  }
  return (
    <main className="flex min-h-0 flex-1 flex-col">
      <DocHistory
        key={page.docId}
        docId={page.docId}
        title={page.title}
        noun="page"
        mayChange={role !== "viewer"}
        look={look}
        onLook={onLook}
        onLeave={() => void navigate({ to: "/w/$workspace/p/$page", params })}
      />
    </main>
  );
}
