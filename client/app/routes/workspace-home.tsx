import { useEffect } from "react";
import { makesPages, useWorkspace } from "../features/workspace/workspace.tsx";

export function Component() {
  const { state, role } = useWorkspace();
  const { name } = state.workspace;
  useEffect(() => {
    document.title = `${name} · Ensemble`;
  }, [name]);
  const next = makesPages(role) ? "Make the first one to write together." : "Nobody has made one yet.";
  return (
    <main className="workspace-home stack-tight">
      <h1 dir="auto">{name}</h1>
      <p className="quiet">{state.pages.length > 0 ? "Choose a page to read or write." : `No pages yet. ${next}`}</p>
    </main>
  );
}
