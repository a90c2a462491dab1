/** The parts of a project's settings, in their order; each is an address of its own. */
export const SECTIONS = [
  { id: "general", name: "General" },
  { id: "columns", name: "Columns" },
  { id: "labels", name: "Labels" },
  { id: "fields", name: "Custom fields" },
  { id: "rules", name: "Automation" },
  { id: "access", name: "Access" },
  { id: "export", name: "Import and export" },
] as const;

export type SectionId = (typeof SECTIONS)[number]["id"];

/** The section of this name; the first where there is none. */
export function sectionOf(name: string): SectionId {
  return SECTIONS.find(({ id }) => id === name)?.id ?? "general";
}
