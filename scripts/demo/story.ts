/** The shape of what a demo is filled with. Things are named by words here, which `fill.ts` turns into ids. */
import type { ColumnKind, Field, Priority, View } from "../../durable-objects/workspace/board/protocol.ts";
import type { CallAnswer, QualitySummary } from "../../durable-objects/workspace/calls/protocol.ts";

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
  /** Of custom fields, by their `id`s: a choice's name, a number, or for a date the days from today. */
  fields?: Readonly<Record<string, string | number>>;
  /** Markdown. */
  description?: string;
}

/** A custom field. */
export interface FieldStory {
  id: string;
  name: string;
  type: Field["type"];
  /** The names of a select field's choices. */
  options?: readonly string[];
}

/** A saved view. */
export interface ViewStory {
  id: string;
  name: string;
  layout: View["layout"];
  filter?: Readonly<{ assignees?: readonly string[]; priorities?: readonly Priority[] }>;
  groupBy?: View["groupBy"];
  sort?: View["sort"];
}

/** How a text speaks of what is live. Each answers Markdown. */
export interface Mention {
  person: (who: Person) => string;
  /** By the project's key and the story's `id`. */
  task: (project: string, id: string) => string;
  /** By the story's `id`; only of pages told before. */
  page: (id: string) => string;
}

export interface PageStory {
  id: string;
  title: string;
  /** The `id` of the page it stands under, told before it. */
  under?: string;
  /** What was written one after another; each is the whole text. */
  drafts: readonly { by: Person; text: (mention: Mention) => string }[];
  /** The name under which the first draft is kept. */
  version?: string;
}

/** Something said. */
export interface MessageStory {
  by: Person;
  text: (mention: Mention) => string;
  /** By which replies find it. */
  id?: string;
  /** The `id` of the message in whose thread it stands. */
  replyTo?: string;
  reactions?: Readonly<Record<string, readonly Person[]>>;
  pinned?: boolean;
}

/** A conversation: one that is made, that everyone belongs to, or that is about a task or page. */
export interface ConversationStory {
  where:
    | { kind: "everyone" }
    | { kind: "channel" | "private"; name: string; topic: string; members: readonly Person[] }
    | { kind: "direct" | "group"; members: readonly Person[] }
    | { kind: "task"; project: string; id: string }
    | { kind: "page"; id: string };
  /** Who makes it. */
  by: Person;
  messages: readonly MessageStory[];
}

/** How good a call was for somebody. */
export type QualityStory = Omit<QualitySummary, "receivedKbps" | "sentKbps">;

/** A call: one that is planned, with the answers of those who are invited, or one that was held. */
export type CallStory = {
  id: string;
  title: string;
  /** A channel by its name, or a project by its key. */
  about: { channel: string } | { project: string };
  by: Person;
} & (
  | {
      /** Days from today, by the clock of whoever runs the demo. */
      plan: { days: number; hour: number; minutes: number };
      invited: readonly { who: Person; answer: CallAnswer | null }[];
    }
  | {
      /** Who was in it, one after the other. */
      held: readonly { who: Person; quality: QualityStory }[];
    }
);

export interface ProjectStory {
  key: string;
  name: string;
  colour: Colour;
  labels: Readonly<Record<string, Colour>>;
  fields: readonly FieldStory[];
  views: readonly ViewStory[];
  /** Of its column for work under way. */
  wipLimit: number;
  tasks: readonly TaskStory[];
}
