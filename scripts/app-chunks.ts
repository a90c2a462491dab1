/** Vite's part in an app whose pages begin with few files: what is asked for together is one file. */
import type { Plugin, Rolldown } from "vite";
import { inRepository } from "./repository.ts";

/** What every page begins with. */
const START = ["client/app/main.tsx"];

/** What stands before any workspace: whoever signs in waits for nothing of a board. */
const DOOR = ["sign-in", "sign-up", "invitation", "forgot-password", "reset-password"].map(
  (route) => `client/app/routes/${route}.tsx`,
);

/** What is loaded besides, part by part, until a board is there. */
export const BOARD = [
  "client/app/routes/workspace.tsx",
  "client/app/routes/project.tsx",
  "client/app/routes/project-board.tsx",
  "client/sdk/queue/keep.ts",
  "client/sdk/room/copies.ts",
  "client/sdk/doc/unsaved-marks.ts",
];

/** What only docs need: it stays out of what every page loads. */
const DOCS_ONLY = /node_modules\/(@tiptap|prosemirror-|yjs|y-|lib0|w3c-keyname|rope-sequence|orderedmap|linkifyjs)/;

/** Shared by as many parts of the app, a module is part of what most of them share. */
const MOST_PAGES = 6;

/**
 * Makes one file of what every page begins with, one of what a board needs besides but for what signing in needs, too, and
 * one of what most other pages share: each file more costs its headers, and compresses by itself.
 */
export function appChunks(): Plugin {
  let start: ReadonlySet<string> = new Set();
  let board: ReadonlySet<string> = new Set();
  let door: ReadonlySet<string> = new Set();
  const groups: Rolldown.CodeSplittingGroup[] = [
    { name: (id) => (start.has(id) ? "start" : null), priority: 3, includeDependenciesRecursively: false },
    {
      name: (id) => (board.has(id) ? (door.has(id) ? "door" : "board") : null),
      priority: 2,
      includeDependenciesRecursively: false,
    },
    {
      name: "shared",
      test: (id) => !start.has(id) && !board.has(id) && !DOCS_ONLY.test(id),
      minShareCount: MOST_PAGES,
      priority: 1,
      includeDependenciesRecursively: false,
    },
  ];
  return {
    name: "app-chunks",
    apply: "build",
    buildEnd() {
      start = reached(START, (id) => this.getModuleInfo(id));
      board = reached(BOARD, (id) => this.getModuleInfo(id));
      door = reached(DOOR, (id) => this.getModuleInfo(id));
    },
    outputOptions: (options) => ({ ...options, codeSplitting: { groups } }),
  };
}

type InfoOf = (id: string) => { importedIds: readonly string[]; code: string | null } | null;

/** Packages that are one list of all they have: who imports one thing from it does not import them all. */
const LISTS = /node_modules\/(lucide-react|radix-ui)\/dist\/(esm\/lucide-react|index)\.mjs$/;

/** Everything that these modules import, and what that imports, but for what is imported only when it is used. */
function reached(modules: readonly string[], infoOf: InfoOf): ReadonlySet<string> {
  const found = new Set(modules.map(inRepository));
  for (const id of found) {
    const { importedIds = [], code = null } = infoOf(id) ?? {};
    for (const imported of importedIds) {
      if (!LISTS.test(imported)) found.add(imported);
      else for (const listed of takenFrom(imported, code ?? "", infoOf)) found.add(listed);
    }
  }
  return found;
}

/** The modules behind the names that `code` takes from a list of icons. */
function takenFrom(list: string, code: string, infoOf: InfoOf): string[] {
  const names = [...code.matchAll(/import\s*\{([^}]*)\}\s*from\s*["']lucide-react["']/g)].flatMap(([, taken = ""]) =>
    taken.split(",").map((each) => each.trim().split(" as ")[0] ?? ""),
  );
  const { importedIds = [], code: listing = null } = infoOf(list) ?? {};
  return [...(listing ?? "").matchAll(/export\s*\{([^}]*)\}\s*from\s*["']\.\/([^"']+)["']/g)].flatMap(
    ([, given = "", file = ""]) => {
      const has = given.split(",").some((each) => names.includes(each.trim().replace("default as ", "")));
      return has ? importedIds.filter((id) => id.endsWith(`/${file}`)) : [];
    },
  );
}
