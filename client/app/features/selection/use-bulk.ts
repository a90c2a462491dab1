import { useMemo } from "react";
import type { BoardAction, Task, TaskSet } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useAnnounce } from "../../design/announcer.tsx";
import { useCopying } from "../../design/copying.ts";
import { useToast } from "../../design/toasts.tsx";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { usePart } from "../board/part.ts";
import { sorted } from "../views/sorting.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { archivingAll, asList, deletingAll, movingAll, settingAll } from "./bulk.ts";
import { useSelection } from "./use-selection.tsx";

/** The tasks that are picked, as the board has them from its first column to its last, and what can be done with all. */
export function useBulk() {
  const { board, state } = useOpenBoard();
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const selection = useSelection();
  const picked = usePart(selection, (ids) => ids);
  const announce = useAnnounce();
  const tell = useToast();
  const copy = useCopying();
  const { tasks: all, columns } = state;
  const tasks = useMemo(() => {
    const found = [...picked].flatMap((id) => all.get(id) ?? []);
    return sorted(found, "order", columns);
  }, [picked, all, columns]);
  const ids = tasks.map(({ id }) => id);
  const count = inWords(tasks);

  /** One act, one step to undo, however many commands it takes. */
  const perform = async (actions: readonly BoardAction[], name: string) => {
    const [only] = actions;
    const outcomes =
      actions.length === 1 && only ? [await board.act(only)] : await board.actTogether(actions, `${name} ${count}`);
    return outcomes.every(({ ok }) => ok);
  };
  /** The same, told with a way back: what it was done to is not to be seen any more. */
  const performAway = async (actions: readonly BoardAction[], name: string, done: string) => {
    selection.clear();
    if (!(await perform(actions, name))) return;
    tell({ words: `${count} ${done}.`, action: { label: "Undo", run: () => void board.history.undo() } });
  };

  return {
    tasks,
    count,
    set: (set: TaskSet, what: string) => {
      announce(`${what}: ${count}.`);
      void perform(settingAll(ids, set), "Edit");
    },
    move: (columnId: string, name: string) => {
      announce(`${count} moved to ${name}.`);
      void perform(movingAll(ids, columnId), "Move");
    },
    /** To the first column of another project. */
    moveAway: async (project: { id: string; name: string }) => {
      try {
        const theirs = await api.projects.columns(workspace, project.id);
        const first = theirs.find(({ hidden }) => !hidden) ?? theirs[0];
        if (first) await performAway(movingAll(ids, first.id), "Move", `moved to ${project.name}`);
        else tell({ words: `${project.name} has no column to take them. Make one there first.`, tone: "danger" });
      } catch (cause) {
        tell({ words: wordsFor(cause), tone: "danger" });
      }
    },
    archive: () => void performAway(archivingAll(tasks), "Archive", "archived"),
    remove: async () => {
      selection.clear();
      if (await perform(deletingAll(ids), "Delete")) announce(`${count} deleted.`);
    },
    copy: () => copy(asList(tasks), `The list of ${count}`),
    clear: () => selection.clear(),
  };
}

export type Bulk = ReturnType<typeof useBulk>;

function inWords({ length }: readonly Task[]): string {
  return length === 1 ? "1 task" : `${length} tasks`;
}
