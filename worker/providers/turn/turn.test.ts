import { afterEach, describe, expect, it, vi } from "vitest";
import { parseSettings, SettingsError } from "../../settings.ts";
import { turnProvider } from "./turn.ts";

const SECRETS = { AUTH_SECRET: "a".repeat(32), TICKET_SECRET: "t".repeat(32) };
const CLOUDFLARE = {
  TURN_KEY_ID: "key-1",
  TURN_KEY_API_TOKEN: "the-token",
  TURN_API_URL: "https://turn.example.com/v1",
};
const COTURN = {
  TURN_URLS: "turn:turn.example.com:3478?transport=udp, turns:turn.example.com",
  TURN_SECRET: "a shared secret",
};
const NOW = 1_700_000_000_000;

const provider = (settings: object) => turnProvider(parseSettings({ ...SECRETS, ...settings }));

function problemsOf(settings: object): string[] {
  try {
    parseSettings({ ...SECRETS, ...settings });
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

/** Answers what the relay's API is asked, and notes it. */
function api(answer: () => Response | Promise<Response>) {
  return vi.spyOn(globalThis, "fetch").mockImplementation(async () => answer());
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a relay", () => {
  it("is none where none is set: paths are direct, by the servers that tell browsers their address, if any", async () => {
    expect(await provider({}).serversFor("peer-1", NOW)).toEqual({ servers: [], relay: false, expiresAt: null });
    const stun = provider({ STUN_URLS: "stun:stun.example.com:3478" });
    const servers = [{ urls: ["stun:stun.example.com:3478"] }];
    expect(await stun.serversFor("peer-1", NOW)).toEqual({ servers, relay: false, expiresAt: null });
    expect(stun.direct()).toEqual(servers);
  });

  it("that shares a secret with this server is given a name with its end, and the secret's mark on it", async () => {
    // Computed by: printf '1700007200:peer-1' | openssl dgst -sha1 -hmac 'a shared secret' -binary | base64
    const credential = "XQAB1qjAJFOdCDj+KbpKw9b64g4=";
    const urls = ["turn:turn.example.com:3478?transport=udp", "turns:turn.example.com"];
    expect(await provider({ ...COTURN, STUN_URLS: "stun:[2001:db8::1]:3478" }).serversFor("peer-1", NOW)).toEqual({
      servers: [{ urls: ["stun:[2001:db8::1]:3478"] }, { urls, username: "1700007200:peer-1", credential }],
      relay: true,
      expiresAt: 1_700_007_200_000,
    });
    const short = await provider({ ...COTURN, TURN_TTL_SECONDS: "600" }).serversFor("peer-2", NOW + 999);
    expect(short.servers[0]?.username).toBe("1700000600:peer-2");
    expect(short.expiresAt).toBe(1_700_000_600_000);
  });

  it("of Cloudflare is asked for credentials, and what no browser would ask is left out", async () => {
    const iceServers = [
      { urls: ["stun:stun.cloudflare.com:3478", "stun:stun.cloudflare.com:53"] },
      {
        urls: ["turn:turn.cloudflare.com:3478?transport=udp", "turn:turn.cloudflare.com:53?transport=udp"],
        ...{ username: "u", credential: "c" },
      },
      { urls: "turn:turn.cloudflare.com:53" },
      { urls: "turns:turn.cloudflare.com:5349?transport=tcp", username: "u", credential: "c" },
    ];
    const asked = api(() => Response.json({ iceServers }, { status: 201 }));
    expect(await provider(CLOUDFLARE).serversFor("peer-1", NOW)).toEqual({
      servers: [
        { urls: ["stun:stun.cloudflare.com:3478"] },
        { urls: ["turn:turn.cloudflare.com:3478?transport=udp"], username: "u", credential: "c" },
        { urls: ["turns:turn.cloudflare.com:5349?transport=tcp"], username: "u", credential: "c" },
      ],
      relay: true,
      expiresAt: NOW + 7_200_000,
    });
    const [url, request] = asked.mock.calls[0] ?? [];
    expect(url).toBe("https://turn.example.com/v1/turn/keys/key-1/credentials/generate-ice-servers");
    expect(request).toMatchObject({ method: "POST", body: '{"ttl":7200}', redirect: "manual" });
    expect(new Headers(request?.headers).get("authorization")).toBe("Bearer the-token");
    // As older answers had it.
    api(() => Response.json({ iceServers: { urls: ["turn:t.example.com"], username: "u", credential: "c" } }));
    expect((await provider(CLOUDFLARE).serversFor("peer-1", NOW)).servers).toHaveLength(1);
  });

  it("that cannot be had is an error with a code, which says nothing of what was asked and answered", async () => {
    const answers: [() => Response | Promise<Response>, string][] = [
      [() => new Response("the-token is wrong", { status: 401 }), "401"],
      [() => new Response("the-token", { status: 200 }), "unreachable"],
      [() => Response.json({ iceServers: "the-token" }), "not_understood"],
      [() => Promise.reject(new Error("the-token")), "unreachable"],
    ];
    for (const [answer, code] of answers) {
      api(answer);
      const failed = await provider(CLOUDFLARE)
        .serversFor("peer-1", NOW)
        .catch((cause: unknown) => cause);
      expect(failed).toMatchObject({ name: "TurnUnavailable", code });
      expect(String(failed)).not.toContain("the-token");
    }
  });

  it("is not half set, nor twice, nor at addresses that are none", () => {
    expect(problemsOf({ TURN_KEY_ID: "id" })).toEqual(["TURN_KEY_API_TOKEN: must be set when TURN_KEY_ID is"]);
    expect(problemsOf({ TURN_KEY_API_TOKEN: "t" })).toEqual(["TURN_KEY_ID: must be set when TURN_KEY_API_TOKEN is"]);
    expect(problemsOf({ TURN_URLS: "turn:a.example" })).toEqual(["TURN_SECRET: must be set when TURN_URLS is"]);
    expect(problemsOf({ TURN_SECRET: "s" })).toEqual(["TURN_URLS: must be set when TURN_SECRET is"]);
    expect(problemsOf({ ...CLOUDFLARE, ...COTURN })).toEqual([
      "TURN_URLS: cannot be set when TURN_KEY_ID is: calls are relayed by the one or by the other",
    ]);
    expect(problemsOf({ STUN_URLS: "turn:a.example" })).toEqual([
      'STUN_URLS: "turn:a.example" is not of the form stun:host:port',
    ]);
    for (const wrong of [
      "a.example",
      "turn:",
      "turn:a.example:x",
      "turn:a.example?transport=sctp",
      "https://a.example",
    ]) {
      expect(problemsOf({ ...COTURN, TURN_URLS: wrong }), wrong).toEqual([
        `TURN_URLS: "${wrong}" is not of the form turn:host:port`,
      ]);
    }
    for (const seconds of ["60", "200000", "1.5"]) {
      expect(problemsOf({ ...COTURN, TURN_TTL_SECONDS: seconds })[0], seconds).toMatch(/^TURN_TTL_SECONDS: /);
    }
  });
});
