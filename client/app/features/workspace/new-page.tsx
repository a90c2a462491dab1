import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { useSignedIn } from "../account/signed-in.tsx";
import { NewNamed } from "./new-named.tsx";
import { useWorkspace } from "./workspace.tsx";

/** Makes a page and opens it. */
export function NewPage() {
  const { id } = useWorkspace();
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const make = useCallback(
    async (title: string, key: string) => {
      const page = await api.workspaces.createPage(id, title, key);
      return () => navigate({ to: "/w/$workspace/p/$page", params: { workspace: id, page: page.id } });
    },
    [api, id, navigate],
  );
  return <NewNamed noun="page" field="Title" maxLength={200} make={make} />;
}
