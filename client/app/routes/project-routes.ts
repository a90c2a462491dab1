import { createRoute, lazyRouteComponent as lazily } from "@tanstack/react-router";
import { HistorySearch } from "../features/history/look.ts";
import { ImportSearch } from "../features/import/steps.ts";
import { BoardSearch } from "../features/views/search.ts";
import { workspace } from "./parents.ts";

const project = createRoute({
  getParentRoute: () => workspace,
  path: "projects/$project",
  validateSearch: (search) => BoardSearch.parse(search),
  component: lazily(() => import("./project.tsx"), "ProjectRoute"),
});
const inProject = () => project;

const projectBoard = createRoute({
  getParentRoute: inProject,
  id: "board",
  component: lazily(() => import("./project-board.tsx"), "ProjectBoardRoute"),
});
const onBoard = () => projectBoard;

const justBoard = createRoute({ getParentRoute: onBoard, path: "/" });
const task = createRoute({
  getParentRoute: onBoard,
  path: "tasks/$task",
  component: lazily(() => import("./task.tsx"), "TaskRoute"),
});
const taskHistory = createRoute({
  getParentRoute: onBoard,
  path: "tasks/$task/history",
  component: lazily(() => import("./task-history.tsx"), "TaskHistoryRoute"),
});
const descriptionHistory = createRoute({
  getParentRoute: inProject,
  path: "tasks/$task/description/history",
  validateSearch: (search) => HistorySearch.parse(search),
  component: lazily(() => import("./description-history.tsx"), "DescriptionHistoryRoute"),
});
const archive = createRoute({
  getParentRoute: inProject,
  path: "archive",
  component: lazily(() => import("./archive.tsx"), "ArchiveRoute"),
});

const projectSettings = createRoute({
  getParentRoute: inProject,
  path: "settings/$section",
  component: lazily(() => import("./project-settings.tsx"), "ProjectSettingsRoute"),
});
const projectImport = createRoute({
  getParentRoute: inProject,
  path: "import",
  validateSearch: (search) => ImportSearch.parse(search),
  component: lazily(() => import("./project-import.tsx"), "ProjectImportRoute"),
});

/** The addresses of a project. */
export const projectRoutes = project.addChildren([
  projectBoard.addChildren([justBoard, task, taskHistory]),
  descriptionHistory,
  archive,
  projectSettings,
  projectImport,
]);
