/** `/api/me`: the user, where they are signed in, and their API keys; and how what ends there reaches open sockets. */
import { env, exports } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { credentialState } from "../../worker/data/credentials.ts";
import { database } from "../../worker/data/database.ts";
import { sweepExpired } from "../../worker/data/sessions.ts";
import { tellProfiles } from "../../worker/jobs/tell-profiles.ts";
import { tellRevocations } from "../../worker/jobs/tell-revocations.ts";
import { eventually } from "../eventually.ts";
import { type Frame, TestSocket } from "../rooms/socket.ts";
import { call, Me, ORIGIN, PASSWORD, problemIn, signIn, signUp, whoAmI } from "./client.ts";

const SessionList = z.object({
  items: z.array(z.object({ id: z.string(), current: z.boolean(), userAgent: z.string().nullable() })),
  next: z.string().nullable(),
});
const KeyMade = z.object({ id: z.string(), key: z.string(), start: z.string(), scopes: z.array(z.string()) });

async function sessionsOf(token: string) {
  return SessionList.parse(await (await call("/api/me/sessions", { token })).json());
}

async function makeKey(token: string, body: object = {}) {
  const answer = await call("/api/me/keys", { token, body: { name: "a program", ...body } });
  expect(answer.status).toBe(201);
  return KeyMade.parse(await answer.json());
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the user", () => {
  it("P5.15 who is signed out, or shows a token of nobody, is told `null` with 200", async () => {
    for (const token of [undefined, "not-a-token", "ens_unknown"]) {
      const answer = await call("/api/me", { token });
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({ user: null });
    }
  });

  it("P7.10 a profile takes a name and an https picture, and names what is wrong with others", async () => {
    const { token } = await signUp();
    const image = "https://example.com/a.png";
    const changed = await call("/api/me", { method: "PATCH", token, body: { name: "  Lady Ada ", image } });
    expect(Me.parse(await changed.json()).user).toMatchObject({ name: "Lady Ada", image });
    expect(await whoAmI({ token })).toMatchObject({ name: "Lady Ada", image });
    for (const [body, path] of [
      [{ name: "" }, "name"],
      [{ name: "x".repeat(101) }, "name"],
      [{ name: 7 }, "name"],
      [{ image: "javascript:alert(1)" }, "image"],
    ] as const) {
      const answer = await call("/api/me", { method: "PATCH", token, body });
      expect(answer.status).toBe(422);
      expect(await problemIn(answer)).toMatchObject({ code: "invalid", errors: [{ path }] });
    }
    const unset = await call("/api/me", { method: "PATCH", token, body: { image: null } });
    expect(Me.parse(await unset.json()).user).toMatchObject({ name: "Lady Ada", image: null });
  });

  it("P7.10 a body that is missing or no JSON is a named problem", async () => {
    const { token } = await signUp();
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    for (const body of ["{", "", "\u0000", "[1"]) {
      const answer = await exports.default.fetch(`${ORIGIN}/api/me`, { method: "PATCH", headers, body });
      expect(answer.status).toBe(422);
      expect((await problemIn(answer)).code).toBe("invalid");
    }
  });

  it("P5.15 every route of an account but `GET /api/me` refuses the signed out", async () => {
    const id = crypto.randomUUID();
    for (const [method, path] of [
      ["PATCH", "/api/me"],
      ["GET", "/api/me/sessions"],
      ["DELETE", "/api/me/sessions"],
      ["DELETE", `/api/me/sessions/${id}`],
      ["GET", "/api/me/keys"],
      ["POST", "/api/me/keys"],
      ["DELETE", `/api/me/keys/${id}`],
    ] as const) {
      const answer = await call(path, { method, ...(method === "GET" || method === "DELETE" ? {} : { body: {} }) });
      expect(answer.status, `${method} ${path}`).toBe(401);
      expect((await problemIn(answer)).code).toBe("not_authenticated");
    }
  });

  it("P5.23 a page of another origin cannot act with the user's cookie", async () => {
    const { cookie, token } = await signUp();
    const change = (headers: Record<string, string>) =>
      call("/api/me", { method: "PATCH", body: { name: "Changed" }, headers });
    const foreign = await change({ cookie, origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
    expect(await whoAmI({ token })).toMatchObject({ name: "Ada" });
    expect((await change({ cookie, origin: ORIGIN })).status).toBe(200);
    const bearer = { authorization: `Bearer ${token}`, origin: "https://program.example" };
    expect((await change(bearer)).status).toBe(200);
  });
});

describe("sessions", () => {
  it("P4.14 a session ended from elsewhere counts no more, others go on", async () => {
    const first = await signUp();
    const second = await signIn(first.email);
    const { items } = await sessionsOf(first.token);
    expect(items.map(({ current }) => current).sort()).toEqual([false, true]);
    const other = items.find(({ current }) => !current)?.id ?? "";
    const ended = await call(`/api/me/sessions/${other}`, { method: "DELETE", token: first.token });
    expect(ended.status).toBe(204);
    expect(await whoAmI({ token: second.token })).toBeNull();
    expect(await whoAmI({ token: first.token })).not.toBeNull();
    const again = await call(`/api/me/sessions/${other}`, { method: "DELETE", token: first.token });
    expect((await problemIn(again)).code).toBe("not_found");
  });

  it("P4.14 signing out everywhere else spares this session; `which=all` does not", async () => {
    const first = await signUp();
    const second = await signIn(first.email);
    await call("/api/me/sessions", { method: "DELETE", token: first.token });
    expect(await whoAmI({ token: second.token })).toBeNull();
    expect(await whoAmI({ token: first.token })).not.toBeNull();
    await call("/api/me/sessions?which=all", { method: "DELETE", token: first.token });
    expect(await whoAmI({ token: first.token })).toBeNull();
  });

  it("P5.21 nobody sees or ends a session of someone else", async () => {
    const [ada, eve] = [await signUp("Ada"), await signUp("Eve")];
    const id = (await sessionsOf(ada.token)).items[0]?.id ?? "";
    expect((await sessionsOf(eve.token)).items.map((item) => item.id)).not.toContain(id);
    expect((await call(`/api/me/sessions/${id}`, { method: "DELETE", token: eve.token })).status).toBe(404);
    expect(await whoAmI({ token: ada.token })).not.toBeNull();
  });

  it("P8.17 a list comes in pages that together are the whole, each once", async () => {
    const first = await signUp();
    for (let more = 0; more < 4; more += 1) await signIn(first.email);
    const seen: string[] = [];
    let path = "/api/me/sessions?limit=2";
    for (let page = 0; page < 3; page += 1) {
      const { items, next } = SessionList.parse(await (await call(path, { token: first.token })).json());
      seen.push(...items.map(({ id }) => id));
      path = `/api/me/sessions?limit=2&cursor=${encodeURIComponent(next ?? "")}`;
      if (page === 2) expect(next).toBeNull();
    }
    expect(new Set(seen).size).toBe(5);
    for (const query of ["limit=0", "limit=201", "limit=x", "cursor=!!", `cursor=${btoa("{}")}`]) {
      expect((await call(`/api/me/sessions?${query}`, { token: first.token })).status, query).toBe(422);
    }
  });
});

describe("API keys", () => {
  it("P5.22 a key is who made it, by either header, and is told only once", async () => {
    const ada = await signUp();
    const { id, key, start } = await makeKey(ada.token);
    expect(await whoAmI({ token: key })).toMatchObject({ id: ada.id });
    expect(await whoAmI({ headers: { "x-api-key": key } })).toMatchObject({ id: ada.id });
    const list = await (await call("/api/me/keys", { token: ada.token })).text();
    expect(list).toContain(id);
    expect(list).toContain(start);
    expect(list).not.toContain(key);
    const row = await env.DB.prepare("SELECT * FROM api_keys WHERE id = ?").bind(id).first();
    expect(JSON.stringify(row)).not.toContain(key);
    expect(row?.last_used_at).toEqual(expect.any(Number));
  });

  it("P5.22 a key does what its scopes cover and no more", async () => {
    const ada = await signUp();
    const reader = await makeKey(ada.token, { scopes: ["read"] });
    expect(await whoAmI({ token: reader.key })).toMatchObject({ id: ada.id });
    const id = crypto.randomUUID();
    const write = await call(`/api/rooms/doc/${id}/tickets`, { token: reader.key, body: {} });
    expect(write.status).toBe(403);
    expect((await problemIn(write)).detail).toContain("write");
    const writer = await makeKey(ada.token, { scopes: ["write"] });
    expect((await call("/api/me", { token: writer.key })).status).toBe(403);
  });

  it("P5.22 a key cannot change the account, end sessions, or make keys", async () => {
    const ada = await signUp();
    const { id, key } = await makeKey(ada.token, { scopes: ["read", "write", "admin"] });
    for (const [method, path, body] of [
      ["PATCH", "/api/me", { name: "K" }],
      ["GET", "/api/me/sessions", undefined],
      ["DELETE", "/api/me/sessions", undefined],
      ["GET", "/api/me/keys", undefined],
      ["POST", "/api/me/keys", { name: "K" }],
      ["DELETE", `/api/me/keys/${id}`, undefined],
    ] as const) {
      expect((await call(path, { method, token: key, body })).status, `${method} ${path}`).toBe(403);
    }
    expect((await call("/api/auth/revoke-sessions", { method: "POST", token: key, body: {} })).status).toBe(401);
  });

  it("P4.14 P5.21 a revoked or expired key counts no more, and only its owner revokes it", async () => {
    const [ada, eve] = [await signUp("Ada"), await signUp("Eve")];
    const { id, key } = await makeKey(ada.token);
    expect((await call(`/api/me/keys/${id}`, { method: "DELETE", token: eve.token })).status).toBe(404);
    expect(await whoAmI({ token: key })).not.toBeNull();
    expect((await call(`/api/me/keys/${id}`, { method: "DELETE", token: ada.token })).status).toBe(204);
    expect(await whoAmI({ token: key })).toBeNull();
    const brief = await makeKey(ada.token, { expiresAt: Date.now() + 60_000 });
    expect(await whoAmI({ token: brief.key })).not.toBeNull();
    await env.DB.prepare("UPDATE api_keys SET expires_at = ? WHERE id = ?")
      .bind(Date.now() - 1, brief.id)
      .run();
    expect(await whoAmI({ token: brief.key })).toBeNull();
  });

  it("P7.10 P8.7 bad input to a key is named, and there is an end to how many one may have", async () => {
    const ada = await signUp();
    for (const body of [{}, { name: "k", scopes: [] }, { name: "k", scopes: ["root"] }, { name: "k", expiresAt: 1 }]) {
      const answer = await call("/api/me/keys", { token: ada.token, body });
      expect(answer.status, JSON.stringify(body)).toBe(422);
      expect((await problemIn(answer)).errors?.length).toBeGreaterThan(0);
    }
    for (let made = 0; made < 50; made += 1) await makeKey(ada.token);
    const over = await call("/api/me/keys", { token: ada.token, body: { name: "one more" } });
    expect((await problemIn(over)).code).toBe("limit_reached");
  });
});

describe("what changes reaches the workspaces", () => {
  const Owed = z.array(z.object({ credential: z.string(), told: z.number() }));

  async function owedTo(user: string) {
    const rows = await env.DB.prepare("SELECT credential, told FROM session_revocations WHERE user = ? ORDER BY id")
      .bind(user)
      .all();
    return Owed.parse(rows.results);
  }

  /** Makes `user` a member of a workspace, as its projection would say. */
  async function joins(user: string, workspace: string): Promise<void> {
    await env.DB.prepare(
      "INSERT INTO members (workspace, user, role, name, joined_at, revision) VALUES (?, ?, 'member', 'M', 0, 1)",
    )
      .bind(workspace, user)
      .run();
  }

  /** Stands in for the workspaces, and keeps what they are told. */
  function workspaces(answer: (id: string) => unknown = () => ({ ok: true, value: null })) {
    const told: { workspace: string; user: string; session: string }[] = [];
    const profiles: { workspace: string; user: string; name: string; email: string }[] = [];
    const getByName = (workspace: string) => ({
      revokeSession: async (revocation: { user: string; session: string }) => {
        told.push({ workspace, ...revocation });
        return answer(workspace);
      },
      takeProfile: async (profile: { user: string; name: string; email: string }) => {
        profiles.push({ workspace, ...profile });
        return answer(workspace);
      },
    });
    return { told, profiles, bindings: Object.assign({}, env, { WORKSPACE: { getByName } }) };
  }

  it("P4.15 whatever ends a session or key, it is owed to the sockets in the same transaction", async () => {
    const ada = await signUp();
    const session = (await sessionsOf(ada.token)).items[0]?.id;
    const { id: key } = await makeKey(ada.token);
    await call(`/api/me/keys/${key}`, { method: "DELETE", token: ada.token });
    await call("/api/auth/sign-out", { method: "POST", token: ada.token, body: {} });
    expect((await owedTo(ada.id)).map(({ credential }) => credential)).toEqual([`key:${key}`, session]);
    const eve = await signUp("Eve");
    await env.DB.prepare("DELETE FROM user WHERE id = ?").bind(eve.id).run();
    expect(await owedTo(eve.id)).toHaveLength(1);
  });

  it("P4.15 each workspace is told at once, and once more when D1's list of them has caught up", async () => {
    const ada = await signUp();
    const [one, two] = [crypto.randomUUID(), crypto.randomUUID()];
    await joins(ada.id, one);
    const session = (await sessionsOf(ada.token)).items[0]?.id ?? "";
    await env.DB.prepare("DELETE FROM session WHERE id = ?").bind(session).run();
    const { told, bindings } = workspaces();
    await tellRevocations(bindings, Date.now());
    expect(told.filter(({ user }) => user === ada.id)).toEqual([{ workspace: one, user: ada.id, session }]);
    await joins(ada.id, two);
    await tellRevocations(bindings, Date.now() + 60_000);
    expect(told.filter(({ user }) => user === ada.id)).toHaveLength(1);
    await tellRevocations(bindings, Date.now() + 11 * 60_000);
    expect(
      told
        .filter(({ user }) => user === ada.id)
        .map(({ workspace }) => workspace)
        .sort(),
    ).toEqual([one, one, two].sort());
    expect(await owedTo(ada.id)).toEqual([]);
  });

  it("P4.15 a workspace that cannot be reached is told once it can; one that is gone is not", async () => {
    const ada = await signUp();
    const [down, gone] = [crypto.randomUUID(), crypto.randomUUID()];
    await joins(ada.id, down);
    await joins(ada.id, gone);
    await env.DB.prepare("DELETE FROM session WHERE user_id = ?").bind(ada.id).run();
    let reachable = false;
    const { told, bindings } = workspaces((id) => {
      if (id === gone) return { ok: false, problem: { code: "gone", message: "" } };
      if (!reachable) throw new Error("unreachable");
      return { ok: true, value: null };
    });
    await tellRevocations(bindings, Date.now());
    expect(await owedTo(ada.id)).toMatchObject([{ told: 0 }]);
    reachable = true;
    await tellRevocations(bindings, Date.now() + 2 * 60_000);
    expect(await owedTo(ada.id)).toMatchObject([{ told: 1 }]);
    expect(told.filter(({ workspace }) => workspace === down)).toHaveLength(2);
  });

  it("P4.16 a session and a key stand until they are revoked or run out", async () => {
    const ada = await signUp();
    const session = (await sessionsOf(ada.token)).items[0]?.id ?? "";
    const { id } = await makeKey(ada.token, { expiresAt: Date.now() + 60_000 });
    const states = (now?: number) =>
      Promise.all([credentialState(env.DB, session, now), credentialState(env.DB, `key:${id}`, now)]);
    expect(await states()).toEqual(["alive", "alive"]);
    expect(await states(Date.now() + 120_000)).toEqual(["alive", "ended"]);
    expect(await states(Date.now() + 31 * 24 * 60 * 60 * 1000)).toEqual(["ended", "ended"]);
    await call(`/api/me/keys/${id}`, { method: "DELETE", token: ada.token });
    await call("/api/me/sessions?which=all", { method: "DELETE", token: ada.token });
    expect(await states()).toEqual(["ended", "ended"]);
    expect(await credentialState(env.DB, "key:")).toBe("ended");
  });

  it("P4.16 a session that ran out by itself owes its sockets nothing", async () => {
    const ada = await signUp();
    await env.DB.prepare("UPDATE session SET expires_at = ? WHERE user_id = ?")
      .bind(Date.now() - 1, ada.id)
      .run();
    expect(await whoAmI({ token: ada.token })).toBeNull();
    await sweepExpired(database(env.DB), Date.now());
    const left = await env.DB.prepare("SELECT count(*) AS n FROM session WHERE user_id = ?").bind(ada.id).first("n");
    expect(left).toBe(0);
    expect(await owedTo(ada.id)).toEqual([]);
  });

  it("P9.11 a new name reaches every workspace, once each has taken it, and the latest name wins", async () => {
    const ada = await signUp();
    const [here, down] = [crypto.randomUUID(), crypto.randomUUID()];
    await env.DB.prepare("UPDATE user SET name = 'Countess' WHERE id = ?").bind(ada.id).run();
    await joins(ada.id, here);
    await joins(ada.id, down);
    let reachable = false;
    const { profiles, bindings } = workspaces((id) => {
      if (id === down && !reachable) throw new Error("unreachable");
      return { ok: true, value: null };
    });
    await tellProfiles(bindings, Date.now());
    await env.DB.prepare("UPDATE user SET name = 'Lady Lovelace' WHERE id = ?").bind(ada.id).run();
    reachable = true;
    await tellProfiles(bindings, Date.now());
    const named = (workspace: string) =>
      profiles.filter((told) => told.workspace === workspace).map(({ name }) => name);
    expect(named(here)).toEqual(["Countess", "Lady Lovelace"]);
    expect(named(down)).toEqual(["Countess", "Lady Lovelace"]);
    profiles.length = 0;
    await tellProfiles(bindings, Date.now() + 60 * 60_000);
    expect(profiles.filter(({ user }) => user === ada.id)).toEqual([]);
  });

  it("P9.11 a new name given over HTTP is the workspace's own at once, and in D1 soon", async () => {
    const ada = await signUp();
    const made = await call("/api/workspaces", { token: ada.token, body: { name: "Engine" } });
    const { id } = z.object({ id: z.string() }).parse(await made.json());
    await eventually(async () => {
      const row = await env.DB.prepare("SELECT 1 FROM members WHERE workspace = ?").bind(id).first();
      expect(row).not.toBeNull();
    });
    await call("/api/me", { method: "PATCH", token: ada.token, body: { name: "Countess" } });
    await eventually(async () => {
      const name = await env.DB.prepare("SELECT name FROM members WHERE workspace = ?").bind(id).first("name");
      expect(name).toBe("Countess");
    });
  });

  /** Enters the workspace's own room as whoever `token` is of, through the door. */
  async function enter(workspace: string, token: string): Promise<TestSocket> {
    const asked = await call(`/api/rooms/workspace/${workspace}/tickets`, { token, body: {} });
    const { ticket, path } = z.object({ ticket: z.string(), path: z.string() }).parse(await asked.json());
    const answer = await call(`${path}?ticket=${ticket}&sdk=1`, { headers: { upgrade: "websocket" } });
    if (!answer.webSocket) throw new Error(`no socket: ${answer.status}`);
    const socket = new TestSocket<Frame>(answer.webSocket, (data) => JSON.parse(String(data)));
    socket.send({ type: "hello", protocol: 1 });
    await socket.next((frame) => frame.type === "welcome");
    return socket;
  }

  it("P4.13 signing out, ending a session and revoking a key each close the sockets opened with it", async () => {
    const ada = await signUp();
    const made = await call("/api/workspaces", { token: ada.token, body: { name: "Engine" } });
    const { id } = z.object({ id: z.string() }).parse(await made.json());
    await eventually(async () => {
      expect(await env.DB.prepare("SELECT 1 FROM members WHERE workspace = ?").bind(id).first()).not.toBeNull();
    });
    const [ended, signedOut] = [await signIn(ada.email), await signIn(ada.email)];
    const { id: key, key: keyText } = await makeKey(ada.token);
    const spared = await enter(id, ada.token);
    const sockets = [await enter(id, ended.token), await enter(id, signedOut.token), await enter(id, keyText)];
    const session = (await sessionsOf(ended.token)).items.find(({ current }) => current)?.id;

    await call(`/api/me/sessions/${session}`, { method: "DELETE", token: ada.token });
    expect((await sockets[0]?.end())?.code).toBe(4401);
    await call("/api/auth/sign-out", { method: "POST", token: signedOut.token, body: {} });
    expect((await sockets[1]?.end())?.code).toBe(4401);
    await call(`/api/me/keys/${key}`, { method: "DELETE", token: ada.token });
    expect((await sockets[2]?.end())?.code).toBe(4401);
    expect(spared.closed).toBeNull();
    spared.close();
  });
});

describe("deleting one's account", () => {
  const remove = (token: string, password: string | null) =>
    call("/api/me", { method: "DELETE", token, body: { password } });
  const workspace = async (token: string, name: string) => {
    const made = await call("/api/workspaces", { token, body: { name } });
    return z.object({ id: z.string() }).parse(await made.json()).id;
  };
  const bring = async (by: string, w: string, who: string, role: string) => {
    const made = await call(`/api/workspaces/${w}/invitations`, { token: by, body: { role } });
    const { token } = z.object({ token: z.string() }).parse(await made.json());
    expect((await call(`/api/invitations/${token}/accept`, { method: "POST", token: who })).status).toBe(200);
  };

  it("P4.30 takes the password, and while one is the only owner of others, changes nothing", async () => {
    const [ada, bob] = [await signUp("Ada"), await signUp("Bob")];
    const [shared, own] = [await workspace(ada.token, "Shared"), await workspace(ada.token, "Own")];
    await bring(ada.token, shared, bob.token, "member");
    expect((await remove(ada.token, "not the password")).status).toBe(422);
    expect((await remove(ada.token, null)).status).toBe(422);
    const refused = await remove(ada.token, PASSWORD);
    expect(refused.status).toBe(409);
    const { code, detail } = await problemIn(refused);
    expect([code, detail]).toEqual(["last_owner", expect.stringMatching(/only owner of “Shared”\./)]);
    const kept = await call(`/api/workspaces/${own}`, { token: ada.token });
    expect(await kept.json()).toMatchObject({ role: "owner", eraseAt: null });
  });

  it("P4.31 ends memberships, sessions and keys, and marks what nobody else is in", async () => {
    const [ada, bob] = [await signUp("Ada"), await signUp("Bob")];
    const [shared, own] = [await workspace(bob.token, "Shared"), await workspace(ada.token, "Own")];
    await bring(bob.token, shared, ada.token, "admin");
    const { key } = await makeKey(ada.token);
    const other = await signIn(ada.email);
    expect((await remove(ada.token, PASSWORD)).status).toBe(204);
    for (const token of [ada.token, other.token, key]) expect(await whoAmI({ token })).toBeNull();
    const members = await call(`/api/workspaces/${shared}/members`, { token: bob.token });
    expect(await members.json()).toMatchObject({ items: [{ user: bob.id }] });
    const marked = await env.DB.prepare("SELECT erase_at FROM workspaces WHERE id = ?").bind(own).first("erase_at");
    expect(marked).toBeGreaterThan(Date.now());
    const entered = { email: ada.email, password: PASSWORD };
    expect((await call("/api/auth/sign-in/email", { body: entered })).status).toBe(401);
    const again = await call("/api/auth/sign-up/email", { body: { ...entered, name: "Ada" } });
    expect(again.status).toBe(200);
  });
});
