/**
 * What boards are, as plainly as it can be said: a list of columns, each a list of tasks. Order keys, events and storage
 * do not occur in it.
 */
import type { RelationType } from "../../../durable-objects/workspace/board/protocol.ts";

export interface ModelTask {
  id: string;
  project: string;
  number: number;
  column: string;
  title: string;
  priority: string;
  dueDate: string | null;
  labels: string[];
  assignees: string[];
  followers: string[];
  parent: string | null;
  relations: { type: RelationType; task: string }[];
  fields: Record<string, string>;
  /** When it was archived; null for one on the board. */
  archived: number | null;
  /** Which revision set each of its fields last. What rules set is half a revision later than the command. */
  revisions: Record<string, number>;
}

export interface ModelColumn {
  id: string;
  kind: string;
  wipLimit: number | null;
  hidden: boolean;
  archived: boolean;
  /** Its tasks, archived ones aside, in their order. */
  tasks: string[];
}

export interface ModelRule {
  id: string;
  enabled: boolean;
  when: { type: "created" } | { type: "moved_to"; columnId: string } | { type: "label_added"; labelId: string };
  /** Sets this priority, and adds these labels. */
  set: { priority?: string | undefined; addLabels?: string[] | undefined };
}

export interface ModelProject {
  id: string;
  key: string;
  lastNumber: number;
  archived: boolean;
  /** In their order. */
  columns: ModelColumn[];
  labels: { id: string; name: string; archived: boolean }[];
  /** Select fields, with their choices. */
  fields: { id: string; name: string; choices: string[] }[];
  rules: ModelRule[];
}

export interface ModelState {
  projects: Record<string, ModelProject>;
  tasks: Record<string, ModelTask>;
}

/** What the room alone knows of an act. */
export interface Stamp {
  revision: number;
  /** ms since 1970 */
  at: number;
  /** Each column's tasks afterwards. Where among them a restored task comes to be, the model does not say. */
  lists?: Record<string, string[]>;
}
