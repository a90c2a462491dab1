import { useCallback, useEffect } from "react";
import { useLocation, useNavigate } from "react-router";
import { useAct } from "../../design/act.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

/** For the address of a project that none is called by: leads on to the one that was, if there is one. */
export function ElsewhereProject({ name }: { name: string }) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const find = useAct(
    useCallback(async () => {
      const { key } = await api.projects.get(workspace, name);
      await navigate(addressUnder(key, pathname), { replace: true });
    }, [api, workspace, name, pathname, navigate]),
  );
  const { run } = find;
  useEffect(() => {
    void run();
  }, [run]);
  return <NoSuchProject />;
}

export function NoSuchProject() {
  return (
    <div className="workspace-home stack-tight">
      <h1>There is no such project</h1>
      <p className="quiet">It was deleted, or it is not shared with you.</p>
    </div>
  );
}

/** The address of the same page of a project, `/w/…/projects/KEY/…`, under another key of that project. */
export function addressUnder(key: string, pathname: string): string {
  const [, w, workspace, projects, , ...page] = pathname.split("/");
  return ["", w, workspace, projects, key, ...page].join("/");
}
