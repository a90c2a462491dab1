import { useNavigate } from "@tanstack/react-router";
import { ChevronDown, ChevronUp, Link2 } from "lucide-react";
import { lazy, Suspense, useEffect } from "react";
import type { Task, TaskSet } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useCompany } from "../../../react/board.ts";
import { Avatar } from "../../design/avatar.tsx";
import { IconButton } from "../../design/icon-button.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { useShortcut } from "../shortcuts/use-command.ts";
import { StartCall } from "../workspace/later.ts";
import { TaskActivity } from "./activity/task-activity.tsx";
import { Description } from "./description.tsx";
import { TaskFields } from "./fields/task-fields.tsx";
import { useLeave } from "./leaving.ts";
import { Checklist } from "./lists/checklist.tsx";
import { Relations } from "./lists/relations.tsx";
import { Subtasks } from "./lists/subtasks.tsx";
import { useNeighbours } from "./neighbours.ts";
import { PanelFrame } from "./panel-frame.tsx";
import { ReadOnlyReason } from "./read-only.tsx";
import { TaskCommands } from "./task-commands.tsx";
import { type TaskDeeds, useTaskDeeds } from "./task-deeds.tsx";
import { TaskMenu } from "./task-menu.tsx";
import { TaskTitle } from "./task-title.tsx";

// A task is read before it is talked about.
const TaskDiscussion = lazy(async () => ({
  default: (await import("../discussion/task-discussion.tsx")).TaskDiscussion,
}));

/** A task beside the board, with all there is to know of it, and all of it to be changed where it stands. */
export function TaskPanel({ task }: { task: Task }) {
  const { project, act } = useBoardPage();
  const { board, state } = useOpenBoard();
  const leave = useLeave(task.id);
  const deeds = useTaskDeeds(task);
  const set = (fields: TaskSet) => act({ type: "task.update", task: task.id, set: fields });
  useEffect(() => {
    board.company.view(task.id);
    return () => {
      board.company.view(null);
      board.company.type(null);
    };
  }, [board, task.id]);
  const title = `${task.key} ${task.title}`;
  useEffect(() => {
    document.title = `${title} · Ensemble`;
    return () => {
      document.title = `${project.name} · Ensemble`;
    };
  }, [title, project.name]);
  return (
    <PanelFrame
      label={title}
      of={task.id}
      close="Close the task"
      onClose={leave}
      head={<Head task={task} deeds={deeds} />}
    >
      <TaskCommands deeds={deeds} />
      {/* Anew for each task: what is typed and not taken over yet belongs to one alone. */}
      <div
        key={task.id}
        className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-6 @min-[40rem]:grid-cols-[minmax(0,1fr)_15.5rem] @min-[40rem]:grid-rows-[auto_auto_1fr]"
      >
        <div className="grid content-start gap-3 @min-[40rem]:col-start-1">
          <ReadOnlyReason />
          <TaskTitle task={task} set={set} />
        </div>
        <div className="grid min-w-0 content-start @min-[40rem]:col-start-1">
          <Description task={task} />
        </div>
        <div className="@min-[40rem]:col-start-2 @min-[40rem]:row-span-3 @min-[40rem]:row-start-1">
          <TaskFields task={task} set={set} onMove={deeds.askToMove} />
        </div>
        <div className="grid min-w-0 content-start gap-6 @min-[40rem]:col-start-1">
          <Subtasks task={task} state={state} />
          <Checklist task={task} set={set} />
          <Relations task={task} state={state} />
          <TaskActivity task={task} />
          <Suspense>
            <TaskDiscussion task={task} />
          </Suspense>
        </div>
      </div>
      {deeds.question}
    </PanelFrame>
  );
}

/** Which task it is, who else has it open, the ways to the next one, and what can be done with it as a whole. */
function Head({ task, deeds }: { task: Task; deeds: TaskDeeds }) {
  const { addressOf } = useBoardPage();
  const { before, after, place, of } = useNeighbours(task);
  const navigate = useNavigate();
  const go = (to: Task | null) => to && void navigate({ ...addressOf(to), replace: true });
  useShortcut({
    keys: "j",
    scope: "task",
    words: "Open the next task",
    offered: "keys",
    when: () => after !== null,
    run: () => go(after),
  });
  useShortcut({
    keys: "k",
    scope: "task",
    words: "Open the task before",
    offered: "keys",
    when: () => before !== null,
    run: () => go(before),
  });
  return (
    <>
      <span className="text-sm whitespace-nowrap text-quiet">{task.key}</span>
      <IconButton size="sm" icon={Link2} label="Copy link" shortcut="mod+shift+c" onClick={deeds.copyLink} />
      <Company task={task} />
      <span className="ms-auto" />
      {place === 0 ? null : (
        <span className="text-xs whitespace-nowrap text-quiet max-md:hidden">
          {place} of {of}
        </span>
      )}
      <IconButton icon={ChevronUp} label="Task before" shortcut="k" disabled={!before} onClick={() => go(before)} />
      <IconButton icon={ChevronDown} label="Next task" shortcut="j" disabled={!after} onClick={() => go(after)} />
      <Suspense>
        <StartCall about={{ type: "task", task: task.id }} name={task.key} />
      </Suspense>
      <TaskMenu deeds={deeds} />
    </>
  );
}

/** Who else has the task open, each once; oneself in another tab left out. */
function Company({ task }: { task: Task }) {
  const { board } = useOpenBoard();
  const { me } = useSignedIn();
  const { viewing } = useCompany(board);
  const others = new Map((viewing.get(task.id) ?? []).map(({ user, name }) => [user, { user, name }]));
  others.delete(me.id);
  if (others.size === 0) return null;
  return (
    <ul className="flex" aria-label="Also on this task">
      {[...others.values()].map(({ user, name }) => (
        <li key={user} className="-ms-1.5 rounded-full ring-2 ring-paper first:ms-0">
          <Avatar user={user} name={name} size="sm" />
        </li>
      ))}
    </ul>
  );
}
