/** The shape of what a demo is filled with. Things are named by words here, which `fill.ts` turns into ids. */
import type { ColumnKind, Priority } from "../../durable-objects/workspace/board/protocol.ts";

export type Colour = `#${string}`;
/** Whoever looks at the demo, and the two who keep working in it. */
export type Person = "you" | "bo" | "cleo";

export interface TaskStory {
  /** Unique in its project; a second run finds the task again by it. */
  id: string;
  title: string;
  /** The kind of one of the usual columns. */
  column: ColumnKind;
  assignees?: readonly Person[];
  labels?: readonly string[];
  priority?: Priority;
  /** Days from today. */
  start?: number;
  due?: number;
  estimate?: number;
  checklist?: readonly string[];
  /** How many of the checklist's items are done, counted from the first. */
  checked?: number;
  /** The `id` of the task it is a part of, told before it. */
  parent?: string;
  /** The `id`s of what must be done first. */
  blockedBy?: readonly string[];
  /** Markdown. */
  description?: string;
}

export interface ProjectStory {
  key: string;
  name: string;
  colour: Colour;
  labels: Readonly<Record<string, Colour>>;
  /** Of its column for work under way. */
  wipLimit: number;
  tasks: readonly TaskStory[];
}
