import { useCallback } from "react";
import { useBoardPage } from "../board/board-page.tsx";
import type { Digest } from "../board/digest.ts";
import { usePart } from "../board/part.ts";

const NONE: ReadonlySet<string> = new Set();

/** The tasks with a blocker that is not settled, for a filter that asks `about` them; none for one that does not. */
export function useBlocked(about: "any" | "yes" | "no"): ReadonlySet<string> {
  const { digest } = useBoardPage();
  return usePart(
    digest,
    useCallback(({ blocked }: Digest) => (about === "any" ? NONE : blocked), [about]),
  );
}
