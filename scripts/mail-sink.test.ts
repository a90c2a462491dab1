import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
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

it("takes nothing that is not a mail, and nothing at another address", async () => {
  expect((await post(sink.url, "not json")).status).toBe(422);
  expect((await post(sink.url, JSON.stringify({ to: "ada@example.com" }))).status).toBe(422);
  expect((await post(new URL("/", sink.url).href, "{}")).status).toBe(404);
  expect((await fetch(sink.url)).status).toBe(405);
  expect(await readdir(join(folder, "mail"))).toEqual([]);
});
