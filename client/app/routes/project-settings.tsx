import { useParams } from "@tanstack/react-router";
import { ProjectSettings } from "../features/project-settings/project-settings.tsx";
import { sectionOf } from "../features/project-settings/sections.ts";

/** A part of a project's settings. */
export function ProjectSettingsRoute() {
  const { section } = useParams({ from: "/in/w/$workspace/projects/$project/settings/$section" });
  return <ProjectSettings section={sectionOf(section)} />;
}
