import { describe, expect, it } from "vitest";
import { findNamed, slugOf } from "./names.ts";

const item = (id: string, name: string, archivedAt: number | null = null) => ({ id, name, archivedAt });

describe("names in an address", () => {
  it("are made of letters and digits of any script", () => {
    expect(["In progress", "  To do!  ", "QA / Review", "Erledigt – für uns", "完了", "!!!"].map(slugOf)).toEqual([
      "in-progress",
      "to-do",
      "qa-review",
      "erledigt-für-uns",
      "完了",
      "",
    ]);
  });

  it("find an item by its id, its name in any case, or its slug", () => {
    const items = [item("1", "In progress"), item("2", "Done"), item("done", "Cancelled")];
    expect(findNamed(items, "1")?.id).toBe("1");
    expect(findNamed(items, "in PROGRESS")?.id).toBe("1");
    expect(findNamed(items, "in-progress")?.id).toBe("1");
    expect(findNamed(items, "In_Progress")?.id).toBe("1");
    expect(findNamed(items, "done")?.id).toBe("done");
    expect(findNamed(items, "Done")?.id).toBe("2");
    expect(findNamed(items, "later")).toBeUndefined();
    expect(findNamed([item("1", "!!!")], "???")).toBeUndefined();
  });

  it("mean one that is not archived before one that is", () => {
    const items = [item("1", "Todo", 5), item("2", "Todo"), item("3", "Later", 5)];
    expect(findNamed(items, "todo")?.id).toBe("2");
    expect(findNamed(items, "later")?.id).toBe("3");
  });
});
