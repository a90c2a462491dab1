/** What a workspace tells its people's inboxes, and that it comes in order and once each, whatever happens on the way. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { InboxSnapshot } from "../../durable-objects/inbox/protocol.ts";
import { InboxRoom } from "../../durable-objects/inbox/room.ts";
import { newId } from "../../durable-objects/room/id.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import type { Grant } from "../../durable-objects/workspace/protocol.ts";
import type { WorkspaceRoom } from "../../durable-objects/workspace/room.ts";
import { eventually } from "../eventually.ts";
import { TestBoard } from "./workspace-boards.ts";
import { lanesOf, tryAgain } from "./workspace-neighbours.ts";
import { doc, good, invite, join, newPage, newTenant, person, type Tenant } from "./workspace-people.ts";

/** Waits until nothing is owed to any inbox. */
async function allTold(tenant: Tenant): Promise<void> {
  await eventually(async () => {
    const owed = (await lanesOf(tenant)).filter((lane) => lane.startsWith("inbox:") || lane.startsWith("invited:"));
    expect(owed).toEqual([]);
  });
}

async function overviewOf({ user }: Pick<Actor, "user">): Promise<InboxSnapshot> {
  return good(await env.INBOX.getByName(user).overview());
}

/** What someone was notified of, newest first: why, what it is about and what is said. */
async function heardBy(tenant: Tenant, who: Pick<Actor, "user">): Promise<string[]> {
  await allTold(tenant);
  const { notifications } = await overviewOf(who);
  return notifications.map(({ reason, title, text, byName }) => `${reason}: ${title}: ${byName} ${text}`);
}

/** Lets no word reach someone's inbox until the answer is called. */
function unreachable(who: Actor): () => void {
  const deliver = InboxRoom.prototype.deliver;
  const spy = vi.spyOn(InboxRoom.prototype, "deliver").mockImplementation(function (this: InboxRoom, deliveries) {
    return this.name === who.user ? Promise.reject(new Error("unreachable")) : deliver.call(this, deliveries);
  });
  return () => spy.mockRestore();
}

/** What an inbox's stream says of notifications, in order. */
function saidIn({ user }: Actor): Promise<string[]> {
  return runInDurableObject(env.INBOX.getByName(user), (_, { storage }) =>
    storage.sql
      .exec<{ data: string }>("SELECT data FROM events WHERE type = 'notifications.put' ORDER BY seq")
      .toArray()
      .flatMap(({ data }) => JSON.parse(data).notifications)
      .map(({ text, count }) => `${text} (${count})`),
  );
}

afterEach(() => {
  vi.restoreAllMocks();
});

async function boardWithTwo() {
  const tenant = await newTenant(person("olga", { name: "Olga" }));
  const ada = await join(tenant, "member", [], person("ada", { name: "Ada" }));
  const bo = await join(tenant, "member", [], person("bo", { name: "Bo" }));
  const board = await TestBoard.make(tenant, { name: "Project", key: "ENS" });
  return { tenant, board, ada, bo };
}

describe("tasks", () => {
  it("who is assigned hears of that and of what changes, each with one sentence, and nobody of what they did", async () => {
    const { tenant, board, ada, bo } = await boardWithTwo();
    const task = await board.addTask({ title: "Paint", assignees: [ada.user, bo.user] }, {}, bo);
    expect(await heardBy(tenant, ada)).toEqual(["assigned: ENS-1 Paint: Bo assigned it to you"]);
    expect(await heardBy(tenant, bo)).toEqual([]);
    await board.act({ type: "task.move", task, columnId: await board.column("Done") }, ada);
    const set = { priority: "high", dueDate: "2099-12-24", title: "Paint it" } as const;
    await board.act({ type: "task.update", task, set }, ada);
    await board.act({ type: "task.update", task, set: { labels: [] } }, ada);
    expect(await heardBy(tenant, bo)).toEqual([
      "changed: ENS-1 Paint it: Ada renamed it “Paint it”, set its priority to high and set its due date to 24 Dec 2099",
    ]);
    await allTold(tenant);
    expect(await saidIn(bo)).toEqual([
      "moved it from “Backlog” to “Done” (1)",
      "renamed it “Paint it”, set its priority to high and set its due date to 24 Dec 2099 (2)",
    ]);
    expect(await saidIn(ada)).toEqual(["assigned it to you (1)"]);
  });

  it("who follows hears of it, who unfollowed does not, and who is taken off hears of that", async () => {
    const { tenant, board, ada, bo } = await boardWithTwo();
    const task = await board.addTask({ title: "Paint", assignees: [ada.user] });
    await board.act({ type: "task.follow", task }, bo);
    await board.act({ type: "task.archive", tasks: [task] });
    expect(await heardBy(tenant, bo)).toEqual(["changed: ENS-1 Paint: Olga archived it"]);
    await board.act({ type: "task.restore", tasks: [task] });
    await board.act({ type: "task.unfollow", task }, bo);
    await board.act({ type: "task.update", task, set: { removeAssignees: [ada.user] } });
    expect(await heardBy(tenant, ada)).toEqual(["changed: ENS-1 Paint: Olga unassigned Ada"]);
    expect(await saidIn(bo)).toEqual(["archived it (1)", "brought it back from the archive (2)"]);
  });

  it("P3.40 an inbox that could not be reached gets all of it, in order and once each, also over a crash", async () => {
    const { tenant, board, ada } = await boardWithTwo();
    const task = await board.addTask({ title: "Paint", assignees: [ada.user] });
    await allTold(tenant);
    const restore = unreachable(ada);
    for (const title of ["one", "two", "three"]) await board.act({ type: "task.update", task, set: { title } });
    await eventually(async () => expect(await lanesOf(tenant)).toContain(`inbox:${ada.user}`));
    await evictDurableObject(tenant.room);
    restore();
    // An answer gets lost: the inbox has taken it, and the workspace does not know.
    const deliver = InboxRoom.prototype.deliver;
    const lost = vi.spyOn(InboxRoom.prototype, "deliver").mockImplementationOnce(async function (
      this: InboxRoom,
      deliveries,
    ) {
      await deliver.call(this, deliveries);
      throw new Error("the answer is lost");
    });
    await tryAgain(tenant);
    await eventually(() => expect(lost).toHaveBeenCalled());
    lost.mockRestore();
    await tryAgain(tenant);
    await allTold(tenant);
    const renamed = (title: string, count: number) => `renamed it “${title}” (${count})`;
    expect(await saidIn(ada)).toEqual([
      "assigned it to you (1)",
      ...[renamed("one", 2), renamed("two", 3), renamed("three", 4)],
    ]);
  });

  it("P5.52 a guest hears only of what is named to them when it is told", async () => {
    const { tenant, board } = await boardWithTwo();
    const grant = { kind: "project", id: board.project } as const;
    const guest = await join(tenant, "guest", [grant], person("gus", { name: "Gus" }));
    const task = await board.addTask({ title: "Paint", assignees: [guest.user] });
    const other = await TestBoard.make(tenant, { name: "Other", key: "OTH" });
    expect(await heardBy(tenant, guest)).toEqual(["assigned: ENS-1 Paint: Olga assigned it to you"]);
    const restore = unreachable(guest);
    await board.act({ type: "task.update", task, set: { title: "Paint in secret" } });
    good(await tenant.room.setGrants(tenant.owner, guest.user, []));
    restore();
    await tryAgain(tenant);
    expect(await heardBy(tenant, guest)).toEqual([]);
    good(await tenant.room.setGrants(tenant.owner, guest.user, [grant]));
    const second = await board.addTask({ title: "Sand", assignees: [guest.user] });
    expect(await heardBy(tenant, guest)).toEqual(["assigned: ENS-2 Sand: Olga assigned it to you"]);
    await board.act({ type: "task.move", task: second, columnId: await other.column("Backlog") });
    expect(await heardBy(tenant, guest)).toEqual([]);
  });

  it("what is deleted is gone from inboxes: a task, and a project with all of its own", async () => {
    const { tenant, board, ada } = await boardWithTwo();
    const [one] = [await board.addTask({ title: "One", assignees: [ada.user] })];
    await board.addTask({ title: "Two", assignees: [ada.user] });
    expect(await heardBy(tenant, ada)).toHaveLength(2);
    await board.act({ type: "task.delete", tasks: [one] });
    expect(await heardBy(tenant, ada)).toEqual(["assigned: ENS-2 Two: Olga assigned it to you"]);
    await board.act({ type: "project.delete", project: board.project });
    expect(await heardBy(tenant, ada)).toEqual([]);
  });

  it("a discussion that is deleted with its task or page is gone for whoever heard of it or was mentioned", async () => {
    const { tenant, board, ada, bo } = await boardWithTwo();
    const task = await board.addTask({ title: "Paint", assignees: [ada.user] });
    const page = await newPage(tenant, "Plan");
    for (const about of [{ type: "task", id: task } as const, { type: "page", id: page.id } as const]) {
      const { conversation } = good(await tenant.room.discuss(bo, newId(), about));
      const text = `[@Ada](ensemble:user/${ada.user}) look`;
      const who = { user: bo.user, name: "Bo", role: "member" } as const;
      good(await env.CONVERSATION.getByName(conversation.id).post(who, { message: newId(), text }));
      await eventually(async () => {
        expect((await heardBy(tenant, ada))[0]).toMatch(/^mention: .*Bo @Ada look$/);
        expect(await lanesOf(tenant)).toEqual([]);
      });
      if (about.type === "task") await board.act({ type: "task.delete", tasks: [task] });
      else good(await tenant.room.perform(tenant.owner, { type: "page.delete", page: page.id }));
      expect(await heardBy(tenant, ada)).toEqual([]);
      expect((await overviewOf(ada)).conversations.filter((each) => each.conversation === conversation.id)).toEqual([]);
    }
  });

  it("a channel that is deleted is gone for whoever was mentioned in it, also where they never joined it", async () => {
    const { tenant, ada, bo } = await boardWithTwo();
    const channel = good(await tenant.room.createConversation(bo, newId(), { kind: "channel", name: "paint" }));
    const text = `[@Ada](ensemble:user/${ada.user}) look`;
    const who = { user: bo.user, name: "Bo", role: "member" } as const;
    good(await env.CONVERSATION.getByName(channel.id).post(who, { message: newId(), text }));
    await eventually(async () => expect(await heardBy(tenant, ada)).toEqual(["mention: #paint: Bo @Ada look"]));
    good(
      await tenant.room.changeConversation(bo, channel.id, { type: "conversation.delete", conversation: channel.id }),
    );
    expect(await heardBy(tenant, ada)).toEqual([]);
  });

  it("a guest to whom a channel or project is not named any more keeps nothing that was said there", async () => {
    const { tenant, board, ada } = await boardWithTwo();
    const channel = good(await tenant.room.createConversation(ada, newId(), { kind: "channel", name: "paint" }));
    const grants: Grant[] = [
      { kind: "conversation", id: channel.id },
      { kind: "project", id: board.project },
    ];
    const guest = await join(tenant, "guest", grants, person("gus", { name: "Gus" }));
    const about = { type: "task", id: await board.addTask({ title: "Paint" }) } as const;
    const { conversation } = good(await tenant.room.discuss(ada, newId(), about));
    const text = `[@Gus](ensemble:user/${guest.user}) look`;
    const who = { user: ada.user, name: "Ada", role: "member" } as const;
    for (const { id } of [channel, conversation]) {
      good(await env.CONVERSATION.getByName(id).post(who, { message: newId(), text }));
    }
    await eventually(async () => {
      expect((await heardBy(tenant, guest)).sort()).toEqual([
        "mention: #paint: Ada @Gus look",
        "mention: ENS-1 Paint: Ada @Gus look",
      ]);
      expect(await lanesOf(tenant)).toEqual([]);
    });
    good(await tenant.room.setGrants(tenant.owner, guest.user, grants.slice(0, 1)));
    expect(await heardBy(tenant, guest)).toEqual(["mention: #paint: Ada @Gus look"]);
    good(await tenant.room.setGrants(tenant.owner, guest.user, []));
    expect(await heardBy(tenant, guest)).toEqual([]);
  });

  it("due days are known to the inbox of whoever it is due for, and not when it is done", async () => {
    const { tenant, board, ada, bo } = await boardWithTwo();
    const dueIn = async (who: Actor) => {
      await allTold(tenant);
      return runInDurableObject(env.INBOX.getByName(who.user), (_, { storage }) =>
        storage.sql
          .exec<{ day: string }>("SELECT day FROM due_days")
          .toArray()
          .map(({ day }) => day),
      );
    };
    const task = await board.addTask({ assignees: [ada.user], dueDate: "2099-01-01" }, {}, ada);
    expect(await dueIn(ada)).toEqual(["2099-01-01"]);
    await board.act({ type: "task.update", task, set: { dueDate: "2099-02-02" } }, ada);
    expect(await dueIn(ada)).toEqual(["2099-02-02"]);
    await board.act({ type: "task.move", task, columnId: await board.column("Done") }, ada);
    expect(await dueIn(ada)).toEqual([]);
    await board.act({ type: "task.move", task, columnId: await board.column("Backlog") }, ada);
    await board.act({ type: "task.update", task, set: { assignees: [bo.user] } }, ada);
    expect(await dueIn(ada)).toEqual([]);
    expect(await dueIn(bo)).toEqual(["2099-02-02"]);
  });

  it("a rule tells whose task it changes, by its name, and not who set it off", async () => {
    const { tenant, board, ada } = await boardWithTwo();
    const done = await board.column("Done");
    await board.addRule({ type: "moved_to", columnId: done }, [{ type: "set", set: { priority: "low" } }]);
    const task = await board.addTask({ title: "Paint", assignees: [ada.user] });
    await board.act({ type: "task.move", task, columnId: done });
    const [heard] = await heardBy(tenant, ada);
    expect(heard).toMatch(/^changed: ENS-1 Paint: The rule “.*” set its priority to low$/);
    expect((await heardBy(tenant, tenant.owner)).filter((each) => each.startsWith("changed"))).toEqual([]);
  });

  it("P8.25 nobody to hear costs nothing more, and each who hears one row at most", async () => {
    const { tenant, board, ada, bo } = await boardWithTwo();
    const [alone, followed] = [await board.addTask(), await board.addTask({ assignees: [ada.user, bo.user] })];
    await allTold(tenant);
    const rowsOf = (task: string, title: string) =>
      runInDurableObject(tenant.room, async (instance: WorkspaceRoom, { storage }) => {
        // Nothing is delivered, so that what the command itself wrote can be counted.
        Reflect.get(instance, "outbox").flush = () => Promise.resolve();
        const lanes = () => storage.sql.exec<{ rows: number }>("SELECT count(*) AS rows FROM outbox_lanes").one().rows;
        const before = lanes();
        good(await instance.perform(tenant.owner, { type: "task.update", task, set: { title } }));
        return lanes() - before;
      });
    expect(await rowsOf(alone, "Once")).toBeLessThanOrEqual(1);
    expect(await rowsOf(alone, "Twice")).toBe(0);
    expect(await rowsOf(followed, "Once")).toBe(2);
    expect(await rowsOf(followed, "Twice")).toBe(0);
  });
});

describe("discussions", () => {
  it("what is said of a task reaches whoever it is assigned to or follows it, and who took part; deleted, it goes", async () => {
    const { tenant, board, ada, bo } = await boardWithTwo();
    const task = await board.addTask({ title: "Paint", assignees: [ada.user] });
    const { conversation } = good(await tenant.room.discuss(bo, newId(), { type: "task", id: task }));
    const room = env.CONVERSATION.getByName(conversation.id);
    const says = async ({ user, name }: Actor, text: string) =>
      good(await room.post({ user, name, role: "member" }, { message: newId(), text }));
    await says(bo, "Which **colour**?");
    await eventually(async () => {
      expect(await heardBy(tenant, ada)).toEqual(["changed: ENS-1 Paint: Bo Which colour?"]);
    });
    const answer = await says(ada, "Blue");
    await eventually(async () => {
      expect(await heardBy(tenant, bo)).toEqual(["changed: ENS-1 Paint: Ada Blue"]);
    });
    good(await room.remove({ user: ada.user, name: "Ada", role: "member" }, answer.id));
    await eventually(async () => expect(await heardBy(tenant, bo)).toEqual([]));
    await says(bo, `[@Ada](ensemble:user/${ada.user}) please`);
    await eventually(async () => {
      const heard = await heardBy(tenant, ada);
      expect(heard).toHaveLength(2);
      expect(heard[0]).toMatch(/^mention: .*Bo @Ada please$/);
    });
  });

  it("what is said of a page reaches who made it, and no guest to whom the page is not named any more", async () => {
    const { tenant, ada } = await boardWithTwo();
    const page = await newPage(tenant, "Plan");
    const guest = await join(tenant, "guest", [doc(page)], person("gus", { name: "Gus" }));
    const { conversation } = good(await tenant.room.discuss(ada, newId(), { type: "page", id: page.id }));
    const room = env.CONVERSATION.getByName(conversation.id);
    const says = async ({ user, name }: Actor, role: "member" | "guest", text: string) =>
      good(await room.post({ user, name, role }, { message: newId(), text }));
    await says(guest, "guest", "Hello");
    await eventually(async () => {
      expect((await heardBy(tenant, tenant.owner))[0]).toBe("changed: Plan: Gus Hello");
    });
    good(await tenant.room.setGrants(tenant.owner, guest.user, []));
    await says(ada, "member", "Only for us");
    await eventually(async () => {
      expect((await heardBy(tenant, tenant.owner))[0]).toBe("changed: Plan: Ada Only for us");
    });
    expect(await heardBy(tenant, guest)).toEqual([]);
  });
});

describe("belonging", () => {
  it("who is invited by the address of an account hears of it, and no more once it is revoked", async () => {
    const tenant = await newTenant(person("olga", { name: "Olga" }));
    const user = newId();
    const email = `invited-${user}@example.com`;
    await env.DB.prepare(
      "INSERT INTO user (id, name, email, email_verified, created_at, updated_at) VALUES (?, 'Ida', ?, 1, 0, 0)",
    )
      .bind(user, email)
      .run();
    const { id } = await invite(tenant, { role: "member", email: email.toUpperCase() });
    await invite(tenant, { role: "member", email: "nobody@example.com" });
    expect(await heardBy(tenant, { user })).toEqual([
      "invited: Tenant: Olga invites you to join; the link is in your mail",
    ]);
    good(await tenant.room.revokeInvitation(tenant.owner, id));
    expect(await heardBy(tenant, { user })).toEqual([]);
  });

  it("who accepts is told of to whoever invited them", async () => {
    const tenant = await newTenant(person("olga", { name: "Olga" }));
    await join(tenant, "member", [], person("ada", { name: "Ada" }));
    expect(await heardBy(tenant, tenant.owner)).toEqual(["invited: Tenant: Ada accepted your invitation"]);
  });

  it("P4.39 whoever is removed keeps nothing of the workspace, whatever was still on its way", async () => {
    const { tenant, board, ada } = await boardWithTwo();
    const task = await board.addTask({ title: "Paint", assignees: [ada.user], dueDate: "2099-01-01" });
    await allTold(tenant);
    const restore = unreachable(ada);
    await board.act({ type: "task.update", task, set: { title: "Paint in secret" } });
    good(await tenant.room.perform(tenant.owner, { type: "member.remove", user: ada.user }));
    restore();
    await tryAgain(tenant);
    expect(await heardBy(tenant, ada)).toEqual([]);
    expect(await overviewOf(ada)).toMatchObject({ unread: { all: 0, workspaces: {} }, conversations: [] });
  });

  it("who is added to a channel by another hears of it, and of a private one that shut them out nothing stays", async () => {
    const { tenant, ada, bo } = await boardWithTwo();
    const make = async (kind: "channel" | "private", name: string) =>
      good(await tenant.room.createConversation(bo, newId(), { kind, name, members: [ada.user] })).id;
    const [open, shut] = [await make("channel", "paint"), await make("private", "secret")];
    expect(await heardBy(tenant, ada)).toEqual([
      "invited: #secret: Bo added you to it",
      "invited: #paint: Bo added you to it",
    ]);
    expect(await heardBy(tenant, bo)).toEqual([]);
    const remove = { type: "conversation.remove_member", user: ada.user } as const;
    good(await tenant.room.perform(bo, { ...remove, conversation: shut }));
    expect(await heardBy(tenant, ada)).toEqual(["invited: #paint: Bo added you to it"]);
    good(await tenant.room.perform(tenant.owner, { type: "conversation.delete", conversation: open }));
    expect(await heardBy(tenant, ada)).toEqual([]);
  });
});
