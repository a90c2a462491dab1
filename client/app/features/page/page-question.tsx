import { lazy, Suspense } from "react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";

// The tree of pages is beside everything, and most visits ask nothing of it.
const PageDialog = lazy(() => import("./page-dialog.tsx"));

/** Something to be done with a page that asks for an answer first. */
export interface PageQuestion {
  act: "move" | "share" | "delete";
  page: Page;
}

/** Asks what there is to ask, if anything. */
export function AskedOfPage({ question, onClose }: { question: PageQuestion | null; onClose: () => void }) {
  return question ? (
    <Suspense fallback={null}>
      <PageDialog question={question} onClose={onClose} />
    </Suspense>
  ) : null;
}
