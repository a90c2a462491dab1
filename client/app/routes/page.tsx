import { useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Page } from "../../../durable-objects/workspace/protocol.ts";
import { useDoc } from "../../react/doc.ts";
import { usePages } from "../../react/pages.ts";
import { useSignedIn } from "../features/account/signed-in.tsx";
import { PageGone } from "../features/page/page-gone.tsx";
import { PageView } from "../features/page/page-view.tsx";
import { useWorkspace } from "../features/workspace/workspace.tsx";

/** A page of the workspace. */
export function PageRoute() {
  const { page: id } = useParams({ from: "/in/w/$workspace/p/$page" });
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
    <main>
      {known ? <KnownPage key={known.docId} page={known} here={page !== undefined} /> : <PageGone last={null} />}
    </main>
  );
}

/** A page that is, or was, to be seen. Its doc stays open when it goes: only then is it known what of it was not saved. */
function KnownPage({ page, here }: { page: Page; here: boolean }) {
  const { api, copies } = useSignedIn();
  const open = useDoc(api, page.docId, copies);
  return here ? <PageView page={page} open={open} /> : <PageGone last={{ page, open }} />;
}
