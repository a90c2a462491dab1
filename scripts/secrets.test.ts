import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { keepSecrets } from "./secrets.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ensemble-secrets-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("makes secrets once, for their owner's eyes only", async () => {
  const first = await keepSecrets(folder);
  expect(first.AUTH_SECRET).toMatch(/^[\w-]{43}$/);
  expect(first.TICKET_SECRET).toMatch(/^[\w-]{43}$/);
  expect(first.AUTH_SECRET).not.toBe(first.TICKET_SECRET);
  expect(first.VAPID_PUBLIC_KEY).toMatch(/^B[\w-]{86}$/);
  expect(first.VAPID_PRIVATE_KEY).toMatch(/^[\w-]{43}$/);
  expect((await stat(join(folder, "secrets.json"))).mode & 0o777).toBe(0o600);
  expect(await keepSecrets(folder)).toEqual(first);
});

it("adds what is missing and keeps the rest", async () => {
  const kept = "k".repeat(40);
  await writeFile(join(folder, "secrets.json"), JSON.stringify({ AUTH_SECRET: kept }));
  const secrets = await keepSecrets(folder);
  expect(secrets.AUTH_SECRET).toBe(kept);
  expect(secrets.TICKET_SECRET).toHaveLength(43);
});

it("never replaces a file it cannot read", async () => {
  const path = join(folder, "secrets.json");
  await writeFile(path, "{ torn");
  await expect(keepSecrets(folder)).rejects.toThrow(/does not hold secrets/);
  expect(await readFile(path, "utf8")).toBe("{ torn");
});
