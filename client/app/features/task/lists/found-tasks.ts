import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo } from "react";
import type { Neighbour } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { taskSearchQuery } from "../../../queries/tasks.ts";
import { useSettled } from "../../../queries/use-settled.ts";
import { folded } from "../../../words/folded.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { settles } from "../../board/digest.ts";
import { useOpenBoard } from "../../board/open-board.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";

/** As many as one can look through. */
const OFFERED = 20;

/**
 * Tasks by words of their title or by their key: those of this board at once, and with them those of all other projects
 * one sees as soon as the server has told them.
 */
export function useFoundTasks(words: string): readonly Neighbour[] {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const { state } = useOpenBoard();
  const wanted = useDeferredValue(words.trim());
  const settled = useSettled(wanted);
  const { data: far } = useQuery({
    ...taskSearchQuery(api, workspace, settled),
    enabled: settled !== "",
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    const here: Neighbour[] = [];
    const all = folded(wanted).split(/\s+/);
    for (const { id, key, title, projectId, columnId } of state.tasks.values()) {
      if (here.length === OFFERED) break;
      const name = folded(`${key} ${title}`);
      if (!all.every((word) => name.includes(word))) continue;
      here.push({ id, key, title, projectId, settled: settles(state.columns.get(columnId)) });
    }
    const known = new Set(state.tasks.keys());
    return [...here, ...(wanted === "" ? [] : (far ?? []).filter(({ id }) => !known.has(id)))];
  }, [state.tasks, state.columns, wanted, far]);
}
