import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { newId } from "../../durable-objects/room/id.ts";
import { newToken } from "../../durable-objects/workspace/invitation-token.ts";
import {
  MAX_MEMBERS,
  MAX_OPEN_INVITATIONS,
  MAX_PAGE_DEPTH,
  MAX_PAGES,
} from "../../durable-objects/workspace/limits.ts";
import type { Page } from "../../durable-objects/workspace/protocol.ts";
import { codeOf, doc, enter, good, invite, join, newPage, newTenant, person, type Tenant } from "./workspace-people.ts";

const FIRST = { order: "", id: "" };
const workspaceAt = ({ id }: Tenant) => ({ workspace: id, kind: "workspace" as const, room: id });
const docAt = ({ id }: Tenant, page: Page) => ({ workspace: id, kind: "doc" as const, room: page.docId });

describe("P5 tenants never meet", () => {
  it("P5.9 pages, docs, rooms and grants of another workspace are not found in this one", async () => {
    const one = await newTenant();
    const two = await newTenant(one.owner);
    const page = await newPage(two);
    const guest = await join(one, "guest");
    const room = page.docId;
    expect(codeOf(await one.room.page(one.owner, page.id))).toBe("not_found");
    expect(codeOf(await one.room.updatePage(one.owner, page.id, { title: "Mine" }))).toBe("not_found");
    expect(codeOf(await one.room.perform(one.owner, { type: "page.delete", page: page.id }))).toBe("not_found");
    for (const workspace of [one.id, two.id]) {
      const at = { workspace, kind: "doc" as const, room };
      expect(codeOf(await one.room.admit(one.owner.user, at))).toBe("not_found");
      expect(codeOf(await one.room.authorize(one.owner, "doc.read", at))).toBe("not_found");
    }
    expect(codeOf(await one.room.admit(one.owner.user, { ...workspaceAt(two) }))).toBe("not_found");
    expect(codeOf(await one.room.setGrants(one.owner, guest.user, [doc(page)]))).toBe("invalid");
    const wanted = { role: "guest" as const, grants: [doc(page)], id: newId(), token: newToken(one.id) };
    expect(codeOf(await one.room.invite(one.owner, wanted))).toBe("invalid");
    expect(good(await two.room.page(one.owner, page.id)).title).toBe("A page");
  });

  it("P5.4 a workspace that was never founded answers not found and stores nothing", async () => {
    const room = env.WORKSPACE.getByName(newId());
    expect(codeOf(await room.view(person("curious")))).toBe("not_found");
    expect(codeOf(await room.accept(person("curious"), newToken(newId())))).toBe("not_found");
    expect(codeOf(await room.admit("curious", { workspace: "x", kind: "workspace", room: "x" }))).toBe("not_found");
    expect(await room.address()).toBeNull();
  });

  it("P5.9 a founded workspace is nobody else's to found", async () => {
    const { room, owner } = await newTenant();
    expect(codeOf(await room.found(person("thief"), "Mine now"))).toBe("conflict");
    expect(good(await room.found(owner, "Tenant"))).toMatchObject({ name: "Tenant", role: "owner" });
  });

  it("P5.11 a guest finds only what was named to them, and the people in it", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const [named, other] = [await newPage(tenant, "Named"), await newPage(tenant, "Other")];
    const writer = await join(tenant, "member", [], person("writer"));
    const absent = await join(tenant, "member", [], person("absent"));
    const guest = await join(tenant, "guest", [doc(named)]);
    const fellow = await join(tenant, "guest", [doc(named)], person("fellow"));
    const elsewhere = await join(tenant, "guest", [doc(other)], person("elsewhere"));
    good(await room.admit(writer.user, docAt(tenant, named)));
    good(await room.admit(absent.user, docAt(tenant, other)));
    good(await room.admit(fellow.user, docAt(tenant, named)));
    good(await room.admit(elsewhere.user, docAt(tenant, other)));

    expect(good(await room.pages(guest, FIRST, 10)).map((page) => page.id)).toEqual([named.id]);
    const people = good(await room.members(guest, "", 50)).map((member) => member.user);
    expect(new Set(people)).toEqual(new Set([guest.user, fellow.user, writer.user]));
    for (const unknown of [owner, absent, elsewhere]) {
      expect(codeOf(await room.member(guest, unknown.user))).toBe("not_found");
    }
    expect(codeOf(await room.admit(guest.user, docAt(tenant, other)))).toBe("not_found");
    expect(codeOf(await room.admit(guest.user, docAt(tenant, named)))).toBe("ok");
    expect(codeOf(await room.grants(guest, elsewhere.user))).toBe("forbidden");
    expect(
      good(await room.members(guest, "", 50)).every((each) => each.email === undefined || each.user === guest.user),
    ).toBe(true);

    good(await room.setGrants(owner, guest.user, [doc(other)]));
    expect(good(await room.pages(guest, FIRST, 10)).map((page) => page.id)).toEqual([other.id]);
    expect(codeOf(await room.admit(guest.user, docAt(tenant, named)))).toBe("not_found");
  });

  it("P5.12 what was named to a guest does not outlive their being one", async () => {
    const tenant = await newTenant();
    const page = await newPage(tenant);
    const guest = await join(tenant, "guest", [doc(page)]);
    good(await tenant.room.setRole(tenant.owner, guest.user, "member"));
    good(await tenant.room.setRole(tenant.owner, guest.user, "guest"));
    expect(good(await tenant.room.grants(guest, guest.user))).toEqual([]);
    expect(codeOf(await tenant.room.page(guest, page.id))).toBe("not_found");
    expect(codeOf(await tenant.room.setGrants(tenant.owner, tenant.owner.user, [doc(page)]))).toBe("invalid");
  });
});

describe("invitations", () => {
  it("P5.13 a link lets many in with its role, until it is revoked", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const { id, token } = await invite(tenant, { role: "member" });
    const [ann, bob, late] = [person("ann"), person("bob"), person("late")];
    expect(good(await room.accept(ann, token))).toMatchObject({ id: tenant.id, role: "member" });
    expect(good(await room.accept(bob, token))).toMatchObject({ role: "member" });
    expect(good(await room.invitations(owner, "", 10))).toMatchObject([{ id, uses: 2 }]);
    good(await room.revokeInvitation(owner, id));
    good(await room.revokeInvitation(owner, id));
    expect(codeOf(await room.accept(late, token))).toBe("gone");
    expect(good(await room.invitations(owner, "", 10))).toEqual([]);
    expect(codeOf(await room.accept(late, newToken(tenant.id)))).toBe("not_found");
    expect(codeOf(await room.revokeInvitation(owner, newId()))).toBe("not_found");
  });

  it("P3.8 accepting twice answers the same, and adds nobody twice", async () => {
    const tenant = await newTenant();
    const { token } = await invite(tenant, { role: "admin" });
    const ann = person("ann");
    const first = good(await tenant.room.accept(ann, token));
    expect(good(await tenant.room.accept(ann, token))).toEqual(first);
    expect(good(await tenant.room.members(tenant.owner, "", 10))).toHaveLength(2);
    const other = await invite(tenant, { role: "viewer" });
    expect(codeOf(await tenant.room.accept(ann, other.token))).toBe("already_member");
  });

  it("P5.13 an invitation to an address is for that address, once; a link for admins works once too", async () => {
    const tenant = await newTenant();
    const ann = person("ann");
    const byMail = await invite(tenant, { role: "member", email: ann.email.toUpperCase() });
    expect(codeOf(await tenant.room.accept(person("mallory"), byMail.token))).toBe("forbidden");
    expect(codeOf(await tenant.room.accept(ann, byMail.token))).toBe("ok");
    const double = person("double", { email: ann.email });
    expect(codeOf(await tenant.room.accept(double, byMail.token))).toBe("invitation_used");
    const forAdmins = await invite(tenant, { role: "admin" });
    expect(codeOf(await tenant.room.accept(person("first"), forAdmins.token))).toBe("ok");
    expect(codeOf(await tenant.room.accept(person("second"), forAdmins.token))).toBe("invitation_used");
  });

  it("P5.13 an invitation lasts 7 days, and then says so", async () => {
    const tenant = await newTenant();
    const { id, token, createdAt, expiresAt } = await invite(tenant, { role: "member" });
    expect(expiresAt - createdAt).toBe(7 * 24 * 60 * 60 * 1000);
    await passTime(tenant, id);
    expect(codeOf(await tenant.room.accept(person("late"), token))).toBe("invitation_expired");
    expect(good(await tenant.room.invitations(tenant.owner, "", 10))).toEqual([]);
  });

  it("P5.13 an invitation ends with the right to make it", async () => {
    const tenant = await newTenant();
    const admin = await join(tenant, "admin");
    const demoted = await invite(tenant, { role: "admin" }, admin);
    good(await tenant.room.setRole(tenant.owner, admin.user, "member"));
    expect(codeOf(await tenant.room.accept(person("ann"), demoted.token))).toBe("gone");
    good(await tenant.room.setRole(tenant.owner, admin.user, "admin"));
    const removed = await invite(tenant, { role: "member" }, admin);
    good(await tenant.room.perform(tenant.owner, { type: "member.remove", user: admin.user }));
    expect(codeOf(await tenant.room.accept(person("bob"), removed.token))).toBe("gone");
  });

  it("P4.5 a link from before one's removal does not lead back in; a later one does, and leaving is no removal", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const { token } = await invite(tenant, { role: "member" });
    const [ann, bob] = [person("ann"), person("bob")];
    good(await room.accept(ann, token));
    good(await room.accept(bob, token));
    good(await room.perform(owner, { type: "member.remove", user: ann.user }));
    good(await room.perform(bob, { type: "member.remove", user: bob.user }));
    expect(codeOf(await room.accept(ann, token))).toBe("forbidden");
    expect(codeOf(await room.accept(bob, token))).toBe("ok");
    await tick();
    const later = await invite(tenant, { role: "viewer" });
    expect(good(await room.accept(ann, later.token))).toMatchObject({ role: "viewer" });
  });

  it("P3.7 an invitation made again under its id is one invitation, with the token told last", async () => {
    const tenant = await newTenant();
    const id = newId();
    const [lost, told] = [newToken(tenant.id), newToken(tenant.id)];
    good(await tenant.room.invite(tenant.owner, { role: "member", id, token: lost }));
    good(await tenant.room.invite(tenant.owner, { role: "member", id, token: told }));
    expect(good(await tenant.room.invitations(tenant.owner, "", 10))).toHaveLength(1);
    expect(codeOf(await tenant.room.accept(person("ann"), lost))).toBe("not_found");
    expect(codeOf(await tenant.room.accept(person("ann"), told))).toBe("ok");
  });

  it("P5.12 a guest invited to another room keeps the first", async () => {
    const tenant = await newTenant();
    const [one, two] = [await newPage(tenant, "One"), await newPage(tenant, "Two")];
    const guest = await join(tenant, "guest", [doc(one)]);
    const { token } = await invite(tenant, { role: "guest", grants: [doc(two)] });
    good(await tenant.room.accept(guest, token));
    expect(good(await tenant.room.pages(guest, FIRST, 10)).map((page) => page.title)).toEqual(["One", "Two"]);
  });

  it("P5.14 a token is kept nowhere in the object", async () => {
    const tenant = await newTenant();
    const { token } = await invite(tenant, { role: "member" });
    const secret = token.slice(tenant.id.length + 1);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(await everythingStored(tenant)).not.toContain(secret);
  });
});

describe("owners", () => {
  it("P4.12 the last owner neither leaves, nor steps down, nor is removed", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const root = person("root", { superadmin: true });
    expect(codeOf(await room.perform(owner, { type: "member.remove", user: owner.user }))).toBe("last_owner");
    expect(codeOf(await room.setRole(owner, owner.user, "admin"))).toBe("last_owner");
    expect(codeOf(await room.perform(root, { type: "member.remove", user: owner.user }))).toBe("last_owner");
    expect(codeOf(await room.setRole(root, owner.user, "member"))).toBe("last_owner");
    const second = await join(tenant, "member");
    good(await room.setRole(owner, second.user, "owner"));
    expect(codeOf(await room.setRole(owner, owner.user, "admin"))).toBe("ok");
  });

  it("P4.12 of two owners who leave at once, one stays", async () => {
    const tenant = await newTenant();
    const second = await join(tenant, "owner");
    const codes = await Promise.all(
      [tenant.owner, second].map(async (each) =>
        codeOf(await tenant.room.perform(each, { type: "member.remove", user: each.user })),
      ),
    );
    expect(codes.sort()).toEqual(["last_owner", "ok"]);
  });

  it("P4.12 handing ownership over makes the heir owner and the former owner admin, at once", async () => {
    const tenant = await newTenant();
    const heir = await join(tenant, "member");
    expect(good(await tenant.room.update(tenant.owner, { owner: heir.user }))).toMatchObject({ role: "admin" });
    expect(good(await tenant.room.view(heir))).toMatchObject({ role: "owner" });
    expect(codeOf(await tenant.room.update(tenant.owner, { owner: tenant.owner.user }))).toBe("forbidden");
    expect(codeOf(await tenant.room.update(heir, { owner: person("nobody").user }))).toBe("not_found");
    expect(codeOf(await tenant.room.update(heir, { name: "Half", owner: "nobody" }))).toBe("not_found");
    expect(good(await tenant.room.view(heir)).name).toBe("Tenant");
  });
});

describe("pages", () => {
  it("P3.7 a page made again under its id is one page with one doc", async () => {
    const tenant = await newTenant();
    const wanted = { id: newId(), title: "Once" };
    const create = () => tenant.room.createPage(tenant.owner, wanted);
    const [first, atOnce] = (await Promise.all([create(), create()])).map(good);
    if (!first) throw new Error("no page");
    expect([atOnce, good(await create())]).toEqual([first, first]);
    const at = docAt(tenant, first);
    expect(await env.DOC.getByName(first.docId).address()).toEqual(at);
    expect(good(await tenant.room.pages(tenant.owner, FIRST, 10))).toEqual([first]);
    const under = { id: newId(), title: "Under", parentId: first.id };
    good(await tenant.room.createPage(tenant.owner, under));
    good(await tenant.room.perform(tenant.owner, { type: "page.delete", page: first.id }));
    expect(good(await tenant.room.createPage(tenant.owner, under))).toMatchObject({ id: under.id, parentId: null });
  });

  it("P2.5 pages keep the order they are put in", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const ids = [];
    for (const title of ["a", "b", "c", "d"]) ids.push((await newPage(tenant, title)).id);
    const [a, b, , d] = ids;
    const titles = async () =>
      good(await room.pages(owner, FIRST, 10))
        .map((page) => page.title)
        .join("");
    expect(await titles()).toBe("abcd");
    good(await room.updatePage(owner, `${d}`, { after: null }));
    expect(await titles()).toBe("dabc");
    good(await room.updatePage(owner, `${a}`, { after: `${b}` }));
    expect(await titles()).toBe("dbac");
    good(await room.updatePage(owner, `${b}`, { after: `${b}`, title: "B" }));
    expect(await titles()).toBe("dBac");
    const second = good(await room.pages(owner, FIRST, 2)).at(-1);
    if (!second) throw new Error("no page");
    expect(
      good(await room.pages(owner, second, 10))
        .map((page) => page.title)
        .join(""),
    ).toBe("ac");
  });

  it("P3.26 pages stand under others, never under themselves and never too deep", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const [a, b, c] = [await newPage(tenant, "a"), await newPage(tenant, "b"), await newPage(tenant, "c")];
    const move = (page: Page, wanted: { parent?: string | null; after?: string | null }) =>
      room.updatePage(owner, page.id, wanted);
    expect(good(await move(b, { parent: a.id }))).toMatchObject({ parentId: a.id });
    expect(good(await move(c, { parent: b.id, after: null }))).toMatchObject({ parentId: b.id });
    expect(good(await move(c, { after: null })).parentId).toBe(b.id);
    for (const [page, parent] of [
      [a, a],
      [a, b],
      [a, c],
    ] as const) {
      expect(codeOf(await move(page, { parent: parent.id }))).toBe("cycle");
    }
    expect(codeOf(await move(a, { parent: newId() }))).toBe("not_found");
    let deepest = c;
    for (let depth = 4; depth <= MAX_PAGE_DEPTH; depth += 1) deepest = await newPage(tenant, `${depth}`, deepest.id);
    expect(codeOf(await room.createPage(owner, { id: newId(), title: "More", parentId: deepest.id }))).toBe(
      "limit_reached",
    );
    const top = await newPage(tenant, "top");
    expect(codeOf(await move(a, { parent: top.id }))).toBe("limit_reached");
    expect(good(await move(b, { parent: top.id }))).toMatchObject({ parentId: top.id });
    expect(good(await move(b, { parent: null })).parentId).toBeNull();
  });

  it("P1.26 the pages under a deleted one take its place, unless they were named to go with it", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const tree = async () => {
      const pages = good(await room.pages(owner, FIRST, 20));
      return pages.map(({ title, parentId }) => `${pages.find(({ id }) => id === parentId)?.title ?? ""}/${title}`);
    };
    const top = await newPage(tenant, "top");
    const middle = await newPage(tenant, "middle", top.id);
    await newPage(tenant, "last", top.id);
    const [one, two] = [await newPage(tenant, "one", middle.id), await newPage(tenant, "two", middle.id)];
    good(await room.perform(owner, { type: "page.delete", page: middle.id }));
    expect(await tree()).toEqual(["/top", "top/one", "top/two", "top/last"]);
    const leaf = await newPage(tenant, "leaf", one.id);
    good(await room.perform(owner, { type: "page.delete", page: top.id, subpages: "delete" }));
    expect(await tree()).toEqual([]);
    for (const page of [one, two, leaf]) {
      expect(codeOf(await room.authorize(owner, "doc.read", docAt(tenant, page)))).toBe("not_found");
    }
  });

  it("P5.34 a guest sees a page named to them at the root, unless its parent is named to them too", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const top = await newPage(tenant, "top");
    const named = await newPage(tenant, "named", top.id);
    const under = await newPage(tenant, "under", named.id);
    const guest = await join(tenant, "guest", [doc(named)]);
    const seen = async () =>
      good(await room.pages(guest, FIRST, 10)).map(({ id, parentId }) => [id, parentId] as const);
    expect(await seen()).toEqual([[named.id, null]]);
    expect(good(await room.page(guest, named.id)).parentId).toBeNull();
    const renamed = good(await room.perform(guest, { type: "page.rename", page: named.id, title: "by a guest" }));
    expect(renamed).toMatchObject({ page: { id: named.id, title: "by a guest", parentId: null } });
    const { socket, welcome } = await enter(tenant, guest);
    expect(welcome).toMatchObject({ snapshot: { pages: [{ id: named.id, parentId: null }] } });
    good(await room.updatePage(owner, named.id, { parent: null }));
    good(await room.updatePage(owner, named.id, { parent: top.id }));
    const moved = () => socket.next((frame) => frame.type === "page.moved");
    expect([await moved(), await moved()]).toMatchObject([{ parentId: null }, { parentId: null }]);
    const { entries } = good(await room.history(guest, {}, Number.MAX_SAFE_INTEGER, 50));
    expect(entries.map(({ type }) => type)).toEqual(expect.arrayContaining(["page.created", "page.moved"]));
    expect(JSON.stringify(entries)).not.toContain(top.id);
    good(await room.setGrants(owner, guest.user, [doc(named), doc(under)]));
    expect(new Map(await seen())).toEqual(
      new Map([
        [named.id, null],
        [under.id, named.id],
      ]),
    );
  });

  it("P2.24 pages of an earlier release are roots, and one deleted by it leaves roots behind", async () => {
    const tenant = await newTenant();
    const [top, under] = [await newPage(tenant, "top"), await newPage(tenant, "under")];
    good(await tenant.room.updatePage(tenant.owner, under.id, { parent: top.id }));
    await runInDurableObject(tenant.room, (_, { storage }) => {
      storage.sql.exec(
        `INSERT OR REPLACE INTO pages (id, title, doc, sort_key, created_at, created_by, revision)
         SELECT id, 'renamed', doc, sort_key, created_at, created_by, revision + 1 FROM pages WHERE id = ?`,
        under.id,
      );
    });
    const seen = async () => good(await tenant.room.page(tenant.owner, under.id));
    expect(await seen()).toMatchObject({ title: "renamed", parentId: top.id });
    await runInDurableObject(tenant.room, (_, { storage }) => {
      storage.sql.exec("DELETE FROM pages WHERE id = ?", top.id);
    });
    expect((await seen()).parentId).toBeNull();
  });
});

describe("P8 a workspace is bounded", () => {
  it("P8.7 members, pages and open invitations have limits, and are refused by name above them", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const { id: open, token } = await invite(tenant, { role: "member" });
    const { id: lapsed } = await invite(tenant, { role: "viewer" });
    await passTime(tenant, lapsed);
    await runInDurableObject(room, (_, { storage }) => {
      const copies = (table: string, columns: string, values: string, count: number) =>
        storage.sql.exec(
          `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
           INSERT INTO ${table} (${columns}) SELECT ${values} FROM n`,
        );
      copies(
        "members",
        "user, name, email, role, joined_at, revision, view_from",
        "'u' || i, '', '', 'viewer', 1, 1, 1",
        MAX_MEMBERS - 1,
      );
      copies(
        "pages",
        "id, title, doc, sort_key, created_at, created_by, revision",
        "'p' || i, '', 'd' || i, 'a' || i, 1, '', 1",
        MAX_PAGES,
      );
      copies(
        "invitations",
        "id, hash, role, grants, single, created_at, created_by, expires_at, uses",
        `'i' || i, 'h' || i, 'viewer', '[]', 0, 1, '', ${Date.now() + 60_000}, 0`,
        MAX_OPEN_INVITATIONS - 1,
      );
    });
    expect(codeOf(await room.accept(person("late"), token))).toBe("limit_reached");
    expect(codeOf(await room.createPage(owner, { id: newId(), title: "More" }))).toBe("limit_reached");
    const more = { role: "viewer" as const, id: newId(), token: newToken(tenant.id) };
    expect(codeOf(await room.invite(owner, more))).toBe("limit_reached");
    expect(codeOf(await room.renewInvitation(owner, lapsed, newToken(tenant.id)))).toBe("limit_reached");
    expect(codeOf(await room.renewInvitation(owner, open, newToken(tenant.id)))).toBe("ok");
  });
});

/** Moves the end of an invitation into the past. */
async function passTime(tenant: Tenant, id: string): Promise<void> {
  await runInDurableObject(tenant.room, (_, state) => {
    state.storage.sql.exec("UPDATE invitations SET expires_at = ? WHERE id = ?", Date.now() - 1, id);
  });
}

/** Every row of every table of the object, as text. */
async function everythingStored(tenant: Tenant): Promise<string> {
  return runInDurableObject(tenant.room, (_, { storage }) => {
    const tables = storage.sql
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*'")
      .toArray();
    const rows = tables.map(({ name }) => storage.sql.exec(`SELECT * FROM "${name}"`).toArray());
    return JSON.stringify(rows);
  });
}

/** Lets the millisecond change, which is what an invitation's age is told by. */
async function tick(): Promise<void> {
  const before = Date.now();
  while (Date.now() === before) await scheduler.wait(1);
}
