import { useMemo } from "react";
import type { Page } from "../../durable-objects/workspace/protocol.ts";
import { pagesOf } from "../sdk/pages/pages.ts";
import type { WorkspaceRoom } from "../sdk/workspace.ts";
import { useObserved } from "./observed.ts";

/** The pages of a workspace in their order, with what is done here shown at once. */
export function usePages(room: WorkspaceRoom): readonly Page[] {
  return useObserved(useMemo(() => pagesOf(room), [room]));
}
