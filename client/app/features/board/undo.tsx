import { useCallback, useEffect, useMemo } from "react";
import { useObserved } from "../../../react/observed.ts";
import type { Board } from "../../../sdk/board/board.ts";
import { writes } from "../../design/focus.ts";
import { Icon } from "../../design/icon.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { useBoardPage } from "./board-page.tsx";

/** Takes back what was done last on this page, or does it again, and says what that was. */
export function UndoButtons({ board: { history } }: { board: Board }) {
  const { announce } = useBoardPage();
  const { role } = useWorkspace();
  // Who may write no more keeps what can be undone, and can again once they may.
  const may = role !== "viewer";
  const undoable = useObserved(history.canUndo);
  const redoable = useObserved(history.canRedo);
  const undoes = may ? undoable : null;
  const redoes = may ? redoable : null;
  const undo = useCallback(async () => {
    const what = await history.undo();
    if (what !== null) announce(`Undone: ${what}`);
  }, [history, announce]);
  const redo = useCallback(async () => {
    const what = await history.redo();
    if (what !== null) announce(`Done again: ${what}`);
  }, [history, announce]);
  const keys = useMemo(() => (may ? { undo, redo } : null), [may, undo, redo]);
  useUndoKeys(keys);
  return (
    <span>
      <button
        type="button"
        className="icon-button"
        aria-label={undoes ? `Undo: ${undoes}` : "Undo"}
        title={undoes ? `Undo: ${undoes}` : "Nothing to undo"}
        disabled={undoes === null}
        onClick={() => void undo()}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={redoes ? `Redo: ${redoes}` : "Redo"}
        title={redoes ? `Redo: ${redoes}` : "Nothing to redo"}
        disabled={redoes === null}
        onClick={() => void redo()}
      >
        <Icon name="redo" />
      </button>
    </span>
  );
}

/** The keys everyone knows; where text is written, they are the text's. With null they do nothing. */
function useUndoKeys(keys: { undo: () => Promise<void>; redo: () => Promise<void> } | null): void {
  useEffect(() => {
    if (!keys) return;
    const { undo, redo } = keys;
    const listening = new AbortController();
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || writes(event.target)) return;
      const key = event.key.toLowerCase();
      const again = key === "y" || (key === "z" && event.shiftKey);
      if (!again && key !== "z") return;
      event.preventDefault();
      void (again ? redo() : undo());
    };
    window.addEventListener("keydown", onKey, { signal: listening.signal });
    return () => listening.abort();
  }, [keys]);
}
