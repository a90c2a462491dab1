import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { Call, CallLogEntry } from "../../durable-objects/workspace/calls/protocol.ts";
import { InvitationSeen } from "../../durable-objects/workspace/protocol.ts";
import { writeCallLog } from "../../worker/data/calls.ts";
import { eventually } from "../eventually.ts";
import { call as ask, problemIn, signUp } from "./client.ts";
import { Person, said } from "./conversation-client.ts";

const Listed = z.object({ items: z.array(Call), next: z.string().nullable() });
const Log = z.object({ items: z.array(CallLogEntry), next: z.string().nullable() });
const Link = z.object({ url: z.string(), expiresAt: z.number() });

const HOUR = 60 * 60 * 1000;

let ada: Person;
let bo: Person;
let viewer: Person;
let admin: Person;

beforeAll(async () => {
  ({ ada, bo, viewer, admin } = await Person.foundingTeam());
});

async function start(who: Person, wanted: object = {}): Promise<Call> {
  const answer = await who.ask("POST", "/calls", wanted);
  expect(answer.status, await answer.clone().text()).toBe(201);
  return Call.parse(await answer.json());
}

function plan(who: Person, wanted: object = {}): Promise<Call> {
  return start(who, { title: "Weekly", startsAt: Date.now() + HOUR, minutes: 45, ...wanted });
}

async function list(who: Person, query = ""): Promise<z.infer<typeof Listed>> {
  return Listed.parse(await (await who.ask("GET", `/calls${query}`)).json());
}

async function titles(who: Person, query = ""): Promise<string[]> {
  return (await list(who, query)).items.map(({ title }) => title);
}

/** Whether somebody is given a ticket to a call. */
function ticket(who: Person, { id }: Call): Promise<string> {
  return said(ask(`/api/rooms/call/${id}/tickets`, { method: "POST", token: who.account.token }));
}

async function linkOf(who: Person, { id }: Call) {
  const { url } = Link.parse(await (await who.ask("POST", `/calls/${id}/link`)).json());
  return { url, token: url.split("/").at(-1) ?? "" };
}

describe("calls", () => {
  it("are started from a channel, entered by whoever may enter that, and ended for good", async () => {
    const channel = await ada.converse({ kind: "channel", name: "engines" });
    const about = { type: "conversation", conversation: channel.id };
    const made = await start(bo, { about, title: "  Steam " });
    expect(made).toMatchObject({
      title: "Steam",
      state: "live",
      about,
      createdBy: bo.id,
      startedAt: null,
      linked: false,
    });
    const at = `/calls/${made.id}`;
    expect(await said(viewer.ask("GET", at))).toBe("200");
    for (const who of [bo, viewer]) expect(await ticket(who, made)).toBe("201");
    expect((await start(ada, { about })).id).toBe(made.id);
    expect(await said(viewer.ask("POST", `${at}/end`))).toBe("403 forbidden");
    expect(await (await bo.ask("POST", `${at}/end`)).json()).toMatchObject({
      state: "ended",
      endedAt: expect.any(Number),
    });
    expect(await said(bo.ask("POST", `${at}/end`))).toBe("200");
    expect(await said(bo.ask("PATCH", at, { title: "Late" }))).toBe("409 conflict");
    expect((await start(ada, { about })).id).not.toBe(made.id);
    expect(await titles(ada, `?state=ended&about=conversation:${channel.id}`)).toEqual(["Steam"]);
  });

  it("of a private conversation are there for its members alone, whatever the role of others", async () => {
    const secret = await ada.converse({ kind: "private", name: "secret", members: [bo.id] });
    const made = await start(ada, { about: { type: "conversation", conversation: secret.id }, title: "Hush" });
    expect(await ticket(bo, made)).toBe("201");
    expect(await ticket(admin, made)).toBe("404 not_found");
    for (const [method, path] of [
      ["GET", ""],
      ["PATCH", ""],
      ["DELETE", ""],
      ["GET", "/log"],
      ["GET", "/call.ics"],
      ["POST", "/end"],
      ["POST", "/link"],
      ["POST", "/decline"],
    ] as const) {
      const body = method === "PATCH" ? { title: "Mine" } : undefined;
      expect(await said(admin.ask(method, `/calls/${made.id}${path}`, body)), path).toBe("404 not_found");
    }
    expect(await titles(admin)).not.toContain("Hush");
    expect(await titles(bo)).toContain("Hush");
    const about = { type: "conversation", conversation: secret.id };
    expect(await said(admin.ask("POST", "/calls", { about }))).toBe("404 not_found");
    const invited = await problemIn(await ada.ask("PATCH", `/calls/${made.id}`, { invited: [bo.id, admin.id] }));
    expect(invited).toMatchObject({ code: "invalid", errors: [{ path: "invited.1" }] });
  });

  it("are made once for one idempotency key", async () => {
    const key = { "idempotency-key": crypto.randomUUID() };
    const wanted = { title: "Once" };
    const [first, second] = [await bo.ask("POST", "/calls", wanted, key), await bo.ask("POST", "/calls", wanted, key)];
    expect(Call.parse(await second.json()).id).toBe(Call.parse(await first.json()).id);
    expect(await said(bo.ask("POST", "/calls", { title: "Twice" }, key))).toBe("409 key_reused");
  });

  it("that cannot be are refused by name", async () => {
    const refused = async (who: Person, wanted: object) => {
      const { code, errors = [] } = await problemIn(await who.ask("POST", "/calls", wanted));
      return [code, ...errors.map(({ path }) => path)].join(" ");
    };
    const soon = Date.now() + HOUR;
    expect(await refused(viewer, {})).toBe("forbidden");
    expect(await refused(bo, { startsAt: Date.now() - HOUR })).toBe("invalid startsAt");
    expect(await refused(bo, { startsAt: Date.now() + 3 * 365 * 24 * HOUR })).toBe("invalid startsAt");
    expect(await refused(bo, { minutes: 30 })).toBe("invalid minutes");
    expect(await refused(bo, { startsAt: soon, minutes: 0 })).toBe("invalid minutes");
    expect(await refused(bo, { startsAt: soon, ring: [ada.id] })).toBe("invalid ring");
    expect(await refused(bo, { ring: [crypto.randomUUID()] })).toBe("invalid ring.0");
    expect(await refused(bo, { title: " " })).toBe("invalid title");
    expect(await refused(bo, { title: "x".repeat(200) })).toBe("invalid title");
    expect(await refused(bo, { about: { type: "task", task: "NO-1" } })).toBe("not_found");
    expect(await refused(bo, { about: { type: "project", project: crypto.randomUUID() } })).toBe("not_found");
    expect(await refused(bo, { about: { type: "page", page: crypto.randomUUID() } })).toBe("invalid about.type");
    expect(await said(bo.ask("GET", "/calls?about=nothing"))).toBe("422 invalid");
    expect(await said(bo.ask("GET", `/calls/${crypto.randomUUID()}`))).toBe("404 not_found");
    const archived = await ada.converse({ kind: "channel", name: "old" });
    await ada.ask("PATCH", `/conversations/${archived.id}`, { archived: true });
    expect(await refused(bo, { about: { type: "conversation", conversation: archived.id } })).toBe("conflict");
    const call = await start(bo);
    const chat = z.object({ id: z.string() }).parse(await (await bo.ask("PUT", `/calls/${call.id}/discussion`)).json());
    expect(await refused(bo, { about: { type: "conversation", conversation: chat.id } })).toBe("invalid");
  });

  it("are listed page by page, the latest first", async () => {
    const her = await Person.founding("Page");
    for (const hours of [3, 1, 2]) await plan(her, { title: String(hours), startsAt: Date.now() + hours * HOUR });
    const now = await start(her, { title: "now" });
    const first = await list(her, "?limit=3");
    expect(first.items.map(({ title }) => title)).toEqual(["3", "2", "1"]);
    expect((await list(her, `?limit=3&cursor=${first.next}`)).items.map(({ id }) => id)).toEqual([now.id]);
    expect(await titles(her, "?state=live")).toEqual(["now"]);
    expect(await said(her.ask("GET", "/calls?cursor=x"))).toBe("422 invalid");
  });

  it("are deleted by those who manage them, with what was said and logged", async () => {
    const made = await start(bo, { title: "Gone" });
    const at = { workspace: bo.at.split("/").at(-1) ?? "", call: made.id };
    const stay = { user: bo.id, name: "Bo", joinedAt: 1, leftAt: 2, quality: null };
    await writeCallLog(env.DB, at, [{ peer: "p", ...stay, revision: 1 }]);
    const chat = z.object({ id: z.string() }).parse(await (await bo.ask("PUT", `/calls/${made.id}/discussion`)).json());
    expect(await said(viewer.ask("DELETE", `/calls/${made.id}`))).toBe("403 forbidden");
    expect(await said(bo.ask("DELETE", `/calls/${made.id}`))).toBe("204");
    expect(await said(bo.ask("GET", `/calls/${made.id}`))).toBe("404 not_found");
    await eventually(async () => {
      expect(await env.CALL.getByName(made.id).address()).toBeNull();
      expect(await env.CONVERSATION.getByName(chat.id).address()).toBeNull();
      const { results } = await env.DB.prepare("SELECT peer FROM call_log WHERE call = ?").bind(made.id).all();
      expect(results).toEqual([]);
    });
    await writeCallLog(env.DB, at, [{ peer: "late", ...stay, revision: 2 }]);
    const left = await env.DB.prepare("SELECT title, deleted_at FROM calls WHERE id = ?").bind(made.id).first();
    expect(left).toMatchObject({ title: "", deleted_at: expect.any(Number) });
    const late = await env.DB.prepare("SELECT count(*) AS count FROM call_log WHERE call = ?").bind(made.id).first();
    expect(late).toEqual({ count: 0 });
  });
});

it("P10.16 who ended or deleted a call over HTTP is in the audit log, and what one among few was called is not", async () => {
  const secret = await ada.converse({ kind: "private", name: "few", members: [bo.id] });
  const told = await start(bo, { title: "Told" });
  const untold = await start(bo, { title: "Untold", about: { type: "conversation", conversation: secret.id } });
  await bo.ask("POST", `/calls/${told.id}/end`);
  await ada.ask("DELETE", `/calls/${told.id}`);
  await bo.ask("DELETE", `/calls/${untold.id}`);
  const Audit = z.object({ items: z.array(z.object({ by: z.string(), target: z.string(), detail: z.json() })) });
  const acts = async (act: string) => Audit.parse(await (await ada.ask("GET", `/audit?act=${act}`)).json()).items;
  const of = async (act: string, { id }: Call) => (await acts(act)).filter(({ target }) => target === id);
  expect(await of("call.ended", told)).toEqual([{ by: bo.id, target: told.id, detail: { title: "Told" } }]);
  expect(await of("call.deleted", told)).toEqual([{ by: ada.id, target: told.id, detail: { title: "Told" } }]);
  expect(await of("call.deleted", untold)).toEqual([{ by: bo.id, target: untold.id, detail: {} }]);
});

describe("planned calls", () => {
  it("are answered by those who are invited, anew once they are moved", async () => {
    const made = await plan(ada, { invited: [bo.id, viewer.id, ada.id, bo.id] });
    const at = `/calls/${made.id}`;
    const none = (...people: Person[]) => people.map(({ id }) => ({ user: id, answer: null })).sort(byUser);
    expect(made.invited).toEqual(none(bo, viewer));
    const answered = Call.parse(await (await bo.ask("PUT", `${at}/answer`, { answer: "maybe" })).json());
    expect(answered.invited).toContainEqual({ user: bo.id, answer: "maybe" });
    expect(await said(viewer.ask("PUT", `${at}/answer`, { answer: "no" }))).toBe("200");
    expect(await said(admin.ask("PUT", `${at}/answer`, { answer: "yes" }))).toBe("409 conflict");
    expect(await said(bo.ask("PUT", `${at}/answer`, { answer: "perhaps" }))).toBe("422 invalid");
    const fewer = Call.parse(await (await ada.ask("PATCH", at, { invited: [bo.id, admin.id] })).json());
    expect(fewer.invited).toEqual([...none(admin), { user: bo.id, answer: "maybe" }].sort(byUser));
    const startsAt = made.startsAt === null ? 0 : made.startsAt + HOUR;
    const moved = Call.parse(await (await ada.ask("PATCH", at, { startsAt })).json());
    expect(moved).toMatchObject({ startsAt, invited: none(admin, bo) });
    expect(await said(bo.ask("PATCH", at, { title: "Mine" }))).toBe("403 forbidden");
    expect(await said(ada.ask("PATCH", at, {}))).toBe("422 invalid");
    expect(await said(ada.ask("PATCH", at, { startsAt: 1 }))).toBe("422 invalid");
    const live = await start(ada);
    expect(await said(ada.ask("PATCH", `/calls/${live.id}`, { startsAt: Date.now() + HOUR }))).toBe("409 conflict");
    expect(await said(ada.ask("PATCH", `/calls/${live.id}`, { minutes: 5 }))).toBe("422 invalid");
  });

  it("P3.42 stand in a calendar once, in UTC, with whatever was changed of them since", async () => {
    const startsAt = Date.UTC(new Date().getUTCFullYear() + 1, 2, 29, 1, 30);
    const made = await plan(ada, { title: "Über, all; things", startsAt, minutes: 45 });
    const at = `/calls/${made.id}`;
    const file = async () => {
      const answer = await bo.ask("GET", `${at}/call.ics`);
      expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8; method=PUBLISH");
      expect(answer.headers.get("content-disposition")).toContain("attachment");
      const lines = (await answer.text()).replaceAll("\r\n ", "").split("\r\n");
      return new Map(lines.map((line) => [line.slice(0, line.search(/[:;]/)), line.slice(line.indexOf(":") + 1)]));
    };
    const year = new Date().getUTCFullYear() + 1;
    const first = await file();
    expect(Object.fromEntries(first)).toMatchObject({
      ...{ METHOD: "PUBLISH", SEQUENCE: "0", STATUS: "CONFIRMED", SUMMARY: "Über\\, all\\; things" },
      ...{ DTSTART: `${year}0329T013000Z`, DTEND: `${year}0329T021500Z` },
      URL: `http://ensemble.test/w/${ada.at.split("/").at(-1)}/calls/${made.id}`,
    });
    await bo.ask("PUT", `${at}/answer`, { answer: "yes" });
    expect((await file()).get("SEQUENCE")).toBe("0");
    await ada.ask("PATCH", at, { startsAt: startsAt + HOUR });
    const moved = await file();
    expect(moved.get("UID")).toBe(first.get("UID"));
    expect([moved.get("SEQUENCE"), moved.get("DTSTART")]).toEqual(["1", `${year}0329T023000Z`]);
    expect(await said(ada.ask("POST", `${at}/end`))).toBe("200");
    const cancelled = await file();
    expect([cancelled.get("SEQUENCE"), cancelled.get("STATUS")]).toEqual(["2", "CANCELLED"]);
    expect(await said(ada.ask("GET", `/calls/${(await start(ada)).id}/call.ics`))).toBe("409 conflict");
  });

  it("have a calendar file without control characters, whatever they are called", async () => {
    const made = await plan(ada, { title: "Tea\u0007 at\r\nATTENDEE:five", startsAt: Date.now() + HOUR });
    const file = await (await ada.ask("GET", `/calls/${made.id}/call.ics`)).text();
    expect(file).toContain("\r\nSUMMARY:Tea  at ATTENDEE:five\r\n");
    expect(file.replaceAll("\r\n", "")).not.toMatch(/\p{Cc}/u);
  });
});

describe("the link for people from outside", () => {
  it("P5.54 makes whoever opens it a guest of that call alone, until it is taken back or the call is over", async () => {
    const made = await start(bo, { title: "With guests" });
    const other = await start(bo, { title: "Without" });
    expect(await said(viewer.ask("POST", `/calls/${made.id}/link`))).toBe("403 forbidden");
    const link = await linkOf(bo, made);
    expect(await linkOf(ada, made)).toEqual(link);
    expect(Call.parse(await (await ada.ask("GET", `/calls/${made.id}`)).json()).linked).toBe(true);
    const seen = InvitationSeen.parse(await (await ask(`/api/invitations/${link.token}`)).json());
    expect(seen).toMatchObject({ state: "open", role: "guest", call: made.id });

    const guest = new Person(await signUp("Gus"), bo.at);
    expect(await ticket(guest, made)).toBe("404 not_found");
    const accept = { method: "POST", token: guest.account.token };
    expect(await said(ask(`/api/invitations/${link.token}/accept`, accept))).toBe("200");
    expect([await ticket(guest, made), await ticket(guest, other)]).toEqual(["201", "404 not_found"]);
    expect(await titles(guest)).toEqual(["With guests"]);
    expect(await guest.names()).toEqual([]);
    expect(await said(guest.ask("POST", "/calls", {}))).toBe("403 forbidden");
    expect(await said(guest.ask("POST", `/calls/${made.id}/link`))).toBe("403 forbidden");
    const mine = await ask(`/api/invitations/${link.token}`, { token: guest.account.token });
    expect(await mine.json()).toMatchObject({ state: "mine", call: made.id });

    expect(await said(bo.ask("DELETE", `/calls/${made.id}/link`))).toBe("204");
    expect(await (await ask(`/api/invitations/${link.token}`)).json()).toEqual({ state: "revoked" });
    const newer = await linkOf(bo, made);
    expect(newer.token).not.toBe(link.token);
    expect(await said(bo.ask("POST", `/calls/${made.id}/end`))).toBe("200");
    expect(await (await ask(`/api/invitations/${newer.token}`)).json()).toEqual({ state: "revoked" });
    expect(await said(bo.ask("POST", `/calls/${made.id}/link`))).toBe("409 conflict");
    expect(await ticket(guest, made)).toBe("201");
  });

  it("that an admin revokes among the invitations leads nowhere either", async () => {
    const made = await start(bo);
    const { token } = await linkOf(bo, made);
    const invitations = await ada.ask("GET", "/invitations");
    const { items } = z
      .object({ items: z.array(z.object({ id: z.string(), grants: z.array(z.object({ id: z.string() })) })) })
      .parse(await invitations.json());
    const its = items.find(({ grants }) => grants.some(({ id }) => id === made.id));
    expect(await said(ada.ask("DELETE", `/invitations/${its?.id}`))).toBe("204");
    expect(await (await ask(`/api/invitations/${token}`)).json()).toEqual({ state: "revoked" });
    expect(Call.parse(await (await bo.ask("GET", `/calls/${made.id}`)).json()).linked).toBe(false);
  });
});

describe("rings", () => {
  it("are for those who could come, and are declined by whoever is rung", async () => {
    const made = await start(bo);
    const at = `/calls/${made.id}`;
    expect(await said(bo.ask("POST", `${at}/ring`, { users: [ada.id] }))).toBe("204");
    expect(await said(ada.ask("POST", `${at}/decline`))).toBe("204");
    expect(await said(viewer.ask("POST", `${at}/ring`, { users: [ada.id] }))).toBe("403 forbidden");
    expect(await said(bo.ask("POST", `${at}/ring`, { users: [] }))).toBe("422 invalid");
    const guest = await ada.inviting("guest");
    const refused = await problemIn(await bo.ask("POST", `${at}/ring`, { users: [ada.id, guest.id] }));
    expect(refused).toMatchObject({ code: "invalid", errors: [{ path: "users.1" }] });
    await bo.ask("POST", `${at}/end`);
    expect(await said(bo.ask("POST", `${at}/ring`, { users: [ada.id] }))).toBe("409 conflict");
  });
});

describe("the log of a call", () => {
  it("has each stay once, as the room last told it, page by page", async () => {
    const made = await start(bo);
    const at = { workspace: bo.at.split("/").at(-1) ?? "", call: made.id };
    const quality = {
      ...{ roundTripMs: 20, loss: 0.01, jitterMs: null, receivedKbps: 900, sentKbps: 800 },
      ...{ relayed: false, reconnects: 1 },
    };
    const stay = (peer: string, user: Person, joinedAt: number, more: Partial<CallLogEntry>, revision: number) => ({
      ...{ peer, user: user.id, name: peer, joinedAt, leftAt: null, quality: null, ...more, revision },
    });
    await writeCallLog(env.DB, at, [stay("one", bo, 10, { leftAt: 30, quality }, 3), stay("two", ada, 20, {}, 2)]);
    await writeCallLog(env.DB, at, [stay("one", bo, 10, {}, 1), stay("two", ada, 20, { leftAt: 25 }, 4)]);
    const log = async (query = "") =>
      Log.parse(await (await viewer.ask("GET", `/calls/${made.id}/log${query}`)).json());
    const { items } = await log();
    expect(items).toEqual([
      { peer: "one", user: bo.id, name: "one", joinedAt: 10, leftAt: 30, quality },
      { peer: "two", user: ada.id, name: "two", joinedAt: 20, leftAt: 25, quality: null },
    ]);
    const first = await log("?limit=1");
    expect(first.items).toEqual(items.slice(0, 1));
    expect(await log(`?limit=1&cursor=${first.next}`)).toEqual({ items: items.slice(1), next: null });
    const stranger = await Person.founding("Eve");
    expect(await said(stranger.ask("GET", `/calls/${made.id}/log`))).toBe("404 not_found");
    expect(await said(ask(`${bo.at}/calls/${made.id}/log`, { token: stranger.account.token }))).toBe("404 not_found");
  });
});

function byUser(one: { user: string }, other: { user: string }): number {
  return one.user < other.user ? -1 : 1;
}
