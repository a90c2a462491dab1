import { useMemo } from "react";
import type { View } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { inOrder } from "../../../../sdk/board/order.ts";
import { newKey } from "../../../../sdk/id.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { useOpenBoard } from "../../board/open-board.tsx";
import { useBoardLook } from "../board-look.tsx";
import { viewOfLook } from "../search.ts";

/** The saved views of the open project, which everyone there has, and what can be done with them. */
export function useViews() {
  const { board, state } = useOpenBoard();
  const { project, act } = useBoardPage();
  const { look, view, open } = useBoardLook();
  const { shown, archived } = useMemo(() => {
    const all = inOrder(state.views.values());
    const isArchived = ({ archivedAt }: View) => archivedAt !== null;
    return { shown: all.filter((each) => !isArchived(each)), archived: all.filter(isArchived) };
  }, [state.views]);
  return {
    shown,
    archived,
    /** Keeps what is looked at as a new view, and goes to it. */
    save: (name: string) => {
      const part = newKey();
      void board.act({ type: "view.create", project: project.id, part, set: { name, ...viewOfLook(look) } });
      open({ id: part });
    },
    /** Has the view that is open be as it is looked at now. */
    update: () => {
      if (!view) return;
      act({ type: "view.update", part: view.id, set: viewOfLook(look) });
      open(view);
    },
    rename: ({ id }: View, name: string) => act({ type: "view.update", part: id, set: { name } }),
    /** Puts a view before or behind the one beside it. */
    move: ({ id }: View, way: "before" | "after") => {
      const at = shown.findIndex((each) => each.id === id);
      const beside = shown[at + (way === "before" ? -1 : 1)];
      if (beside) act({ type: "view.move", part: id, [way]: beside.id });
    },
    archive: ({ id }: View) => {
      act({ type: "view.archive", part: id });
      if (view?.id === id) open(null);
    },
    restore: ({ id }: View) => act({ type: "view.restore", part: id }),
    remove: ({ id }: View) => {
      act({ type: "view.delete", part: id });
      if (view?.id === id) open(null);
    },
  };
}
