import { ArchivePage } from "../features/task/archive/archive-page.tsx";

/** What was put away of a project. */
export function ArchiveRoute() {
  return <ArchivePage />;
}
