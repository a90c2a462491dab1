import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { CloseCode } from "../../durable-objects/room/close-codes.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import type { Page } from "../../durable-objects/workspace/protocol.ts";
import { workspacesOf } from "../../worker/data/workspaces.ts";
import { eventually } from "../eventually.ts";
import { docRoom, endGrace, enterDoc, lanesOf, openDoc, rows, tryAgain, unreachable } from "./workspace-neighbours.ts";
import { admitted, codeOf, doc, enter, good, join, newPage, newTenant, type Tenant } from "./workspace-people.ts";

/** Longest wait for what comes only after several backed-off tries. */
const LONG = { timeout: 50_000, interval: 100 };

const addressOf = ({ id }: Tenant, page: Page) => ({ workspace: id, kind: "doc" as const, room: page.docId });

function remove(tenant: Tenant, who: Actor) {
  return tenant.room.perform(tenant.owner, { type: "member.remove", user: who.user });
}

describe("P4 a change of a member reaches every room they were admitted to", () => {
  it("P4.1 P4.2 a removed member's open doc closes with 4403, and a 12 h ticket does not return", async () => {
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

  it("P4.1 a removal wakes a sleeping doc and closes the socket there", async () => {
    const tenant = await newTenant();
    const page = await newPage(tenant);
    const member = await join(tenant, "member");
    const socket = await enterDoc(tenant, member, page);
    await evictDurableObject(docRoom(page));
    good(await remove(tenant, member));
    expect((await socket.end()).code).toBe(CloseCode.forbidden);
  });

  it("P4.3 a removal waits for a doc that cannot be reached, and takes effect when it can; other docs do not wait", async () => {
    const tenant = await newTenant();
    const [away, there] = [await newPage(tenant, "Away"), await newPage(tenant, "There")];
    const member = await join(tenant, "member");
    const waits = await enterDoc(tenant, member, away);
    const prompt = await enterDoc(tenant, member, there);
    const restored = unreachable(away);
    good(await remove(tenant, member));
    expect((await prompt.end()).code).toBe(CloseCode.forbidden);
    expect(waits.closed).toBeNull();
    await eventually(async () => expect(await lanesOf(tenant)).toEqual([`room:doc:${away.docId}`]));
    await evictDurableObject(tenant.room);
    restored();
    await tryAgain(tenant);
    expect((await waits.end()).code).toBe(CloseCode.forbidden);
    await eventually(async () => expect(await lanesOf(tenant)).toEqual([]));
  });

  it("P4.3 a crash between the commit of a removal and its delivery loses nothing", async () => {
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
    await eventually(async () => {
      const [row] = await rows<{ removed_at: number | null }>(
        "SELECT removed_at FROM members WHERE user = ?",
        member.user,
      );
      expect(row?.removed_at).toBeGreaterThan(0);
    });
  });

  it("P4.2 P4.6 a new role holds in open docs: with a ticket from before, one comes in with the role of now", async () => {
    const tenant = await newTenant();
    const page = await newPage(tenant);
    const member = await join(tenant, "member");
    const claims = await admitted(tenant, member, page);
    await openDoc(page, claims);
    good(await tenant.room.setRole(tenant.owner, member.user, "viewer"));
    await openDoc(page, claims);
    expect(await rolesIn(page)).toEqual(["viewer", "viewer"]);
  });

  it("P4.8 a guest's doc closes when it is no longer named to them, and the others stay", async () => {
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

  it("P4.13 a revoked session's sockets close in every room they opened", async () => {
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

describe("deletion", () => {
  it("P4.21 P9.14 a deleted page's doc is gone for ever, and closes with 4404", async () => {
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

  it("P4.21 P9.14 erased content leaves the page with another doc, and the former one is gone for ever", async () => {
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

  it("P9.14 a workspace marked for deletion can be kept for 30 days", async () => {
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

  it("P9.14 after the grace everything is erased, also where it could not be reached at first, and D1 keeps tombstones", async () => {
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
    await eventually(async () => expect(await docRoom(away).address()).toBeNull());
    await vi.waitFor(async () => expect(await tablesOf(tenant)).toEqual([]), LONG);
    expect(await workspacesOf(env.DB, owner.user, "", 10)).toEqual([]);
    const left = await rows<{ deleted_at: number | null }>(
      "SELECT deleted_at FROM rooms WHERE workspace = ?",
      tenant.id,
    );
    // Two docs, and the channel of everyone.
    expect(left).toHaveLength(3);
    expect(left.every(({ deleted_at }) => deleted_at !== null)).toBe(true);
    expect((await (await openDoc(page, claims)).end()).code).toBe(CloseCode.gone);
    expect(codeOf(await room.found(owner, "Again"))).toBe("gone");
    expect(
      await rows("SELECT act FROM audit_logs WHERE workspace = ? AND act = 'workspace.erased'", tenant.id),
    ).toHaveLength(1);
  }, 60_000);
});

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
