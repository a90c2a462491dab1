import fc from "fast-check";
import { expect, it } from "vitest";
import { ViewFields } from "../../../../durable-objects/workspace/board/protocol.ts";
import { parseSearch, stringifySearch } from "../../routes/search.ts";
import {
  BoardSearch,
  filtersIn,
  type Look,
  lookOf,
  lookOfView,
  PLAIN_LOOK,
  searchOf,
  viewOfLook,
  withoutFilters,
} from "./search.ts";

const look = (more: Partial<Look> = {}): Look => ({ ...PLAIN_LOOK, ...more });

const looks: fc.Arbitrary<Look> = fc.record({
  layout: fc.constantFrom("board", "list", "calendar"),
  group: fc.constantFrom("none", "assignee", "priority"),
  sort: fc.constantFrom("order", "priority", "dueDate", "updatedAt", "createdAt", "title"),
  q: fc.constantFrom("", "bread", "42", "true", "a b"),
  assignee: fc.subarray(["me", "nobody", "u1"]),
  label: fc.subarray(["l1", "l2"]),
  priority: fc.subarray(["urgent", "none"]),
  column: fc.subarray(["c1"]),
  due: fc.constantFrom("any", "overdue", "today", "week", "none"),
  blocked: fc.constantFrom("any", "yes", "no"),
});

it("never throws, and takes each field that is nonsense for one that is not there", () => {
  expect(
    BoardSearch.parse({ layout: "sideways", sort: ["a"], due: {}, blocked: 3, view: null, group: "priority" }),
  ).toEqual({
    group: "priority",
  });
  expect(BoardSearch.parse({ priority: "high,soon", assignee: { a: 1 }, label: ["a", "b", "a"], q: 42 })).toEqual({
    priority: "high",
    label: "a,b",
  });
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("layout", "q", "label", "view", "due", "x"), fc.anything()),
      readsAnything,
    ),
  );
});

function readsAnything(search: Record<string, unknown>): void {
  expect(lookOf(BoardSearch.parse(search))).toMatchObject({ group: "none" });
}

it("says only what differs, and reads back what it said", () => {
  expect(searchOf(look())).toEqual({});
  expect(searchOf(look({ layout: "list", assignee: ["me", "nobody"] }))).toEqual({
    layout: "list",
    assignee: "me,nobody",
  });
  fc.assert(
    fc.property(looks, looks, (one, base) => {
      const address = parseSearch(stringifySearch(searchOf(one, base)));
      expect(searchOf(lookOf(BoardSearch.parse(address), base), one)).toEqual({});
    }),
  );
});

it("clears in the address what a saved view has", () => {
  const view = look({ layout: "list", label: ["l1"], due: "overdue" });
  const search = searchOf(look(), view, "v1");
  expect(search).toEqual({ view: "v1", layout: "board", label: "any", due: "any" });
  expect(lookOf(BoardSearch.parse(search), view)).toEqual(look());
});

it("is kept by a saved view and comes back from it", () => {
  fc.assert(
    fc.property(looks, (one) => {
      const fields = ViewFields.parse({ name: "Mine", ...viewOfLook(one) });
      expect(lookOfView(fields)).toEqual(one);
    }),
  );
});

it("counts its filters, and can do without them", () => {
  const one = look({ layout: "list", q: " ", label: ["a"], blocked: "no" });
  expect(filtersIn(one)).toEqual(["label", "blocked"]);
  expect(withoutFilters(one)).toEqual(look({ layout: "list" }));
});
