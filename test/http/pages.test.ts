import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { InvitationMade, Page, WorkspaceView } from "../../durable-objects/workspace/protocol.ts";
import { type Account, call, problemIn, signUp } from "./client.ts";

const Pages = z.object({ items: z.array(Page), next: z.string().nullable() });

async function said(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  return response.ok ? String(response.status) : `${response.status} ${(await problemIn(response)).code}`;
}

async function workspaceOf(who: Account): Promise<string> {
  const answer = await call("/api/workspaces", { body: { name: "Acme" }, token: who.token });
  return `/api/workspaces/${WorkspaceView.parse(await answer.json()).id}`;
}

async function newPage(at: string, who: Account, title: string): Promise<Page> {
  const answer = await call(`${at}/pages`, { body: { title }, token: who.token });
  expect(answer.status).toBe(201);
  return Page.parse(await answer.json());
}

async function guestOf(at: string, by: Account, docs: string[]): Promise<Account> {
  const grants = docs.map((id) => ({ kind: "doc", id }));
  const answer = await call(`${at}/invitations`, { body: { role: "guest", grants }, token: by.token });
  const { token } = InvitationMade.parse(await answer.json());
  const guest = await signUp("Guest");
  expect(await said(call(`/api/invitations/${token}/accept`, { method: "POST", token: guest.token }))).toBe("200");
  return guest;
}

async function titles(at: string, who: Account): Promise<string[]> {
  return Pages.parse(await (await call(`${at}/pages`, { token: who.token })).json()).items.map(({ title }) => title);
}

describe("/api/workspaces/:w/pages", () => {
  it("P1.4 a page is made with its doc, found, renamed, moved and deleted", async () => {
    const ada = await signUp();
    const at = await workspaceOf(ada);
    const [one, two] = [await newPage(at, ada, "One"), await newPage(at, ada, "  Two ")];
    expect(await titles(at, ada)).toEqual(["One", "Two"]);
    expect(await env.DOC.getByName(one.docId).address()).toMatchObject({ kind: "doc", room: one.docId });
    expect(Page.parse(await (await call(`${at}/pages/${one.id}`, { token: ada.token })).json())).toEqual(one);
    const changed = { method: "PATCH", body: { title: "First", after: two.id }, token: ada.token };
    expect(await (await call(`${at}/pages/${one.id}`, changed)).json()).toMatchObject({ id: one.id, title: "First" });
    expect(await titles(at, ada)).toEqual(["Two", "First"]);
    const ticket = () => said(call(`/api/rooms/doc/${one.docId}/tickets`, { method: "POST", token: ada.token }));
    expect(await ticket()).toBe("201");
    expect(await said(call(`${at}/pages/${one.id}`, { method: "DELETE", token: ada.token }))).toBe("204");
    expect(await said(call(`${at}/pages/${one.id}`, { method: "DELETE", token: ada.token }))).toBe("404 not_found");
    expect(await ticket()).toBe("404 not_found");
    expect(await titles(at, ada)).toEqual(["Two"]);
  });

  it("P1.27 a page is made under another, moved within the tree, and deleted with or without those under it", async () => {
    const ada = await signUp();
    const at = await workspaceOf(ada);
    const { token } = ada;
    const top = await newPage(at, ada, "Top");
    const answer = await call(`${at}/pages`, { body: { title: "Under", parentId: top.id }, token });
    const under = Page.parse(await answer.json());
    expect(under.parentId).toBe(top.id);
    const projected = env.DB.prepare("SELECT parent FROM pages WHERE id = ?").bind(under.id);
    expect(await projected.first("parent")).toBe(top.id);
    const patch = (id: string, body: object) => call(`${at}/pages/${id}`, { method: "PATCH", body, token });
    expect(await said(patch(top.id, { parentId: under.id }))).toBe("409 cycle");
    expect(await said(patch(top.id, { parentId: crypto.randomUUID() }))).toBe("404 not_found");
    expect(await said(patch(under.id, { parentId: "top" }))).toBe("422 invalid");
    expect(await (await patch(under.id, { parentId: null })).json()).toMatchObject({ id: under.id, parentId: null });
    const other = await newPage(at, ada, "Other");
    for (const page of [under, other]) expect(await said(patch(page.id, { parentId: top.id }))).toBe("200");
    expect(await said(call(`${at}/pages/${under.id}?subpages=some`, { method: "DELETE", token }))).toBe("422 invalid");
    expect(await said(call(`${at}/pages/${top.id}`, { method: "DELETE", token }))).toBe("204");
    expect(await titles(at, ada)).toEqual(["Under", "Other"]);
    expect(await said(patch(other.id, { parentId: under.id }))).toBe("200");
    expect(await said(call(`${at}/pages/${under.id}?subpages=delete`, { method: "DELETE", token }))).toBe("204");
    expect(await titles(at, ada)).toEqual([]);
  });

  it("P3.6 a page sent twice with one Idempotency-Key is one page", async () => {
    const ada = await signUp();
    const at = await workspaceOf(ada);
    const create = () =>
      call(`${at}/pages`, { body: { title: "Once" }, token: ada.token, headers: { "idempotency-key": "page-1" } });
    const answers = await Promise.all([create(), create()]);
    const [one, two] = await Promise.all(answers.map(async (answer) => Page.parse(await answer.json())));
    expect(two).toEqual(one);
    expect(await titles(at, ada)).toEqual(["Once"]);
  });

  it("P8.17 pages are listed a page at a time, none left out and none twice", async () => {
    const ada = await signUp();
    const at = await workspaceOf(ada);
    for (const title of ["a", "b", "c", "d", "e"]) await newPage(at, ada, title);
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = Pages.parse(await (await call(`${at}/pages?limit=2${cursor}`, { token: ada.token })).json());
      seen.push(...page.items.map(({ title }) => title));
      cursor = page.next === null ? "" : `&cursor=${page.next}`;
    } while (cursor);
    expect(seen.join("")).toBe("abcde");
  });

  it("P5.11 a guest finds the pages named to them, and of the others not even that they are there", async () => {
    const ada = await signUp();
    const at = await workspaceOf(ada);
    const [named, other] = [await newPage(at, ada, "Named"), await newPage(at, ada, "Other")];
    const guest = await guestOf(at, ada, [named.docId]);
    const token = guest.token;
    expect(await titles(at, guest)).toEqual(["Named"]);
    expect(await said(call(`${at}/pages/${named.id}`, { token }))).toBe("200");
    expect(await said(call(`${at}/pages/${named.id}`, { method: "PATCH", body: { title: "Ours" }, token }))).toBe(
      "200",
    );
    expect(await said(call(`/api/rooms/doc/${named.docId}/tickets`, { method: "POST", token }))).toBe("201");
    expect(await said(call(`/api/rooms/doc/${other.docId}/tickets`, { method: "POST", token }))).toBe("404 not_found");
    for (const method of ["GET", "DELETE"]) {
      expect(await said(call(`${at}/pages/${other.id}`, { method, token }))).toBe("404 not_found");
    }
    expect(await said(call(`${at}/pages`, { body: { title: "Mine" }, token }))).toBe("403 forbidden");
    expect(await said(call(`${at}/pages/${named.id}`, { method: "DELETE", token }))).toBe("403 forbidden");

    const grants = `${at}/members/${guest.id}/grants`;
    expect(await (await call(grants, { token })).json()).toEqual({ grants: [{ kind: "doc", id: named.docId }] });
    expect(await said(call(grants, { method: "PUT", body: { grants: [] }, token }))).toBe("403 forbidden");
    const put = { method: "PUT", body: { grants: [{ kind: "doc", id: other.docId }] }, token: ada.token };
    expect(await said(call(grants, put))).toBe("200");
    expect(await titles(at, guest)).toEqual(["Other"]);
    expect(await said(call(`/api/rooms/doc/${named.docId}/tickets`, { method: "POST", token }))).toBe("404 not_found");
    expect(await said(call(`${at}/members/${ada.id}/grants`, { ...put }))).toBe("422 invalid");
  });

  it("P5.9 a page of another workspace is not found, also by one who is in both", async () => {
    const ada = await signUp();
    const [here, there] = [await workspaceOf(ada), await workspaceOf(ada)];
    const page = await newPage(there, ada, "There");
    for (const method of ["GET", "DELETE"]) {
      expect(await said(call(`${here}/pages/${page.id}`, { method, token: ada.token }))).toBe("404 not_found");
    }
    const changed = { method: "PATCH", body: { title: "Here" }, token: ada.token };
    expect(await said(call(`${here}/pages/${page.id}`, changed))).toBe("404 not_found");
    const mine = await newPage(here, ada, "Here");
    const moved = { method: "PATCH", body: { after: page.id }, token: ada.token };
    expect(await said(call(`${here}/pages/${mine.id}`, moved))).toBe("404 not_found");
    expect(await titles(there, ada)).toEqual(["There"]);
  });

  it("P2.14 erased content gives the page another doc, and the former one opens no more", async () => {
    const ada = await signUp();
    const at = await workspaceOf(ada);
    const page = await newPage(at, ada, "Page");
    const answer = await call(`${at}/pages/${page.id}/content`, { method: "DELETE", token: ada.token });
    const erased = Page.parse(await answer.json());
    expect(erased).toEqual({ ...page, docId: erased.docId });
    expect(erased.docId).not.toBe(page.docId);
    expect(await said(call(`/api/rooms/doc/${page.docId}/tickets`, { method: "POST", token: ada.token }))).toBe(
      "404 not_found",
    );
    expect(await said(call(`/api/rooms/doc/${erased.docId}/tickets`, { method: "POST", token: ada.token }))).toBe(
      "201",
    );
  });
});
