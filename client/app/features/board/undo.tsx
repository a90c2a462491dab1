import { useCallback, useEffect } from "react";
import { useObserved } from "../../../react/observed.ts";
import type { Board } from "../../../sdk/board/board.ts";
import { writes } from "../../design/focus.ts";
import { Icon } from "../../design/icon.tsx";
import { useBoardPage } from "./board-page.tsx";

/** Takes back what was done last on this page, or does it again, and says what that was. */
export function UndoButtons({ board: { history } }: { board: Board }) {
  const { announce } = useBoardPage();
  const undoes = useObserved(history.canUndo);
  const redoes = useObserved(history.canRedo);
  const undo = useCallback(async () => {
    const what = await history.undo();
    if (what !== null) announce(`Undone: ${what}`);
  }, [history, announce]);
  const redo = useCallback(async () => {
    const what = await history.redo();
    if (what !== null) announce(`Done again: ${what}`);
  }, [history, announce]);
  useUndoKeys(undo, redo);
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

/** The keys everyone knows; where text is written, they are the text's. */
function useUndoKeys(undo: () => Promise<void>, redo: () => Promise<void>): void {
  useEffect(() => {
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
  }, [undo, redo]);
}
