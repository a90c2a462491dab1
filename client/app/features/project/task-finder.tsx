import { useNavigate } from "@tanstack/react-router";
import { Dot } from "../../design/chip.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { useFinder } from "../palette/finders.ts";
import { namedTasks } from "./named-tasks.ts";

/** As many of the board's tasks as are told at once; the server may find more. */
const MOST = 8;

/** Lets the palette find the tasks of the board that is open, at once and without a network. */
export function TaskFinder() {
  const { state } = useOpenBoard();
  const { project, columns, addressOf } = useBoardPage();
  const navigate = useNavigate();
  useFinder({
    id: `tasks-here:${project.id}`,
    words: "Tasks",
    find: (words) =>
      namedTasks(state.tasks.values(), words, MOST).map((task) => ({
        id: `task:${task.id}`,
        words: `${task.key} ${task.title}`,
        detail: columns.get(task.columnId)?.name,
        leading: <Dot colour={columns.get(task.columnId)?.colour ?? project.colour} />,
        run: () => navigate(addressOf(task)),
      })),
  });
  return null;
}
