import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import type { Standing } from "../../durable-objects/room/authority.ts";
import { CloseCode } from "../../durable-objects/room/close-codes.ts";
import { GatheredMetrics } from "../../durable-objects/room/metrics.ts";
import type { Role } from "../../durable-objects/room/protocol.ts";
import type { TicketClaims } from "../../durable-objects/room/ticket.ts";
import { eventually } from "../eventually.ts";
import { BRISK, PROBE_LIMITS, type ProbeRoom } from "./probe-room.ts";
import { claimsFor, type Frame, jsonClient, openInside, type TestSocket } from "./socket.ts";

declare global {
  namespace Cloudflare {
    interface Env {
      PROBE: DurableObjectNamespace<ProbeRoom>;
    }
  }
}

type Probe = DurableObjectStub<ProbeRoom>;

async function newProbe(room: string = crypto.randomUUID()): Promise<{ probe: Probe; room: string }> {
  const probe = env.PROBE.getByName(room);
  expect(await probe.create({ workspace: room, kind: "workspace", room })).toEqual({ ok: true, value: null });
  return { probe, room };
}

function standing(user: string, role: Role, revision: number): Standing {
  return { user, name: `Name of ${user}`, role, revision };
}

const is =
  <Type extends string>(type: Type) =>
  (frame: Frame): frame is Extract<Frame, { type: Type }> =>
    frame.type === type;

/** Enters and says hello; answers the socket and the welcome. */
async function enter(
  probe: Probe,
  claims: TicketClaims,
  from: { epoch?: string; after?: number } = {},
  options: { sdk?: boolean } = {},
) {
  const socket = await jsonClient(probe, claims, options);
  socket.send({ type: "hello", protocol: 1, ...from });
  const welcome = await socket.next(is("welcome"));
  if (!is("welcome")(welcome)) throw new Error("no welcome");
  return { socket, welcome };
}

const added = (text: string) => (frame: Frame) => "text" in frame && frame.text === text;

function add(socket: TestSocket, text: string, id: string = crypto.randomUUID()): string {
  socket.send({ id, type: "probe.add", text });
  return id;
}

const answerTo = (id: string) => (frame: Frame) => (frame.type === "ack" || frame.type === "error") && frame.id === id;

describe("P1 acked means durable", () => {
  it("P1.1 what was acked is there after the object is rebuilt", async () => {
    const { probe, room } = await newProbe();
    const { socket } = await enter(probe, claimsFor(room, "ann"));
    const id = add(socket, "kept");
    await socket.next(answerTo(id));
    await evictDurableObject(probe);
    expect(await probe.words("room")).toEqual(["kept"]);
  });

  it("P1.2 a refused command leaves no event and no effect", async () => {
    const { probe, room } = await newProbe();
    const { socket } = await enter(probe, claimsFor(room, "ann"));
    socket.send({ id: "r1", type: "probe.refuse" });
    expect(await socket.next(answerTo("r1"))).toMatchObject({ type: "error", code: "conflict" });
    const id = add(socket, "after");
    expect(await socket.next(answerTo(id))).toMatchObject({ type: "ack", seq: 1 });
  });
});

describe("P2 no silent gap", () => {
  it("P2.1 a client that was away gets exactly what it missed, in order", async () => {
    const { probe, room } = await newProbe();
    const ann = await enter(probe, claimsFor(room, "ann"));
    const bob = await enter(probe, claimsFor(room, "bob"));
    add(ann.socket, "one");
    await bob.socket.next(added("one"));
    bob.socket.close();
    for (const word of ["two", "three", "four"]) await ann.socket.next(answerTo(add(ann.socket, word)));
    await evictDurableObject(probe);
    const back = await enter(probe, claimsFor(room, "bob"), { epoch: bob.welcome.epoch, after: 1 });
    expect(back.welcome.recovered).toBe(true);
    expect(back.welcome.snapshot).toBeUndefined();
    expect(back.welcome.events?.map((event) => [event.seq, event.text])).toEqual([
      [2, "two"],
      [3, "three"],
      [4, "four"],
    ]);
    add(ann.socket, "five");
    expect(await back.socket.next(added("five"))).toMatchObject({ stream: "room", seq: 5, by: "ann" });
  });

  it("P2.2 a client that cannot be resumed is told so and given a snapshot", async () => {
    const { probe, room } = await newProbe();
    const ann = await enter(probe, claimsFor(room, "ann"));
    expect(ann.welcome).toMatchObject({ recovered: false, snapshot: [], seq: 0 });
    for (let i = 0; i < PROBE_LIMITS.resume + 1; i += 1) {
      await ann.socket.next(answerTo(add(ann.socket, `w${i}`)));
      if (i % 20 === 19) await refill();
    }
    const epoch = ann.welcome.epoch;
    for (const from of [{ epoch: "another", after: 50 }, { epoch, after: 0 }, { epoch, after: 5000 }, { after: 3 }]) {
      const { socket, welcome } = await enter(probe, claimsFor(room, `cyd${from.after}`), from);
      expect(welcome, JSON.stringify(from)).toMatchObject({ recovered: false, seq: PROBE_LIMITS.resume + 1 });
      expect(welcome.snapshot).toHaveLength(PROBE_LIMITS.resume + 1);
      socket.close();
    }
    const near = await enter(probe, claimsFor(room, "dan"), { epoch, after: 1 });
    expect(near.welcome.recovered).toBe(true);
    expect(near.welcome.events).toHaveLength(PROBE_LIMITS.resume);
  });

  it("P2.4 each stream has its own seq, and resumes by itself", async () => {
    const { probe, room } = await newProbe();
    const { socket, welcome } = await enter(probe, claimsFor(room, "ann"));
    socket.send({ type: "subscribe", stream: "side:1" });
    expect(await socket.next(is("snapshot"))).toMatchObject({ stream: "side:1", seq: 0, part: 0, parts: 1, data: [] });
    for (const text of ["a", "b"]) socket.send({ id: text, type: "probe.add", text, stream: "side:1" });
    expect(await socket.next(added("b"))).toMatchObject({ stream: "side:1", seq: 2 });
    const other = await enter(probe, claimsFor(room, "bob"));
    expect(other.welcome.seq).toBe(0);
    other.socket.send({ type: "subscribe", stream: "side:1", epoch: welcome.epoch, after: 1 });
    const events = await other.socket.next(is("events"));
    expect(events).toMatchObject({ stream: "side:1", seq: 2, events: [{ seq: 2, text: "b" }] });
    other.socket.send({ type: "subscribe", stream: "nowhere" });
    expect(await other.socket.next(is("error"))).toMatchObject({ code: "not_found" });
  });
});

/** Waits until the bucket of a probe's socket has some tokens again. */
function refill(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, (20 / PROBE_LIMITS.frames.perSecond) * 1000));
}

describe("P3 one effect per command", () => {
  it("P3.1 P3.2 a command sent twice acts once and is answered the same, also after a rebuild", async () => {
    const { probe, room } = await newProbe();
    const { socket } = await enter(probe, claimsFor(room, "ann"));
    const first = await socket.next(answerTo(add(socket, "once", "k1")));
    const second = await socket.next(answerTo(add(socket, "once", "k1")));
    await evictDurableObject(probe);
    const third = await socket.next(answerTo(add(socket, "once", "k1")));
    expect(first).toMatchObject({ type: "ack", seq: 1, result: { length: 1 } });
    expect([second, third]).toEqual([first, first]);
    expect(await probe.words("room")).toEqual(["once"]);
  });

  it("P3.2 the same key with another body is a named error", async () => {
    const { probe, room } = await newProbe();
    const { socket } = await enter(probe, claimsFor(room, "ann"));
    await socket.next(answerTo(add(socket, "once", "k1")));
    expect(await socket.next(answerTo(add(socket, "twice", "k1")))).toMatchObject({ code: "key_reused" });
    expect(await probe.words("room")).toEqual(["once"]);
  });

  it("P3.3 P3.4 another user's key is another key, and a refusal is not remembered", async () => {
    const { probe, room } = await newProbe();
    const ann = await enter(probe, claimsFor(room, "ann", { role: "viewer" }));
    const bob = await enter(probe, claimsFor(room, "bob"));
    expect(await ann.socket.next(answerTo(add(ann.socket, "word", "k1")))).toMatchObject({ code: "forbidden" });
    expect(await bob.socket.next(answerTo(add(bob.socket, "word", "k1")))).toMatchObject({ type: "ack" });
    await probe.deliver([
      notice(1, { type: "standing", user: "ann", revision: 2, standing: standing("ann", "member", 2) }),
    ]);
    expect(await ann.socket.next(answerTo(add(ann.socket, "word", "k1")))).toMatchObject({ type: "ack", seq: 2 });
  });
});

function notice<Body>(number: number, body: Body) {
  return { source: "test", number, body };
}

describe("P4 permission is live", () => {
  it("P4.1 P4.2 a removed member's open sockets close with 4403, and its old ticket stays outside", async () => {
    const { probe, room } = await newProbe();
    const claims = claimsFor(room, "ann", { validUntil: Date.now() + 12 * 3600_000 });
    const ann = await enter(probe, claims);
    const bob = await enter(probe, claimsFor(room, "bob"));
    await probe.deliver([notice(1, { type: "standing", user: "ann", revision: 2, standing: null })]);
    expect((await ann.socket.end()).code).toBe(CloseCode.forbidden);
    expect(
      await bob.socket.next((f) => f.type === "presence" && f.peers[ann.welcome.you.connection] === null),
    ).toBeDefined();
    expect((await (await jsonClient(probe, claims)).end()).code).toBe(CloseCode.forbidden);
    await evictDurableObject(probe);
    expect((await (await jsonClient(probe, claims)).end()).code).toBe(CloseCode.forbidden);
    const again = claimsFor(room, "ann", { revision: 3 });
    expect((await enter(probe, again)).welcome.you.user).toBe("ann");
  });

  it("P4.1 a removal reaches the sockets of a room that slept", async () => {
    const { probe, room } = await newProbe();
    const ann = await enter(probe, claimsFor(room, "ann"));
    await evictDurableObject(probe);
    await probe.deliver([notice(1, { type: "standing", user: "ann", revision: 2, standing: null })]);
    expect((await ann.socket.end()).code).toBe(CloseCode.forbidden);
  });

  it("P4.2 P4.6 a changed role holds at once on the open socket, which is told, and old tickets get the new role", async () => {
    const { probe, room } = await newProbe();
    const claims = claimsFor(room, "ann");
    const { socket } = await enter(probe, claims);
    await probe.deliver([
      notice(1, { type: "standing", user: "ann", revision: 2, standing: standing("ann", "viewer", 2) }),
    ]);
    expect(await socket.next(is("pass"))).toMatchObject({ role: "viewer" });
    expect(await socket.next(answerTo(add(socket, "no")))).toMatchObject({ code: "forbidden" });
    expect((await enter(probe, claims)).welcome.you.role).toBe("viewer");
    await probe.deliver([
      notice(0, { type: "standing", user: "ann", revision: 1, standing: standing("ann", "owner", 1) }),
    ]);
    expect((await enter(probe, claims)).welcome.you.role).toBe("viewer");
  });

  it("P4.13 a revoked session's sockets close with 4401 and its tickets open nothing", async () => {
    const { probe, room } = await newProbe();
    const claims = claimsFor(room, "ann");
    const { socket } = await enter(probe, claims);
    const elsewhere = await enter(probe, claimsFor(room, "ann", { session: "another" }));
    await probe.deliver([notice(1, { type: "session_revoked", user: "ann", session: claims.session })]);
    expect((await socket.end()).code).toBe(CloseCode.notAuthenticated);
    expect((await (await jsonClient(probe, claims)).end()).code).toBe(CloseCode.notAuthenticated);
    expect(await elsewhere.socket.next(answerTo(add(elsewhere.socket, "still here")))).toMatchObject({ type: "ack" });
  });

  it("P4.17 a pass is renewed on the socket with the role of now, while its session lives", async () => {
    const { probe, room } = await newProbe();
    const session = await signedIn("ann");
    await probe.setStanding(standing("ann", "admin", 5));
    const { socket, welcome } = await enter(
      probe,
      claimsFor(room, "ann", { session, validUntil: Date.now() + 60_000 }),
    );
    socket.send({ type: "renew" });
    const pass = await socket.next(is("pass"));
    expect(pass).toMatchObject({ role: "admin" });
    if (is("pass")(pass)) expect(pass.validUntil).toBeGreaterThan(welcome.you.validUntil);
    await env.DB.prepare("DELETE FROM session WHERE id = ?").bind(session).run();
    socket.send({ type: "renew" });
    expect((await socket.end()).code).toBe(CloseCode.notAuthenticated);
  });

  it("P4.17 a pass is not renewed for one who may not be here any more", async () => {
    const { probe, room } = await newProbe();
    const session = await signedIn("bob");
    const { socket } = await enter(probe, claimsFor(room, "bob", { session }));
    await probe.setStanding({ user: "bob", refused: "unavailable" });
    socket.send({ type: "renew" });
    expect(await socket.next(is("error"))).toMatchObject({ code: "unavailable" });
    await probe.setStanding({ user: "bob", refused: "not_found" });
    socket.send({ type: "renew" });
    expect((await socket.end()).code).toBe(CloseCode.forbidden);
  });

  it("P4.18 while D1 cannot be asked about a session, a pass is renewed once and not twice", async () => {
    const { probe, room } = await newProbe();
    const session = await signedIn("ann");
    await probe.setStanding(standing("ann", "member", 1));
    const { socket } = await enter(probe, claimsFor(room, "ann", { session }));
    await env.DB.prepare("ALTER TABLE session RENAME TO session_away").run();
    try {
      socket.send({ type: "renew" });
      await socket.next(is("pass"));
      await evictDurableObject(probe);
      socket.send({ type: "renew" });
      expect(await socket.next(is("error"))).toMatchObject({ code: "unavailable" });
    } finally {
      await env.DB.prepare("ALTER TABLE session_away RENAME TO session").run();
    }
    socket.send({ type: "renew" });
    await socket.next(is("pass"));
  });

  it("P4.19 a socket whose pass ran out closes with 4408, also when it says nothing", async () => {
    const { probe, room } = await newProbe();
    const { socket } = await enter(probe, claimsFor(room, "ann", { validUntil: Date.now() + 300 }));
    expect((await socket.end()).code).toBe(CloseCode.passExpired);
    const late = await jsonClient(probe, claimsFor(room, "ann", { validUntil: Date.now() - 1 }));
    expect((await late.end()).code).toBe(CloseCode.passExpired);
  });
});

let signedInCount = 0;

/** A session in D1, as signing in would leave it. */
async function signedIn(user: string): Promise<string> {
  signedInCount += 1;
  const id = `live-${signedInCount}`;
  const now = Date.now();
  await env.DB.batch([
    env.DB.prepare(
      "INSERT OR IGNORE INTO user (id, name, email, email_verified, created_at, updated_at) VALUES (?, ?, ?, 0, ?, ?)",
    ).bind(user, user, `${user}@example.com`, now, now),
    env.DB.prepare(
      "INSERT INTO session (id, user_id, token, expires_at, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)",
    ).bind(id, user, `token-${id}`, now + 3600_000, now, now),
  ]);
  return id;
}

describe("P5 identity is the server's", () => {
  it("P5.1 claims of another workspace, kind or room are refused", async () => {
    const { probe, room } = await newProbe();
    for (const changes of [{ workspace: "x" }, { room: "x" }, { kind: "doc" as const }]) {
      const socket = await jsonClient(probe, claimsFor(room, "ann", changes));
      expect((await socket.end()).code).toBe(CloseCode.forbidden);
    }
  });

  it("P5.6 what a client says of itself never changes who it is", async () => {
    const { probe, room } = await newProbe();
    const ann = await enter(probe, claimsFor(room, "ann"));
    const bob = await enter(probe, claimsFor(room, "bob"));
    ann.socket.send({ type: "presence", state: { user: "bob", name: "Bob", role: "owner", connection: "x" } });
    const { connection } = ann.welcome.you;
    const shown = await bob.socket.next((f) => f.type === "presence" && f.peers[connection]?.state.user === "bob");
    if (!is("presence")(shown)) throw new Error("no presence");
    expect(shown.peers[connection]).toMatchObject({ user: "ann", name: "Name of ann", role: "member", connection });
  });

  it("P5.11 a guest is shown no event, snapshot or peer that is not for it", async () => {
    const { probe, room } = await newProbe();
    const ann = await enter(probe, claimsFor(room, "ann"));
    await enter(probe, claimsFor(room, "vic", { role: "viewer" }));
    await ann.socket.next(answerTo(add(ann.socket, "secret 1")));
    const guest = await enter(probe, claimsFor(room, "gus", { role: "guest" }));
    expect(guest.welcome.snapshot).toEqual([]);
    expect(guest.welcome.presence.map((peer) => peer.user)).toEqual(["ann"]);
    add(ann.socket, "secret 2");
    add(ann.socket, "open");
    await guest.socket.next(added("open"));
    expect(JSON.stringify(guest.socket.received)).not.toContain("secret");
    const back = await enter(probe, claimsFor(room, "gus", { role: "guest" }), {
      epoch: guest.welcome.epoch,
      after: 0,
    });
    expect(back.welcome.events?.map((event) => event.text)).toEqual(["open"]);
  });

  it("P5.4 a room never created takes nobody in and stores nothing", async () => {
    const room = crypto.randomUUID();
    const probe = env.PROBE.getByName(room);
    expect(await probe.address()).toBeNull();
    expect((await (await jsonClient(probe, claimsFor(room, "ann"))).end()).code).toBe(CloseCode.gone);
    const { runInDurableObject } = await import("cloudflare:test");
    const tables = await runInDurableObject(probe, (_, state) =>
      state.storage.sql
        .exec("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'")
        .toArray(),
    );
    expect(tables).toEqual([]);
  });
});

describe("P6 rooms sleep", () => {
  it("P6.4 after sleep a newcomer sees everyone, and everyone sees the newcomer", async () => {
    const { probe, room } = await newProbe();
    const ann = await enter(probe, claimsFor(room, "ann"));
    const bob = await enter(probe, claimsFor(room, "bob"));
    ann.socket.send({ type: "presence", state: { at: "page 1" } });
    await bob.socket.next((f) => f.type === "presence" && f.peers[ann.welcome.you.connection]?.state.at === "page 1");
    const before = await probe.incarnation();
    await evictDurableObject(probe);
    const cyd = await enter(probe, claimsFor(room, "cyd"));
    expect(await probe.incarnation()).not.toBe(before);
    expect(cyd.welcome.presence.map(({ user, state }) => [user, state]).toSorted()).toEqual([
      ["ann", { at: "page 1" }],
      ["bob", {}],
    ]);
    expect(await ann.socket.next((f) => f.type === "presence" && cyd.welcome.you.connection in f.peers)).toBeDefined();
  });

  it("P6.1 an idle room holds no timer, shown against one that does", async () => {
    const { probe, room } = await newProbe();
    await enter(probe, claimsFor(room, "ann"));
    await enter(probe, claimsFor(room, "bob"));
    // Eviction waits for what still runs, for a while at least: begun later, it ends sooner only where nothing does.
    const { probe: restless } = await newProbe();
    await restless.beat();
    const control = evictDurableObject(restless).then(() => "the restless room");
    const idle = evictDurableObject(probe).then(() => "the idle room");
    expect(await Promise.race([control, idle])).toBe("the idle room");
    await restless.stopBeating();
    await control;
  });

  it("P6.5 one who leaves is shown gone after the grace, also when the room slept in between", async () => {
    const { probe, room } = await newProbe();
    const ann = await enter(probe, claimsFor(room, "ann"));
    const bob = await enter(probe, claimsFor(room, "bob"));
    bob.socket.close();
    const cyd = await enter(probe, claimsFor(room, "cyd"));
    await evictDurableObject(probe);
    const gone = (f: Frame) => f.type === "presence" && f.peers[bob.welcome.you.connection] === null;
    expect(await ann.socket.next(gone)).toBeDefined();
    if (cyd.welcome.presence.some((peer) => peer.user === "bob")) expect(await cyd.socket.next(gone)).toBeDefined();
  });

  it("P6.7 a close without a status is answered, so that the client need not wait for it", async () => {
    const { probe, room } = await newProbe();
    const { socket } = await enter(probe, claimsFor(room, "ann"));
    socket.closePlainly();
    expect((await socket.end()).code).toBe(CloseCode.normal);
  });

  it("P6.6 a socket not heard for too long is closed and shown gone; one that pings stays", async () => {
    const { probe, room } = await newProbe(`${BRISK}${crypto.randomUUID()}`);
    const ann = await enter(probe, claimsFor(room, "ann"));
    const mute = await enter(probe, claimsFor(room, "mute"));
    const pinging = setInterval(() => ann.socket.send("ping"), 200);
    try {
      expect(
        await ann.socket.next((f) => f.type === "presence" && f.peers[mute.welcome.you.connection] === null),
      ).toBeDefined();
      expect((await mute.socket.end()).code).toBe(CloseCode.silent);
      expect(ann.socket.closed).toBeNull();
    } finally {
      clearInterval(pinging);
    }
  });
});

describe("P7 bad input never bricks a room", () => {
  it("P7.1 garbage gets a named error or a close code, and the room goes on", async () => {
    const { probe, room } = await newProbe();
    const ann = await enter(probe, claimsFor(room, "ann"));
    const hostile: unknown[] = [
      "",
      "{",
      "null",
      "[]",
      '{"type":"hello"}',
      '{"type":"hello","protocol":1}',
      '{"type":"subscribe","stream":7}',
      '{"type":"presence","state":[]}',
      '{"id":"","type":"probe.add"}',
      '{"id":"x","type":"probe.unknown"}',
      '{"id":"x","type":"probe.add"}',
      `{"type":"presence","state":{"a":${"[".repeat(900)}${"]".repeat(900)}}}`,
      new Uint8Array([1, 2, 3]),
    ];
    for (const frame of hostile) {
      const evil = await enter(probe, claimsFor(room, "evil"));
      evil.socket.send(frame);
      expect(await evil.socket.next(is("error"))).toMatchObject({ code: "invalid" });
      evil.socket.close();
      await ann.socket.next((f) => f.type === "presence" && f.peers[evil.welcome.you.connection] === null);
    }
    const id = add(ann.socket, "still serving");
    expect(await ann.socket.next(answerTo(id))).toMatchObject({ type: "ack" });
  });

  it("P7.2 P10.2 an unexpected failure says nothing of its inside, and is logged by request and connection", async () => {
    const { probe, room } = await newProbe();
    const { socket, welcome } = await enter(probe, claimsFor(room, "ann"));
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    try {
      socket.send({ id: "b", type: "probe.break", text: "what was said" });
      const error = await socket.next(answerTo("b"));
      expect(error).toEqual({ type: "error", id: "b", code: "internal", message: "The room could not do that." });
      const lines = logged.mock.calls.map(([line]) => String(line));
      expect(lines).toHaveLength(1);
      expect(JSON.parse(lines[0] ?? "")).toMatchObject({
        event: "room.command_failed",
        request: "request of ann",
        connection: welcome.you.connection,
        room,
      });
      expect(lines[0]).not.toMatch(/what was said|must not leave/);
    } finally {
      logged.mockRestore();
    }
  });

  it("P10.3 what a room refuses and closes is counted, and the counts are written when a socket ends", async () => {
    const { probe, room } = await newProbe();
    const { socket } = await enter(probe, claimsFor(room, "ann"));
    const counted = vi.spyOn(GatheredMetrics.prototype, "count");
    const written = vi.spyOn(GatheredMetrics.prototype, "flush");
    try {
      socket.send("{");
      await socket.next(is("error"));
      expect(counted).toHaveBeenLastCalledWith("room.frame_refused", "invalid");
      socket.send("x".repeat(PROBE_LIMITS.frameLength + 1));
      expect((await socket.end()).code).toBe(CloseCode.tooLarge);
      expect(counted).toHaveBeenLastCalledWith("room.closed", String(CloseCode.tooLarge));
      await eventually(() => expect(written).toHaveBeenCalled());
    } finally {
      counted.mockRestore();
      written.mockRestore();
    }
  });

  it("P7.3 nothing is answered before hello, and an old protocol is turned away", async () => {
    const { probe, room } = await newProbe();
    const early = await jsonClient(probe, claimsFor(room, "ann"));
    early.send({ type: "subscribe", stream: "side:1" });
    expect(await early.next(is("error"))).toMatchObject({ code: "invalid" });
    add(early, "too early", "e");
    expect(await early.next(answerTo("e"))).toMatchObject({ code: "invalid" });
    early.send({ type: "hello", protocol: 0 });
    expect((await early.end()).code).toBe(CloseCode.protocolTooOld);
  });
});

describe("P8 bounded", () => {
  it("P8.1 a frame of the limit is read, one character more closes with 4413", async () => {
    const { probe, room } = await newProbe();
    const { socket } = await enter(probe, claimsFor(room, "ann"));
    const frame = JSON.stringify({ id: "full", type: "probe.add", text: "x", pad: "" });
    const padded = (length: number) => frame.replace('"pad":""', `"pad":"${"p".repeat(length - frame.length)}"`);
    socket.send(padded(PROBE_LIMITS.frameLength));
    expect(await socket.next(answerTo("full"))).toMatchObject({ type: "ack" });
    socket.send(padded(PROBE_LIMITS.frameLength + 1));
    expect((await socket.end()).code).toBe(CloseCode.tooLarge);
  });

  it("P8.2 a socket that floods is closed with 4529", async () => {
    const { probe, room } = await newProbe();
    const { socket } = await enter(probe, claimsFor(room, "ann"));
    for (let i = 0; i < PROBE_LIMITS.frames.burst * 3; i += 1) socket.send({ type: "read", bytes: 0 });
    expect((await socket.end()).code).toBe(CloseCode.tooMany);
  });

  it("P8.2 a user and a room have only so many sockets", async () => {
    const { probe, room } = await newProbe();
    for (const user of ["a", "b", "c"]) {
      for (let i = 0; i < PROBE_LIMITS.connectionsPerUser; i += 1) await enter(probe, claimsFor(room, user));
      const over = await jsonClient(probe, claimsFor(room, user));
      expect((await over.end()).code).toBe(CloseCode.tooMany);
    }
    expect((await (await jsonClient(probe, claimsFor(room, "d"))).end()).code).toBe(CloseCode.tooMany);
  });

  it("P8.3 a reader that confirms nothing is cut back with 4508, a raw socket too; one that does stays", async () => {
    const { probe, room } = await newProbe();
    const ann = await enter(probe, claimsFor(room, "ann"));
    const slow = await enter(probe, claimsFor(room, "slow"));
    const slowRaw = await enter(probe, claimsFor(room, "slow raw"), {}, { sdk: false });
    const quick = await enter(probe, claimsFor(room, "quick"));
    const states = Math.ceil(PROBE_LIMITS.reader.maxBehind / 1_700) + 5;
    for (let i = 0; i < states; i += 1) {
      ann.socket.send({ type: "presence", state: { i, pad: "x".repeat(1_700) } });
      await quick.socket.next((f) => f.type === "presence" && f.peers[ann.welcome.you.connection]?.state.i === i);
      quick.socket.send({ type: "read", bytes: 1_900 });
      if (i % 20 === 19) await refill();
    }
    expect((await slow.socket.end()).code).toBe(CloseCode.tooSlow);
    expect((await slowRaw.socket.end()).code).toBe(CloseCode.tooSlow);
    expect(quick.socket.closed).toBeNull();
  });

  it("P8.2 a socket follows only so many streams", async () => {
    const { probe, room } = await newProbe();
    const { socket } = await enter(probe, claimsFor(room, "ann"));
    for (let i = 0; i <= PROBE_LIMITS.streams; i += 1) socket.send({ type: "subscribe", stream: `side:${i}` });
    expect(await socket.next(is("error"))).toMatchObject({ code: "limit_reached" });
  });
});

describe("rooms end", () => {
  it("P4.21 an erased room closes everyone with 4404, for ever, and is not created again", async () => {
    const { probe, room } = await newProbe();
    const { socket } = await enter(probe, claimsFor(room, "ann"));
    await probe.deliver([notice(1, { type: "erase", by: null })]);
    expect((await socket.end()).code).toBe(CloseCode.gone);
    expect(await probe.address()).toBeNull();
    expect((await (await jsonClient(probe, claimsFor(room, "ann"))).end()).code).toBe(CloseCode.gone);
    expect(await probe.create({ workspace: room, kind: "workspace", room })).toMatchObject({ ok: false });
  });

  it("P9.4 a delivery taken before is passed over", async () => {
    const { probe } = await newProbe();
    const first = notice(5, { type: "standing" as const, user: "ann", revision: 2, standing: null });
    expect(await probe.deliver([first])).toBe(5);
    expect(
      await probe.deliver([first, notice(6, { type: "session_revoked" as const, user: "ann", session: "s" })]),
    ).toBe(6);
    expect(await probe.deliver([first])).toBe(6);
  });
});

it("P5.5 a room answers nothing but an upgrade", async () => {
  const { probe } = await newProbe();
  expect((await probe.fetch("https://room/")).status).toBe(426);
  await expect(openInside(probe, claimsFor("x", "y"))).resolves.toBeDefined();
});
