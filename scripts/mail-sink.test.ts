import { watch } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { KeptMail, type MailSink, openMailSink } from "./mail-sink.ts";

let folder: string;
let sink: MailSink;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ensemble-mail-"));
  sink = await openMailSink(join(folder, "mail"));
});
afterEach(async () => {
  await sink.close();
  await rm(folder, { recursive: true });
});

const post = (url: string, body: string) => fetch(url, { method: "POST", body });

it("keeps each mail in a file of its own, in order", async () => {
  for (const subject of ["first", "second"]) {
    const answer = await post(sink.url, JSON.stringify({ to: "ada@example.com", subject, text: "Hello" }));
    expect(answer.status).toBe(204);
  }
  const names = (await readdir(join(folder, "mail"))).sort();
  const mails = await Promise.all(
    names.map(async (name) => KeptMail.parse(JSON.parse(await readFile(join(folder, "mail", name), "utf8")))),
  );
  expect(mails.map((mail) => mail.to)).toEqual(["ada@example.com", "ada@example.com"]);
  expect(mails.map((mail) => mail.subject).sort()).toEqual(["first", "second"]);
});

it("shows no file that is named like a mail and is not a whole one", async () => {
  const seen = new Set<string>();
  const watching = watch(join(folder, "mail"), (_event, name) => seen.add(name ?? ""));
  const named = () => [...seen].filter((name) => name.endsWith(".json"));
  try {
    await post(sink.url, JSON.stringify({ to: "ada@example.com", subject: "whole", text: "Hello" }));
    await vi.waitUntil(() => named().some((name) => !name.startsWith(".")), { timeout: 30_000 });
  } finally {
    watching.close();
  }
  expect(named()).toEqual(await readdir(join(folder, "mail")));
});

it("takes nothing that is not a mail, and nothing at another address", async () => {
  expect((await post(sink.url, "not json")).status).toBe(422);
  expect((await post(sink.url, JSON.stringify({ to: "ada@example.com" }))).status).toBe(422);
  expect((await post(new URL("/", sink.url).href, "{}")).status).toBe(404);
  expect((await fetch(sink.url)).status).toBe(405);
  expect(await readdir(join(folder, "mail"))).toEqual([]);
});
