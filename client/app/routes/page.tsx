import { useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { usePages } from "../../react/pages.ts";
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
  return (
    <main>{page ? <PageView key={page.docId} page={page} /> : <PageGone last={last?.id === id ? last : null} />}</main>
  );
}
