import { Archive } from "../features/task/archive.tsx";

/** What was put away of a project, beside its board. */
export function ArchiveRoute() {
  return <Archive />;
}
