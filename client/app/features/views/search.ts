import { z } from "zod";
import { PRIORITIES, type View, ViewFields } from "../../../../durable-objects/workspace/board/protocol.ts";

/** How a board is looked at. The names are those of the address. */
export const Look = z.object({
  layout: ViewFields.shape.layout,
  group: ViewFields.shape.groupBy,
  sort: ViewFields.shape.sort,
  /** Words that are to be found in a task. */
  q: z.string(),
  /** User ids; `me` for whoever looks, `nobody` for tasks without any. */
  assignee: z.array(z.string()),
  label: z.array(z.string()),
  priority: z.array(z.enum(PRIORITIES)),
  column: z.array(z.string()),
  due: z.enum(["any", "overdue", "today", "week", "none"]),
  blocked: z.enum(["any", "yes", "no"]),
});
export type Look = z.infer<typeof Look>;

/** What a saved view keeps of how a board is looked at. */
export type ViewLook = Pick<View, "layout" | "filter" | "groupBy" | "sort">;

/** A board as it is, with nothing asked for. */
export const PLAIN_LOOK: Look = {
  layout: "board",
  group: "none",
  sort: "order",
  q: "",
  assignee: [],
  label: [],
  priority: [],
  column: [],
  due: "any",
  blocked: "any",
};

/** As many of a kind as a saved view may name, and as long a text. */
const MANY = 100;
const ID_LENGTH = 64;
const TEXT_LENGTH = 200;

/** What no id has. */
const SEPARATOR = ",";

/** For a list that is empty, and for no words: an address leaves out what says nothing, and this overrules a saved view. */
const ANY = { list: "any", words: "*" } as const;

/** `a,b`; of what stands in it, all that `one` knows. */
const listOf = <Item extends z.ZodType<string>>(one: Item) =>
  z
    .union([z.string(), z.array(z.string()).transform((items) => items.join(SEPARATOR))])
    .transform((text) => {
      if (text === ANY.list) return text;
      const items = new Set(text.split(SEPARATOR).filter(Boolean));
      return [...items]
        .filter((item) => one.safeParse(item).success)
        .slice(0, MANY)
        .join(SEPARATOR);
    })
    .optional()
    .catch(undefined);

const Month = z.string().refine((text) => z.iso.date().safeParse(`${text}-01`).success);

const Id = z.string().min(1).max(ID_LENGTH);

/**
 * What the address of a project says after its `?`: wherein one looks at it in another way than the saved view `view` has
 * it or, without one, than a board is as it is. A field that is nonsense is taken for one that is not there.
 */
export const BoardSearch = z.object({
  layout: Look.shape.layout.optional().catch(undefined),
  group: Look.shape.group.optional().catch(undefined),
  sort: Look.shape.sort.optional().catch(undefined),
  view: Id.optional().catch(undefined),
  q: z
    .string()
    .transform((text) => text.slice(0, TEXT_LENGTH))
    .optional()
    .catch(undefined),
  assignee: listOf(Id),
  label: listOf(Id),
  priority: listOf(Look.shape.priority.element),
  column: listOf(Id),
  due: Look.shape.due.optional().catch(undefined),
  blocked: Look.shape.blocked.optional().catch(undefined),
  /** What a calendar shows: a month (`2026-11`), or the week that a day is in. Neither is part of a saved view. */
  month: Month.optional().catch(undefined),
  week: z.iso.date().optional().catch(undefined),
});
export type BoardSearch = z.infer<typeof BoardSearch>;

/** The look that an address asks for, over that of its saved view or over the plain one. */
export function lookOf(search: BoardSearch, base: Look = PLAIN_LOOK): Look {
  const { layout, group, sort, q, assignee, label, priority, column, due, blocked } = search;
  const listed = (text: string | undefined, otherwise: string[]) => {
    if (text === undefined) return otherwise;
    return text === ANY.list ? [] : text.split(SEPARATOR).filter(Boolean);
  };
  return {
    layout: layout ?? base.layout,
    group: group ?? base.group,
    sort: sort ?? base.sort,
    q: q === ANY.words ? "" : (q ?? base.q),
    assignee: listed(assignee, base.assignee),
    label: listed(label, base.label),
    priority: Look.shape.priority.parse(listed(priority, base.priority)),
    column: listed(column, base.column),
    due: due ?? base.due,
    blocked: blocked ?? base.blocked,
  };
}

/** The shortest address of a look: what it has in common with `base` is left out. */
export function searchOf(look: Look, base: Look = PLAIN_LOOK, view: string | null = null): BoardSearch {
  const fields = differing(look, base).map((name) => {
    const value = look[name];
    return [name, typeof value === "string" ? value || ANY.words : value.join(SEPARATOR) || ANY.list];
  });
  return { ...(view === null ? {} : { view }), ...Object.fromEntries(fields) };
}

/** Which days of a calendar an address shows. */
export function daysOf({ month, week }: BoardSearch): BoardSearch {
  return { ...(month === undefined ? {} : { month }), ...(week === undefined ? {} : { week }) };
}

/** Wherein two looks differ; lists in another order are the same. */
export function differing(one: Look, other: Look): (keyof Look)[] {
  return Look.keyof().options.filter((name) => said(one[name]) !== said(other[name]));
}

function said(value: string | readonly string[]): string {
  return typeof value === "string" ? value : value.toSorted().join(SEPARATOR);
}

/** The look that a saved view stands for. */
export function lookOfView({ layout, filter, groupBy, sort }: ViewLook): Look {
  return {
    layout,
    group: groupBy,
    sort,
    q: filter.text ?? "",
    assignee: filter.assignees ?? [],
    label: filter.labels ?? [],
    priority: filter.priorities ?? [],
    column: filter.columns ?? [],
    due: filter.due ?? "any",
    blocked: filter.blocked === undefined ? "any" : filter.blocked ? "yes" : "no",
  };
}

/** What a saved view has to keep of a look. */
export function viewOfLook(look: Look): ViewLook {
  const { layout, group, sort, q, assignee, label, priority, column, due, blocked } = look;
  const text = q.trim();
  return {
    layout,
    groupBy: group,
    sort,
    filter: {
      ...(text === "" ? {} : { text }),
      ...(assignee.length === 0 ? {} : { assignees: assignee }),
      ...(label.length === 0 ? {} : { labels: label }),
      ...(priority.length === 0 ? {} : { priorities: priority }),
      ...(column.length === 0 ? {} : { columns: column }),
      ...(due === "any" ? {} : { due }),
      ...(blocked === "any" ? {} : { blocked: blocked === "yes" }),
    },
  };
}

/** What of a look chooses among the tasks, and is not how they are laid out. */
export const FILTERS = ["q", "assignee", "label", "priority", "column", "due", "blocked"] as const;
export type FilterName = (typeof FILTERS)[number];

/** The kinds of filter that a look has. */
export function filtersIn(look: Look): FilterName[] {
  const different = new Set(differing({ ...look, q: look.q.trim() }, PLAIN_LOOK));
  return FILTERS.filter((name) => different.has(name));
}

/** The same look without any filter. */
export function withoutFilters({ layout, group, sort }: Look): Look {
  return { ...PLAIN_LOOK, layout, group, sort };
}

/** A list without `id` where it had it, and with it where it had not. */
export function toggled(list: readonly string[], id: string): string[] {
  return list.includes(id) ? list.filter((each) => each !== id) : [...list, id];
}
