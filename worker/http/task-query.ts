/** The query string of a list of tasks. */
import { z } from "@hono/zod-openapi";
import { PRIORITIES, Priority } from "../../durable-objects/workspace/board/protocol.ts";
import { TASK_SORTS } from "../../durable-objects/workspace/board/reading/protocol.ts";
import type { TaskQuery } from "../../durable-objects/workspace/board/reading/task-list.ts";
import { Archived, PartName, TaskName } from "./board-params.ts";
import { ListQuery } from "./lists.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

const DESCENDING = TASK_SORTS.map((sort) => `-${sort}` as const);
const Sort = z
  .enum([...TASK_SORTS, ...DESCENDING])
  .default("order")
  .meta({
    description:
      "`order` is the board's, by column and place; `-` turns it round. `priority` begins with the most urgent; what has no due date comes last.",
  });

const day = z.iso.date();
const flag = z.enum(["true", "false"]);

/** Values separated by commas, or the parameter several times. */
export function severalOf<Item extends z.ZodType<string, string>>(item: Item, description: string, max = 100) {
  return z
    .union([z.string(), z.array(z.string())])
    .transform((value) => [value].flat().flatMap((text) => text.split(",")))
    .pipe(z.array(item).max(max))
    .optional()
    .openapi({ type: "string", description });
}

/** Strict: a filter that is misspelt would otherwise answer with everything. */
export const TaskQueryString = z.strictObject({
  ...ListQuery.shape,
  sort: Sort,
  archived: Archived,
  column: severalOf(PartName, "In one of these columns"),
  label: severalOf(PartName, "With any of these labels"),
  assignee: severalOf(z.string().min(1).max(64), "User ids; `me`, or `nobody` for tasks without any"),
  priority: severalOf(Priority, `Of ${PRIORITIES.join(", ")}`),
  due: z
    .enum(["overdue", "today", "week", "any", "none"])
    .optional()
    .meta({ description: "By UTC's days: past and not done, today, in the next seven days; `any`, or `none` at all" }),
  dueBefore: day.optional().meta({ description: "Due before this day" }),
  dueAfter: day.optional().meta({ description: "Due after this day" }),
  q: z.string().trim().min(1).max(200).optional().meta({ description: "Stands in the title, or begins the key" }),
  parent: z
    .union([z.literal("none"), TaskName])
    .optional()
    .openapi({ type: "string", description: "Sub-tasks of this task; `none` for tasks that are none" }),
  blocked: flag.optional().meta({ description: "Whether a task that is not settled blocks it" }),
  updatedSince: z.coerce
    .number()
    .int()
    .nonnegative()
    .optional()
    .openapi({ type: "integer", description: "Changed at this time or later, in ms since 1970" }),
  task: severalOf(TaskName, "Only these, by id or key", 200),
});
export type TaskQueryString = z.infer<typeof TaskQueryString>;

/** Where in the query string the names stand that a project's room may not know. */
export function parameterOf(path: string): string {
  const names: Record<string, string> = { columns: "column", labels: "label", tasks: "task" };
  return `query.${names[path] ?? path}`;
}

/** What the query asks of the project's room, at `now` (ms since 1970). */
export function questionOf(query: TaskQueryString, now = Date.now()): TaskQuery {
  const { archived, column, label, assignee, priority, q, parent, blocked, updatedSince, task } = query;
  return {
    archived,
    ...sortOf(query.sort),
    columns: column,
    labels: label,
    assignees: assignee,
    priorities: priority,
    text: q,
    parent: parent === "none" ? null : parent,
    blocked: blocked === undefined ? undefined : blocked === "true",
    updatedSince,
    tasks: task,
    ...dueIn(query, now),
  };
}

function sortOf(asked: TaskQueryString["sort"]): Pick<TaskQuery, "sort" | "descending"> {
  const sort = TASK_SORTS.find((each) => asked === each);
  if (sort) return { sort, descending: false };
  return { sort: TASK_SORTS.find((each) => asked === `-${each}`) ?? "order", descending: true };
}

function dueIn({ due, dueBefore, dueAfter }: TaskQueryString, now: number) {
  const dayIn = (days: number) => new Date(now + days * DAY_MS).toISOString().slice(0, 10);
  const asked = { dueBefore, dueAfter };
  const befores = (day: string) => ({
    ...asked,
    dueBefore: dueBefore !== undefined && dueBefore < day ? dueBefore : day,
  });
  const within = (from: number, to: number) => {
    const { dueBefore: end } = befores(dayIn(to));
    const start = dayIn(from);
    return { dueBefore: end, dueAfter: dueAfter !== undefined && dueAfter > start ? dueAfter : start };
  };
  switch (due) {
    case "overdue":
      return { ...befores(dayIn(0)), unsettled: true };
    case "today":
      return within(-1, 1);
    case "week":
      return within(-1, 7);
    case "any":
      return { ...asked, due: true };
    case "none":
      return { ...asked, due: false };
    case undefined:
      return asked;
  }
}
