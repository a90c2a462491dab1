import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Column, Project, Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useProjects } from "../../../react/board.ts";
import type { BoardState } from "../../../sdk/board/state.ts";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { SelectField } from "../../design/field.tsx";
import { Spinner } from "../../design/waiting.tsx";
import { projectPartsQuery } from "../../queries/projects.ts";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

interface MoveDialogProps {
  task: Task;
  onClose: () => void;
}

/** Takes a task to another project, and says beforehand what does not come along. */
export function MoveDialog({ task, onClose }: MoveDialogProps) {
  const { room } = useWorkspace();
  const { project: here, act } = useBoardPage();
  const others = useProjects(room).filter(({ id, archivedAt }) => archivedAt === null && id !== here.id);
  const [chosen, setChosen] = useState(others[0]?.id ?? "");
  const [column, setColumn] = useState<string | null>(null);
  const target = others.find(({ id }) => id === chosen);
  const parts = useParts(target);
  const columns = parts.data?.columns ?? [];
  const columnId = (columns.find(({ id }) => id === column) ?? firstShown(columns))?.id;
  const move = () => {
    if (columnId === undefined) return;
    // Where it is then, its address leads on to.
    act({ type: "task.move", task: task.id, columnId });
    onClose();
  };
  return (
    <Dialog
      title={`Move ${task.key} to another project`}
      onClose={onClose}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={columnId === undefined} onClick={move}>
            Move
          </Button>
        </>
      }
    >
      {others.length === 0 ? (
        <p>There is no other project that you may move it to. Make one first.</p>
      ) : (
        <div className="grid gap-4">
          <SelectField label="Project" value={chosen} onChange={(event) => setChosen(event.target.value)}>
            {others.map(({ id, name, key }) => (
              <option key={id} value={id}>
                {name} ({key})
              </option>
            ))}
          </SelectField>
          {parts.error ? (
            <p className="text-danger" role="alert">
              {wordsFor(parts.error)}
            </p>
          ) : parts.data ? (
            <>
              <SelectField label="Column" value={columnId ?? ""} onChange={(event) => setColumn(event.target.value)}>
                {columns.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </SelectField>
              {target ? <WhatStays task={task} target={target} there={parts.data} /> : null}
            </>
          ) : (
            <Spinner label="Looking at that project…" />
          )}
        </div>
      )}
    </Dialog>
  );
}

function useParts(project: Project | undefined) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  return useQuery({ ...projectPartsQuery(api, workspace, project?.id ?? ""), enabled: project !== undefined });
}

function firstShown(columns: readonly Column[]): Column | undefined {
  return columns.find(({ hidden }) => !hidden) ?? columns[0];
}

interface NamedPart {
  name: string;
}

interface WhatStaysProps {
  task: Task;
  target: Project;
  there: { labels: readonly NamedPart[]; fields: readonly (NamedPart & { type: string })[] };
}

function WhatStays({ task, target, there }: WhatStaysProps) {
  const { state } = useOpenBoard();
  const lost = lostIn(task, state, there);
  return (
    <div className="grid gap-1.5 text-sm text-quiet">
      <p>
        It gets a new number in {target.key}; {task.key} goes on leading to it. Its description, checklist, relations,
        history and sub-tasks come along.
      </p>
      {lost.labels.length > 0 ? (
        <p>
          These labels are not known there and come off: <strong dir="auto">{lost.labels.join(", ")}</strong>.
        </p>
      ) : null}
      {lost.fields.length > 0 ? (
        <p>
          These fields are not there, and their values are lost: <strong dir="auto">{lost.fields.join(", ")}</strong>.
        </p>
      ) : null}
      {task.parentId === null ? null : <p>It becomes a task of its own: its parent stays here.</p>}
      {task.assignees.length > 0 ? <p>Whoever may not see that project is taken off.</p> : null}
    </div>
  );
}

/** Labels and fields keep what is called the same in both projects. */
function lostIn(
  task: Task,
  { labels, fields }: BoardState,
  there: WhatStaysProps["there"],
): { labels: string[]; fields: string[] } {
  const knows = (parts: readonly NamedPart[], name: string) =>
    parts.some((part) => part.name.toLowerCase() === name.toLowerCase());
  const own = task.labels.flatMap((id) => labels.get(id) ?? []);
  const set = Object.keys(task.fields).flatMap((id) => fields.get(id) ?? []);
  return {
    labels: own.filter(({ name }) => !knows(there.labels, name)).map(({ name }) => name),
    fields: set
      .filter(({ name, type }) => {
        const alike = there.fields.filter((field) => field.type === type);
        return !knows(alike, name);
      })
      .map(({ name }) => name),
  };
}
