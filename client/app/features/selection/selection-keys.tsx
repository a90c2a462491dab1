import { useOpenBoard } from "../board/open-board.tsx";
import { useShortcut } from "../shortcuts/use-command.ts";
import { useBoardLook } from "../views/board-look.tsx";
import { shownOf } from "../views/groups.ts";
import { useSelection } from "./use-selection.tsx";

/** Lets keys pick all tasks that are shown, and none. */
export function SelectionKeys() {
  const { state } = useOpenBoard();
  const { columns, filter } = useBoardLook();
  const selection = useSelection();
  useShortcut({
    keys: "mod+a",
    scope: "selection",
    words: "Pick all tasks that are shown",
    // Elsewhere it is the browser's.
    when: () =>
      document.activeElement instanceof HTMLElement && document.activeElement.closest("[data-tasks]") !== null,
    run: () => selection.all(shownOf({ tasks: state.tasks, columns, filter }).map(({ id }) => id)),
  });
  useShortcut({
    keys: "escape",
    scope: "selection",
    words: "Pick none",
    when: () => selection.value.size > 0,
    run: () => selection.clear(),
  });
  return null;
}
