import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CloseCode } from "../durable-objects/room/close-codes.ts";
import { PERMISSIONS } from "../durable-objects/workspace/permissions.ts";
import { inRepository } from "./repository.ts";

const SPEC = readFileSync(inRepository("durable-objects/SPEC.md"), "utf8");

/** Where tests are; what they bring along is not ours. */
const FOLDERS = ["client", "durable-objects", "scripts", "test", "worker"];

/** The numbers of all rules, in their order. */
const rules = [...SPEC.matchAll(/^- \*\*(P\d+\.\d+)\*\* /gm)].map(([, number]) => number ?? "");

/** Every test file with its text. */
const tests = FOLDERS.flatMap(testFilesIn).map((path) => ({ path, text: readFileSync(inRepository(path), "utf8") }));

function testFilesIn(folder: string): string[] {
  return readdirSync(inRepository(folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "node_modules") return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return testFilesIn(path);
    return /\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** The rules that titles cite: the numbers a string begins with. */
function citedIn(text: string): string[] {
  return [...text.matchAll(/["'`]((?:P\d+\.\d+ )+)/g)].flatMap(([, numbers]) => (numbers ?? "").trim().split(" "));
}

/** The rows of the table in SPEC.md whose head begins with `head`, each cut into its cells. */
function tableUnder(head: string): string[][] {
  const lines = SPEC.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`| ${head} |`)) + 2;
  const end = lines.findIndex((line, index) => index >= start && !line.startsWith("|"));
  return lines.slice(start, end).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe("SPEC.md", () => {
  it("has each number once, and no rule without a test that cites it", () => {
    const cited = new Set(tests.flatMap(({ text }) => citedIn(text)));
    expect(rules.length).toBeGreaterThan(100);
    expect(rules).toEqual([...new Set(rules)]);
    expect(rules.filter((rule) => !cited.has(rule))).toEqual([]);
  });

  it("has every rule that a test speaks of, and all are spoken of by their numbers", () => {
    const known = new Set(rules);
    for (const { path, text } of tests) {
      const unknown = [...text.matchAll(/\bP\d+\.\d+\b/g)].map(([number]) => number).filter((it) => !known.has(it));
      expect(unknown, path).toEqual([]);
      expect(text.match(/\[P\d+ [^\]]+\]/g) ?? [], path).toEqual([]);
    }
  });

  it("shows the table of role and act as the code has it", () => {
    const shown = tableUnder("act").map(([act = "", ...extents]) => [act.replaceAll("`", ""), extents]);
    expect(shown).toEqual(Object.entries(PERMISSIONS).map(([act, row]) => [act, Object.values(row)]));
  });

  it("shows every close code as the code has it", () => {
    const shown = tableUnder("code").map(([code, name]) => [name, Number(code)]);
    expect(shown).toEqual(Object.entries(CloseCode));
  });

  it("names only files that are there", () => {
    const named = [...SPEC.matchAll(/`((?:client|durable-objects|scripts|test|worker)\/[\w./-]+)`/g)];
    expect(named.map(([, path]) => path ?? "").filter((path) => !existsSync(inRepository(path)))).toEqual([]);
  });
});
