import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newId } from "../../durable-objects/room/id.ts";
import { OUTBOX_LIMITS } from "../../durable-objects/room/outbox.ts";
import { ROLES } from "../../durable-objects/room/protocol.ts";
import type { NewConversation } from "../../durable-objects/workspace/conversations/protocol.ts";
import { newToken } from "../../durable-objects/workspace/invitation-token.ts";
import type { Page } from "../../durable-objects/workspace/protocol.ts";
import { writeProjections } from "../../worker/data/projections.ts";
import { workspacesOf } from "../../worker/data/workspaces.ts";
import { enterDoc, lanesOf, rows, tryAgain, withoutD1 } from "./workspace-neighbours.ts";
import { doc, enter, good, join, newPage, newTenant, person, type Tenant } from "./workspace-people.ts";

describe("P9 D1's projections", () => {
  it("P9.8 what was written is in D1 when the answer comes", async () => {
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

  it("P9.8 with D1 down the workspace goes on, and D1 is whole again afterwards", async () => {
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
    const kept = good(await room.audit(owner, { filter: {}, before: null, limit: 100 })).entries.map(({ act }) => act);
    expect(audited.map(({ act }) => act)).toEqual(kept.reverse());
  });

  it("P9.9 a late or repeated write undoes nothing, and what is gone stays gone", async () => {
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

  it("P9.8 whatever is done by whom, with D1 there or not, D1 ends as the workspace is, which still has an owner", async () => {
    const step = fc.record({
      act: fc.constantFrom(
        ...(["invite", "role", "remove", "page", "rename", "delete", "grant", "transfer"] as const),
        ...(["converse", "archive", "silence"] as const),
      ),
      by: fc.nat(5),
      to: fc.nat(5),
      role: fc.constantFrom(...ROLES),
      d1: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
        const tenant = await newTenant();
        const people = [tenant.owner];
        const made: Page[] = [];
        const spoken: string[] = [];
        for (const { act, by, to, role, d1 } of steps) {
          const actor = people[by % people.length] ?? tenant.owner;
          const user = (people[to % people.length] ?? tenant.owner).user;
          const page = made[to % Math.max(1, made.length)]?.id ?? newId();
          const doIt = async (): Promise<unknown> => {
            switch (act) {
              case "invite": {
                const token = newToken(tenant.id);
                const newcomer = person("newcomer");
                await tenant.room.invite(actor, { role, id: newId(), token });
                people.push(newcomer);
                return tenant.room.accept(newcomer, token);
              }
              case "role":
                return tenant.room.setRole(actor, user, role);
              case "remove":
                return tenant.room.perform(actor, { type: "member.remove", user });
              case "page": {
                const outcome = await tenant.room.createPage(actor, { id: newId(), title: `Page ${made.length}` });
                return outcome.ok && made.push(outcome.value);
              }
              case "rename":
                return tenant.room.updatePage(actor, page, { title: `By ${by}`, after: null });
              case "delete":
                return tenant.room.perform(actor, { type: "page.delete", page });
              case "grant":
                return tenant.room.setGrants(actor, user, made.slice(0, 1).map(doc));
              case "converse": {
                const id = newId();
                const wanted: NewConversation =
                  by % 2 === 0 ? { kind: "channel", name: id } : { kind: "direct", members: [user] };
                const outcome = await tenant.room.createConversation(actor, id, wanted);
                return outcome.ok && spoken.push(outcome.value.id);
              }
              case "archive":
              case "silence": {
                const conversation = spoken[to % Math.max(1, spoken.length)] ?? newId();
                const action =
                  act === "archive"
                    ? ({ type: "conversation.change", conversation, set: { archived: true } } as const)
                    : ({ type: "conversation.delete", conversation } as const);
                return tenant.room.changeConversation(actor, conversation, action);
              }
              case "transfer":
                return tenant.room.update(actor, { owner: user });
            }
          };
          await (d1 ? doIt() : withoutD1(doIt));
        }
        await tryAgain(tenant);
        expect(await lanesOf(tenant)).toEqual([]);
        const held = await stored(tenant);
        expect(held.members.filter(({ role }) => role === "owner")).not.toEqual([]);
        const inD1 = {
          members: await rows(
            "SELECT user, role, revision FROM members WHERE workspace = ? AND removed_at IS NULL ORDER BY user",
            tenant.id,
          ),
          pages: await rows(
            "SELECT id, title, doc, sort_key, revision FROM pages WHERE workspace = ? AND deleted_at IS NULL ORDER BY id",
            tenant.id,
          ),
          conversations: await rows(
            "SELECT id, name, archived_at, revision FROM conversations WHERE workspace = ? AND deleted_at IS NULL ORDER BY id",
            tenant.id,
          ),
          rooms: await rows("SELECT id FROM rooms WHERE workspace = ? AND deleted_at IS NULL ORDER BY id", tenant.id),
        };
        expect(inD1).toEqual(held);
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  it("P9.3 a row that D1 will never take is set aside, and those after it are written", async () => {
    const tenant = await newTenant();
    await env.DB.prepare(
      `CREATE TRIGGER refuse BEFORE INSERT ON pages WHEN NEW.title = 'Poison' BEGIN SELECT RAISE(ABORT, 'constraint failed'); END`,
    ).run();
    const poison = await newPage(tenant, "Poison");
    const sound = await newPage(tenant, "Sound");
    const titles = () => rows("SELECT title FROM pages WHERE id IN (?, ?) ORDER BY title", poison.id, sound.id);
    const keeper = person("keeper", { superadmin: true });
    const parked = async () => good(await tenant.room.owing(keeper)).parked;
    try {
      expect(await titles()).toEqual([]);
      for (let tries = 0; tries < OUTBOX_LIMITS.triesBeforeParking; tries += 1) await tryAgain(tenant);
      expect(await titles()).toEqual([{ title: "Sound" }]);
      const [refused, ...others] = await parked();
      expect(others).toEqual([]);
      expect(refused).toMatchObject({ lane: "d1" });
      expect(await tenant.room.retryParked(keeper, refused?.id ?? 0)).toMatchObject({
        ok: false,
        problem: { code: "conflict" },
      });
    } finally {
      await env.DB.prepare("DROP TRIGGER refuse").run();
    }
    const [mended] = await parked();
    good(await tenant.room.retryParked(keeper, mended?.id ?? 0));
    expect(await titles()).toEqual([{ title: "Poison" }, { title: "Sound" }]);
    expect(await parked()).toEqual([]);
  });
});

/** What the object holds of what D1 has a projection of. */
function stored(tenant: Tenant) {
  return runInDurableObject(tenant.room, (_, { storage: { sql } }) => ({
    members: sql.exec<{ role: string }>("SELECT user, role, revision FROM members ORDER BY user").toArray(),
    pages: sql.exec("SELECT id, title, doc, sort_key, revision FROM pages ORDER BY id").toArray(),
    conversations: sql.exec("SELECT id, name, archived_at, revision FROM conversations ORDER BY id").toArray(),
    rooms: sql.exec("SELECT room AS id FROM rooms ORDER BY room").toArray(),
  }));
}
