import { useMemo, useRef } from "react";
import type { BoardState } from "../../../sdk/board/state.ts";
import { type Digest, digestOf } from "../board/digest.ts";

const NONE: ReadonlySet<string> = new Set();

/** The tasks with a blocker that is not settled; of no board, none. The same set for as long as they are the same. */
export function useBlocked(state: BoardState | null): ReadonlySet<string> {
  const before = useRef<Digest | null>(null);
  const { tasks, columns, neighbours } = state ?? {};
  const digest = useMemo(
    () => (tasks && columns && neighbours ? digestOf({ tasks, columns, neighbours }, before.current) : null),
    [tasks, columns, neighbours],
  );
  before.current = digest;
  return digest?.blocked ?? NONE;
}
