import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import type { CallReport } from "../../durable-objects/call/notices.ts";
import { CallRoom } from "../../durable-objects/call/room.ts";
import { newId } from "../../durable-objects/room/id.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import {
  CALLS_STREAM,
  type Call,
  CallEvent,
  CallsSnapshot,
  type NewCall,
} from "../../durable-objects/workspace/calls/protocol.ts";
import type { NewConversation } from "../../durable-objects/workspace/conversations/protocol.ts";
import type { Grant } from "../../durable-objects/workspace/protocol.ts";
import { eventually } from "../eventually.ts";
import { joined, open } from "./call-desk.ts";
import type { Frame, TestSocket } from "./socket.ts";
import { TestBoard } from "./workspace-boards.ts";
import { rows } from "./workspace-neighbours.ts";
import { codeOf, enter, good, join, newTenant, person, type Tenant } from "./workspace-people.ts";

const MINUTE = 60_000;

async function start({ room }: Tenant, by: Actor, wanted: NewCall = {}): Promise<Call> {
  return good(await room.createCall(by, newId(), wanted));
}

async function plan(tenant: Tenant, invited: Actor[], wanted: NewCall = {}): Promise<Call> {
  const startsAt = Date.now() + 20 * MINUTE;
  const users = invited.map(({ user }) => user);
  return start(tenant, tenant.owner, { title: "Weekly", startsAt, minutes: 30, invited: users, ...wanted });
}

async function converse({ room, owner }: Tenant, wanted: NewConversation): Promise<string> {
  return good(await room.createConversation(owner, newId(), wanted)).id;
}

const inConversation = (conversation: string): NewCall => ({ about: { type: "conversation", conversation } });
const asGrant = ({ id }: Pick<Call, "id">): Grant => ({ kind: "call", id });

/** Whether somebody is let into a call, as the ticket route asks it. */
async function enters({ id: workspace, room }: Tenant, { user }: Actor, { id }: Call): Promise<string> {
  return codeOf(await room.admit(user, { workspace, kind: "call", room: id }));
}

let told = 0;

/** Tells the workspace what a call's own room would. */
async function report({ room }: Tenant, { id: call }: Call, said: object): Promise<void> {
  told += 1;
  const body = { call, ...said } as CallReport;
  expect(await room.deliver([{ source: `call/${call}/test`, number: told, body: { type: "told", body } }])).toBe(told);
}

const here = (...people: Actor[]) => ({
  ...{ type: "call.here", users: people.map(({ user }) => user), count: people.length, out: [], startedAt: 5 },
});

/** One who follows the workspace's calls. */
class Follower {
  readonly socket: TestSocket;
  #looked = 0;

  constructor(socket: TestSocket) {
    this.socket = socket;
  }

  static async of(tenant: Tenant, who: Actor): Promise<Follower> {
    const { socket } = await enter(tenant, who);
    socket.send({ type: "subscribe", stream: CALLS_STREAM });
    return new Follower(socket);
  }

  /** The next state that they are given of it: the ids of the calls. */
  async state(): Promise<string[]> {
    const frame = await this.#coming(
      (each) => each.type === "snapshot" && "stream" in each && each.stream === CALLS_STREAM,
    );
    return CallsSnapshot.parse("data" in frame ? frame.data : null).calls.map(({ id }) => id);
  }

  /** The next event of it. */
  async event(): Promise<CallEvent> {
    return CallEvent.parse(await this.#coming((each) => CallEvent.safeParse(each).success));
  }

  /** The ids of all calls that they have ever been told of. */
  get heardOf(): string[] {
    return this.socket.received.flatMap((frame) => {
      const event = CallEvent.safeParse(frame).data;
      return event?.type === "call.put" ? [event.call.id] : [];
    });
  }

  async #coming(matches: (frame: Frame) => boolean): Promise<Frame> {
    for (;;) {
      while (this.#looked < this.socket.received.length) {
        const frame = this.socket.received[this.#looked];
        this.#looked += 1;
        if (frame !== undefined && matches(frame)) return frame;
      }
      await this.socket.next(() => true);
    }
  }
}

/** What an inbox says of calls: of each, its title and what happened. */
async function inbox({ user }: Actor): Promise<string[]> {
  const { notifications } = good(await env.INBOX.getByName(user).overview());
  return notifications.flatMap(({ thing, title, text }) => (thing.type === "call" ? [`${title}: ${text}`] : []));
}

/** Lets the word come due that a planned call is about to begin. */
async function letStart({ room }: Tenant): Promise<void> {
  await runInDurableObject(room, (_, { storage: { sql } }) => {
    sql.exec("UPDATE calls SET notice_at = 1 WHERE notice_at IS NOT NULL");
    sql.exec("UPDATE jobs SET due = 1 WHERE name = 'call_starts'");
  });
  await runDurableObjectAlarm(room);
}

describe("the stream of calls", () => {
  it("P5.56 tells of a call whoever may enter it, also who may only now, and of its end whoever may not any more", async () => {
    const tenant = await newTenant();
    const [mate, admin, other] = [
      await join(tenant, "member"),
      await join(tenant, "admin"),
      await join(tenant, "viewer"),
    ];
    const secret = await converse(tenant, { kind: "private", name: "secret", members: [mate.user] });
    const loud = await start(tenant, tenant.owner);
    const [mine, outside] = [await Follower.of(tenant, mate), await Follower.of(tenant, admin)];
    for (const follower of [mine, outside]) expect(await follower.state()).toEqual([loud.id]);
    const hushed = await start(tenant, mate, inConversation(secret));
    expect(await mine.event()).toMatchObject({ type: "call.put", call: { id: hushed.id } });

    const add = { type: "conversation.add_members" as const, conversation: secret, users: [admin.user] };
    good(await tenant.room.changeConversation(mate, secret, add));
    expect(await outside.event()).toMatchObject({ type: "call.put", call: { id: hushed.id } });
    expect([await enters(tenant, admin, hushed), await enters(tenant, other, hushed)]).toEqual(["ok", "not_found"]);

    const remove = { type: "conversation.remove_member" as const, conversation: secret, user: admin.user };
    good(await tenant.room.changeConversation(tenant.owner, secret, remove));
    expect(await outside.event()).toMatchObject({ type: "call.deleted", call: hushed.id });
    expect(await enters(tenant, admin, hushed)).toBe("not_found");
    good(await tenant.room.changeCall(tenant.owner, hushed.id, { title: "Hush" }));
    good(await tenant.room.changeCall(tenant.owner, loud.id, { title: "Loud" }));
    expect(await outside.event()).toMatchObject({ type: "call.put", call: { id: loud.id, title: "Loud" } });
    expect(mine.heardOf.filter((id) => id === hushed.id).length).toBeGreaterThan(1);
  });

  it("P4.41 shows a guest what is named to them, and takes it back with that, on the stream and at the door", async () => {
    const tenant = await newTenant();
    const channel = await converse(tenant, { kind: "channel", name: "open" });
    const [own, near, far] = [
      await start(tenant, tenant.owner),
      await start(tenant, tenant.owner, inConversation(channel)),
      await start(tenant, tenant.owner),
    ];
    const guest = await join(tenant, "guest", [asGrant(own), { kind: "conversation", id: channel }]);
    const follower = await Follower.of(tenant, guest);
    expect(await follower.state()).toEqual([own.id, near.id]);
    expect([await enters(tenant, guest, near), await enters(tenant, guest, far)]).toEqual(["ok", "not_found"]);
    good(await tenant.room.setGrants(tenant.owner, guest.user, [asGrant(far)]));
    expect(await follower.state()).toEqual([far.id]);
    for (const call of [own, near]) expect(await enters(tenant, guest, call)).toBe("not_found");
    good(await tenant.room.deleteCall(tenant.owner, far.id));
    expect(await follower.state()).toEqual([]);
    expect(good(await tenant.room.grants(tenant.owner, guest.user))).toEqual([]);
  });

  it("says who is in a call and that it is over, as its room tells that; what is over stays so", async () => {
    const tenant = await newTenant();
    const { owner } = tenant;
    const call = await plan(tenant, []);
    const follower = await Follower.of(tenant, owner);
    expect(await follower.state()).toEqual([call.id]);
    await report(tenant, call, here(owner));
    const begun = { state: "live", startedAt: 5, here: { users: [owner.user], count: 1 } };
    expect(await follower.event()).toMatchObject({ type: "call.put", call: begun });
    await report(tenant, call, here());
    expect(await follower.event()).toMatchObject({ call: { state: "live", here: { users: [], count: 0 } } });
    await report(tenant, call, { type: "call.ended", at: 9, startedAt: 5, people: 3 });
    expect(await follower.event()).toMatchObject({ call: { state: "ended", endedAt: 9, people: 3 } });
    await report(tenant, call, here(owner));
    await report(tenant, { ...call, id: newId() }, here(owner));
    const row = "SELECT started_at, ended_at FROM calls WHERE id = ?";
    await eventually(async () => expect(await rows(row, call.id)).toEqual([{ started_at: 5, ended_at: 9 }]));
    expect((await Follower.of(tenant, owner)).heardOf).toEqual([]);
    expect(good(await tenant.room.call(owner, call.id)).call).toMatchObject({ state: "ended", here: { count: 0 } });
  });

  it("lets whoever hosts a call for the moment link and end it, though they do not manage it; but no guest links it", async () => {
    const tenant = await newTenant();
    const { owner, room } = tenant;
    const [mate, other] = [await join(tenant, "member"), await join(tenant, "member")];
    const call = await start(tenant, owner);
    const guest = await join(tenant, "guest", [asGrant(call)]);
    const desk = { workspace: tenant.id, id: call.id, room: env.CALL.getByName(call.id), call };
    const { page: host } = await joined(desk, { ...owner, role: "owner" });
    const { peer } = await joined(desk, { ...mate, role: "member" });
    const knocking = await open(desk, { ...guest, role: "guest" });
    expect(await knocking.tryJoin()).toEqual({ as: "waiting" });
    await host.do({ type: "knock.answer", user: guest.user, admit: true });
    const seat = await knocking.join();
    expect(codeOf(await room.linkCall(mate, call.id))).toBe("forbidden");
    for (const { id } of [peer, seat]) await host.do({ type: "peer.cohost", peer: id, on: true });
    expect([codeOf(await room.linkCall(mate, call.id)), codeOf(await room.linkCall(other, call.id))]).toEqual([
      "ok",
      "forbidden",
    ]);
    expect(codeOf(await room.linkCall(guest, call.id))).toBe("forbidden");
    expect(codeOf(await room.endCall(other, call.id))).toBe("forbidden");
    expect(good(await room.endCall(mate, call.id))).toMatchObject({ state: "ended", linked: false });
    await eventually(async () => {
      expect(good(await room.call(owner, call.id)).call).toMatchObject({ people: 3, startedAt: expect.any(Number) });
    });
  });

  it("has no call whose object could not be made", async () => {
    const tenant = await newTenant();
    const spy = vi.spyOn(CallRoom.prototype, "found").mockResolvedValueOnce({
      ok: false,
      problem: { code: "internal", message: "It broke." },
    });
    expect(codeOf(await tenant.room.createCall(tenant.owner, newId(), {}))).toBe("unavailable");
    spy.mockRestore();
    expect(good(await tenant.room.calls(tenant.owner, { before: null, limit: 9 }))).toEqual([]);
  });
});

describe("what inboxes hear of planned calls", () => {
  it("is that one is invited, that it is moved or cancelled; and nothing more once one is not", async () => {
    const tenant = await newTenant();
    const [bo, cy] = [await join(tenant, "member"), await join(tenant, "member")];
    const call = await plan(tenant, [bo, cy]);
    for (const who of [bo, cy]) {
      await eventually(async () => expect(await inbox(who)).toEqual([expect.stringContaining("Weekly: invites you")]));
    }
    good(await tenant.room.changeCall(tenant.owner, call.id, { invited: [bo.user] }));
    await eventually(async () => expect(await inbox(cy)).toEqual([]));
    const startsAt = Date.UTC(new Date().getUTCFullYear() + 1, 1, 3, 15, 5);
    good(await tenant.room.changeCall(tenant.owner, call.id, { startsAt }));
    const moved = [expect.stringMatching(/^Weekly: moved the call to \w{3}, 3 Feb \d{4}, 15:05 UTC$/)];
    await eventually(async () => expect(await inbox(bo)).toEqual(moved));
    good(await tenant.room.deleteCall(tenant.owner, call.id));
    const cancelled = [expect.stringMatching(/^Weekly: cancelled the call of \w{3}, 3 Feb \d{4}, 15:05 UTC$/)];
    await eventually(async () => expect(await inbox(bo)).toEqual(cancelled));
    expect(await inbox(tenant.owner)).toEqual([]);
  });

  it("P9.32 is once that it is about to begin, for whoever planned it and all who did not say no", async () => {
    const tenant = await newTenant();
    const [yes, no, gone] = [await join(tenant, "member"), await join(tenant, "member"), await join(tenant, "member")];
    const call = await plan(tenant, [yes, no, gone]);
    good(await tenant.room.answerCall(yes, call.id, "yes"));
    good(await tenant.room.answerCall(no, call.id, "no"));
    good(await tenant.room.perform(tenant.owner, { type: "member.remove", user: gone.user }));
    await letStart(tenant);
    for (const who of [tenant.owner, yes]) {
      await eventually(async () =>
        expect(await inbox(who)).toEqual([expect.stringMatching(/^Weekly: begins in \d+ minutes$/)]),
      );
    }
    expect(await inbox(no)).toEqual([expect.stringContaining("invites you")]);
    expect(await inbox(gone)).toEqual([]);
    const owes = "SELECT count(*) AS count FROM events WHERE stream = 'owed' AND data LIKE '%starting%'";
    const count = () =>
      runInDurableObject(tenant.room, (_, { storage: { sql } }) => sql.exec<{ count: number }>(owes).one().count);
    expect(await count()).toBe(1);
    await letStart(tenant);
    expect(await count()).toBe(1);
  });
});

describe("calls that go with what they are about", () => {
  it("P5.55 are erased with their task, project or conversation, and their rooms with them", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const board = await TestBoard.make(tenant);
    const task = await board.addTask();
    const channel = await converse(tenant, { kind: "channel", name: "gone" });
    const about = {
      task: await start(tenant, owner, { about: { type: "task", task } }),
      project: await start(tenant, owner, { about: { type: "project", project: board.project } }),
      channel: await start(tenant, owner, inConversation(channel)),
    };
    const chat = good(await room.discuss(owner, newId(), { type: "call", id: about.channel.id })).conversation;
    const kept = await start(tenant, owner);
    await board.act({ type: "task.delete", tasks: [task] });
    expect(codeOf(await room.call(owner, about.task.id))).toBe("not_found");
    expect(codeOf(await room.call(owner, about.project.id))).toBe("ok");
    await board.act({ type: "project.delete", project: board.project });
    good(await room.changeConversation(owner, channel, { type: "conversation.delete", conversation: channel }));
    for (const { id } of Object.values(about)) {
      expect(codeOf(await room.call(owner, id))).toBe("not_found");
      await eventually(async () => expect(await env.CALL.getByName(id).address()).toBeNull());
    }
    await eventually(async () => expect(await env.CONVERSATION.getByName(chat.id).address()).toBeNull());
    expect(codeOf(await room.call(owner, kept.id))).toBe("ok");
  });

  it("follow their task to another project, where guests of the former may not follow", async () => {
    const tenant = await newTenant();
    const { owner } = tenant;
    const [from, to] = [await TestBoard.make(tenant), await TestBoard.make(tenant, { name: "Other" })];
    const task = await from.addTask();
    const call = await start(tenant, owner, { about: { type: "task", task } });
    const guest = await join(tenant, "guest", [{ kind: "project", id: from.project }]);
    const follower = await Follower.of(tenant, guest);
    expect(await follower.state()).toEqual([call.id]);
    expect(await enters(tenant, guest, call)).toBe("ok");
    await from.act({ type: "task.move", task, columnId: (await to.columns())[0]?.id ?? "" });
    expect(await follower.event()).toMatchObject({ type: "call.deleted", call: call.id });
    expect(await enters(tenant, guest, call)).toBe("not_found");
    const { about } = good(await tenant.room.call(owner, call.id)).call;
    expect(about).toEqual({ type: "task", task, project: to.project });
  });

  it("of what an older release deleted are gone once this one runs again", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const task = await board.addTask();
    const call = await start(tenant, tenant.owner, { about: { type: "task", task } });
    await runInDurableObject(tenant.room, (_, { storage }) => storage.sql.exec("DELETE FROM tasks WHERE id = ?", task));
    await evictDurableObject(tenant.room);
    await runDurableObjectAlarm(tenant.room);
    expect(codeOf(await tenant.room.call(tenant.owner, call.id))).toBe("not_found");
    await eventually(async () => expect(await env.CALL.getByName(call.id).address()).toBeNull());
  });
});

describe("calls in D1", () => {
  it("P9.33 are as they are here, also after D1 was written to by hand; a deleted one keeps nothing of what it was", async () => {
    const tenant = await newTenant();
    const [kept, gone] = [await plan(tenant, []), await plan(tenant, [], { title: "Secret" })];
    good(await tenant.room.deleteCall(tenant.owner, gone.id));
    const inD1 = () =>
      rows<{ id: string; title: string; deleted: number }>(
        "SELECT id, title, deleted_at IS NOT NULL AS deleted FROM calls WHERE workspace = ? ORDER BY id",
        tenant.id,
      );
    const is = [
      { id: kept.id, title: "Weekly", deleted: 0 },
      { id: gone.id, title: "", deleted: 1 },
    ];
    await eventually(async () => expect(await inD1()).toEqual(is));
    await env.DB.prepare("UPDATE calls SET title = 'Wrong', deleted_at = NULL, revision = 1 << 40 WHERE workspace = ?")
      .bind(tenant.id)
      .run();
    good(await tenant.room.rebuildProjections(person("super", { superadmin: true })));
    await eventually(async () => expect(await inD1()).toEqual(is));
  });
});
