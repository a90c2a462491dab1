import { afterEach, expect, it, vi } from "vitest";
import type { IceServers, TurnProvider } from "../../../worker/providers/turn/turn.ts";
import { type Log, log } from "../../room/log.ts";
import { IceIssuer } from "./issuer.ts";

const T0 = Date.UTC(2100, 0, 1);
const DIRECT = [{ urls: ["stun:stun.example.com"] }];

afterEach(() => {
  vi.useRealTimers();
});

function issuing(serversFor: TurnProvider["serversFor"], report: Log = log) {
  vi.useFakeTimers({ toFake: ["Date"], now: T0 });
  const asked = vi.fn(serversFor);
  return { asked, issuer: new IceIssuer(() => ({ serversFor: asked, direct: () => DIRECT }), report) };
}

const relayFor = async (peer: string, now: number): Promise<IceServers> => ({
  servers: [{ urls: ["turn:turn.example.com"], username: peer, credential: String(now) }],
  relay: true,
  expiresAt: now + 60_000,
});

it("gives each peer credentials of its own, and the same ones until half their life is over", async () => {
  const { asked, issuer } = issuing(relayFor);
  const first = await issuer.serversFor("one");
  expect([first.servers[0]?.username, (await issuer.serversFor("two")).servers[0]?.username]).toEqual(["one", "two"]);
  vi.setSystemTime(T0 + 29_999);
  expect(await issuer.serversFor("one")).toEqual(first);
  expect(asked).toHaveBeenCalledTimes(2);
  vi.setSystemTime(T0 + 30_001);
  expect((await issuer.serversFor("one")).expiresAt).toBe(T0 + 90_001);
  expect(asked).toHaveBeenCalledTimes(3);
});

it("asks once for one that asks twice at once", async () => {
  const { asked, issuer } = issuing(relayFor);
  const [one, other] = await Promise.all([issuer.serversFor("one"), issuer.serversFor("one")]);
  expect(one).toEqual(other);
  expect(asked).toHaveBeenCalledTimes(1);
});

it("gives the direct servers while no relay can be had, says that there is none, and asks again soon", async () => {
  const warn = vi.fn();
  let isDown = true;
  const { issuer } = issuing(
    async (peer, now) => {
      if (isDown) throw new Error("203.0.113.7 refused secret");
      return relayFor(peer, now);
    },
    { ...log, warn },
  );
  expect(await issuer.serversFor("one")).toEqual({ servers: DIRECT, relay: false, expiresAt: T0 + 30_000 });
  expect(warn).toHaveBeenCalledWith("call.no_relay", expect.anything());
  isDown = false;
  vi.setSystemTime(T0 + 16_000);
  expect(await issuer.serversFor("one")).toMatchObject({ relay: true });
});
