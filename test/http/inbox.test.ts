/** `/api/inbox`, and the way into one's own inbox and nobody else's. */
import { evictDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { eraseInboxes } from "../../worker/jobs/erase-inboxes.ts";
import { channel, news, OTHER_WORKSPACE, TestInbox, task, WORKSPACE } from "../rooms/inboxes.ts";
import { Browser, pushSettings } from "../rooms/push-service.ts";
import { type Frame, TestSocket } from "../rooms/socket.ts";
import { type Account, call, callWith, ORIGIN, PASSWORD, problemIn, signIn, signUp } from "./client.ts";

const HOUR_MS = 60 * 60 * 1000;
const List = z.object({ items: z.array(z.looseObject({})), next: z.string().nullable() });
const Ticket = z.object({ ticket: z.string(), path: z.string() });

async function listed({ token }: Account, path: string) {
  const answer = await call(path, { token });
  expect(answer.status, path).toBe(200);
  return List.parse(await answer.json());
}

/** Does one call that answers nothing; answers its status. */
async function done({ token }: Account, method: string, path: string, body?: unknown): Promise<number> {
  return (await call(path, { token, method, ...(body === undefined ? {} : { body }) })).status;
}

async function ticketTo({ token }: Account, inbox: string) {
  return call(`/api/rooms/inbox/${inbox}/tickets`, { method: "POST", token, body: {} });
}

async function enter(account: Account): Promise<TestSocket> {
  const { ticket, path } = Ticket.parse(await (await ticketTo(account, account.id)).json());
  const answer = await exports.default.fetch(`${ORIGIN}${path}?ticket=${ticket}&sdk=1`, {
    headers: { upgrade: "websocket" },
  });
  if (!answer.webSocket) throw new Error(`no socket: ${answer.status}`);
  const socket = new TestSocket<Frame>(answer.webSocket, (data) => JSON.parse(String(data)));
  socket.send({ type: "hello", protocol: 1 });
  await socket.next(({ type }) => type === "welcome");
  return socket;
}

describe("notifications", () => {
  it("are listed in pages, newest first, by filter and workspace, and counted", async () => {
    const ada = await signUp();
    const inbox = new TestInbox(ada.id);
    for (let index = 0; index < 5; index += 1) await inbox.tell(news(task(`t${index}`), { at: 1_000 + index }));
    await inbox.tell(news(channel("c1", OTHER_WORKSPACE), { at: 2_000, reason: "message" }));
    const first = await listed(ada, "/api/inbox?limit=4");
    const second = await listed(ada, `/api/inbox?limit=4&cursor=${first.next}`);
    expect([...first.items, ...second.items].map(({ id }) => String(id).split(":").at(-1))).toEqual([
      ...["c1", "t4", "t3", "t2", "t1", "t0"],
    ]);
    expect(second.next).toBeNull();
    const count = async (query: string) => (await listed(ada, `/api/inbox?${query}`)).items.length;
    expect(await count("filter=mentions")).toBe(5);
    expect(await count(`workspace=${OTHER_WORKSPACE}`)).toBe(1);
    const ids = [`task:${WORKSPACE}:t1`, `task:${WORKSPACE}:t2`];
    expect(await done(ada, "POST", "/api/inbox/read", { ids })).toBe(204);
    expect(await count("filter=unread")).toBe(4);
    expect(
      await done(ada, "POST", "/api/inbox/snooze", { ids: ["conversation:c1"], until: Date.now() + HOUR_MS }),
    ).toBe(204);
    expect(await count("filter=snoozed")).toBe(1);
    expect(await count("filter=all")).toBe(5);
    expect(await (await call("/api/inbox/counts", { token: ada.token })).json()).toEqual({
      ...{ all: 3, workspaces: { [WORKSPACE]: 3 }, conversations: [] },
    });
    expect(await done(ada, "POST", "/api/inbox/unread", { ids })).toBe(204);
    expect(await done(ada, "POST", "/api/inbox/read", { workspace: WORKSPACE })).toBe(204);
    expect(await count("filter=unread")).toBe(0);
    expect(await done(ada, "POST", "/api/inbox/snooze", { ids: ["conversation:c1"], until: null })).toBe(204);
    expect(await done(ada, "POST", "/api/inbox/seen", { ids: ["conversation:c1"] })).toBe(204);
    expect(await count("filter=unread")).toBe(1);
    expect(await done(ada, "POST", "/api/inbox/read", { all: true })).toBe(204);
    expect(await done(ada, "POST", "/api/inbox/remove", { ids: ["conversation:c1"] })).toBe(204);
    expect(await count("filter=all")).toBe(5);
  });

  it("are nobody else's, whoever asks how", async () => {
    const [ada, eve] = [await signUp(), await signUp("Eve")];
    await new TestInbox(ada.id).tell(news(channel("c1")));
    expect((await listed(eve, "/api/inbox")).items).toEqual([]);
    expect(await done(eve, "POST", "/api/inbox/remove", { ids: ["conversation:c1"] })).toBe(204);
    expect((await listed(ada, "/api/inbox")).items).toHaveLength(1);
    const refused = await ticketTo(eve, ada.id);
    expect([refused.status, (await problemIn(refused)).code]).toEqual([404, "not_found"]);
    const never = crypto.randomUUID();
    expect((await ticketTo(eve, never)).status).toBe(404);
    expect(await env.INBOX.getByName(never).address()).toBeNull();
  });

  it("what is asked wrongly is named", async () => {
    const ada = await signUp();
    for (const [method, path, body] of [
      ["POST", "read", {}],
      ["POST", "read", { ids: ["x"], all: true }],
      ["POST", "read", { ids: [] }],
      ["POST", "snooze", { ids: ["x"], until: 1 }],
      ["POST", "mutes", { thing: { type: "galaxy" } }],
      ["PATCH", "preferences", { timeZone: "Mars/Olympus" }],
      ["PATCH", "preferences", { digestAt: "8 o'clock" }],
      ["POST", "reminders", { note: "x" }],
      ["POST", "reminders", { note: "", dueAt: Date.now() + HOUR_MS }],
      ["PUT", "drafts", { workspace: "w", conversation: "c", thread: null, text: "x".repeat(20_000) }],
      ["POST", "push", { endpoint: "http://127.0.0.1/", keys: { p256dh: "x", auth: "y" } }],
    ] as const) {
      const answer = await call(`/api/inbox/${path}`, { method, token: ada.token, body });
      expect([answer.status, (await problemIn(answer)).code], `${path} ${JSON.stringify(body)}`).toEqual([
        422,
        "invalid",
      ]);
    }
    expect((await call("/api/inbox?cursor=nonsense", { token: ada.token })).status).toBe(422);
    expect((await call("/api/inbox?filter=none", { token: ada.token })).status).toBe(422);
  });
});

describe("what one keeps", () => {
  it("P3.6 a reminder is made once for one key, and let go of", async () => {
    const ada = await signUp();
    const wanted = { note: "Call Bo", thing: task("t1"), dueAt: Date.now() + HOUR_MS };
    const make = (body: object) =>
      call("/api/inbox/reminders", { token: ada.token, body, headers: { "idempotency-key": "once" } });
    const made = await make(wanted);
    expect(made.status).toBe(201);
    const reminder = z.looseObject({ id: z.string() }).parse(await made.json());
    expect(reminder).toMatchObject({ ...wanted, workspace: WORKSPACE, message: null });
    expect(await (await make(wanted)).json()).toEqual(reminder);
    expect((await problemIn(await make({ ...wanted, note: "Other" }))).code).toBe("key_reused");
    expect((await listed(ada, "/api/inbox/reminders")).items).toEqual([reminder]);
    expect(await done(ada, "DELETE", `/api/inbox/reminders/${reminder.id}`)).toBe(204);
    expect((await listed(ada, "/api/inbox/reminders")).items).toEqual([]);
  });

  it("drafts, saved messages, mutes and preferences are read back", async () => {
    const ada = await signUp();
    const place = { workspace: WORKSPACE, conversation: "c1" };
    expect(await done(ada, "PUT", "/api/inbox/drafts", { ...place, thread: "m1", text: "Hel" })).toBe(204);
    expect((await listed(ada, "/api/inbox/drafts")).items).toMatchObject([{ thread: "m1", text: "Hel" }]);
    expect(await done(ada, "PUT", "/api/inbox/drafts", { ...place, thread: "m1", text: "" })).toBe(204);
    expect((await listed(ada, "/api/inbox/drafts")).items).toEqual([]);
    const message = crypto.randomUUID();
    const saved = { ...place, message, excerpt: "Hello", authorName: "Bo" };
    expect(await done(ada, "POST", "/api/inbox/saved", saved)).toBe(204);
    expect((await listed(ada, "/api/inbox/saved")).items).toMatchObject([saved]);
    expect(await done(ada, "DELETE", `/api/inbox/saved/${message}`)).toBe(204);
    expect((await listed(ada, "/api/inbox/saved")).items).toEqual([]);
    expect(await done(ada, "POST", "/api/inbox/mutes", { thing: channel("c1") })).toBe(204);
    expect((await listed(ada, "/api/inbox/mutes")).items).toMatchObject([{ thing: "conversation:c1" }]);
    expect(await done(ada, "DELETE", "/api/inbox/mutes/conversation:c1")).toBe(204);
    expect((await listed(ada, "/api/inbox/mutes")).items).toEqual([]);
    const set = {
      timeZone: "Asia/Tokyo",
      quietHours: { from: "22:00", to: "07:00" },
      reasons: { due: { push: false } },
    };
    const changed = await call("/api/inbox/preferences", { method: "PATCH", token: ada.token, body: set });
    expect(changed.status).toBe(200);
    const preferences = z.looseObject({}).parse(await changed.json());
    expect(preferences).toMatchObject({
      ...{ timeZone: "Asia/Tokyo", quietHours: set.quietHours, digestAt: null },
      reasons: { due: { inbox: true, push: false, digest: true } },
    });
    expect(await (await call("/api/inbox/preferences", { token: ada.token })).json()).toEqual(preferences);
  });
});

describe("push subscriptions", () => {
  it("are taken where the server has keys, for services it knows, and ended one by one", async () => {
    const ada = await signUp();
    const { subscription } = await Browser.make("phone");
    const settings = await pushSettings();
    const without = await call("/api/inbox/push", { token: ada.token });
    expect(await without.json()).toEqual({ publicKey: null, subscriptions: [] });
    expect((await call("/api/inbox/push", { token: ada.token, body: subscription })).status).toBe(503);
    const headers = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0" };
    const ask = (options: object = {}, path = "/api/inbox/push") =>
      callWith(settings, path, { token: ada.token, headers, ...options });
    const made = await ask({ body: subscription });
    expect(made.status).toBe(201);
    const { id } = z.looseObject({ id: z.string() }).parse(await made.json());
    expect(await (await ask()).json()).toMatchObject({
      ...{ publicKey: settings.VAPID_PUBLIC_KEY, subscriptions: [{ id, device: "Firefox on Linux" }] },
    });
    for (const endpoint of [
      ...["https://127.0.0.1/x", "https://push.example.com:8443/x", "https://a:b@push.example.com/x"],
      ...["https://localhost/", "https://evil.example.com/push.example.com", "http://push.example.com/"],
    ]) {
      const refused = await ask({ body: { ...subscription, endpoint } });
      expect([refused.status, (await problemIn(refused)).code], endpoint).toEqual([422, "invalid"]);
    }
    const keys = { ...subscription.keys, p256dh: `B${"A".repeat(86)}` };
    expect((await ask({ body: { ...subscription, keys } })).status).toBe(422);
    expect((await ask({ method: "DELETE" }, `/api/inbox/push/${id}`)).status).toBe(204);
    expect((await ask({ method: "DELETE" }, `/api/inbox/push/${id}`)).status).toBe(404);
  });

  it("are refused to an API key, which has no session they could end with", async () => {
    const ada = await signUp();
    const made = await call("/api/me/keys", { token: ada.token, body: { name: "a program" } });
    const { key } = z.object({ key: z.string() }).parse(await made.json());
    const { subscription } = await Browser.make("phone");
    const refused = await callWith(await pushSettings(), "/api/inbox/push", { token: key, body: subscription });
    expect(refused.status).toBe(403);
    expect((await call("/api/inbox", { token: key })).status).toBe(200);
  });
});

describe("the way in", () => {
  it("P4.38 signing out closes one's inbox where that session opened it, also when it was asleep", async () => {
    const ada = await signUp();
    const here = await enter(ada);
    const there = await enter(await signIn(ada.email));
    await evictDurableObject(env.INBOX.getByName(ada.id));
    expect((await call("/api/auth/sign-out", { method: "POST", token: ada.token, body: {} })).status).toBe(200);
    expect((await here.end()).code).toBe(4401);
    await new TestInbox(ada.id).tell(news(channel("c1")));
    await there.next(({ type }) => type === "notifications.put");
    expect(there.closed).toBeNull();
  });

  it("P5.51 an account that is deleted takes its inbox with it, and nothing makes it again", async () => {
    const ada = await signUp();
    const socket = await enter(ada);
    const inbox = new TestInbox(ada.id);
    await inbox.tell(news(channel("c1")));
    const gone = await call("/api/me", { method: "DELETE", token: ada.token, body: { password: PASSWORD } });
    expect(gone.status).toBe(204);
    await eraseInboxes(env);
    expect([4401, 4404]).toContain((await socket.end()).code);
    await vi.waitFor(async () => expect(await inbox.stub.address()).toBeNull(), { timeout: 10_000, interval: 50 });
    expect(await inbox.tell(news(channel("c2")))).toBe(2);
    const overview = await inbox.stub.overview();
    expect(overview.ok ? "there" : overview.problem.code).toBe("gone");
    const { results } = await env.DB.prepare("SELECT user FROM inbox_erasures").all();
    expect(results).toEqual([]);
  });
});
