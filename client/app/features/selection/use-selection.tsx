import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { useOpenBoard } from "../board/open-board.tsx";
import { usePart } from "../board/part.ts";
import { Selection } from "./selection.ts";

const SelectionContext = createContext<Selection | null>(null);

/** Keeps what is picked on the open board, and lets go of what leaves it. */
export function SelectionProvider({ children }: { children: ReactNode }) {
  const { state } = useOpenBoard();
  const [selection] = useState(() => new Selection());
  useEffect(() => selection.prune((id) => state.tasks.has(id)), [selection, state.tasks]);
  return <SelectionContext value={selection}>{children}</SelectionContext>;
}

/** What is picked on the open board. The same object all the while: watch it with {@link usePicked}. @throws Error outside of a project's page */
export function useSelection(): Selection {
  const selection = use(SelectionContext);
  if (!selection) throw new Error("no board is open");
  return selection;
}

/** Whether a task is picked; renders again only when that changes. */
export function usePicked(task: string): boolean {
  return usePart(useSelection(), (picked) => picked.has(task));
}

/** How many are picked. */
export function usePickedCount(): number {
  return usePart(useSelection(), ({ size }) => size);
}
