import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { inRepository } from "./repository.ts";
import { watchSources } from "./source-watch.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ensemble-watch-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("tells once of what is written at one go, and again of what is written meanwhile", async () => {
  const stopping = new AbortController();
  const calls: PromiseWithResolvers<void>[] = [Promise.withResolvers(), Promise.withResolvers()];
  const finishFirst = Promise.withResolvers<void>();
  let called = 0;
  const watching = watchSources([relative(inRepository(""), folder)], stopping.signal, async () => {
    calls[called]?.resolve();
    called += 1;
    if (called === 1) await finishFirst.promise;
  });

  await Promise.all(["a", "b", "c"].map((name) => writeFile(join(folder, name), "1")));
  await calls[0]?.promise;
  await writeFile(join(folder, "a"), "2");
  expect(called).toBe(1);
  finishFirst.resolve();
  await calls[1]?.promise;

  stopping.abort();
  await watching;
  expect(called).toBe(2);
});
