import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { LockHeld, takeLock } from "./exclusive.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ensemble-lock-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("refuses a second holder until the first lets go", () => {
  const path = join(folder, "lock");
  const first = takeLock(path, 0);
  expect(() => takeLock(path, 0)).toThrow(LockHeld);
  first[Symbol.dispose]();
  takeLock(path, 0)[Symbol.dispose]();
});

it("a killed holder leaves nothing behind", async () => {
  const path = join(folder, "lock");
  const module = new URL("./exclusive.ts", import.meta.url).href;
  const program = `const { takeLock } = await import(${JSON.stringify(module)});
    globalThis.held = takeLock(${JSON.stringify(path)}, 0); console.log("held"); setInterval(() => {}, 60_000);`;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  expect(() => takeLock(path, 0)).toThrow(LockHeld);
  holder.kill("SIGKILL");
  await once(holder, "exit");
  takeLock(path, 0)[Symbol.dispose]();
});
