import { useNavigate, useParams } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import type { Project } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useConnection, useNetworked } from "../../../react/connection.ts";
import { newKey } from "../../../sdk/id.ts";
import { useAct } from "../../design/act.ts";
import { SelectField } from "../../design/field.tsx";
import { NameDialog } from "../../design/name-dialog.tsx";
import { useToast } from "../../design/toasts.tsx";
import { wordsFor } from "../../words/problem.ts";
import { ask, useWorkspace } from "./workspace.tsx";

interface NewTaskDialogProps {
  /** Those one may make tasks in; at least one. */
  projects: readonly Project[];
  onClose: () => void;
}

/** Makes a task from anywhere, in the project that is open or in another; offline as soon as there is a network again. */
export function NewTaskDialog({ projects, onClose }: NewTaskDialogProps) {
  const { id: workspace, room } = useWorkspace();
  const { project: open } = useParams({ strict: false });
  const navigate = useNavigate();
  const toast = useToast();
  const networked = useNetworked();
  const online = useConnection(room).name === "online" && networked;
  const [wanted, setWanted] = useState(open);
  const project = projects.find(({ key }) => key === wanted) ?? projects[0];
  const act = useAct(
    useCallback(
      async (title: string) => {
        if (!project) return;
        const task = newKey();
        const made = ask(room, { type: "task.create", project: project.id, task, set: { title } });
        if (online) {
          await made;
          const params = { workspace, project: project.key, task };
          const run = () => void navigate({ to: "/w/$workspace/projects/$project/tasks/$task", params });
          toast({ words: `“${title}” is in ${project.name}.`, action: { label: "Open it", run } });
        } else {
          made.catch((cause: unknown) => toast({ words: `“${title}”: ${wordsFor(cause)}`, tone: "danger" }));
          toast({ words: `“${title}” goes to ${project.name} as soon as you are back online.` });
        }
        onClose();
      },
      [room, workspace, project, online, onClose, toast, navigate],
    ),
  );
  return (
    <NameDialog
      title="New task"
      field="Title"
      maxLength={255}
      submit="Make the task"
      act={act}
      onName={act.run}
      onClose={onClose}
    >
      <SelectField label="Project" value={project?.key} onChange={(event) => setWanted(event.target.value)}>
        {projects.map(({ id, key, name }) => (
          <option key={id} value={key}>
            {name}
          </option>
        ))}
      </SelectField>
    </NameDialog>
  );
}
