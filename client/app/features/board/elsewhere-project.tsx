import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { projectQuery } from "../../queries/projects.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { underKey } from "./addresses.ts";

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
    <div className="workspace-home stack-tight">
      <h1>There is no such project</h1>
      <p className="quiet">It was deleted, or it is not shared with you.</p>
    </div>
  );
}
