import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { z } from "zod";
import { inRepository } from "./repository.ts";

const Lockfile = z.object({
  packages: z.record(z.string(), z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() })),
});

/** npm leaves out what the registry at hand does not carry, and then `npm ci` refuses the lockfile everywhere. */
it("the lockfile names the packages of every platform, so that `npm ci` takes it on each", async () => {
  const { packages } = Lockfile.parse(JSON.parse(await readFile(inRepository("package-lock.json"), "utf8")));
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
    ),
  );
  expect(missing).toEqual([]);
});
