import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { useAct } from "../../design/act.ts";
import { NameDialog } from "../../design/name-dialog.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useAttempt } from "./attempt.ts";
import { useWorkspace } from "./workspace.tsx";

/** Makes a project with the usual columns and opens its board. Its key is made of its name, and may be changed there. */
export function NewProjectDialog({ onClose }: { onClose: () => void }) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const { keyOf } = useAttempt();
  const act = useAct(
    useCallback(
      async (name: string) => {
        const { key } = await api.projects.create(workspace, { name }, keyOf(name));
        onClose();
        await navigate({ to: "/w/$workspace/projects/$project", params: { workspace, project: key } });
      },
      [api, workspace, keyOf, onClose, navigate],
    ),
  );
  return (
    <NameDialog
      title="New project"
      description="A project has a board of its own, with the usual columns to begin with."
      field="Name"
      maxLength={100}
      submit="Make the project"
      act={act}
      onName={act.run}
      onClose={onClose}
    />
  );
}
