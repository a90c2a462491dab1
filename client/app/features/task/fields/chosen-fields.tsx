import { Priority, type Task, type TaskSet } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { newKey } from "../../../../sdk/id.ts";
import { Chip, Dot } from "../../../design/chip.tsx";
import { colourOf } from "../../../design/colours.ts";
import { Face } from "../../../design/face.tsx";
import { Picker } from "../../../design/picker.tsx";
import { PRIORITY_NAMES } from "../../../words/board.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useBoardPage } from "../../board/board-page.tsx";
import { useOpenBoard } from "../../board/open-board.tsx";
import { useChoices } from "../../fields/choices.tsx";
import { LabelChip } from "../../fields/label-chip.tsx";
import { PriorityMark } from "../../fields/priority-mark.tsx";
import { useMoving } from "../moving.tsx";
import { blockersOf } from "../obstacles.ts";
import { FieldButton, FieldRow, FieldValueShown, Nothing } from "./field-row.tsx";

export interface TaskPart {
  task: Task;
  /** Sets fields of the task. */
  set: (fields: TaskSet) => void;
}

/** The column it is in, which is how far it is. */
export function StatusField({ task }: { task: Task }) {
  const { columns, mayWrite } = useBoardPage();
  const { state } = useOpenBoard();
  const choices = useChoices();
  const { move, question } = useMoving();
  const column = state.columns.get(task.columnId);
  const blockers = blockersOf(task, state);
  const shown = (
    <>
      {column ? <Dot colour={column.colour} /> : null}
      <span dir="auto">{column?.name ?? "A deleted column"}</span>
      {blockers.length > 0 ? (
        <Chip tone="warn" title={`It waits for ${blockers.map(({ name }) => name).join(", ")}`}>
          Blocked
        </Chip>
      ) : null}
    </>
  );
  return (
    <FieldRow label="Status">
      {({ id, ...control }) =>
        mayWrite ? (
          <>
            <Picker
              label="Status"
              trigger={
                <FieldButton id={id} {...control} data-task-field="status">
                  {shown}
                </FieldButton>
              }
              options={choices.columns}
              selected={[task.columnId]}
              onPick={(picked) => {
                const target = columns.get(picked);
                if (target) move(task, target);
              }}
              placeholder="Move to…"
            />
            {question}
          </>
        ) : (
          <FieldValueShown id={id}>{shown}</FieldValueShown>
        )
      }
    </FieldRow>
  );
}

/** How much it matters. */
export function PriorityField({ task, set }: TaskPart) {
  const { mayWrite } = useBoardPage();
  const { priorities } = useChoices();
  const name = PRIORITY_NAMES[task.priority];
  const shown = (
    <>
      <PriorityMark priority={task.priority} />
      {task.priority === "none" ? <Nothing>{name}</Nothing> : name}
    </>
  );
  return (
    <FieldRow label="Priority">
      {({ id, ...control }) =>
        mayWrite ? (
          <Picker
            label="Priority"
            trigger={
              <FieldButton id={id} {...control} data-task-field="priority">
                {shown}
              </FieldButton>
            }
            options={priorities}
            selected={[task.priority]}
            onPick={(picked) => set({ priority: Priority.parse(picked) })}
            placeholder="Set priority…"
          />
        ) : (
          <FieldValueShown id={id}>{shown}</FieldValueShown>
        )
      }
    </FieldRow>
  );
}

/** Who does it. Each is added or taken away by itself, so that two who choose at once both get their way. */
export function AssigneesField({ task, set }: TaskPart) {
  const { people, mayWrite } = useBoardPage();
  const { me } = useSignedIn();
  const choices = useChoices();
  const assigned = task.assignees.map((user) => ({ user, name: people.get(user)?.name ?? "A former member" }));
  const shown =
    assigned.length === 0 ? (
      <Nothing>Nobody</Nothing>
    ) : (
      assigned.map(({ user, name }) => (
        <span key={user} className="inline-flex min-w-0 items-center gap-1.5">
          <Face user={user} name={name} />
          <span className="truncate" dir="auto">
            {name}
          </span>
        </span>
      ))
    );
  // Oneself first: that is who takes a task most often.
  const offered = choices.people.toSorted((a, b) => Number(b.id === me.id) - Number(a.id === me.id));
  return (
    <FieldRow label="Assignees">
      {({ id, ...control }) =>
        mayWrite ? (
          <Picker
            label="Assignees"
            choice="several"
            trigger={
              <FieldButton id={id} {...control} data-task-field="assignees">
                {shown}
              </FieldButton>
            }
            options={offered}
            selected={task.assignees}
            onPick={(user) =>
              set(task.assignees.includes(user) ? { removeAssignees: [user] } : { addAssignees: [user] })
            }
            placeholder="Assign to…"
          />
        ) : (
          <FieldValueShown id={id}>{shown}</FieldValueShown>
        )
      }
    </FieldRow>
  );
}

/** Its labels, and all that the project has; a new one is made here and put on at once. */
export function LabelsField({ task, set }: TaskPart) {
  const { project, labels, mayWrite } = useBoardPage();
  const { board, state } = useOpenBoard();
  const choices = useChoices();
  const own = task.labels.flatMap((label) => state.labels.get(label) ?? []);
  const shown =
    own.length === 0 ? <Nothing>None</Nothing> : own.map((label) => <LabelChip key={label.id} label={label} />);
  const make = (words: string) => {
    const name = words.slice(0, 100);
    const part = newKey();
    void board.actTogether(
      [
        { type: "label.create", project: project.id, part, set: { name, colour: colourOf(part) } },
        { type: "task.update", task: task.id, set: { addLabels: [part] } },
      ],
      `Add the label “${name}”`,
    );
  };
  return (
    <FieldRow label="Labels">
      {({ id, ...control }) =>
        mayWrite ? (
          <Picker
            label="Labels"
            choice="several"
            trigger={
              <FieldButton id={id} {...control} data-task-field="labels">
                {shown}
              </FieldButton>
            }
            options={choices.labels}
            selected={task.labels}
            onPick={(label) => set(task.labels.includes(label) ? { removeLabels: [label] } : { addLabels: [label] })}
            placeholder={labels.size === 0 ? "Name a first label…" : "Find or make a label…"}
            create={{ label: (words) => `Make the label “${words}”`, onCreate: make }}
          />
        ) : (
          <FieldValueShown id={id}>{shown}</FieldValueShown>
        )
      }
    </FieldRow>
  );
}
