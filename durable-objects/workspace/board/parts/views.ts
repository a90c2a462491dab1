import { MAX_VIEWS } from "../limits.ts";
import type { PartKind } from "./kinds.ts";

/** What a view's filter names may go: no task has it then, and the view shows the less. */
export const VIEW: PartKind<"view"> = {
  noun: "view",
  limit: MAX_VIEWS,
  make: ({ name, layout, filter, groupBy, sort }, given) => ({
    ...given,
    name,
    layout: layout ?? "board",
    filter: filter ?? {},
    groupBy: groupBy ?? "none",
    sort: sort ?? "order",
  }),
};
