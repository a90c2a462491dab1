import { runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import { MAX_CANDIDATE_LENGTH, MAX_SDP_LENGTH } from "../../durable-objects/call/limits.ts";
import { type CallDesk, joined, newCall, open, type Page, someone, TALKING } from "./call-desk.ts";

const [ada, bob, cem] = [someone("Ada"), someone("Bob"), someone("Cem")];
const description = (sdp: string, type: "offer" | "answer" = "offer") => ({
  ...{ kind: "description", description: { type, sdp } },
  tracks: { "0": "microphone", "1": "camera" },
});
const candidate = (line: string) => ({
  kind: "candidate",
  candidate: { candidate: line, sdpMid: "0", sdpMLineIndex: 0, usernameFragment: "abcd" },
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function three() {
  const desk = await newCall(ada);
  return { desk, one: await joined(desk, ada), two: await joined(desk, bob), other: await joined(desk, cem) };
}

/** Everything of this kind that a page was sent so far: what it asks of the room is answered behind that. */
async function sentTo(page: Page, type: string) {
  await page.do({ type: "peer.hand", up: false });
  return page.socket.received.filter((frame) => frame.type === type);
}

async function tablesOf({ room }: CallDesk): Promise<string> {
  return runInDurableObject(room, (_, { storage: { sql, kv } }) => {
    const tables = sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").toArray();
    const rows = tables
      .filter(({ name }) => !name.startsWith("_cf"))
      .map(({ name }) => [name, sql.exec(`SELECT * FROM "${name}"`).toArray()]);
    return JSON.stringify([rows, [...kv.list()]]);
  });
}

describe("what peers say to each other", () => {
  it("P5.61 reaches the one peer it is for and nobody else, from whom the room says, whatever it says itself", async () => {
    const { one, two, other } = await three();
    one.page.socket.send({
      ...{ type: "signal", from: other.peer.id, to: two.peer.id, generation: 1, n: 1 },
      signal: { ...description("v=0"), from: other.peer.id },
    });
    expect(await two.page.next("signal")).toEqual({
      ...{ type: "signal", from: one.peer.id, generation: 1, signal: description("v=0") },
    });
    for (const line of ["candidate:1", "candidate:2"]) one.page.signal(two.peer, candidate(line));
    one.page.signal(two.peer, { kind: "candidate", candidate: null });
    const heard = [await two.page.next("signal"), await two.page.next("signal"), await two.page.next("signal")];
    expect(heard.map(({ signal }) => signal)).toEqual([
      ...[candidate("candidate:1"), candidate("candidate:2"), { kind: "candidate", candidate: null }],
    ]);
    expect(await sentTo(other.page, "signal")).toEqual([]);
    expect(await sentTo(one.page, "signal")).toEqual([]);
  });

  it("passes both ways at once: who gives way to whom is for the two to settle", async () => {
    const { one, two } = await three();
    one.page.signal(two.peer, description("of one"));
    two.page.signal(one.peer, description("of two"));
    expect(await one.page.next("signal")).toMatchObject({ from: two.peer.id, signal: description("of two") });
    expect(await two.page.next("signal")).toMatchObject({ from: one.peer.id, signal: description("of one") });
  });

  it("P2.39 is answered by its number where it cannot be delivered, and why", async () => {
    const { desk, one, two, other } = await three();
    const unsent = async (from: Page, to: { id: string; generation: number }, signal: object = description("v=0")) => {
      const n = from.signal(to, signal);
      const answer = await from.next("unsent");
      expect(answer).toMatchObject({ n, to: to.id });
      return answer.reason;
    };
    expect(await unsent(one.page, { id: "nobody", generation: 1 })).toBe("gone");
    expect(await unsent(one.page, { ...two.peer, generation: 7 })).toBe("gone");
    expect(await unsent(one.page, one.peer)).toBe("gone");
    await other.page.do({ type: "peer.place", place: "watching" });
    expect(await unsent(one.page, other.peer)).toBe("watching");
    expect(await unsent(other.page, one.peer)).toBe("watching");
    const outside = await open(desk, someone("Dan"));
    expect(await unsent(outside, one.peer)).toBe("not_joined");
    two.page.socket.close();
    expect(await one.page.changeOf(two.peer)).toEqual({ away: true });
    expect(await unsent(one.page, two.peer)).toBe("away");
    const back = await open(desk, bob, { key: two.page.key });
    const again = await back.join();
    expect(await unsent(one.page, two.peer)).toBe("gone");
    one.page.signal(again, description("to the new page"));
    expect(await back.next("signal")).toMatchObject({ signal: description("to the new page") });
    await back.do({ type: "call.leave" });
    expect(await unsent(one.page, again)).toBe("gone");
  });

  it("is answered, too, where the receiver's socket takes no more and is cut back", async () => {
    const { one, two } = await three();
    const long = description("x".repeat(MAX_SDP_LENGTH));
    const asked = Array.from({ length: 70 }, () => one.page.signal(two.peer, long));
    await one.page.do({ type: "peer.hand", up: false });
    expect((await two.page.socket.end()).code).toBe(4508);
    const of = (page: Page, type: string) => page.socket.received.filter((frame) => frame.type === type).length;
    expect(of(one.page, "unsent")).toBeGreaterThan(0);
    expect(of(one.page, "unsent") + of(two.page, "signal")).toBe(asked.length);
  });

  it("P7.27 that is too long, or none, is refused by name, and the call goes on", async () => {
    const { one, two } = await three();
    const bad = [
      description("x".repeat(MAX_SDP_LENGTH + 1)),
      candidate("x".repeat(MAX_CANDIDATE_LENGTH + 1)),
      { ...description("v=0"), description: { type: "rollback", sdp: "" } },
      {
        ...description("v=0"),
        tracks: Object.fromEntries(Array.from({ length: 17 }, (_, n) => [String(n), "camera"])),
      },
      { ...description("v=0"), tracks: { "0": "keyboard" } },
      { kind: "candidate", candidate: 7 },
      { kind: "shout" },
      "v=0",
    ];
    for (const signal of bad) {
      const n = one.page.signal(two.peer, signal as object);
      expect(await one.page.next("unsent")).toEqual({ type: "unsent", to: two.peer.id, n, reason: "invalid" });
    }
    const worse = [
      { type: "signal" },
      { type: "signal", to: two.peer.id, n: -1 },
      { type: "shout" },
      { type: "react", emoji: 7 },
    ];
    for (const frame of worse) {
      one.page.socket.send(frame);
      expect(await one.page.error()).toBe("invalid");
    }
    one.page.signal(two.peer, description("x".repeat(MAX_SDP_LENGTH)));
    expect((await two.page.next("signal")).signal.kind).toBe("description");
    expect(await sentTo(two.page, "signal")).toHaveLength(1);
    one.page.socket.send(JSON.stringify({ type: "signal", pad: "x".repeat(2 * MAX_SDP_LENGTH) }));
    expect((await one.page.socket.end()).code).toBe(4413);
    two.page.signal(one.peer, description("v=0"));
    expect((await two.page.next("unsent")).reason).toBe("away");
  });

  it("is relayed for each socket only so often, and what is too often is answered", async () => {
    const { one, two, other } = await three();
    // Time stands still, so that nothing is refilled meanwhile.
    vi.useFakeTimers({ toFake: ["Date"] });
    for (let n = 0; n < 640; n += 1) one.page.signal(two.peer, { kind: "candidate", candidate: null });
    const unsent = await sentTo(one.page, "unsent");
    expect(unsent).toHaveLength(40);
    expect(unsent[0]).toEqual({ type: "unsent", to: two.peer.id, n: 601, reason: "too_fast" });
    other.page.signal(two.peer, { kind: "candidate", candidate: null });
    await other.page.do({ type: "peer.hand", up: false });
    const relayed = await sentTo(two.page, "signal");
    expect(relayed).toHaveLength(601);
    expect(relayed.at(-1)).toMatchObject({ from: other.peer.id });
  });

  it("P10.17 stands in no table and in no line of the log, nor does who answers to what address", async () => {
    const lines: string[] = [];
    for (const level of ["log", "info", "warn", "error", "debug"] as const) {
      vi.spyOn(console, level).mockImplementation((...said) => void lines.push(said.join(" ")));
    }
    const { desk, one, two } = await three();
    const secrets = ["secret-sdp", "203.0.113.77", "secret-fragment"];
    one.page.signal(two.peer, description("v=0 secret-sdp c=IN IP4 203.0.113.77"));
    one.page.signal(two.peer, candidate("candidate:1 1 udp 1 203.0.113.77 9 typ host ufrag secret-fragment"));
    // Also not where it is refused, or its reader is gone.
    one.page.signal(two.peer, { ...description("secret-sdp"), tracks: "203.0.113.77" });
    one.page.signal({ id: "nobody", generation: 1 }, candidate("203.0.113.77"));
    one.page.socket.send('{"type":"signal","sdp":"secret-sdp 203.0.113.77"');
    expect(await one.page.error()).toBe("invalid");
    await two.page.next("signal");
    await two.page.next("signal");
    const kept = await tablesOf(desk);
    expect(kept).toContain(one.peer.id);
    expect(lines.join("\n")).toContain("room.entered");
    for (const secret of secrets)
      expect([kept.includes(secret), lines.join("\n").includes(secret)]).toEqual([false, false]);
  });
});

describe("reactions", () => {
  it("reach everyone in the call, and nobody outside; only emoji, and not too often", async () => {
    const { desk, one, two } = await three();
    const outside = await open(desk, someone("Dan"));
    one.page.socket.send({ type: "react", emoji: "👏" });
    for (const { page } of [one, two]) {
      expect(await page.next("reacted")).toEqual({ type: "reacted", from: one.peer.id, emoji: "👏" });
    }
    for (const emoji of ["clap", "<b>", "👏👏"]) {
      one.page.socket.send({ type: "react", emoji });
      expect(await one.page.error()).toBe("invalid");
    }
    outside.socket.send({ type: "react", emoji: "👏" });
    expect(await outside.error()).toBe("conflict");
    for (let n = 0; n < 20; n += 1) one.page.socket.send({ type: "react", emoji: "🎉" });
    expect(await one.page.error()).toBe("too_many");
    expect(outside.socket.received.filter(({ type }) => type === "reacted")).toEqual([]);
    const { media } = (await one.page.roster())[0] ?? {};
    expect(media).toEqual(TALKING);
  });
});

describe("servers that help to find a path", () => {
  it("are none where none are set: paths are direct, and the room says so", async () => {
    const { desk, one } = await three();
    one.page.socket.send({ type: "ice" });
    expect(await one.page.next("ice")).toEqual({ type: "ice", servers: [], relay: false, expiresAt: null });
    const outside = await open(desk, someone("Dan"));
    outside.socket.send({ type: "ice" });
    expect(await outside.error()).toBe("conflict");
    for (let n = 0; n < 12; n += 1) one.page.socket.send({ type: "ice" });
    expect(await one.page.error()).toBe("too_many");
  });
});
