import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowRightLeft } from "lucide-react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { Dot } from "../../../design/chip.tsx";
import { taskActivityQuery } from "../../../queries/tasks.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useBoardPage } from "../../board/board-page.tsx";
import { useOpenBoard } from "../../board/open-board.tsx";
import { isOverdue } from "../../fields/overdue.ts";
import { useWorkspace } from "../../workspace/workspace.tsx";
import { useDoers } from "../activity/names.ts";
import { Ago } from "../ago.tsx";
import { AssigneesField, LabelsField, PriorityField, StatusField, type TaskPart } from "./chosen-fields.tsx";
import { CustomFields } from "./custom-fields.tsx";
import { DayField } from "./day-field.tsx";
import { FieldButton, FieldRow, FieldValueShown } from "./field-row.tsx";
import { FollowersField } from "./followers-field.tsx";
import { ParentField } from "./parent-field.tsx";
import { NumberField } from "./typed-fields.tsx";

interface TaskFieldsProps extends TaskPart {
  /** Opens the choice of another project. */
  onMove: () => void;
}

/** All there is to set of a task, each where it stands. */
export function TaskFields({ task, set, onMove }: TaskFieldsProps) {
  const { today } = useBoardPage();
  const { state } = useOpenBoard();
  const isLate = isOverdue(task, { columns: state.columns, today });
  const isTurned = task.startDate !== null && task.dueDate !== null && task.startDate > task.dueDate;
  return (
    <section className="grid content-start gap-0.5" aria-label="Fields">
      <StatusField task={task} />
      <PriorityField task={task} set={set} />
      <AssigneesField task={task} set={set} />
      <LabelsField task={task} set={set} />
      <DayField
        label="Start"
        day={task.startDate}
        onSet={(startDate) => set({ startDate })}
        note={isTurned ? "It starts after it is due." : undefined}
      />
      <DayField
        label="Due"
        day={task.dueDate}
        onSet={(dueDate) => set({ dueDate })}
        opened="due"
        note={isLate ? "Overdue" : undefined}
        tone={isLate ? "danger" : "calm"}
      />
      <NumberField label="Estimate" value={task.estimate} least={0} onSet={(estimate) => set({ estimate })} />
      <ParentField task={task} set={set} />
      <CustomFields task={task} set={set} />
      <ProjectField onMove={onMove} />
      <FollowersField task={task} />
      <Made task={task} />
    </section>
  );
}

function ProjectField({ onMove }: { onMove: () => void }) {
  const { project, mayWrite } = useBoardPage();
  const shown = (
    <>
      <Dot colour={project.colour} />
      <span dir="auto">{project.name}</span>
    </>
  );
  return (
    <FieldRow label="Project">
      {({ id, ...control }) =>
        mayWrite ? (
          <FieldButton id={id} {...control} onClick={onMove}>
            {shown}
            <ArrowRightLeft aria-hidden className="ms-auto text-quiet" />
          </FieldButton>
        ) : (
          <FieldValueShown id={id}>{shown}</FieldValueShown>
        )
      }
    </FieldRow>
  );
}

/** Who made it and who changed it last, and when. */
function Made({ task }: { task: Task }) {
  const { people } = useBoardPage();
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const doerOf = useDoers("within");
  // Asked for by its activity too, once for both.
  const newest = useInfiniteQuery(taskActivityQuery(api, workspace, task.id)).data?.pages[0]?.items[0];
  const maker = task.createdBy === null ? "a rule" : (people.get(task.createdBy)?.name ?? "a former member");
  return (
    <p className="grid gap-0.5 px-0 pt-3 text-xs text-quiet">
      <span>
        Made by {maker} <Ago at={task.createdAt} />
      </span>
      <span>
        Changed {newest ? `by ${doerOf(newest)}` : null} <Ago at={task.updatedAt} />
      </span>
    </p>
  );
}
