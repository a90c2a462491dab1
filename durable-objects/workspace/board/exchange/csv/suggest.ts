/** Guesses from a CSV's header what its columns mean. */
import type { ImportField, ImportMapping, ImportPreview } from "../protocol.ts";

type Source = Exclude<ImportPreview["source"], null>;

/** Headers are compared in lower case. */
interface Program {
  source: Source;
  /** It is this program's export when all of these are there. */
  telltales: readonly string[];
  mapping: Readonly<Record<string, ImportField>>;
}

/** The name of our own column by which a row finds its task again. */
export const ID_HEADER = "Ensemble ID";
/** How our own columns of custom fields begin. */
export const FIELD_HEADER = "Field: ";

const PROGRAMS: readonly Program[] = [
  {
    source: "ensemble",
    telltales: [ID_HEADER.toLowerCase(), "title"],
    mapping: { [ID_HEADER.toLowerCase()]: "externalId", key: "alias" },
  },
  {
    // Atlassian, "Export search results to a CSV file": links and fields of a site's own have such long names.
    source: "jira",
    telltales: ["issue key", "summary"],
    mapping: {
      summary: "title",
      "issue key": "externalId",
      "issue id": "alias",
      status: "column",
      "custom field (start date)": "startDate",
      "custom field (story points)": "estimate",
      "custom field (story point estimate)": "estimate",
      "parent id": "parent",
      "outward issue link (blocks)": "blocks",
      "inward issue link (blocks)": "blocked_by",
      "outward issue link (duplicate)": "duplicates",
      "inward issue link (duplicate)": "duplicated_by",
      "outward issue link (relates)": "relates",
    },
  },
  {
    source: "linear",
    telltales: ["id", "team", "title", "status"],
    mapping: {
      id: "externalId",
      uuid: "alias",
      "parent issue": "parent",
      "related to": "relates",
      "duplicate of": "duplicates",
    },
  },
  {
    source: "asana",
    telltales: ["task id", "section/column", "name"],
    mapping: {
      "task id": "externalId",
      name: "title",
      "section/column": "column",
      "assignee email": "assignees",
      notes: "description",
      "parent task": "parent",
      "blocked by (dependencies)": "blocked_by",
      "blocking (dependencies)": "blocks",
    },
  },
  {
    source: "trello",
    telltales: ["card id", "card name", "list name"],
    mapping: {
      "card id": "externalId",
      "card name": "title",
      "card description": "description",
      "list name": "column",
      members: "assignees",
    },
  },
  {
    source: "github",
    telltales: ["title", "url", "assignees"],
    mapping: { url: "externalId", number: "alias" },
  },
];

/** What headers mean in whatever program's file. */
const USUAL: Readonly<Record<string, ImportField>> = {
  title: "title",
  name: "title",
  summary: "title",
  task: "title",
  "task name": "title",
  subject: "title",
  description: "description",
  body: "description",
  notes: "description",
  details: "description",
  column: "column",
  status: "column",
  state: "column",
  list: "column",
  section: "column",
  stage: "column",
  labels: "labels",
  label: "labels",
  tags: "labels",
  assignees: "assignees",
  assignee: "assignees",
  "assigned to": "assignees",
  owner: "assignees",
  priority: "priority",
  "start date": "startDate",
  start: "startDate",
  "due date": "dueDate",
  due: "dueDate",
  deadline: "dueDate",
  estimate: "estimate",
  "story points": "estimate",
  points: "estimate",
  checklist: "checklist",
  parent: "parent",
  "parent key": "parent",
  blocks: "blocks",
  blocking: "blocks",
  "blocked by": "blocked_by",
  "depends on": "blocked_by",
  "relates to": "relates",
  duplicates: "duplicates",
  "duplicated by": "duplicated_by",
  archived: "archived",
  "archived at": "archived",
  "external id": "externalId",
  id: "externalId",
  key: "externalId",
};

/** Which program wrote this header, and what its columns are for; each field is taken from one header at most. */
export function suggest(
  header: readonly string[],
  customFields: readonly string[],
): { source: Source | null; mapping: ImportMapping } {
  const lower = header.map((name) => name.toLowerCase());
  const program = PROGRAMS.find(({ telltales }) => telltales.every((name) => lower.includes(name)));
  const custom = new Map(customFields.map((name) => [name.toLowerCase(), name]));
  const mapping: ImportMapping = {};
  const taken = new Set<string>();
  const take = (name: string, field: ImportField | undefined) => {
    if (field === undefined || taken.has(field) || Object.hasOwn(mapping, name)) return;
    taken.add(field);
    mapping[name] = field;
  };
  for (const name of header) take(name, own(program?.mapping, name.toLowerCase()));
  for (const name of header) take(name, own(USUAL, name.toLowerCase()));
  for (const name of header) {
    const bare = name.startsWith(FIELD_HEADER) ? name.slice(FIELD_HEADER.length) : name;
    const known = custom.get(bare.toLowerCase());
    take(name, known === undefined ? undefined : `field:${known}`);
  }
  return { source: program?.source ?? null, mapping };
}

function own(mapping: Readonly<Record<string, ImportField>> | undefined, name: string): ImportField | undefined {
  return mapping && Object.hasOwn(mapping, name) ? mapping[name] : undefined;
}
