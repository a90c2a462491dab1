/** The scripts beside `npm start`: the server for load tools, and the one that reloads while one works. */
import { mkdir, mkdtempDisposable, readdir, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { inRepository } from "../../scripts/repository.ts";
import { User } from "./api.ts";
import { NpmScript } from "./npm-script.ts";
import { freePort } from "./ports.ts";
import { processTree } from "./process-tree.ts";
import { ServerProcess } from "./server-process.ts";

const Announced = z.strictObject({ url: z.url(), pid: z.number().int() });

it("serve:bench says in one line where it is and whose tree it is, limits nobody, and leaves nothing behind", async () => {
  await using temporary = await mkdtempDisposable(join(tmpdir(), "ensemble-test-"));
  const abandoned = join(temporary.path, "ensemble-bench-abandoned");
  await mkdir(abandoned);
  await utimes(abandoned, 0, 0);
  await using bench = new NpmScript("serve:bench", { TMPDIR: temporary.path });
  const { url, pid } = Announced.parse(JSON.parse(await bench.line(() => true)));
  expect(await processTree(bench.pid)).toContain(pid);

  const user = await User.signUp(url, "Ada");
  const asked = await Promise.all(Array.from({ length: 300 }, () => user.get("/api/me")));
  expect(asked).toHaveLength(300);

  await bench.stop("SIGTERM");
  expect(bench.output.split("\n").filter((line) => line.includes('"pid"'))).toHaveLength(1);
  expect((await readdir(temporary.path)).filter((name) => name.startsWith("ensemble-"))).toEqual([]);
});

it("dev serves the app and the worker on one port, and takes the worker anew when its sources change", async () => {
  await using fresh = await ServerProcess.start();
  await fresh.stop("SIGTERM");
  const port = await freePort();
  await using dev = new NpmScript("dev", { PORT: String(port), ENSEMBLE_STATE: fresh.stateFolder });
  await dev.line((line) => line === `Ensemble ready on http://localhost:${port}`);
  const url = `http://127.0.0.1:${port}`;
  expect(await (await fetch(url)).text()).toContain("/@vite/client");
  const user = await User.signUp(url, "Ada");

  const takenAnew = dev.line((line) => line === "The worker was taken anew.");
  await utimes(inRepository("wrangler.toml"), new Date(), new Date());
  await takenAnew;
  expect(await user.get("/api/me")).toMatchObject({ user: { name: "Ada" } });
});
