/** What asks for the name of something new: one file, loaded when the first of it opens, or soon after the workspace. */
export { NewPageDialog } from "./new-page-dialog.tsx";
export { NewProjectDialog } from "./new-project-dialog.tsx";
export { NewTaskDialog } from "./new-task-dialog.tsx";
