import { expect, it } from "vitest";
import { task as aTask } from "../../../sdk/testing/boards.ts";
import { filterOf } from "./filter.ts";

const names = { labels: new Map([["l", { name: "Bug" }]]), people: new Map([["u", { name: "Zoë Ångström" }]]) };

const task = aTask("1", { number: 42, title: "Résumé of the call", labels: ["l"], assignees: ["u"] });

it("finds by key, title, label and assignee, whatever the case and the accents", () => {
  for (const words of ["ens-42", "resume CALL", "bug", "zoe", "angstrom bug resume"]) {
    expect(filterOf(words, names)?.(task), words).toBe(true);
  }
  expect(filterOf("bug video", names)?.(task)).toBe(false);
});

it("is none without words", () => {
  expect(filterOf("  ", names)).toBeNull();
});
