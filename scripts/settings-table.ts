/** The table of settings in README: `npm run readme` writes it anew after a setting has changed. */
import { readFile, writeFile } from "node:fs/promises";
import { settingRows } from "../worker/settings.ts";
import { inRepository } from "./repository.ts";

const BETWEEN = /(<!-- settings -->\n)[\s\S]*?(<!-- \/settings -->)/;

/** The table, as Markdown. */
export function settingsTable(): string {
  const rows = settingRows().map(({ name, aliases, description, secret }) => {
    const also = aliases.map((alias) => `\`${alias}\``).join(", ");
    return `| \`${name}\` | ${secret ? "Secret. " : ""}${description} | ${also} |\n`;
  });
  return `| name | meaning | also taken |\n|---|---|---|\n${rows.join("")}`;
}

/** `readme` with the table as it has to be. */
export function withSettingsTable(readme: string): string {
  return readme.replace(BETWEEN, (_, before: string, after: string) => `${before}${settingsTable()}${after}`);
}

if (import.meta.main) {
  const path = inRepository("README.md");
  await writeFile(path, withSettingsTable(await readFile(path, "utf8")));
}
