import { Suspense } from "react";
import { OpenBulkBar } from "../board/later.ts";
import { usePickedCount } from "./use-selection.tsx";

/** What can be done with all tasks that are picked; nothing while none is. */
export function BulkBar() {
  const count = usePickedCount();
  return <Suspense>{count === 0 ? null : <OpenBulkBar />}</Suspense>;
}
