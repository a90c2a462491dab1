import { Plus } from "lucide-react";
import { Suspense, useEffect, useRef, useState } from "react";
import type { BoardAction, Column, NewTask } from "../../../../durable-objects/workspace/board/protocol.ts";
import { newKey } from "../../../sdk/id.ts";
import { useAnnounce } from "../../design/announcer.tsx";
import { useBoardPage } from "./board-page.tsx";
import { draftOf } from "./drafts.ts";
import { QuickForm } from "./later.ts";
import { NOBODY, settingFor, WHOLE } from "./rows.ts";
import { useStage } from "./stage.tsx";

interface QuickAddProps {
  column: Column;
  /** How many tasks the column has, beside its limit. */
  count: number;
  /** The row in which it stands, on a grouped board; what it stands for is set of new tasks. */
  row?: string;
  rowName?: string;
}

/** Writes new tasks to the end of a column, one after the other. */
export function QuickAdd({ column, count, row = WHOLE, rowName }: QuickAddProps) {
  const { project, actTogether, setTyping } = useBoardPage();
  const announce = useAnnounce();
  const stage = useStage();
  const place = row === WHOLE ? column.id : `${column.id} ${row}`;
  const where = rowName === undefined ? column.name : `${column.name}, ${rowName}`;
  // What was begun before a reload is open still; the focus comes to it only when it is asked for.
  const [open, setOpen] = useState<"asked" | "kept" | null>(() => (draftOf(project.id, place) === "" ? null : "kept"));
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(
    () =>
      stage.adding.subscribe(() => {
        if (stage.adding.value !== place) return;
        stage.adding.set(null);
        setOpen("asked");
      }),
    [stage, place],
  );
  const close = () => {
    setOpen(null);
    setTyping(null);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const add = (tasks: readonly NewTask[]) => {
    const setting = settingFor(stage.layout.group, NOBODY, row);
    const actions = tasks.map((task): BoardAction => {
      return {
        type: "task.create",
        project: project.id,
        task: newKey(),
        columnId: column.id,
        set: inRow(task, setting),
      };
    });
    actTogether(actions, `Add ${tasks.length} tasks`);
    announce(tasks.length === 1 ? `Added ${tasks[0]?.title} to ${where}.` : `Added ${tasks.length} tasks to ${where}.`);
    const lane = stage.lane({ row, columnId: column.id })?.element;
    requestAnimationFrame(() => stage.reveal(lane?.querySelector("[data-lane-end]")));
  };
  if (open) {
    const full = column.wipLimit !== null && count >= column.wipLimit;
    return (
      <Suspense fallback={<div className="h-24" />}>
        <QuickForm
          where={where}
          place={place}
          column={column.id}
          opened={open}
          warning={full ? `This column is full (${count} of ${column.wipLimit}): one more must be insisted on.` : null}
          onAdd={add}
          onClose={close}
        />
      </Suspense>
    );
  }
  return (
    <button
      ref={opener}
      type="button"
      className="flex min-h-9 w-full items-center gap-2 rounded-xl px-3 text-start text-sm text-quiet transition-colors duration-quick hover:bg-hover hover:text-ink pointer-coarse:min-h-11"
      aria-label={`Add a task to ${where}`}
      onClick={() => setOpen("asked")}
    >
      <Plus aria-hidden className="size-4" />
      Add a task
    </button>
  );
}

/** A new task with what its row stands for; what was written for itself goes before. */
function inRow(task: NewTask, setting: ReturnType<typeof settingFor>): NewTask {
  if (!setting) return task;
  const assignees = [...new Set([...(task.assignees ?? []), ...(setting.addAssignees ?? [])])];
  return {
    ...task,
    ...(setting.priority && !task.priority ? { priority: setting.priority } : {}),
    ...(assignees.length > 0 ? { assignees } : {}),
  };
}
