import { describe, expect, it } from "vitest";
import type { DocChange } from "../../sdk/api/docs.ts";
import { authorsInWords, changeInWords, stopInWords, versionInWords } from "./history.ts";

const NOW = Date.UTC(2026, 10, 21, 12);

function change(names: (string | null)[], more: Partial<DocChange> = {}): DocChange {
  const by = names.map((name, index) => ({ user: `u${index}`, name, inserted: 1, deleted: 0 }));
  const at = NOW - 180_000;
  return {
    id: String(at),
    from: at,
    to: at,
    by,
    inserted: 0,
    deleted: 0,
    restored: null,
    undid: false,
    before: null,
    ...more,
  };
}

const version = { id: "v1", name: "First draft", at: NOW, moment: NOW, by: "u0", automatic: false, bytes: 1 };

describe("a doc's past in words", () => {
  it("names who changed it, and says when there are many", () => {
    expect(authorsInWords(change(["Ada"]))).toBe("Ada");
    expect(authorsInWords(change(["Ada", null]))).toBe("Ada and Someone who left");
    expect(authorsInWords(change(["Ada", "Bob", "Cid", "Dan"]))).toBe("Ada, Bob, and 2 others");
  });

  it("says how much was added and removed, and what was restored", () => {
    expect(changeInWords(change(["Ada"], { inserted: 1 }))).toBe("1 character added");
    expect(changeInWords(change(["Ada"], { inserted: 12, deleted: 3 }))).toBe("12 characters added, 3 removed");
    expect(changeInWords(change(["Ada"], { deleted: 1 }))).toBe("1 character removed");
    expect(changeInWords(change(["Ada"]))).toBe("no words changed");
    expect(changeInWords(change(["Ada"], { restored: "v1" }), [version])).toBe("restored “First draft”");
    expect(changeInWords(change(["Ada"], { restored: "v2" }), [version])).toContain("no longer kept");
    expect(changeInWords(change(["Ada"], { restored: "v1", undid: true }), [version])).toBe("took back a restore");
  });

  it("tells a stop of the slider in one sentence", () => {
    expect(stopInWords(change(["Ada"], { inserted: 12 }), [], NOW)).toBe("Ada, 3 minutes ago: 12 characters added");
  });

  it("calls a version that was kept by itself by its moment", () => {
    expect(versionInWords({ ...version, automatic: true, moment: NOW - 1 })).toContain("what it was on ");
    expect(versionInWords({ ...version, automatic: true })).toBe("“First draft”");
  });
});
