import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { useSignedIn } from "../account/signed-in.tsx";
import { NewNamed } from "./new-named.tsx";
import { useWorkspace } from "./workspace.tsx";

/** Makes a project with the usual columns and opens its board. Its key is made of its name, and may be changed there. */
export function NewProject() {
  const { id } = useWorkspace();
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const make = useCallback(
    async (name: string, key: string) => {
      const project = await api.projects.create(id, { name }, key);
      return () => navigate({ to: "/w/$workspace/projects/$project", params: { workspace: id, project: project.key } });
    },
    [api, id, navigate],
  );
  return <NewNamed noun="project" field="Name" maxLength={100} make={make} />;
}
