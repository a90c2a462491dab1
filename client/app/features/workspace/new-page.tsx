import { useCallback } from "react";
import { useSignedIn } from "../account/signed-in.tsx";
import { NewNamed } from "./new-named.tsx";
import { useWorkspace } from "./workspace.tsx";

/** Makes a page and opens it. */
export function NewPage() {
  const { id } = useWorkspace();
  const { api } = useSignedIn();
  const make = useCallback(
    async (title: string, key: string) => `/w/${id}/p/${(await api.workspaces.createPage(id, title, key)).id}`,
    [api, id],
  );
  return <NewNamed noun="page" field="Title" maxLength={200} make={make} />;
}
