import { type ReactNode, useRef } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { taskNamed } from "../../../sdk/board/state.ts";
import { useOpenBoard } from "../board/open-board.tsx";
import { ElsewhereTask } from "./elsewhere-task.tsx";

/** The task that an address calls `name`, by its key or id, where it is on this board; else what became of it. */
export function OpenTask({ name, children }: { name: string; children: (task: Task) => ReactNode }) {
  const { state } = useOpenBoard();
  const last = useRef<{ name: string; task: Task } | null>(null);
  const task = state.tasks.get(name) ?? taskNamed(state.tasks, name.toUpperCase());
  if (task) {
    last.current = { name, task };
    return children(task);
  }
  return <ElsewhereTask key={name} name={name} last={last.current?.name === name ? last.current.task : null} />;
}
