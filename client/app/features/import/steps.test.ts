import { expect, it } from "vitest";
import { shownStep } from "./steps.ts";

it("shows of an import what it has: after a reload the first step, before a trial the columns, after the import its end", () => {
  const file = {};
  for (const step of ["file", "columns", "trial", "done"] as const) expect(shownStep(step, null, null)).toBe("file");
  expect(shownStep("trial", file, null)).toBe("columns");
  expect(shownStep("done", file, { mode: "dry_run" })).toBe("trial");
  expect(shownStep("trial", file, { mode: "apply" })).toBe("done");
  expect(shownStep("columns", file, { mode: "apply" })).toBe("columns");
  expect(shownStep("file", file, { mode: "apply" })).toBe("file");
});
