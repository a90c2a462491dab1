/** Vite's part in an app that opens without a network: its service worker, told which files the app is made of. */
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin, Rolldown } from "vite";
import { inRepository } from "./repository.ts";

const SOURCE = inRepository("client/app/offline/worker/service-worker.ts");
/** At the root, for what is served above a service worker is not its to answer; and of one name, by which it is renewed. */
const WORKER = "sw.js";
/** Stands in the worker's source where the list belongs. */
const PLACE = "__APP_SHELL__";

/** Builds the service worker beside the app, and writes into it the list of the app's files. */
export function appShell(): Plugin {
  let publicFolder = "";
  let worker = "";
  return {
    name: "app-shell",
    apply: "build",
    configResolved({ publicDir }) {
      publicFolder = publicDir;
    },
    buildStart() {
      worker = this.emitFile({ type: "chunk", id: SOURCE, fileName: WORKER });
    },
    generateBundle: {
      order: "post",
      async handler(_, bundle) {
        const chunk = bundle[this.getFileName(worker)];
        if (chunk?.type !== "chunk" || !chunk.code.includes(PLACE))
          throw new Error("The service worker takes no list.");
        const shell = shellOf(bundle, await readdir(publicFolder, { recursive: true }));
        chunk.code = chunk.code.replace(PLACE, () => JSON.stringify(shell));
      },
    },
  };
}

/** What the list says; the version is made of the page and of all names, which are made of what is in the files. */
function shellOf(bundle: Rolldown.OutputBundle, publicFiles: readonly string[]) {
  const built = Object.values(bundle);
  const entry = built.find((file) => file.type === "chunk" && file.isEntry && file.fileName !== WORKER);
  const page = bundle["index.html"];
  if (!entry || page?.type !== "asset") throw new Error("The app has no entry.");
  const files = built.map(({ fileName }) => fileName).filter(isShown);
  const paths = [...files, ...publicFiles].map((file) => join("/", file)).sort();
  const version = createHash("sha256").update(page.source).update(paths.join("\n")).digest("hex").slice(0, 16);
  return { version, entry: `/${entry.fileName}`, files: paths };
}

/** True for what a page asks for, but for the page itself. */
function isShown(file: string): boolean {
  return !file.endsWith(".map") && !["index.html", "_headers", WORKER].includes(file);
}
