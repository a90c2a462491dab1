import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { ancestorsOf } from "../page-tree/tree.ts";
import { useWorkspace } from "../workspace/workspace.tsx";

const CRUMB = "max-w-48 truncate rounded-sm px-1 text-quiet no-underline hover:bg-hover hover:text-ink";

/** The pages that a page stands in, from the top down. */
export function PageCrumbs({ page, pages }: { page: Page; pages: readonly Page[] }) {
  const { id: workspace, state } = useWorkspace();
  return (
    <nav aria-label="Where this page stands" className="min-w-0 flex-1">
      <ol className="flex min-w-0 flex-wrap items-center gap-0.5 text-sm">
        <li className="flex min-w-0 items-center">
          <Link to="/w/$workspace" params={{ workspace }} className={CRUMB} dir="auto">
            {state.workspace.name}
          </Link>
        </li>
        {ancestorsOf(pages, page.id).map(({ id, title }) => (
          <li key={id} className="flex min-w-0 items-center gap-0.5">
            <ChevronRight aria-hidden className="size-3.5 shrink-0 text-quiet rtl:-scale-x-100" />
            <Link to="/w/$workspace/p/$page" params={{ workspace, page: id }} className={CRUMB} dir="auto">
              {title}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
