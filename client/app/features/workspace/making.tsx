import { FilePlus, FolderPlus, SquarePen } from "lucide-react";
import { lazy, Suspense, useCallback, useMemo } from "react";
import { useProjects } from "../../../react/board.ts";
import { useObserved } from "../../../react/observed.ts";
import { useLoadedAhead } from "../../offline/loading-ahead.ts";
import { useCommand } from "../shortcuts/use-command.ts";
import { creating } from "./creating.ts";
import { makesPages, useWorkspace } from "./workspace.tsx";

const load = () => import("./new-dialogs.ts");
const NewPageDialog = lazy(async () => ({ default: (await load()).NewPageDialog }));
const NewProjectDialog = lazy(async () => ({ default: (await load()).NewProjectDialog }));
const NewTaskDialog = lazy(async () => ({ default: (await load()).NewTaskDialog }));

/** Once in a workspace: what can be made in it from anywhere, and the dialog for what is being made. */
export function Making() {
  const { room, role } = useWorkspace();
  const now = useObserved(creating);
  const projects = useProjects(room);
  const open = useMemo(() => projects.filter(({ archivedAt }) => archivedAt === null), [projects]);
  const close = useCallback(() => creating.set("nothing"), []);
  useLoadedAhead(load);
  useCommand({
    // The name that a board gives its own, which makes a task right where one looks and so takes the place of this.
    id: "create:New task",
    words: "New task",
    group: "create",
    icon: SquarePen,
    keys: "c",
    when: () => role !== "viewer" && open.length > 0,
    run: () => creating.set("task"),
  });
  useCommand({
    id: "create:New project",
    words: "New project",
    keywords: ["board"],
    group: "create",
    icon: FolderPlus,
    when: () => makesPages(role),
    run: () => creating.set("project"),
  });
  useCommand({
    id: "create:New page",
    words: "New page",
    keywords: ["document", "note"],
    group: "create",
    icon: FilePlus,
    when: () => makesPages(role),
    run: () => creating.set("page"),
  });
  return (
    <Suspense>
      {now === "page" ? <NewPageDialog onClose={close} /> : null}
      {now === "project" ? <NewProjectDialog onClose={close} /> : null}
      {now === "task" && open.length > 0 ? <NewTaskDialog projects={open} onClose={close} /> : null}
    </Suspense>
  );
}
