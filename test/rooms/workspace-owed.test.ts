import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { DocRoom } from "../../durable-objects/doc/room.ts";
import { CloseCode } from "../../durable-objects/room/close-codes.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { OUTBOX_JOB, OUTBOX_LIMITS } from "../../durable-objects/room/outbox.ts";
import type { TicketClaims } from "../../durable-objects/room/ticket.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import type { Page } from "../../durable-objects/workspace/protocol.ts";
import { writeProjections } from "../../worker/data/projections.ts";
import { workspacesOf } from "../../worker/data/workspaces.ts";
import { openInside, TestSocket } from "./socket.ts";
import {
  admitted,
  codeOf,
  doc,
  enter,
  good,
  join,
  newPage,
  newTenant,
  person,
  type Tenant,
} from "./workspace-people.ts";

/** Longest wait for something that a retry or an alarm brings about, in ms; a guard, not an expectation. */
const EVENTUALLY = { timeout: 20_000, interval: 50 };

const docRoom = (page: Page) => env.DOC.getByName(page.docId);

/** A socket in a page's doc; its frames are not looked at. */
async function enterDoc(tenant: Tenant, who: Actor, page: Page): Promise<TestSocket<unknown>> {
  return openDoc(page, await admitted(tenant, who, page));
}

async function openDoc(page: Page, claims: TicketClaims): Promise<TestSocket<unknown>> {
  return new TestSocket<unknown>(await openInside(docRoom(page), claims, { sdk: false }), (data) => data);
}

function remove(tenant: Tenant, who: Actor) {
  return tenant.room.perform(tenant.owner, { type: "member.remove", user: who.user });
}

/** Takes D1's tables away for as long as `during` lasts. */
async function withoutD1<Value>(during: () => Promise<Value>): Promise<Value> {
  const tables = ["workspaces", "members", "rooms", "pages", "audit_logs"];
  await env.DB.batch(tables.map((table) => env.DB.prepare(`ALTER TABLE ${table} RENAME TO ${table}_away`)));
  try {
    return await during();
  } finally {
    await env.DB.batch(tables.map((table) => env.DB.prepare(`ALTER TABLE ${table}_away RENAME TO ${table}`)));
  }
}

function rows<Row>(query: string, ...values: string[]): Promise<Row[]> {
  return env.DB.prepare(query)
    .bind(...values)
    .all<Row>()
    .then(({ results }) => results);
}

describe("P4 a change of a member reaches every room they were admitted to", () => {
  it("[P4 doc-removed-online] a removed member's open doc closes with 4403, and a 12 h ticket does not return", async () => {
    const tenant = await newTenant();
    const page = await newPage(tenant);
    const member = await join(tenant, "member");
    const long = { ...(await admitted(tenant, member, page)), validUntil: Date.now() + 12 * 3600_000 };
    const socket = await openDoc(page, long);
    good(await remove(tenant, member));
    expect((await socket.end()).code).toBe(CloseCode.forbidden);
    expect((await (await openDoc(page, long)).end()).code).toBe(CloseCode.forbidden);
    await evictDurableObject(docRoom(page));
    expect((await (await openDoc(page, long)).end()).code).toBe(CloseCode.forbidden);
  });

  it("[P4 doc-removed-asleep] a removal wakes a sleeping doc and closes the socket there", async () => {
    const tenant = await newTenant();
    const page = await newPage(tenant);
    const member = await join(tenant, "member");
    const socket = await enterDoc(tenant, member, page);
    await evictDurableObject(docRoom(page));
    good(await remove(tenant, member));
    expect((await socket.end()).code).toBe(CloseCode.forbidden);
  });

  it("[P4 doc-unreachable] a removal waits for a doc that cannot be reached, and takes effect when it can; other docs do not wait", async () => {
    const tenant = await newTenant();
    const [away, there] = [await newPage(tenant, "Away"), await newPage(tenant, "There")];
    const member = await join(tenant, "member");
    const waits = await enterDoc(tenant, member, away);
    const prompt = await enterDoc(tenant, member, there);
    const restored = unreachable(away);
    good(await remove(tenant, member));
    expect((await prompt.end()).code).toBe(CloseCode.forbidden);
    expect(waits.closed).toBeNull();
    expect(await lanesOf(tenant)).toEqual([`room:doc:${away.docId}`]);
    await evictDurableObject(tenant.room);
    restored();
    await tryAgain(tenant);
    expect((await waits.end()).code).toBe(CloseCode.forbidden);
    await vi.waitFor(async () => expect(await lanesOf(tenant)).toEqual([]), EVENTUALLY);
  });

  it("[P4 crash-before-telling] a crash between the commit of a removal and its delivery loses nothing", async () => {
    const tenant = await newTenant();
    const page = await newPage(tenant);
    const member = await join(tenant, "member");
    const socket = await enterDoc(tenant, member, page);
    await runInDurableObject(tenant.room, (instance) => {
      // As if the object died at the end of the commit: nothing is sent.
      Reflect.get(instance, "outbox").flush = () => Promise.resolve();
    });
    good(await remove(tenant, member));
    expect(socket.closed).toBeNull();
    await evictDurableObject(tenant.room);
    await tryAgain(tenant);
    expect((await socket.end()).code).toBe(CloseCode.forbidden);
    await vi.waitFor(async () => {
      const [row] = await rows<{ removed_at: number | null }>(
        "SELECT removed_at FROM members WHERE user = ?",
        member.user,
      );
      expect(row?.removed_at).toBeGreaterThan(0);
    }, EVENTUALLY);
  });

  it("[P4 doc-role-lowered] a new role holds in open docs: with a ticket from before, one comes in with the role of now", async () => {
    const tenant = await newTenant();
    const page = await newPage(tenant);
    const member = await join(tenant, "member");
    const claims = await admitted(tenant, member, page);
    await openDoc(page, claims);
    good(await tenant.room.setRole(tenant.owner, member.user, "viewer"));
    await openDoc(page, claims);
    expect(await rolesIn(page)).toEqual(["viewer", "viewer"]);
  });

  it("[P5 doc-no-longer-named] a guest's doc closes when it is no longer named to them, and the others stay", async () => {
    const tenant = await newTenant();
    const [one, two] = [await newPage(tenant, "One"), await newPage(tenant, "Two")];
    const guest = await join(tenant, "guest", [doc(one), doc(two)]);
    const ends = await enterDoc(tenant, guest, one);
    const stays = await enterDoc(tenant, guest, two);
    good(await tenant.room.setGrants(tenant.owner, guest.user, [doc(two)]));
    expect((await ends.end()).code).toBe(CloseCode.forbidden);
    expect(stays.closed).toBeNull();
    expect(codeOf(await tenant.room.admit(guest.user, addressOf(tenant, one)))).toBe("not_found");
    good(await tenant.room.setGrants(tenant.owner, guest.user, [doc(one), doc(two)]));
    await enterDoc(tenant, guest, one);
    expect(await rolesIn(one)).toEqual(["guest"]);
  });

  it("[P4 session-spreads] a revoked session's sockets close in every room they opened", async () => {
    const tenant = await newTenant();
    const page = await newPage(tenant);
    const member = await join(tenant, "member");
    const claims = await admitted(tenant, member, page);
    const gone = await openDoc(page, claims);
    const stays = await openDoc(page, { ...claims, session: "another" });
    good(await tenant.room.revokeSession({ user: member.user, session: member.session }));
    expect((await gone.end()).code).toBe(CloseCode.notAuthenticated);
    expect((await (await openDoc(page, claims)).end()).code).toBe(CloseCode.notAuthenticated);
    expect(stays.closed).toBeNull();
  });
});

describe("P9 D1's projections", () => {
  it("[P9 projection-at-once] what was written is in D1 when the answer comes", async () => {
    const tenant = await newTenant();
    const page = await newPage(tenant);
    const listed = () => workspacesOf(env.DB, tenant.owner.user, "", 10);
    expect(await listed()).toMatchObject([{ id: tenant.id, name: "Tenant", role: "owner", eraseAt: null }]);
    good(await tenant.room.update(tenant.owner, { name: "Renamed" }));
    expect(await listed()).toMatchObject([{ name: "Renamed" }]);
    expect(await rows("SELECT title, doc, deleted_at FROM pages WHERE id = ?", page.id)).toEqual([
      { title: page.title, doc: page.docId, deleted_at: null },
    ]);
    expect(await rows("SELECT kind, workspace, deleted_at FROM rooms WHERE id = ?", page.docId)).toEqual([
      { kind: "doc", workspace: tenant.id, deleted_at: null },
    ]);
  });

  it("[P9 d1-down] with D1 down the workspace goes on, and D1 is whole again afterwards", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const member = await join(tenant, "member");
    const { socket } = await enter(tenant, member);
    const page = await withoutD1(async () => {
      good(await room.update(owner, { name: "While away" }));
      good(await room.setRole(owner, member.user, "admin"));
      const made = await newPage(tenant, "First");
      good(await room.updatePage(owner, made.id, { title: "Last" }));
      await join(tenant, "guest", [doc(made)], person("late"));
      await enterDoc(tenant, member, made);
      await socket.next((frame) => frame.type === "page.renamed");
      return made;
    });
    await evictDurableObject(room);
    await tryAgain(tenant);
    expect(await lanesOf(tenant)).toEqual([]);
    expect(await workspacesOf(env.DB, member.user, "", 10)).toMatchObject([{ name: "While away", role: "admin" }]);
    expect(await rows("SELECT title FROM pages WHERE id = ?", page.id)).toEqual([{ title: "Last" }]);
    const members = await rows<{ role: string }>(
      "SELECT role FROM members WHERE workspace = ? ORDER BY role",
      tenant.id,
    );
    expect(members.map(({ role }) => role)).toEqual(["admin", "guest", "owner"]);
    const audited = await rows<{ act: string }>(
      "SELECT act FROM audit_logs WHERE workspace = ? ORDER BY at, id",
      tenant.id,
    );
    const kept = good(await room.audit(owner, null, 100)).map(({ act }) => act);
    expect(audited.map(({ act }) => act)).toEqual(kept.reverse());
  });

  it("[P9 projection-guarded] a late or repeated write undoes nothing, and what is gone stays gone", async () => {
    const workspace = newId();
    const row = { workspace, user: "ann", role: "member", name: "Ann", joinedAt: 1, revision: 5, removedAt: null };
    const removed = { ...row, revision: 6, removedAt: 9 };
    const entry = { id: newId(), workspace, at: 1, by: null, act: "tested", target: null, detail: {} };
    await writeProjections(env.DB, [{ table: "members", row: removed }]);
    await writeProjections(env.DB, [{ table: "members", row }]);
    for (let i = 0; i < 2; i += 1) await writeProjections(env.DB, [{ table: "audit_logs", row: entry }]);
    expect(await rows("SELECT revision, removed_at FROM members WHERE workspace = ?", workspace)).toEqual([
      { revision: 6, removed_at: 9 },
    ]);
    expect(await rows("SELECT act FROM audit_logs WHERE workspace = ?", workspace)).toHaveLength(1);
    await writeProjections(env.DB, [{ table: "members", row: { ...row, revision: 7 } }]);
    expect(await rows("SELECT revision, removed_at FROM members WHERE workspace = ?", workspace)).toEqual([
      { revision: 7, removed_at: null },
    ]);
  });

  it("[P9 row-refused] a row that D1 will never take is set aside, and those after it are written", async () => {
    const tenant = await newTenant();
    await env.DB.prepare(
      `CREATE TRIGGER refuse BEFORE INSERT ON pages WHEN NEW.title = 'Poison' BEGIN SELECT RAISE(ABORT, 'constraint failed'); END`,
    ).run();
    try {
      const poison = await newPage(tenant, "Poison");
      const sound = await newPage(tenant, "Sound");
      const titles = () => rows("SELECT title FROM pages WHERE id IN (?, ?)", poison.id, sound.id);
      expect(await titles()).toEqual([]);
      for (let tries = 0; tries < OUTBOX_LIMITS.triesBeforeParking; tries += 1) await tryAgain(tenant);
      expect(await titles()).toEqual([{ title: "Sound" }]);
    } finally {
      await env.DB.prepare("DROP TRIGGER refuse").run();
    }
  });
});

describe("deletion", () => {
  it("[P9 page-deleted] a deleted page's doc is gone for ever, and closes with 4404", async () => {
    const tenant = await newTenant();
    const page = await newPage(tenant);
    const claims = await admitted(tenant, tenant.owner, page);
    const socket = await openDoc(page, claims);
    good(await tenant.room.perform(tenant.owner, { type: "page.delete", page: page.id }));
    expect((await socket.end()).code).toBe(CloseCode.gone);
    expect((await (await openDoc(page, claims)).end()).code).toBe(CloseCode.gone);
    expect(codeOf(await tenant.room.admit(tenant.owner.user, addressOf(tenant, page)))).toBe("not_found");
    const [row] = await rows<{ deleted_at: number }>("SELECT deleted_at FROM pages WHERE id = ?", page.id);
    expect(row?.deleted_at).toBeGreaterThan(0);
  });

  it("[P9 page-erased] erased content leaves the page with another doc, and the former one is gone for ever", async () => {
    const tenant = await newTenant();
    const page = await newPage(tenant);
    const socket = await enterDoc(tenant, tenant.owner, page);
    const erased = good(await tenant.room.erasePage(tenant.owner, page.id));
    expect(erased).toMatchObject({ id: page.id, title: page.title, order: page.order });
    expect(erased.docId).not.toBe(page.docId);
    expect((await socket.end()).code).toBe(CloseCode.gone);
    await enterDoc(tenant, tenant.owner, erased);
    expect(await rolesIn(erased)).toEqual(["owner"]);
  });

  it("[P9 deletion-grace] a workspace marked for deletion can be kept for 30 days", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const before = Date.now();
    const { eraseAt } = good(await room.scheduleDeletion(owner));
    expect((eraseAt ?? 0) - before).toBeGreaterThanOrEqual(30 * 24 * 60 * 60 * 1000);
    expect(good(await room.scheduleDeletion(owner)).eraseAt).toBe(eraseAt);
    expect(await workspacesOf(env.DB, owner.user, "", 10)).toMatchObject([{ eraseAt }]);
    expect(good(await room.view(owner)).eraseAt).toBe(eraseAt);
    expect(good(await room.update(owner, { eraseAt: null })).eraseAt).toBeNull();
    await endGrace(tenant);
    expect(good(await room.view(owner)).eraseAt).toBeNull();
  });

  it("[P9 deletion] after the grace everything is erased, also where it could not be reached at first, and D1 keeps tombstones", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const [page, away] = [await newPage(tenant, "One"), await newPage(tenant, "Away")];
    const member = await join(tenant, "member");
    const inDoc = await enterDoc(tenant, member, page);
    const inRoom = await enter(tenant, member);
    const claims = await admitted(tenant, owner, page);
    good(await room.scheduleDeletion(owner));
    const restored = unreachable(away);
    await endGrace(tenant);
    expect((await inDoc.end()).code).toBe(CloseCode.gone);
    expect((await inRoom.socket.end()).code).toBe(CloseCode.gone);
    expect(codeOf(await room.view(owner))).toBe("not_found");
    expect(await docRoom(away).address()).not.toBeNull();
    restored();
    await vi.waitFor(async () => expect(await docRoom(away).address()).toBeNull(), EVENTUALLY);
    await vi.waitFor(async () => expect(await tablesOf(tenant)).toEqual([]), LONG);
    expect(await workspacesOf(env.DB, owner.user, "", 10)).toEqual([]);
    const left = await rows<{ deleted_at: number | null }>(
      "SELECT deleted_at FROM rooms WHERE workspace = ?",
      tenant.id,
    );
    expect(left).toHaveLength(2);
    expect(left.every(({ deleted_at }) => deleted_at !== null)).toBe(true);
    expect((await (await openDoc(page, claims)).end()).code).toBe(CloseCode.gone);
    expect(codeOf(await room.found(owner, "Again"))).toBe("gone");
    expect(
      await rows("SELECT act FROM audit_logs WHERE workspace = ? AND act = 'workspace.erased'", tenant.id),
    ).toHaveLength(1);
  }, 60_000);
});

/** Longest wait for what comes only after several backed-off tries. */
const LONG = { timeout: 50_000, interval: 100 };

const addressOf = ({ id }: Tenant, page: Page) => ({ workspace: id, kind: "doc" as const, room: page.docId });

/** Lets no word reach a page's doc until the answer is called. */
function unreachable(page: Page): () => void {
  const deliver = DocRoom.prototype.deliver;
  const spy = vi.spyOn(DocRoom.prototype, "deliver").mockImplementation(function (this: DocRoom, deliveries) {
    return this.name === page.docId ? Promise.reject(new Error("unreachable")) : deliver.call(this, deliveries);
  });
  return () => spy.mockRestore();
}

/** The outbox lanes that still owe something. */
function lanesOf(tenant: Tenant): Promise<string[]> {
  return runInDurableObject(tenant.room, (_, { storage }) =>
    storage.sql
      .exec<{ name: string }>("SELECT name FROM outbox_lanes ORDER BY name")
      .toArray()
      .map(({ name }) => name),
  );
}

/** Lets what the outbox waits for be over: a backup alarm's time, or the wait after a failure. */
async function tryAgain(tenant: Tenant): Promise<void> {
  await runInDurableObject(tenant.room, (_, { storage }) => {
    storage.sql.exec("UPDATE outbox_lanes SET due = 0");
    storage.sql.exec("UPDATE jobs SET due = 0 WHERE name = ?", OUTBOX_JOB);
  });
  await runDurableObjectAlarm(tenant.room);
}

/** The roles of a doc's open sockets. */
function rolesIn(page: Page): Promise<unknown[]> {
  return runInDurableObject(docRoom(page), (instance) =>
    [...instance.getConnections<{ passport: { role: string } }>()]
      .filter((connection) => connection.readyState === WebSocket.OPEN)
      .map((connection) => connection.state?.passport.role),
  );
}

/** The object's own tables. */
function tablesOf(tenant: Tenant): Promise<string[]> {
  return runInDurableObject(tenant.room, (_, { storage }) =>
    storage.sql
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*'")
      .toArray()
      .map(({ name }) => name),
  );
}

/** Lets the 30 days be over. */
async function endGrace(tenant: Tenant): Promise<void> {
  await runInDurableObject(tenant.room, (_, { storage }) => {
    const past = Date.now() - 1;
    storage.sql.exec("UPDATE workspace SET erase_at = ? WHERE erase_at IS NOT NULL", past);
    storage.sql.exec("UPDATE jobs SET due = ? WHERE name = 'deletion'", past);
  });
  await runDurableObjectAlarm(tenant.room);
}
