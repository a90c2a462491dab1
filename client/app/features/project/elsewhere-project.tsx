import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FolderX } from "lucide-react";
import { useEffect } from "react";
import { EmptyState } from "../../design/empty-state.tsx";
import { projectQuery } from "../../queries/projects.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { underKey } from "../board/addresses.ts";
import { useWorkspace } from "../workspace/workspace.tsx";

/** For the address of a project that none is called by: leads on to the one that was, if there is one. */
export function ElsewhereProject({ name }: { name: string }) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const { data: project } = useQuery(projectQuery(api, workspace, name));
  const key = project?.key;
  useEffect(() => {
    if (key) void navigate(underKey(key));
  }, [key, navigate]);
  return <NoSuchProject />;
}

/** Says that an address names no project one can see. */
export function NoSuchProject() {
  return (
    <EmptyState icon={FolderX} title="There is no such project">
      It was deleted, or it is not shared with you.
    </EmptyState>
  );
}
