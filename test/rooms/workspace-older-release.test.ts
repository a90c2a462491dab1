import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { newId } from "../../durable-objects/room/id.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import { eventually } from "../eventually.ts";
import { TestBoard } from "./workspace-boards.ts";
import { codeOf, good, join, newPage, newTenant, person, type Tenant } from "./workspace-people.ts";

/** Does with a workspace's own tables what the release before conversations does, and lets this one wake to it. */
async function inOlderRelease({ room }: Tenant, act: (sql: SqlStorage) => void): Promise<void> {
  await runInDurableObject(room, (_, { storage }) => act(storage.sql));
  await evictDurableObject(room);
  await runDurableObjectAlarm(room);
}

/** What a workspace said and owed by the time it had woken once more. */
async function saidOnWaking({ room }: Tenant): Promise<number> {
  await evictDurableObject(room);
  await runDurableObjectAlarm(room);
  return runInDurableObject(room, (_, { storage }) => {
    return storage.sql.exec<{ count: number }>("SELECT count(*) AS count FROM events").one().count;
  });
}

/** Those whom a conversation's room counts what is unread for, and tells of what names everyone. */
function readersOf(conversation: string): Promise<string[]> {
  return runInDurableObject(env.CONVERSATION.getByName(conversation), (_, { storage }) =>
    storage.sql
      .exec<{ user: string }>("SELECT user FROM readers WHERE belongs = 1")
      .toArray()
      .map(({ user }) => user)
      .sort(),
  );
}

/** What someone's inbox holds. */
async function notifiedOf({ user }: Actor): Promise<string[]> {
  return good(await env.INBOX.getByName(user).overview()).notifications.map(({ title }) => title);
}

async function generalOf({ room, owner }: Tenant): Promise<string> {
  const [general] = good(await room.conversations(owner, { after: "", limit: 1 }));
  return general?.id ?? "";
}

async function secretOf({ room, owner }: Tenant, ...members: Actor[]): Promise<string> {
  const wanted = { kind: "private" as const, name: "secret", members: members.map(({ user }) => user) };
  return good(await room.createConversation(owner, newId(), wanted)).id;
}

it("P4.40 whoever an older release removed, added or gave another role is that in every conversation once this one runs again", async () => {
  const tenant = await newTenant();
  const { owner } = tenant;
  const [gone, back, guest] = [await join(tenant, "member"), await join(tenant, "member"), await join(tenant, "guest")];
  const newcomer = person("newcomer").user;
  const [general, secret] = [await generalOf(tenant), await secretOf(tenant, gone, back)];
  await eventually(async () => {
    expect(await readersOf(general)).toEqual([owner.user, gone.user, back.user].sort());
    expect(await notifiedOf(gone)).toEqual(["#secret"]);
  });
  await inOlderRelease(tenant, (sql) => {
    sql.exec("DELETE FROM members WHERE user = ?", gone.user);
    sql.exec("UPDATE members SET joined_at = joined_at + 1 WHERE user = ?", back.user);
    sql.exec("UPDATE members SET role = 'member' WHERE user = ?", guest.user);
    sql.exec(
      "INSERT INTO members SELECT ?, name, email, role, joined_at, revision, view_from FROM members WHERE user = ?",
      newcomer,
      back.user,
    );
  });
  await eventually(async () => {
    expect(await readersOf(general)).toEqual([owner.user, back.user, guest.user, newcomer].sort());
    expect(await readersOf(secret)).toEqual([owner.user]);
    for (const who of [gone, back]) expect(await notifiedOf(who)).toEqual([]);
  });
  await join(tenant, "member", [], gone);
  for (const { user } of [gone, back]) {
    const at = { workspace: tenant.id, kind: "conversation" as const, room: secret };
    expect(codeOf(await tenant.room.admit(user, at))).toBe("not_found");
  }
  await eventually(async () => expect(await readersOf(general)).toContain(gone.user));
  expect(await saidOnWaking(tenant)).toBe(await saidOnWaking(tenant));
});

it("the discussion of a task or page that an older release deleted is gone once this one runs again; others stay", async () => {
  const tenant = await newTenant();
  const { room, owner } = tenant;
  const board = await TestBoard.make(tenant);
  const [task, kept] = [await board.addTask(), await board.addTask()];
  const page = await newPage(tenant);
  const discuss = async (type: "task" | "page", id: string) =>
    good(await room.discuss(owner, newId(), { type, id })).conversation.id;
  const orphans = [await discuss("task", task), await discuss("page", page.id)];
  const stays = await discuss("task", kept);
  await inOlderRelease(tenant, (sql) => {
    sql.exec("DELETE FROM tasks WHERE id = ?", task);
    sql.exec("DELETE FROM pages WHERE id = ?", page.id);
  });
  for (const id of orphans) {
    await eventually(async () => expect(await env.CONVERSATION.getByName(id).address()).toBeNull());
    expect(codeOf(await room.conversation(owner, id))).toBe("not_found");
  }
  expect(codeOf(await room.conversation(owner, stays))).toBe("ok");
  expect(await saidOnWaking(tenant)).toBe(await saidOnWaking(tenant));
});

it("a workspace that this release takes over from another is in step with its people", async () => {
  const tenant = await newTenant();
  await join(tenant, "guest");
  const said = await saidOnWaking(tenant);
  await inOlderRelease(tenant, (sql) => {
    for (const table of ["conversation_people", "calls", "call_people", "call_guests"]) sql.exec(`DROP TABLE ${table}`);
    sql.exec("DELETE FROM migrations WHERE part = 'workspace' AND number >= 9");
  });
  expect(await saidOnWaking(tenant)).toBe(said);
});

it("rooms of a kind that a later release brought stand in nobody's way", async () => {
  const tenant = await newTenant();
  const [member, guest] = [await join(tenant, "member"), await join(tenant, "guest")];
  await inOlderRelease(tenant, (sql) => {
    const id = newId();
    sql.exec("INSERT INTO rooms (kind, room, created_at) VALUES ('later', ?, 1)", id);
    for (const { user } of [member, guest]) sql.exec("INSERT INTO entries VALUES (?, 'later', ?)", user, id);
    sql.exec("INSERT INTO grants VALUES (?, 'later', ?)", guest.user, id);
  });
  expect(good(await tenant.room.grants(tenant.owner, guest.user))).toEqual([]);
  expect(codeOf(await tenant.room.setRole(tenant.owner, guest.user, "member"))).toBe("ok");
  expect(codeOf(await tenant.room.perform(tenant.owner, { type: "member.remove", user: member.user }))).toBe("ok");
});
