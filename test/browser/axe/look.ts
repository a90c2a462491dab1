/** What axe-core finds wrong with a page, as a list to be compared with an empty one. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { z } from "zod";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const Found = z.array(
  z.object({
    id: z.string(),
    help: z.string(),
    nodes: z.array(z.object({ target: z.array(z.unknown()), html: z.string(), failureSummary: z.string().optional() })),
  }),
);

/**
 * What is looked for: everything; everything but that all is within landmarks, which what opens above a page is not; or
 * colours alone, where only those can be otherwise than they were.
 */
export type Scope = "page" | "overlay" | "colours";

const ALL = { runOnly: { type: "tag", values: TAGS } };
const SCOPES = {
  page: ALL,
  overlay: { ...ALL, rules: { region: { enabled: false } } },
  colours: { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } },
} as const satisfies Record<Scope, object>;

/** A line for each thing that is wrong on the page as it is now. */
export async function wrongOn(page: Page, scope: Scope): Promise<string[]> {
  // Said by the debugger rather than a script element, so that the page's security policy has nothing against it.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(source);
  const options = JSON.stringify({ ...SCOPES[scope], resultTypes: ["violations"] });
  const found = Found.parse(await page.evaluate(`axe.run(document, ${options}).then(({ violations }) => violations)`));
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html, failureSummary = "" }) => {
      const why = id === "color-contrast" ? ` (${failureSummary.split("\n").at(1)?.trim() ?? ""})` : "";
      return `${id}: ${help}${why} at ${target.join(" ")}: ${html.slice(0, 240)}`;
    }),
  );
}
