import { Redo2, Undo2 } from "lucide-react";
import { useObserved } from "../../../react/observed.ts";
import { IconButton } from "../../design/icon-button.tsx";
import { useToast } from "../../design/toasts.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { useShortcut } from "../shortcuts/use-command.ts";
import { useWorkspace } from "../workspace/workspace.tsx";

/** Takes back what was done last on this page, or does it again, and says what that was. */
export function UndoButtons() {
  const { board } = useOpenBoard();
  const { room } = useWorkspace();
  const { history } = board;
  const { mayWrite } = useBoardPage();
  const tell = useToast();
  const undoable = useObserved(history.canUndo);
  const redoable = useObserved(history.canRedo);
  // Who may write no more keeps what can be undone, and can again once they may.
  const [undoes, redoes] = mayWrite ? [undoable, redoable] : [null, null];
  /** While the room cannot be reached nobody waits for its answer: what shows is said, and what has to wait. */
  const walk = async (what: string | null, answer: Promise<string | null>) => {
    if (room.connection.value.name === "online") return { what: await answer, waits: false };
    return { what, waits: history.waits };
  };
  const redo = async () => {
    const { what, waits } = await walk(history.canRedo.value, history.redo());
    if (what === null) return;
    if (waits) tell({ words: `Will be done again when you are back online: ${what}` });
    else tell({ words: `Done again: ${what}`, action: { label: "Undo", run: () => void undo() } });
  };
  const undo = async () => {
    const { what, waits } = await walk(history.canUndo.value, history.undo());
    if (what === null) return;
    if (waits) tell({ words: `Will be undone when you are back online: ${what}` });
    else tell({ words: `Undone: ${what}`, action: { label: "Redo", run: () => void redo() } });
  };
  const may = () => mayWrite;
  useShortcut({ keys: "mod+z", scope: "board", words: "Undo", when: may, run: undo });
  useShortcut({ keys: "mod+shift+z", scope: "board", words: "Redo", when: may, run: redo });
  useShortcut({ keys: "mod+y", scope: "board", words: "Redo, the other way", when: may, run: redo, offered: "keys" });
  return (
    <>
      <IconButton
        icon={Undo2}
        label={undoes === null ? "Undo" : `Undo: ${undoes}`}
        shortcut="mod+z"
        disabled={undoes === null}
        onClick={() => void undo()}
      />
      <IconButton
        icon={Redo2}
        label={redoes === null ? "Redo" : `Redo: ${redoes}`}
        shortcut="mod+shift+z"
        disabled={redoes === null}
        onClick={() => void redo()}
      />
    </>
  );
}
