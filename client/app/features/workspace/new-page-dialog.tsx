import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { useAct } from "../../design/act.ts";
import { NameDialog } from "../../design/name-dialog.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useAttempt } from "./attempt.ts";
import { useWorkspace } from "./workspace.tsx";

/** Makes a page at the root of the tree and opens it. */
export function NewPageDialog({ onClose }: { onClose: () => void }) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const { keyOf } = useAttempt();
  const act = useAct(
    useCallback(
      async (title: string) => {
        const { id } = await api.workspaces.createPage(workspace, title, keyOf(title));
        onClose();
        await navigate({ to: "/w/$workspace/p/$page", params: { workspace, page: id } });
      },
      [api, workspace, keyOf, onClose, navigate],
    ),
  );
  return (
    <NameDialog
      title="New page"
      description="A page is for what is longer than a card, written together."
      field="Title"
      maxLength={200}
      submit="Make the page"
      act={act}
      onName={act.run}
      onClose={onClose}
    />
  );
}
