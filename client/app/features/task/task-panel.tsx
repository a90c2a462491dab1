import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useRef } from "react";
import type { Task, TaskSet } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useCompany } from "../../../react/board.ts";
import { Avatar } from "../../design/avatar.tsx";
import { writes } from "../../design/focus.ts";
import { Icon } from "../../design/icon.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { boardAddress } from "../board/addresses.ts";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { Checklist } from "./checklist.tsx";
import { CustomFields } from "./custom-fields.tsx";
import { Relations } from "./relations.tsx";
import { Subtasks } from "./subtasks.tsx";
import { TaskActivity } from "./task-activity.tsx";
import { TaskDescription } from "./task-description.tsx";
import { TaskFields } from "./task-fields.tsx";
import { TaskMenu } from "./task-menu.tsx";
import { TaskTitle } from "./task-title.tsx";
import "./task.css";

/** A task beside the board, with all there is to know of it. Escape leads out of a text, and then closes it. */
export function TaskPanel({ task }: { task: Task }) {
  const { id: workspace } = useWorkspace();
  const { me } = useSignedIn();
  const { project, act } = useBoardPage();
  const { board, state } = useOpenBoard();
  const { viewing } = useCompany(board);
  const navigate = useNavigate();
  const panel = useRef<HTMLElement>(null);
  const address = useMemo(() => boardAddress(workspace, project), [workspace, project]);
  const set = (fields: TaskSet) => act({ type: "task.update", task: task.id, set: fields });

  useEffect(() => {
    board.company.view(task.id);
    panel.current?.focus();
    return () => board.company.view(null);
  }, [board, task.id]);

  useEffect(() => {
    const listening = new AbortController();
    const onKey = (event: KeyboardEvent) => {
      const elsewhere = document.querySelector("dialog[open], [popover]:popover-open");
      // The description's editor takes this key for itself always, and does nothing with it.
      const inEditor = event.target instanceof HTMLElement && event.target.isContentEditable;
      if (event.key !== "Escape" || (event.defaultPrevented && !inEditor) || elsewhere) return;
      // First out of the text, then out of the task.
      if (writes(event.target) && panel.current?.contains(document.activeElement)) {
        panel.current.focus();
        return;
      }
      void navigate(address);
      document.querySelector<HTMLElement>(`[data-task="${CSS.escape(task.id)}"] .card-open`)?.focus();
    };
    document.addEventListener("keydown", onKey, { signal: listening.signal });
    return () => listening.abort();
  }, [navigate, address, task.id]);

  const others = new Map((viewing.get(task.id) ?? []).map((peer) => [peer.user, peer]));
  // Oneself, in another tab.
  others.delete(me.id);
  return (
    <aside ref={panel} className="task-panel" tabIndex={-1} aria-label={`${task.key} ${task.title}`}>
      <header className="task-head">
        <span className="card-key">{task.key}</span>
        <ul className="project-people" aria-label="Also on this task">
          {[...others.values()].map(({ user, name }) => (
            <li key={user}>
              <Avatar user={user} name={name} size="sm" />
            </li>
          ))}
        </ul>
        <span className="push" />
        <TaskMenu task={task} onGone={() => void navigate(address)} />
        <Link className="icon-button" {...address} aria-label="Close the task" title="Close">
          <Icon name="close" />
        </Link>
      </header>
      <TaskTitle task={task} set={set} />
      <TaskFields task={task} set={set} />
      <CustomFields task={task} fields={state.fields} set={set} />
      <TaskDescription task={task} />
      <Checklist task={task} set={set} />
      <Subtasks task={task} state={state} />
      <Relations task={task} state={state} />
      <TaskActivity task={task} />
    </aside>
  );
}
