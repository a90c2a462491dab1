import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { inRepository } from "./repository.ts";
import { settingsTable, withSettingsTable } from "./settings-table.ts";

it("README names every setting as it is (else: npm run readme)", async () => {
  const readme = await readFile(inRepository("README.md"), "utf8");
  expect(readme).toContain(settingsTable());
  expect(withSettingsTable(readme)).toBe(readme);
});
