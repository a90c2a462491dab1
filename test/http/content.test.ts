/** A page's text as Markdown, its doc's versions and its history, over HTTP. */

import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { HistoryChange } from "../../durable-objects/doc/history/protocol.ts";
import { TEXT_LIMITS } from "../../durable-objects/doc/limits.ts";
import { DocVersion, Restored } from "../../durable-objects/doc/versions/protocol.ts";
import { InvitationMade, Page, WorkspaceView } from "../../durable-objects/workspace/protocol.ts";
import { type Account, call, ORIGIN, problemIn, request, signUp } from "./client.ts";

interface Place {
  workspace: string;
  page: string;
  doc: string;
  docId: string;
}

const Versions = z.object({ items: z.array(DocVersion), next: z.string().nullable() });
const Changes = z.object({
  items: z.array(HistoryChange.extend({ by: z.array(z.object({ user: z.string(), name: z.string().nullable() })) })),
  next: z.string().nullable(),
});

async function newPage(who: Account): Promise<Place> {
  const founded = await call("/api/workspaces", { body: { name: "Acme" }, token: who.token });
  const workspace = `/api/workspaces/${WorkspaceView.parse(await founded.json()).id}`;
  return addPage(workspace, who);
}

async function addPage(workspace: string, who: Account): Promise<Place> {
  const made = await call(`${workspace}/pages`, { body: { title: "Page" }, token: who.token });
  const { id, docId } = Page.parse(await made.json());
  return { workspace, page: `${workspace}/pages/${id}`, doc: `${workspace}/docs/${docId}`, docId };
}

async function joinAs(role: "viewer" | "guest" | "member", { workspace, docId }: Place, by: Account): Promise<Account> {
  const grants = role === "guest" ? { grants: [{ kind: "doc", id: docId }] } : {};
  const invited = await call(`${workspace}/invitations`, { body: { role, ...grants }, token: by.token });
  const { token } = InvitationMade.parse(await invited.json());
  const newcomer = await signUp(role === "guest" ? "Gus" : "Vera");
  await call(`/api/invitations/${token}/accept`, { method: "POST", token: newcomer.token });
  return newcomer;
}

/** Puts plain Markdown, as a program would. */
function put({ page }: Place, markdown: string, who: Account, type = "text/markdown"): Promise<Response> {
  const { url, headers } = request(`${page}/content`, { token: who.token, headers: { "content-type": type } });
  return exports.default.fetch(new Request(url, { method: "PUT", headers, body: markdown }));
}

async function said(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  return response.ok ? String(response.status) : `${response.status} ${(await problemIn(response)).code}`;
}

async function textOf({ page }: Place, who: Account): Promise<string> {
  return (await call(`${page}/content`, { token: who.token })).text();
}

async function keep({ doc }: Place, name: string, who: Account, more: object = {}): Promise<DocVersion> {
  const answer = await call(`${doc}/versions`, { body: { name, ...more }, token: who.token });
  expect(answer.status).toBe(201);
  return DocVersion.parse(await answer.json());
}

async function changes({ doc }: Place, who: Account, query = ""): Promise<z.infer<typeof Changes>> {
  return Changes.parse(await (await call(`${doc}/history${query}`, { token: who.token })).json());
}

describe("/api/workspaces/:w/pages/:p/content", () => {
  it("P1.11 P1.13 is written and read as Markdown, plain or within JSON, and reads back what was meant", async () => {
    const ada = await signUp();
    const place = await newPage(ada);
    const empty = await call(`${place.page}/content`, { token: ada.token });
    expect(empty.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    expect(await empty.text()).toBe("");
    const written = await put(place, "Title\n=====\n\n* one\n* [ ] two", ada);
    expect(written.status).toBe(200);
    expect(await written.text()).toBe("# Title\n\n- one\n\n* [ ] two\n");
    expect(await textOf(place, ada)).toBe("# Title\n\n- one\n\n* [ ] two\n");
    const json = { token: ada.token, headers: { accept: "application/json" } };
    const put2 = await call(`${place.page}/content`, { method: "PUT", body: { markdown: "**now**" }, ...json });
    expect(await put2.json()).toEqual({ markdown: "**now**\n" });
    expect(await (await call(`${place.page}/content`, json)).json()).toEqual({ markdown: "**now**\n" });
  });

  it("P2.10 with If-Match a change merges with what others wrote since it was read", async () => {
    const ada = await signUp();
    const place = await newPage(ada);
    const member = await joinAs("member", place, ada);
    const first = await put(place, "one\n\ntwo", ada);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]+"$/);
    await put(place, "one\n\ntwo by another", member);
    const change = () =>
      call(`${place.page}/content`, {
        method: "PUT",
        body: { markdown: "one by me\n\ntwo" },
        token: ada.token,
        headers: { "if-match": etag, "idempotency-key": "etag-1" },
      });
    const answer = await change();
    expect(await answer.text()).toBe("one by me\n\ntwo by another\n");
    await put(place, "one by me and more\n\ntwo by another", member);
    expect(await (await change()).text()).toBe("one by me\n\ntwo by another\n");
    expect(await textOf(place, ada)).toBe("one by me and more\n\ntwo by another\n");
    // On its way through something that compresses, a tag becomes a weak one.
    const latest = await call(`${place.page}/content`, { token: ada.token });
    const weak = { "if-match": `W/${latest.headers.get("etag")}` };
    const late = { method: "PUT", body: { markdown: "last" }, token: ada.token, headers: weak };
    expect(await said(call(`${place.page}/content`, late))).toBe("200");
    const unknown = { method: "PUT", body: { markdown: "x" }, token: ada.token, headers: { "if-match": '"unknown"' } };
    expect(await said(call(`${place.page}/content`, unknown))).toBe("412 precondition_failed");
  });

  it("P3.9 the same text put again is no change, and every change has its author", async () => {
    const ada = await signUp();
    const place = await newPage(ada);
    const member = await joinAs("member", place, ada);
    await put(place, "one", ada);
    const first = (await changes(place, ada)).items[0]?.to ?? 0;
    while (Date.now() <= first) await scheduler.wait(1);
    await put(place, "one two", member);
    await put(place, "one two", ada);
    const { items } = await changes(place, ada);
    expect(items.map(({ by }) => by.map(({ user, name }) => [user, name]))).toEqual([
      [[member.id, "Vera"]],
      [[ada.id, "Ada"]],
    ]);
    expect(items[0]).toMatchObject({ inserted: expect.any(Number), deleted: 0, restored: null });
  });

  it("P7.7 what is no Markdown, too large or nested without end is refused by name", async () => {
    const ada = await signUp();
    const place = await newPage(ada);
    expect(await said(put(place, "a".repeat(TEXT_LIMITS.markdownBytes + 1), ada))).toBe("413 too_large");
    expect(await said(put(place, "<p>", ada, "text/html"))).toBe("422 invalid");
    expect(await said(put(place, "{", ada, "application/json"))).toBe("422 invalid");
    expect(await said(put(place, '{"markdown":1}', ada, "application/json"))).toBe("422 invalid");
    expect(await said(call(`${place.page}/content`, { method: "PUT", token: ada.token }))).toBe("422 invalid");
    expect(await said(put(place, ">".repeat(1_000), ada))).toBe("422 invalid");
    expect(await textOf(place, ada)).toBe("");
    expect(await said(put(place, "fine", ada))).toBe("200");
  });

  it("P5.9 P5.11 viewers read, guests reach what was named to them, and others find nothing", async () => {
    const ada = await signUp();
    const place = await newPage(ada);
    const other = await addPage(place.workspace, ada);
    const [viewer, guest, stranger] = [
      await joinAs("viewer", place, ada),
      await joinAs("guest", place, ada),
      await signUp("Eve"),
    ];
    const elsewhere = await newPage(stranger);
    await put(place, "secret", ada);
    const version = await keep(place, "V", ada);
    const restore = (at: Place, who: Account) =>
      said(call(`${at.doc}/versions/${version.id}/restore`, { method: "POST", token: who.token }));
    const make = (at: Place, who: Account) =>
      said(call(`${at.doc}/versions`, { body: { name: "N" }, token: who.token }));
    const look = (path: string, who: Account) => said(call(path, { token: who.token }));
    const reads = (at: Place) => [
      `${at.page}/content`,
      `${at.doc}/versions`,
      `${at.doc}/versions/${version.id}`,
      `${at.doc}/history`,
      `${at.doc}/history/${Date.now()}`,
      `${at.doc}/history/${Date.now()}/state`,
      `${at.doc}/past?after=0&until=${Date.now()}`,
      `${at.doc}/versions/${version.id}/state`,
    ];
    const changing = (at: Place, who: Account) =>
      Promise.all([
        said(call(`${at.doc}/history/${Date.now()}/restore`, { method: "POST", token: who.token })),
        said(call(`${at.doc}/versions/${version.id}`, { method: "PATCH", body: { name: "M" }, token: who.token })),
        said(call(`${at.doc}/versions/${version.id}`, { method: "DELETE", token: who.token })),
        said(call(`${at.doc}/versions/${version.id}/undo-restore`, { method: "POST", token: who.token })),
      ]);

    for (const path of reads(place)) {
      expect([path, await look(path, viewer), await look(path, guest), await look(path, stranger)]).toEqual([
        path,
        "200",
        "200",
        "404 not_found",
      ]);
      expect(await said(call(path))).toBe("401 not_authenticated");
    }
    for (const path of reads(other)) expect([path, await look(path, guest)]).toEqual([path, "404 not_found"]);
    expect([await said(put(place, "x", viewer)), await make(place, viewer), await restore(place, viewer)]).toEqual(
      Array(3).fill("403 forbidden"),
    );
    expect([
      await said(put(place, "x", stranger)),
      await make(place, stranger),
      await restore(place, stranger),
    ]).toEqual(Array(3).fill("404 not_found"));
    expect([await said(put(other, "x", guest)), await make(other, guest), await restore(other, guest)]).toEqual(
      Array(3).fill("404 not_found"),
    );
    expect(await changing(place, viewer)).toEqual(Array(4).fill("403 forbidden"));
    expect(await changing(place, stranger)).toEqual(Array(4).fill("404 not_found"));
    expect(await changing(other, guest)).toEqual(Array(4).fill("404 not_found"));
    expect((await changing(place, guest)).slice(1, 3)).toEqual(Array(2).fill("403 forbidden"));
    expect([await said(put(place, "guest's", guest)), await make(place, guest), await restore(place, guest)]).toEqual([
      "200",
      "201",
      "200",
    ]);

    // Another tenant's doc under one's own workspace, and a version under another doc of the same workspace.
    const crossed = { ...elsewhere, doc: `${elsewhere.workspace}/docs/${place.docId}` };
    for (const path of reads(crossed).slice(1))
      expect([path, await look(path, stranger)]).toEqual([path, "404 not_found"]);
    expect([await make(crossed, stranger), await restore(crossed, stranger)]).toEqual(Array(2).fill("404 not_found"));
    expect(await changing(crossed, stranger)).toEqual(Array(4).fill("404 not_found"));
    expect(await restore(other, ada)).toBe("404 not_found");
    expect(await look(`${ORIGIN}${place.doc}/versions/nonsense`, ada)).toBe("422 invalid");
  });
});

describe("/api/workspaces/:w/docs/:docId", () => {
  it("P1.10 P10.6 a version is kept, seen, restored as an edit in the audit log, and the restore taken back", async () => {
    const ada = await signUp();
    const place = await newPage(ada);
    await put(place, "first", ada);
    const version = await keep(place, "  First ", ada);
    expect(version).toMatchObject({ name: "First", by: ada.id, automatic: false });
    await put(place, "second", ada);
    const seen = await call(`${place.doc}/versions/${version.id}`, { token: ada.token });
    expect(await seen.json()).toEqual({ ...version, markdown: "first\n" });
    const restore = async (id: string) => {
      const answer = await call(`${place.doc}/versions/${id}/restore`, { method: "POST", token: ada.token });
      expect(answer.status).toBe(200);
      return Restored.parse(await answer.json());
    };
    const { before } = await restore(version.id);
    expect(await textOf(place, ada)).toBe("first\n");
    expect((await changes(place, ada)).items[0]).toMatchObject({ restored: version.id });
    expect(await restore(version.id)).toMatchObject({ before: null });
    await restore(before?.id ?? "");
    expect(await textOf(place, ada)).toBe("second\n");
    const page = Page.parse(await (await call(place.page, { token: ada.token })).json());
    expect(page.docId).toBe(place.docId);
    const audit = await (await call(`${place.workspace}/audit`, { token: ada.token })).text();
    expect(JSON.parse(audit).items).toContainEqual(
      expect.objectContaining({
        act: "doc.restore_version",
        by: ada.id,
        target: place.docId,
        detail: { version: version.id },
      }),
    );
    expect(await said(call(`${place.doc}/versions/${place.docId}/restore`, { method: "POST", token: ada.token }))).toBe(
      "404 not_found",
    );
  });

  it("P1.25 a moment is restored once per key, the restore taken back, its versions renamed and deleted", async () => {
    const ada = await signUp();
    const place = await newPage(ada);
    await put(place, "first", ada);
    const [first] = (await changes(place, ada)).items;
    while (Date.now() <= (first?.to ?? 0)) await scheduler.wait(1);
    await put(place, "second", ada);
    const restore = (key: string) =>
      call(`${place.doc}/history/${first?.id}/restore`, {
        method: "POST",
        token: ada.token,
        headers: { "idempotency-key": key },
      });
    const restored = Restored.parse(await (await restore("r-1")).json());
    expect(await (await restore("r-1")).json()).toEqual(restored);
    expect(restored.version).toMatchObject({ automatic: true, moment: first?.to });
    expect(await textOf(place, ada)).toBe("first\n");
    const before = `${place.doc}/versions/${restored.before?.id}`;
    expect(await said(call(`${before}/undo-restore`, { method: "POST", token: ada.token }))).toBe("200");
    expect(await textOf(place, ada)).toBe("second\n");
    const renamed = await call(before, { method: "PATCH", body: { name: " Kept " }, token: ada.token });
    expect(await renamed.json()).toMatchObject({ name: "Kept", automatic: false });
    expect(await said(call(before, { method: "PATCH", body: { name: "" }, token: ada.token }))).toBe("422 invalid");
    expect(await said(call(before, { method: "DELETE", token: ada.token }))).toBe("204");
    expect(await said(call(before, { method: "DELETE", token: ada.token }))).toBe("404 not_found");
    const audit = await (await call(`${place.workspace}/audit`, { token: ada.token })).text();
    expect(JSON.parse(audit).items).toContainEqual(
      expect.objectContaining({ act: "doc.version_deleted", detail: { version: restored.before?.id, name: "Kept" } }),
    );
  });

  it("P3.6 a version sent twice with one Idempotency-Key is one version; lists go page by page", async () => {
    const ada = await signUp();
    const place = await newPage(ada);
    const twice = { body: { name: "Once" }, token: ada.token, headers: { "idempotency-key": "v-1" } };
    const [one, two] = await Promise.all([call(`${place.doc}/versions`, twice), call(`${place.doc}/versions`, twice)]);
    expect(await two.json()).toEqual(await one.json());
    for (const name of ["2", "3", "4"]) await keep(place, name, ada);
    const seen: string[] = [];
    for (let cursor = ""; ; ) {
      const answer = await call(`${place.doc}/versions?limit=2${cursor}`, { token: ada.token });
      const { items, next } = Versions.parse(await answer.json());
      seen.push(...items.map(({ name }) => name));
      if (next === null) break;
      cursor = `&cursor=${next}`;
    }
    expect(seen).toEqual(["4", "3", "2", "Once"]);
    expect(await said(call(`${place.doc}/versions`, { body: { name: " " }, token: ada.token }))).toBe("422 invalid");
  });

  it("P2.13 the text can be read as it was after each change, and kept as a version from there", async () => {
    const ada = await signUp();
    const place = await newPage(ada);
    await put(place, "first", ada);
    const [first] = (await changes(place, ada)).items;
    const version = await keep(place, "V", ada);
    // A moment of its own for what follows.
    while (Date.now() <= (first?.to ?? 0)) await scheduler.wait(1);
    await put(place, "second", ada);
    const moment = await call(`${place.doc}/history/${first?.id}`, { token: ada.token });
    expect(await moment.json()).toEqual({ id: first?.id, at: first?.to, markdown: "first\n" });
    const plain = { token: ada.token, headers: { accept: "text/markdown" } };
    expect(await (await call(`${place.doc}/history/${first?.id}`, plain)).text()).toBe("first\n");
    const then = await keep(place, "Then", ada, { at: first?.to });
    expect(await (await call(`${place.doc}/versions/${then.id}`, plain)).text()).toBe("first\n");
    await call(`${place.doc}/versions/${version.id}/restore`, { method: "POST", token: ada.token });
    const { items, next } = await changes(place, ada, "?limit=1");
    expect(items.map(({ restored }) => restored)).toEqual([version.id]);
    const rest = await changes(place, ada, `?cursor=${next}`);
    expect(rest.items).toMatchObject([{ restored: null, by: [{ user: ada.id, name: "Ada" }] }]);
    expect(await said(call(`${place.doc}/history/1`, { token: ada.token }))).toBe("410 gone");
    expect(await said(call(`${place.doc}/history/1/state`, { token: ada.token }))).toBe("410 gone");
    expect(await said(call(`${place.doc}/past?after=0&until=1`, { token: ada.token }))).toBe("410 gone");
    expect(await said(call(`${place.doc}/past?after=x&until=1`, { token: ada.token }))).toBe("422 invalid");
  });
});
