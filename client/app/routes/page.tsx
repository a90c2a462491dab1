import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import type { Page } from "../../../durable-objects/workspace/protocol.ts";
import { useDoc } from "../../react/doc.ts";
import { usePages } from "../../react/pages.ts";
import { useSignedIn } from "../features/account/signed-in.tsx";
import { PageGone } from "../features/page/page-gone.tsx";
import { PageView } from "../features/page/page-view.tsx";
import { useWorkspace } from "../features/workspace/workspace.tsx";

const HERE = "/in/w/$workspace/p/$page";

// A page is read before it is talked about.
const PageDiscussion = lazy(async () => ({
  default: (await import("../features/discussion/page-discussion.tsx")).PageDiscussion,
}));

/** A page of the workspace, with what is said about it beside. */
export function PageRoute() {
  const { page: id } = useParams({ from: HERE });
  const { room } = useWorkspace();
  const page = usePages(room).find((each) => each.id === id);
  // What it was, should it go while one looks at it.
  const [last, setLast] = useState(page);
  if (page && page !== last) setLast(page);
  const title = page?.title ?? "No such page";
  useEffect(() => {
    document.title = `${title} · Ensemble`;
  }, [title]);
  const known = page ?? (last?.id === id ? last : null);
  return (
    <main className="relative flex min-h-0 flex-1">
      {known ? (
        <KnownPage key={known.docId} page={known} here={page !== undefined} />
      ) : (
        <div className="flex-1">
          <PageGone last={null} />
        </div>
      )}
    </main>
  );
}

/** A page that is, or was, to be seen. Its doc stays open when it goes: only then is it known what of it was not saved. */
function KnownPage({ page, here }: { page: Page; here: boolean }) {
  const { api, copies } = useSignedIn();
  const open = useDoc(api, page.docId, copies);
  const { comments } = useSearch({ from: HERE });
  const navigate = useNavigate({ from: "/w/$workspace/p/$page" });
  const showComments = (shown: "open" | undefined) =>
    void navigate({ search: { comments: shown }, replace: true, resetScroll: false });
  return (
    <>
      <div data-scroll-restoration-id="page" className="min-h-0 min-w-0 flex-1 overflow-y-auto">
        {here ? (
          <PageView
            page={page}
            open={open}
            comments={comments ?? "closed"}
            onComments={() => showComments(comments ? undefined : "open")}
          />
        ) : (
          <PageGone last={{ page, open }} />
        )}
      </div>
      {here && comments ? (
        <Suspense>
          <PageDiscussion page={page} onClose={() => showComments(undefined)} />
        </Suspense>
      ) : null}
    </>
  );
}
