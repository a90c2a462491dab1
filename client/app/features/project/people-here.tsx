import { useNavigate } from "@tanstack/react-router";
import { useCompany } from "../../../react/board.ts";
import { Avatar } from "../../design/avatar.tsx";
import { Menu, MenuItem } from "../../design/menu.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { whereaboutsOf, whereInWords } from "./whereabouts.ts";

/** As many as stand beside the name of a project. */
const SHOWN = 5;

/** Who else is on this board. Each says where they are, and leads there. */
export function PeopleHere() {
  const { board, state } = useOpenBoard();
  const company = useCompany(board);
  const goTo = useGoingTo();
  const people = company.people.map(({ user, name }) => {
    const where = whereaboutsOf(user, company);
    const task = where.task === null ? undefined : state.tasks.get(where.task);
    return { user, name, task: task?.id ?? null, words: whereInWords(name, where, task?.key ?? null) };
  });
  const more = people.slice(SHOWN);
  return (
    <ul aria-label="Also on this board" className="flex items-center">
      {people.slice(0, SHOWN).map(({ user, name, task, words }) => (
        <li key={user} className="-ms-1 first:ms-0">
          {task === null ? (
            <span className="grid rounded-full ring-2 ring-paper">
              <Avatar user={user} name={name} />
            </span>
          ) : (
            <button
              type="button"
              aria-label={words}
              onClick={() => goTo(task)}
              className="grid rounded-full ring-2 ring-paper pointer-coarse:min-h-11 pointer-coarse:place-content-center"
            >
              <Avatar user={user} name={name} says={words} />
            </button>
          )}
        </li>
      ))}
      {more.length > 0 ? (
        <li>
          <Menu
            label="More who are here"
            trigger={
              <button
                type="button"
                className="control px-1 text-sm text-quiet"
                aria-label={`${more.length} more are here`}
              >
                +{more.length}
              </button>
            }
          >
            {more.map(({ user, task, words }) => (
              <MenuItem key={user} disabled={!task} onSelect={() => (task ? goTo(task) : undefined)}>
                {words}
              </MenuItem>
            ))}
          </Menu>
        </li>
      ) : null}
    </ul>
  );
}

/** Answers what brings a task into sight and the focus to it: where it is drawn, or else beside the board. */
function useGoingTo(): (task: string) => void {
  const { state } = useOpenBoard();
  const { addressOf } = useBoardPage();
  const navigate = useNavigate();
  return (id) => {
    const drawn = document.querySelector(`[data-task="${CSS.escape(id)}"]`);
    const task = state.tasks.get(id);
    if (drawn) {
      drawn.scrollIntoView({ block: "center", inline: "center" });
      drawn.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
    } else if (task) {
      void navigate(addressOf(task));
    }
  };
}
