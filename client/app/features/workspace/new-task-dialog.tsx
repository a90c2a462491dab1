import { useNavigate, useParams } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import type { Project } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useAct } from "../../design/act.ts";
import { SelectField } from "../../design/field.tsx";
import { useToast } from "../../design/toasts.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useAttempt } from "./attempt.ts";
import { NameDialog } from "./name-dialog.tsx";
import { useWorkspace } from "./workspace.tsx";

interface NewTaskDialogProps {
  /** Those one may make tasks in; at least one. */
  projects: readonly Project[];
  onClose: () => void;
}

/** Makes a task from anywhere: in the project that is open, or in another. */
export function NewTaskDialog({ projects, onClose }: NewTaskDialogProps) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const { project: open } = useParams({ strict: false });
  const navigate = useNavigate();
  const toast = useToast();
  const { keyOf } = useAttempt();
  const [project, setProject] = useState(projects.find(({ key }) => key === open)?.key ?? projects[0]?.key ?? "");
  const act = useAct(
    useCallback(
      async (title: string) => {
        const { key } = await api.tasks.create(workspace, project, { title }, keyOf(`${project} ${title}`));
        const params = { workspace, project, task: key };
        const run = () => void navigate({ to: "/w/$workspace/projects/$project/tasks/$task", params });
        toast({ words: `${key} is made.`, action: { label: "Open it", run } });
        onClose();
      },
      [api, workspace, project, keyOf, onClose, toast, navigate],
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
      <SelectField label="Project" value={project} onChange={(event) => setProject(event.target.value)}>
        {projects.map(({ id, key, name }) => (
          <option key={id} value={key}>
            {name}
          </option>
        ))}
      </SelectField>
    </NameDialog>
  );
}
