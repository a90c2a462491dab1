import { describe, expect, it } from "vitest";
import { questionOf, TaskQueryString } from "./task-query.ts";

/** A quarter to midnight. */
const NOW = Date.UTC(2026, 10, 21, 23, 45);

const question = (query: Record<string, unknown>) => questionOf(TaskQueryString.parse(query), NOW);

describe("the query of a list of tasks", () => {
  it("counts days by UTC", () => {
    expect(question({ due: "overdue" })).toMatchObject({ dueBefore: "2026-11-21", unsettled: true });
    expect(question({ due: "today" })).toMatchObject({ dueAfter: "2026-11-20", dueBefore: "2026-11-22" });
    expect(question({ due: "week" })).toMatchObject({ dueAfter: "2026-11-20", dueBefore: "2026-11-28" });
    expect(question({ due: "none" })).toMatchObject({ due: false, dueBefore: undefined });
  });

  it("takes the narrower of two bounds", () => {
    expect(question({ due: "overdue", dueBefore: "2026-11-01" })).toMatchObject({ dueBefore: "2026-11-01" });
    expect(question({ due: "overdue", dueBefore: "2026-12-01" })).toMatchObject({ dueBefore: "2026-11-21" });
    expect(question({ due: "week", dueAfter: "2026-11-23" })).toMatchObject({
      ...{ dueAfter: "2026-11-23", dueBefore: "2026-11-28" },
    });
  });

  it("reads lists, orders and their turn", () => {
    expect(question({ column: "a,b", label: ["c", "d,e"] })).toMatchObject({
      ...{ columns: ["a", "b"], labels: ["c", "d", "e"], sort: "order", descending: false },
    });
    expect(question({ sort: "-dueDate" })).toMatchObject({ sort: "dueDate", descending: true });
    expect([question({ parent: "none" }).parent, question({ parent: "ENS-1" }).parent]).toEqual([null, "ENS-1"]);
    expect([question({ blocked: "false" }).blocked, question({}).blocked]).toEqual([false, undefined]);
  });
});
