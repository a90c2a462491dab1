/** What an inbox sends outside: pushes to its user's browsers, and the daily digest. */
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "../../durable-objects/room/id.ts";
import { channel, news, TestInbox, task } from "./inboxes.ts";
import { Browser, PushService, pushSettings, withSettings } from "./push-service.ts";
import { good } from "./workspace-people.ts";

let settings: Awaited<ReturnType<typeof pushSettings>>;
beforeAll(async () => {
  settings = await pushSettings();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const DUE = ["UPDATE pushes SET due = 1"];

/** An inbox of whose user these browsers take pushes. */
async function pushedInbox(...names: string[]) {
  const inbox = new TestInbox();
  const browsers: Browser[] = [];
  for (const name of names) {
    const browser = await Browser.make(name);
    browsers.push(browser);
    good(await inbox.stub.addPushSubscription({ ...browser.subscription, session: name, device: `${name}'s` }));
  }
  await withSettings(inbox.stub, settings);
  return { inbox, browsers };
}

async function devicesOf(inbox: TestInbox): Promise<string[]> {
  return good(await inbox.stub.pushSubscriptions()).map(({ device }) => device);
}

describe("pushes", () => {
  it("reach every device, encrypted for it and signed by this server", async () => {
    const service = new PushService();
    const { inbox, browsers } = await pushedInbox("phone", "desk");
    await inbox.tell(news(channel("c1"), { text: "Hello **you**", message: "m1" }));
    await inbox.letTimeCome(DUE);
    expect(service.got.map(({ endpoint }) => endpoint).sort()).toEqual(
      browsers.map(({ subscription }) => subscription.endpoint).sort(),
    );
    for (const pushed of service.got) {
      const browser = browsers.find(({ subscription }) => subscription.endpoint === pushed.endpoint);
      expect(await browser?.read(pushed.body)).toMatchObject({
        ...{ id: "conversation:c1", title: "#general", text: "Hello **you**", byName: "Ada", message: "m1" },
      });
      expect(Object.fromEntries(pushed.headers)).toMatchObject({
        ...{
          "content-encoding": "aes128gcm",
          ttl: "86400",
          urgency: "high",
          topic: expect.stringMatching(/^[\w-]{32}$/),
        },
      });
      expect(await PushService.signer(pushed, settings.VAPID_PUBLIC_KEY)).toMatchObject({
        ...{ aud: "https://push.example.com", sub: "mailto:ops@example.com", key: settings.VAPID_PUBLIC_KEY },
      });
    }
    await inbox.letTimeCome([]);
    expect(service.got).toHaveLength(2);
  });

  it("P9.28 what a service does not take is tried again as it asks, and a subscription that is no more is dropped", async () => {
    const service = new PushService();
    const { inbox } = await pushedInbox("phone");
    service.answers.push(new Response(null, { status: 429, headers: { "retry-after": "1800" } }));
    await inbox.tell(news(channel("c1")));
    const before = Date.now();
    await inbox.letTimeCome(DUE);
    await inbox.letTimeCome([]);
    expect(service.got).toHaveLength(1);
    const owed = await inbox.rows<{ due: number; attempts: number }>("SELECT due, attempts FROM pushes");
    expect(owed).toMatchObject([{ attempts: 1 }]);
    expect(owed[0]?.due).toBeGreaterThanOrEqual(before + 1_800_000);
    service.answers.push(new Response(null, { status: 503 }), new Response(null, { status: 201 }));
    await inbox.evict();
    await withSettings(inbox.stub, settings);
    await inbox.letTimeCome(DUE);
    await inbox.letTimeCome(DUE);
    expect(service.got).toHaveLength(3);
    expect(await inbox.rows("SELECT 1 FROM pushes")).toEqual([]);
    for (const status of [404, 410]) {
      const { inbox: another } = await pushedInbox("gone", "stays");
      service.answers.push(new Response(null, { status }));
      await another.tell(news(channel("c1")));
      await another.letTimeCome(DUE);
      expect(await devicesOf(another)).toHaveLength(1);
    }
    service.answers.push(new Response(null, { status: 400 }));
    await inbox.tell(news(channel("c2")));
    await inbox.letTimeCome(DUE);
    expect(await inbox.rows("SELECT 1 FROM pushes")).toEqual([]);
    expect(await devicesOf(inbox)).toEqual(["phone's"]);
  });

  it("are not sent while a device is active, in quiet hours, of what is read, or where they are not wanted", async () => {
    const service = new PushService();
    const { inbox } = await pushedInbox("phone");
    const device = await inbox.enter();
    device.socket.send({ type: "presence", state: { active: true } });
    await device.ask({ type: "read_all" });
    await inbox.tell(news(channel("c1")));
    device.socket.send({ type: "presence", state: { active: false } });
    await device.ask({ type: "read_all" });
    await inbox.tell(news(task("t1"), { reason: "changed" }));
    await inbox.perform({ type: "preferences.change", set: { quietHours: { from: "00:00", to: "23:59" } } });
    await inbox.tell(news(channel("c2")));
    await inbox.perform({ type: "preferences.change", set: { quietHours: null } });
    await inbox.tell(news(channel("c3")));
    await inbox.perform({ type: "read", ids: ["conversation:c3"] });
    await inbox.letTimeCome(DUE);
    expect(service.got).toEqual([]);
    await inbox.tell(news(channel("c4")));
    await inbox.letTimeCome(DUE);
    expect(service.got).toHaveLength(1);
  });

  it("say only that there is something, where no content is wanted; of one thing, only the newest", async () => {
    const service = new PushService();
    const { inbox, browsers } = await pushedInbox("phone");
    await inbox.perform({ type: "preferences.change", set: { pushContent: false } });
    for (const text of ["one", "two"]) await inbox.tell(news(channel("c1"), { text }));
    await inbox.letTimeCome(DUE);
    expect(service.got).toHaveLength(1);
    const [pushed] = service.got;
    expect(pushed && (await browsers[0]?.read(pushed.body))).toEqual({ id: null });
  });

  it("end with the session that asked for them, with too many devices, and where a service is not known any more", async () => {
    const service = new PushService();
    const { inbox, browsers } = await pushedInbox("phone", "desk");
    good(await inbox.stub.revokeSession("phone"));
    expect(await devicesOf(inbox)).toEqual(["desk's"]);
    const [, desk] = browsers;
    if (!desk) throw new Error("no desk");
    good(await inbox.stub.addPushSubscription({ ...desk.subscription, session: "new", device: "again" }));
    expect(await devicesOf(inbox)).toEqual(["again"]);
    for (let count = 0; count < 20; count += 1) {
      const endpoint = `https://push.example.com/${count}`;
      good(await inbox.stub.addPushSubscription({ ...desk.subscription, endpoint, session: "s", device: `d${count}` }));
    }
    expect(await devicesOf(inbox)).toHaveLength(20);
    expect(await devicesOf(inbox)).not.toContain("again");
    await withSettings(inbox.stub, { ...settings, PUSH_SERVICES: "elsewhere.example.com" });
    await inbox.tell(news(channel("c1")));
    await inbox.letTimeCome(DUE);
    expect(service.got).toEqual([]);
    expect(await devicesOf(inbox)).toEqual([]);
  });
});

describe("the digest", () => {
  const SINK = { MAIL_SINK_URL: "https://mail.example.com/", PUBLIC_URL: "https://ensemble.example.com" };

  /** An inbox whose user has an address, and what is mailed to it. */
  async function mailedInbox() {
    const user = newId();
    const email = `${user}@example.com`;
    await env.DB.prepare(
      "INSERT INTO user (id, name, email, email_verified, created_at, updated_at) VALUES (?, 'Ida', ?, 1, 0, 0)",
    )
      .bind(user, email)
      .run();
    const inbox = new TestInbox(user);
    const mails: { to: string; subject: string; text: string; key: string }[] = [];
    const answers: Response[] = [];
    vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
      mails.push(await new Request(input, init).json());
      return answers.shift() ?? new Response(null, { status: 202 });
    });
    await inbox.perform({ type: "preferences.change", set: { digestAt: "08:00", timeZone: "Europe/Berlin" } });
    await withSettings(inbox.stub, SINK);
    return { inbox, email, mails, answers };
  }

  it("tells once a day what was not seen, with the way to stop it, and nothing when nothing is new", async () => {
    const { inbox, email, mails } = await mailedInbox();
    await inbox.tell(news(channel("c1"), { title: "#general", text: "Hello\nSubject: no" }));
    await inbox.tell(news(task("t1"), { title: "ENS-1 Paint", text: "assigned it to you", reason: "assigned" }));
    await inbox.tell(news(channel("c2"), { title: "#seen" }));
    await inbox.perform({ type: "seen", ids: ["conversation:c2"] });
    await inbox.letTimeCome([]);
    expect(mails).toHaveLength(1);
    const [mail] = mails;
    expect(mail).toMatchObject({ to: email, subject: "2 things are new on Ensemble" });
    expect(mail?.text).toContain("- ENS-1 Paint — Ada: assigned it to you\n- #general — Ada: Hello Subject: no\n");
    expect(mail?.text).toContain("https://ensemble.example.com/account/notifications");
    await inbox.perform({ type: "preferences.change", set: { digestAt: "09:00" } });
    await inbox.letTimeCome([]);
    expect(mails).toHaveLength(1);
    await inbox.tell(news(task("t2"), { title: "ENS-2 Sand" }));
    await inbox.letTimeCome([]);
    expect(mails.map(({ subject }) => subject)).toEqual(["2 things are new on Ensemble", "1 thing is new on Ensemble"]);
    await inbox.perform({ type: "preferences.change", set: { digestAt: null } });
    await inbox.tell(news(task("t3")));
    await inbox.letTimeCome([]);
    expect(mails).toHaveLength(2);
  });

  it("that was not taken is mailed again", async () => {
    const { inbox, mails, answers } = await mailedInbox();
    answers.push(new Response(null, { status: 500 }));
    await inbox.tell(news(channel("c1")));
    await inbox.letTimeCome([]);
    await inbox.letTimeCome([]);
    await inbox.letTimeCome([]);
    expect(mails).toHaveLength(2);
    expect(mails[0]?.key).toBe(mails[1]?.key);
  });
});
