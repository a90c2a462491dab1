import { useEffect } from "react";
import { useObserved } from "../../../react/observed.ts";
import type { Board } from "../../../sdk/board/board.ts";
import { Icon } from "../../design/icon.tsx";
import { useBoardPage } from "./board-page.tsx";

/** Takes back what was done last on this page, or does it again. */
export function UndoButtons({ board: { history } }: { board: Board }) {
  const { announce } = useBoardPage();
  const undoes = useObserved(history.canUndo);
  const redoes = useObserved(history.canRedo);
  const undo = async () => {
    await history.undo();
    announce(`Undone: ${undoes ?? ""}`);
  };
  const redo = async () => {
    await history.redo();
    announce(`Done again: ${redoes ?? ""}`);
  };
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

/** Undo and redo by the keys everyone knows; where text is written, they are the text's. */
export function useUndoKeys({ history }: Board): void {
  useEffect(() => {
    const listening = new AbortController();
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || writes(event.target)) return;
      const key = event.key.toLowerCase();
      const redo = key === "y" || (key === "z" && event.shiftKey);
      if (!redo && key !== "z") return;
      event.preventDefault();
      void (redo ? history.redo() : history.undo());
    };
    window.addEventListener("keydown", onKey, { signal: listening.signal });
    return () => listening.abort();
  }, [history]);
}

function writes(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
