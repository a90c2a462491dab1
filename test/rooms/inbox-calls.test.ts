/** Calls that ring: on all devices of who is called, until it is answered on one, or over. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { InboxNotice } from "../../durable-objects/inbox/notices.ts";
import { keyOfThing, type Notification, Preferences, type Thing } from "../../durable-objects/inbox/protocol.ts";
import { USUAL_PREFERENCES } from "../../durable-objects/inbox/usual.ts";
import { newId } from "../../durable-objects/room/id.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import { eventually } from "../eventually.ts";
import { joined } from "./call-desk.ts";
import { type Device, news, TestInbox, WORKSPACE } from "./inboxes.ts";
import { Browser, PushService, pushSettings, withSettings } from "./push-service.ts";
import { good, join, newTenant, person } from "./workspace-people.ts";

type Ring = Extract<InboxNotice, { type: "ring" }>;

/** Long enough that no ring ends by the clock while a test runs. */
const LONG_MS = 10 * 60_000;
/** What lets rings be over, as if their time had come. */
const OVER = ["UPDATE notifications SET rings_until = 1 WHERE rings_until IS NOT NULL"];
const DUE = ["UPDATE pushes SET due = 1"];

const callOf = (call: string = newId()): Thing => ({ type: "call", workspace: WORKSPACE, call });

function ringing(thing: Thing, more: Partial<Ring> = {}): Ring {
  const at = Date.now();
  return { type: "ring", thing, title: "Ada", by: "ada", byName: "Ada", at, until: at + LONG_MS, ...more };
}

const rung = (thing: Thing, state: Extract<InboxNotice, { type: "rung" }>["state"]): InboxNotice => ({
  type: "rung",
  thing,
  state,
});

async function standing(inbox: TestInbox, thing: Thing): Promise<Notification | undefined> {
  return (await inbox.list()).find(({ id }) => id === keyOfThing(thing));
}

/** How the ring stands that a device hears of next. */
async function heard(device: Device): Promise<Pick<Notification, "ring" | "readAt"> | undefined> {
  const { notifications } = await device.next("notifications.put");
  return notifications[0];
}

let settings: Awaited<ReturnType<typeof pushSettings>>;
beforeAll(async () => {
  settings = await pushSettings();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** An inbox of whose user one browser takes pushes, and what reads the pushes it got. */
async function pushedInbox() {
  const service = new PushService();
  const inbox = new TestInbox();
  const browser = await Browser.make("phone");
  good(await inbox.stub.addPushSubscription({ ...browser.subscription, session: "s", device: "phone" }));
  await withSettings(inbox.stub, settings);
  const said = () => Promise.all(service.got.map(({ body }) => browser.read(body)));
  return { inbox, service, said };
}

describe("a call", () => {
  it("P2.40 rings on every device, and stops on all of them once it is answered on one", async () => {
    const inbox = new TestInbox();
    const devices = [await inbox.enter(), await inbox.enter()];
    const thing = callOf();
    const ring = ringing(thing);
    await inbox.tell(ring);
    for (const device of devices) {
      expect(await heard(device)).toMatchObject({
        ...{ id: keyOfThing(thing), reason: "call", title: "Ada", byName: "Ada", readAt: null },
        ring: { state: "ringing", until: ring.until },
      });
    }
    await inbox.evict();
    expect((await standing(inbox, thing))?.ring).toEqual({ state: "ringing", until: ring.until });
    await inbox.tell(rung(thing, "answered"));
    for (const device of devices) {
      expect(await heard(device)).toMatchObject({ ring: { state: "answered" }, readAt: expect.any(Number) });
    }
  });

  it("P9.35 is missed when its time is over, though its room says no more, and stays unread", async () => {
    const inbox = new TestInbox();
    const thing = callOf();
    await inbox.tell(ringing(thing));
    // Whoever clears their list while it rings has missed it all the same.
    await inbox.perform({ type: "read_all" });
    await inbox.letTimeCome(OVER);
    expect(await standing(inbox, thing)).toMatchObject({ ring: { state: "missed" }, readAt: null, count: 1 });
    expect(good(await inbox.stub.counts()).all).toBe(1);
    await inbox.tell([rung(thing, "missed"), rung(thing, "cancelled")]);
    expect(await standing(inbox, thing)).toMatchObject({ ring: { state: "missed" }, readAt: null });
    await inbox.tell(ringing(thing));
    expect(await standing(inbox, thing)).toMatchObject({ ring: { state: "ringing" }, count: 2 });
    await inbox.tell(rung(thing, "cancelled"));
    expect(await standing(inbox, thing)).toMatchObject({ ring: { state: "cancelled" }, readAt: null, count: 2 });
  });

  it("that is told of too late was missed, and one that is declined is read", async () => {
    const inbox = new TestInbox();
    const [late, declined] = [callOf(), callOf()];
    await inbox.tell([ringing(late, { until: Date.now() - 1 }), ringing(declined), rung(declined, "declined")]);
    expect(await standing(inbox, late)).toMatchObject({ ring: { state: "missed" }, readAt: null });
    expect(await standing(inbox, declined)).toMatchObject({
      ...{ ring: { state: "declined" }, readAt: expect.any(Number) },
    });
    // Its room's word may come behind the inbox's own clock: who answered has missed nothing.
    await inbox.tell(rung(late, "answered"));
    expect(await standing(inbox, late)).toMatchObject({ ring: { state: "answered" }, readAt: expect.any(Number) });
  });

  it("rings nobody who calls themselves, who left the workspace, or who wants none", async () => {
    const inbox = new TestInbox();
    await inbox.tell(ringing(callOf(), { by: inbox.user }));
    await inbox.tell({ type: "left", workspace: WORKSPACE, at: Date.now() + LONG_MS });
    await inbox.tell(ringing(callOf()));
    await inbox.tell({ type: "joined", workspace: WORKSPACE });
    const unwanted = { inbox: false, push: false, digest: false };
    await inbox.perform({ type: "preferences.change", set: { reasons: { call: unwanted } } });
    await inbox.tell(ringing(callOf()));
    await inbox.tell(rung(callOf(), "missed"));
    expect(await inbox.list()).toEqual([]);
  });

  it("rings on although what it is called to was notified meanwhile, and whatever is muted", async () => {
    const inbox = new TestInbox();
    const thing = callOf();
    await inbox.perform({ type: "mute", thing });
    await inbox.tell([ringing(thing), news(thing, { reason: "call", title: "Weekly", text: "begins now" })]);
    expect(await standing(inbox, thing)).toMatchObject({ title: "Weekly", ring: { state: "ringing" } });
  });
});

describe("pushes of calls", () => {
  it("P9.34 are urgent and wait for no device longer than it rings; a missed call says so in its place", async () => {
    const { inbox, service, said } = await pushedInbox();
    const thing = callOf();
    await inbox.tell(ringing(thing, { until: Date.now() + 45_000 }));
    await inbox.letTimeCome(DUE);
    const headers = Object.fromEntries(service.got[0]?.headers ?? []);
    expect(headers).toMatchObject({ urgency: "high" });
    expect(Number(headers.ttl)).toBeGreaterThan(0);
    expect(Number(headers.ttl)).toBeLessThanOrEqual(45);
    await inbox.letTimeCome(OVER);
    await inbox.letTimeCome(DUE);
    expect(await said()).toMatchObject([
      { id: keyOfThing(thing), text: "is calling you", ring: { state: "ringing" } },
      { id: keyOfThing(thing), text: "called, and you missed it", ring: { state: "missed" } },
    ]);
    expect(Object.fromEntries(service.got[1]?.headers ?? [])).toMatchObject({ ttl: "86400" });
  });

  it("are not sent of what was answered or is over, in quiet hours, or while a device is active", async () => {
    const { inbox, said } = await pushedInbox();
    const [answered, quiet, active, over] = [callOf(), callOf(), callOf(), callOf()];
    await inbox.tell([ringing(answered), rung(answered, "answered")]);
    await inbox.perform({ type: "preferences.change", set: { quietHours: { from: "00:00", to: "23:59" } } });
    await inbox.tell([ringing(quiet), rung(quiet, "declined")]);
    await inbox.perform({ type: "preferences.change", set: { quietHours: null } });
    const device = await inbox.enter();
    device.socket.send({ type: "presence", state: { active: true } });
    await device.ask({ type: "seen", ids: [keyOfThing(quiet)] });
    await inbox.tell([ringing(active), rung(active, "answered")]);
    device.socket.send({ type: "presence", state: { active: false } });
    await device.ask({ type: "seen", ids: [keyOfThing(active)] });
    await inbox.tell(ringing(over));
    await inbox.letTimeCome([...DUE, "UPDATE pushes SET until = 1"]);
    expect(await said()).toEqual([]);
    expect(await inbox.rows("SELECT 1 FROM pushes")).toEqual([]);
  });
});

describe("what the release before calls kept, or finds", () => {
  it("preferences that say nothing of calls hold, with calls as is usual, in the room and in a copy of it", async () => {
    const { call, ...before } = USUAL_PREFERENCES.reasons;
    const kept = { ...USUAL_PREFERENCES, timeZone: "Europe/Berlin", reasons: before };
    expect(Preferences.parse(kept)).toEqual({ ...USUAL_PREFERENCES, timeZone: "Europe/Berlin" });
    const inbox = new TestInbox();
    await inbox.overview();
    await inbox.rows(`INSERT INTO own (name, value) VALUES ('preferences', '${JSON.stringify(kept)}')`);
    expect((await inbox.overview()).preferences).toEqual({ ...USUAL_PREFERENCES, timeZone: "Europe/Berlin" });
    const set = { reasons: { call: { push: false }, mention: { digest: false } } };
    await inbox.perform({ type: "preferences.change", set });
    const { reasons } = (await inbox.overview()).preferences;
    expect(reasons).toMatchObject({ call: { ...call, push: false }, mention: { digest: false } });
    const [row] = await inbox.rows<{ value: string }>("SELECT value FROM own WHERE name = 'preferences'");
    expect(Object.keys(JSON.parse(row?.value ?? "{}").reasons)).toEqual(Object.keys(before));
  });

  it("P7.28 a call is kept as something that release can read, and what it makes of it does no harm", async () => {
    const inbox = new TestInbox();
    const thing = callOf();
    await inbox.tell([ringing(thing), rung(thing, "missed")]);
    const [row] = await inbox.rows<{ thing: string; reason: string }>("SELECT thing, reason FROM notifications");
    expect({ ...row, thing: JSON.parse(row?.thing ?? "") }).toMatchObject({
      ...{ thing: { type: "workspace", workspace: WORKSPACE }, reason: "invited" },
    });
    // It writes what it knows, in place of the whole row.
    const older = JSON.stringify({ type: "workspace", workspace: WORKSPACE });
    await inbox.rows(`UPDATE notifications SET newer = NULL, rings_until = NULL, read_at = 1, thing = '${older}'`);
    expect(await standing(inbox, thing)).toMatchObject({ reason: "invited", readAt: 1 });
    await inbox.tell(ringing(thing));
    expect(await standing(inbox, thing)).toMatchObject({ thing, reason: "call", ring: { state: "ringing" } });
    const reminder = { reminder: "r1", workspace: WORKSPACE, note: "", thing, message: null };
    await inbox.perform({ type: "remind", ...reminder, dueAt: Date.now() + LONG_MS });
    const [kept] = await inbox.rows<{ thing: string }>("SELECT thing FROM reminders");
    expect(JSON.parse(kept?.thing ?? "")).toMatchObject({ type: "workspace", workspace: WORKSPACE });
    expect((await inbox.overview()).reminders).toMatchObject([{ thing }]);
  });
});

describe("in a workspace", () => {
  it("a call of a direct conversation rings the other, under the name that they know it by, until they are in it", async () => {
    const tenant = await newTenant(person("olga", { name: "Olga" }));
    const lee = await join(tenant, "member");
    const inbox = new TestInbox(lee.user);
    const device = await inbox.enter();
    const wanted = { kind: "direct" as const, members: [lee.user] };
    const { id: conversation } = good(await tenant.room.createConversation(tenant.owner, newId(), wanted));
    const about = { type: "conversation" as const, conversation };
    const call = good(await tenant.room.createCall(tenant.owner, newId(), { about }));
    const thing: Thing = { type: "call", workspace: tenant.id, call: call.id };
    expect(await heard(device)).toMatchObject({
      ...{ id: keyOfThing(thing), title: "Olga", byName: "Olga", ring: { state: "ringing" } },
    });
    const desk = { workspace: tenant.id, id: call.id, room: env.CALL.getByName(call.id), call };
    await joined(desk, { user: lee.user, name: "Lee", role: "member" });
    expect(await heard(device)).toMatchObject({ ring: { state: "answered" }, readAt: expect.any(Number) });
    expect(await inbox.list()).toHaveLength(1);
  });

  it("P5.60 nobody is called who may not enter the call, nor to one that its workspace does not know", async () => {
    const tenant = await newTenant();
    const [inside, outside] = [await join(tenant, "member"), await join(tenant, "member", [], person("outside"))];
    const wanted = { kind: "private" as const, name: "closed", members: [inside.user] };
    const { id: conversation } = good(await tenant.room.createConversation(tenant.owner, newId(), wanted));
    const about = { type: "conversation" as const, conversation };
    const call = good(await tenant.room.createCall(tenant.owner, newId(), { about }));
    const by = { user: tenant.owner.user, name: "Olga", role: "owner" as const };
    const called = [inside, outside].map(({ user }) => ({ user, name: user, role: "member" as const }));
    // As if the workspace had changed its mind since it asked for this.
    good(await env.CALL.getByName(call.id).ring(by, called));
    const unknown = newId();
    const at = { workspace: tenant.id, kind: "call" as const, room: unknown };
    good(await env.CALL.getByName(unknown).found({ at, call: { ...call, id: unknown }, by, ring: called }));
    const rungIn = async ({ user }: Pick<Actor, "user">) =>
      (await new TestInbox(user).list()).flatMap(({ thing, ring }) => (ring && "call" in thing ? [thing.call] : []));
    const owed = () =>
      runInDurableObject(env.CALL.getByName(call.id), (_, { storage }) =>
        storage.sql.exec<{ name: string }>("SELECT name FROM outbox_lanes WHERE name LIKE 'inbox:%'").toArray(),
      );
    await eventually(async () => expect(await owed()).toEqual([]));
    expect(await rungIn(inside)).toEqual([call.id]);
    expect(await rungIn(outside)).toEqual([]);
  });
});
