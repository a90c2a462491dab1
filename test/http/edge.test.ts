/** What holds for every route: ids, problems, headers, limits, idempotency, settings, and the API's description. */
import { createExecutionContext, createScheduledController, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { DrizzleQueryError } from "drizzle-orm/errors";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { newId } from "../../durable-objects/room/id.ts";
import { newRoutes } from "../../worker/http/context.ts";
import { idempotent } from "../../worker/http/idempotency.ts";
import { onError } from "../../worker/http/problem.ts";
import { addressOf } from "../../worker/http/rate-limit.ts";
import { requestId } from "../../worker/http/request-id.ts";
import worker from "../../worker/index.ts";
import { JOBS } from "../../worker/jobs/jobs.ts";
import { settingsOf } from "../../worker/settings.ts";
import wrangler from "../../wrangler.toml?raw";
import { call, callWith, ORIGIN, problemIn, signUp, whoAmI } from "./client.ts";

/** What was logged while `act` ran, one parsed line each. */
async function logged(act: () => unknown): Promise<Record<string, unknown>[]> {
  const lines: string[] = [];
  const keep = (line: unknown) => void lines.push(String(line));
  for (const level of ["debug", "log", "info", "warn", "error"] as const)
    vi.spyOn(console, level).mockImplementation(keep);
  await act();
  vi.restoreAllMocks();
  return lines.map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));
}

/** A D1 that does not answer. */
function deadDatabase(): { DB: D1Database } {
  const fail = () => Promise.reject(new Error("D1_ERROR: Network connection lost."));
  const statement: object = { bind: () => statement, all: fail, run: fail, raw: fail, first: fail };
  return { DB: Object.assign(Object.create(null), { prepare: () => statement, batch: fail, exec: fail }) };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("every answer", () => {
  it("P10.1 has a request id, a proxy's own where it is well-formed, and one log line with it", async () => {
    const lines = await logged(async () => {
      const own = await call("/api/me");
      expect(own.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      const given = await call("/api/me", { headers: { "x-request-id": "proxy-1234" } });
      expect(given.headers.get("x-request-id")).toBe("proxy-1234");
      const bad = await call("/api/me", { headers: { "x-request-id": 'x"; injected' } });
      expect(bad.headers.get("x-request-id")).not.toContain("injected");
    });
    const line = lines.find(({ requestId }) => requestId === "proxy-1234");
    expect(line).toMatchObject({ event: "request", method: "GET", route: "/api/me", status: 200 });
    const unnamed = await logged(() => Promise.all([call("/api/nothing"), call("/api/auth/get-session")]));
    expect(unnamed.map(({ route }) => route).sort()).toEqual(["/api/auth/*", "none"]);
  });

  it("P10.3 is counted under its route's pattern", async () => {
    const points: unknown[] = [];
    const METRICS = { writeDataPoint: (point: unknown) => void points.push(point) };
    const ada = await signUp();
    await callWith({ METRICS }, `/api/me/sessions/${crypto.randomUUID()}`, { method: "DELETE", token: ada.token });
    expect(points).toEqual([
      expect.objectContaining({ blobs: expect.arrayContaining(["DELETE", "/api/me/sessions/:session", "404"]) }),
    ]);
  });

  it("P10.5 leaves no token, key, password, query or body in the log", async () => {
    const ada = await signUp();
    const lines = await logged(async () => {
      await call("/api/me?probe=query-secret", { token: ada.token });
      await call("/api/me", { headers: { "x-api-key": "ens_key-secret" } });
      await call("/api/auth/sign-in/email", { body: { email: "log@example.com", password: "password-secret" } });
      await call("/api/auth/reset-password/token-secret?callbackURL=%2F");
      await call("/api/nothing/path-secret");
    });
    expect(lines.length).toBeGreaterThanOrEqual(5);
    const text = JSON.stringify(lines);
    for (const secret of ["-secret", "log@example.com", ada.token]) expect(text).not.toContain(secret);
  });

  it("P7.12 carries the security headers, and no inline script is allowed", async () => {
    for (const path of ["/api/health", "/api/docs", "/api/nothing", "/api/me"]) {
      const { headers } = await call(path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy, path).toContain("script-src 'self'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get("strict-transport-security")).toMatch(/max-age=\d{8}/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).not.toBeNull();
      expect(headers.get("cache-control")).toBe("no-store");
    }
  });

  it("P5.23 lets pages of the configured origins in, and of no others", async () => {
    const bindings = { CORS_ORIGINS: "https://app.example.com, https://two.example.com" };
    const ask = (origin: string, method = "GET") => callWith(bindings, "/api/me", { method, headers: { origin } });
    const allowed = await ask("https://two.example.com");
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://two.example.com");
    expect(allowed.headers.get("access-control-allow-credentials")).toBe("true");
    expect(allowed.headers.get("access-control-expose-headers")?.toLowerCase()).toContain("set-auth-token");
    expect((await ask("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull();
    const preflight = await ask("https://app.example.com", "OPTIONS");
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-methods")).toContain("PATCH");
    expect(
      (await call("/api/me", { headers: { origin: "https://app.example.com" } })).headers.get(
        "access-control-allow-origin",
      ),
    ).toBeNull();
  });
});

describe("errors", () => {
  it("P7.10 an unknown address is a problem document", async () => {
    for (const path of ["/api/nothing", "/api/auth/nothing", "/api/me/keys/none/none"]) {
      const answer = await call(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      const problem = await problemIn(answer);
      expect(problem).toMatchObject({ code: "not_found", status: 404 });
      expect(problem.requestId).toBe(answer.headers.get("x-request-id"));
    }
  });

  it("P7.2 P10.5 what fails inside says nothing of the inside, neither to the client nor values to the log", async () => {
    const routes = newRoutes();
    routes.onError(onError);
    routes.use(requestId);
    routes.get("/thrown", () => {
      throw new Error("SELECT secret FROM inside");
    });
    routes.get("/query", () => {
      throw new DrizzleQueryError("SELECT secret", ["inside"], new Error("D1_ERROR: no such table"));
    });
    routes.get("/overloaded", () => {
      throw Object.assign(new Error("inside"), { overloaded: true });
    });
    const answers: [string, number, string][] = [
      ["/thrown", 500, "internal"],
      ["/query", 503, "unavailable"],
      ["/overloaded", 503, "unavailable"],
    ];
    for (const [path, status, code] of answers) {
      const lines = await logged(async () => {
        const answer = await routes.request(path);
        expect(answer.status).toBe(status);
        const text = await answer.clone().text();
        expect(text).not.toMatch(/inside|SELECT|secret|at .*\.ts/);
        expect((await problemIn(answer)).code).toBe(code);
      });
      const line = { level: "error", event: "request_failed", at: expect.any(Number) };
      expect(lines).toEqual([expect.objectContaining(line)]);
      if (path === "/query") expect(JSON.stringify(lines)).not.toContain("inside");
    }
  });

  it("P9.12 without D1 the answer is 503 with a named code, and health says which part is down", async () => {
    const dead = deadDatabase();
    const health = await callWith(dead, "/api/health");
    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({ status: "degraded", database: "unreachable" });
    const ada = await signUp();
    const body = { email: ada.email, password: "x".repeat(12) };
    const lines = await logged(async () => {
      for (const answer of [
        await callWith(dead, "/api/me", { token: ada.token }),
        await callWith(dead, "/api/me", { token: "ens_key" }),
        await callWith(dead, "/api/auth/sign-in/email", { body }),
      ]) {
        expect(answer.status).toBe(503);
        expect(await problemIn(answer)).toMatchObject({ code: "unavailable" });
      }
    });
    expect(JSON.stringify(lines)).not.toContain(ada.email);
  });

  it("P8.16 a body over the limit is refused, whether it names its length or not", async () => {
    const big = "x".repeat(4 * 1024 * 1024 + 1);
    const named = await call("/api/me", { method: "PATCH", body: { name: big } });
    expect((await problemIn(named)).code).toBe("too_large");
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const written = writer.write(new TextEncoder().encode(big)).then(() => writer.close());
    const unnamed = await askRaw(new Request(`${ORIGIN}/api/me`, { method: "PATCH", body: readable }));
    await written.catch(() => undefined);
    expect((await problemIn(unnamed)).code).toBe("too_large");
  });

  async function askRaw(asked: Request): Promise<Response> {
    const context = createExecutionContext();
    const answer = await worker.fetch(new Request<unknown, IncomingRequestCfProperties>(asked), env, context);
    await waitOnExecutionContext(context);
    return answer;
  }

  it("P7.13 wrong settings answer 503 without naming them, and the log names each", async () => {
    const lines = await logged(async () => {
      const answer = await callWith({ AUTH_SECRET: "short", CORS_ORIGINS: "nonsense" }, "/api/me");
      expect(answer.status).toBe(503);
      const text = await answer.text();
      expect(text).not.toContain("AUTH_SECRET");
    });
    const wrong = z.array(z.string()).parse(lines.find(({ event }) => event === "settings_wrong")?.problems);
    expect(wrong.map((problem) => problem.split(":")[0])).toEqual(["AUTH_SECRET", "CORS_ORIGINS"]);
    expect(JSON.stringify(wrong)).not.toContain("short");
  });
});

describe("rate limits", () => {
  it("P8.15 after the burst comes 429 with Retry-After, and the headers count down", async () => {
    const ada = await signUp();
    const bindings = { RATE_LIMIT_USUAL: "3@1/h" };
    const ask = () => callWith(bindings, "/api/me", { token: ada.token });
    const left: (string | null)[] = [];
    for (let asked = 0; asked < 3; asked += 1) {
      const answer = await ask();
      expect(answer.status).toBe(200);
      expect(answer.headers.get("ratelimit-limit")).toBe("3");
      left.push(answer.headers.get("ratelimit-remaining"));
    }
    expect(left).toEqual(["2", "1", "0"]);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(3000);
    expect(refused.headers.get("ratelimit-remaining")).toBe("0");
    expect((await problemIn(refused)).code).toBe("too_many");
    const eve = await signUp("Eve");
    expect((await callWith(bindings, "/api/me", { token: eve.token })).status).toBe(200);
    expect((await callWith({ ...bindings, RATE_LIMITS: "off" }, "/api/me", { token: ada.token })).status).toBe(200);
  });

  it("P8.15 sign-in is limited by address, and so are mails, each by itself", async () => {
    const bindings = { RATE_LIMIT_SENSITIVE: "2@1/h" };
    const headers = { "cf-connecting-ip": "203.0.113.7" };
    const body = { email: "limit@example.com", password: "some password" };
    const signIn = () => callWith(bindings, "/api/auth/sign-in/email", { body, headers });
    const statuses = [(await signIn()).status, (await signIn()).status, (await signIn()).status];
    expect(statuses).toEqual([401, 401, 429]);
    const mail = () => callWith(bindings, "/api/auth/request-password-reset", { body: { email: body.email }, headers });
    expect([(await mail()).status, (await mail()).status, (await mail()).status]).toEqual([200, 200, 429]);
    const elsewhere = { ...headers, "cf-connecting-ip": "203.0.113.8" };
    const other = { ...body, email: "other@example.com" };
    expect((await callWith(bindings, "/api/auth/sign-in/email", { body: other, headers: elsewhere })).status).toBe(401);
  });

  it("P8.15 searches through messages are limited by themselves, in one conversation and across alike", async () => {
    const { token } = await signUp();
    const bindings = { RATE_LIMIT_SEARCH: "2@1/h" };
    const w = newId();
    const search = async (path: string) =>
      (await callWith(bindings, `/api/workspaces/${w}/${path}?q=a`, { token })).status;
    const statuses = [
      await search("messages"),
      await search(`conversations/${newId()}/search`),
      await search("messages"),
    ];
    expect(statuses).toEqual([404, 404, 429]);
    expect(await search(`conversations/${newId()}/search`)).toBe(429);
    expect((await callWith(bindings, "/api/me", { token })).status).toBe(200);
  });

  it("P8.15 many addresses together guess no more passwords of one account, and send it no more mails", async () => {
    const bindings = { RATE_LIMIT_SENSITIVE: "2@1/h" };
    const email = "target@example.com";
    const guess = () => callWith(bindings, "/api/auth/sign-in/email", { body: { email, password: "a guess or so" } });
    expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([401, 401, 429]);
    const upper = { email: "Target@Example.com", password: "a guess or so" };
    expect((await callWith(bindings, "/api/auth/sign-in/email", { body: upper })).status).toBe(429);
    const mail = () => callWith(bindings, "/api/auth/request-password-reset", { body: { email } });
    expect([(await mail()).status, (await mail()).status, (await mail()).status]).toEqual([200, 200, 429]);
    const wanted = async (more: object) => {
      const { token } = await signUp();
      const body = { newEmail: "wanted@example.com", ...more };
      return (await callWith(bindings, "/api/auth/change-email", { body, token })).status;
    };
    expect([await wanted({}), await wanted({}), await wanted({})]).toEqual([200, 200, 429]);
    expect(await wanted({ email: "decoy@example.com" })).toBe(429);
  });

  it("P8.15 one network is one address: an IPv6 client does not escape within its /64", () => {
    expect(addressOf("203.0.113.7")).toBe("203.0.113.7");
    expect(addressOf("2001:db8:1:2:3:4:5:6")).toBe(addressOf("2001:DB8:0001:2::9"));
    expect(addressOf("2001:db8::1")).toBe("2001:db8:0:0::/64");
    expect(addressOf("2001:db8:1:3::1")).not.toBe(addressOf("2001:db8:1:2::1"));
    expect(addressOf(undefined)).toBe("unknown");
  });

  it("P9.16 a limiter that fails lets requests pass, and the log says so", async () => {
    const RATE_LIMITER = { getByName: () => ({ take: () => Promise.reject(new Error("down")) }) };
    const lines = await logged(async () => {
      expect((await callWith({ RATE_LIMITER }, "/api/me")).status).toBe(200);
    });
    expect(lines.map(({ event }) => event)).toContain("rate_limiter_unavailable");
  });
});

describe("idempotency keys", () => {
  const make = (token: string, key: string, body: object = { name: "program" }) =>
    call("/api/me/keys", { token, body, headers: { "idempotency-key": key } });

  async function keysOf(user: string): Promise<number> {
    return (
      (await env.DB.prepare("SELECT count(*) AS n FROM api_keys WHERE user = ?").bind(user).first<number>("n")) ?? 0
    );
  }

  it("P3.6 a create sent twice acts once, and answers the same with the same status", async () => {
    const ada = await signUp();
    const first = await make(ada.token, "once");
    const again = await make(ada.token, "once");
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await again.text()).toBe(await first.text());
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await keysOf(ada.id)).toBe(1);
  });

  it("P3.6 creates with one key that come at the same time act once", async () => {
    const ada = await signUp();
    const answers = await Promise.all(Array.from({ length: 5 }, () => make(ada.token, "together")));
    const bodies = new Set(await Promise.all(answers.map((answer) => answer.text())));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(bodies.size).toBe(1);
    expect(await keysOf(ada.id)).toBe(1);
  });

  it("P3.2 the same key with another body is a named error, and acts not", async () => {
    const ada = await signUp();
    await make(ada.token, "reused");
    const other = await make(ada.token, "reused", { name: "another" });
    expect(other.status).toBe(409);
    expect((await problemIn(other)).code).toBe("key_reused");
    expect(await keysOf(ada.id)).toBe(1);
  });

  it("P3.3 a key is its user's own: another user's same key is another create", async () => {
    const [ada, eve] = [await signUp("Ada"), await signUp("Eve")];
    const answers = [await make(ada.token, "shared"), await make(eve.token, "shared")];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect([await keysOf(ada.id), await keysOf(eve.id)]).toEqual([1, 1]);
  });

  it("P3.4 a refused create is not remembered: corrected, it may use the key again", async () => {
    const ada = await signUp();
    expect((await make(ada.token, "corrected", { name: "" })).status).toBe(422);
    expect((await make(ada.token, "corrected")).status).toBe(201);
    for (const key of ["", "x".repeat(256), "with space"]) {
      expect((await make(ada.token, key)).status, key).toBe(422);
    }
  });

  it("P3.7 an attempt that died after its commit is repeated into the same object", async () => {
    const ada = await signUp();
    const first = z.object({ id: z.string() }).parse(await (await make(ada.token, "crashed")).json());
    await env.DB.prepare("UPDATE idempotency_keys SET status = NULL, answer = NULL, claimed_until = 0 WHERE user = ?")
      .bind(ada.id)
      .run();
    const again = z.object({ id: z.string(), key: z.string() }).parse(await (await make(ada.token, "crashed")).json());
    expect(again.id).toBe(first.id);
    expect(await keysOf(ada.id)).toBe(1);
    expect(await whoAmI({ token: again.key })).toMatchObject({ id: ada.id });
  });

  it("P3.7 after a failure of unknown end the next attempt gets the same id", async () => {
    const ada = await signUp();
    const ids: string[] = [];
    const routes = newRoutes();
    routes.onError(onError);
    routes.use(async (c, next) => {
      c.set("settings", settingsOf(env));
      c.set("user", { ...ada, name: "A", emailVerified: false, image: null, superadmin: false });
      await next();
    });
    routes.post("/things", idempotent, (c) => {
      ids.push(c.get("creation"));
      if (ids.length === 1) throw new Error("the connection broke");
      return c.json({ id: c.get("creation") }, 201);
    });
    const ask = () => routes.request("/things", { method: "POST", headers: { "idempotency-key": "unknown-end" } }, env);
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([500, 201, 201]);
    expect(ids).toHaveLength(2);
    expect(ids[1]).toBe(ids[0]);
  });

  it("P3.5 P5.24 an answer is remembered for 24 hours, unreadable in the database, and then forgotten", async () => {
    const ada = await signUp();
    const text = await (await make(ada.token, "day")).text();
    const row = await env.DB.prepare("SELECT * FROM idempotency_keys WHERE user = ?").bind(ada.id).first();
    const { key } = z.object({ key: z.string() }).parse(JSON.parse(text));
    expect(JSON.stringify(row)).not.toContain(key);
    const age = (ms: number) =>
      env.DB.prepare("UPDATE idempotency_keys SET created_at = created_at - ? WHERE user = ?").bind(ms, ada.id).run();
    await age(23 * 60 * 60 * 1000);
    expect(await (await make(ada.token, "day")).text()).toBe(text);
    await age(60 * 60 * 1000 + 1);
    expect(await (await make(ada.token, "day")).text()).not.toBe(text);
    expect(await keysOf(ada.id)).toBe(2);
    await age(25 * 60 * 60 * 1000);
    await worker.scheduled(createScheduledController({ cron: "17 3 * * *", scheduledTime: new Date() }), env);
    const left = await env.DB.prepare("SELECT count(*) AS n FROM idempotency_keys WHERE user = ?")
      .bind(ada.id)
      .first("n");
    expect(left).toBe(0);
  });
});

describe("what cron runs", () => {
  it("P10.8 the table of jobs and the schedules in wrangler.toml are the same", () => {
    const tables = [...wrangler.matchAll(/^crons = \[(.*)\]$/gm)].map(([, list]) => JSON.parse(`[${list}]`));
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) expect(table).toEqual(Object.keys(JOBS));
    // Weekdays have names: Cloudflare counts them from Sunday = 1, Unix from Sunday = 0.
    for (const cron of Object.keys(JOBS)) expect(cron.split(" ")[4]).toMatch(/^(\*|[A-Z]{3}([-,][A-Z]{3})*)$/);
  });

  it("P10.8 a failing job is logged and does not stop the next; an unknown schedule is an error", async () => {
    const lines = await logged(async () => {
      const controller = createScheduledController({ cron: "17 3 * * *", scheduledTime: new Date() });
      await expect(worker.scheduled(controller, { ...env, ...deadDatabase() })).rejects.toThrow("jobs failed");
    });
    const jobs = lines.filter(({ event }) => event === "job");
    expect(jobs.map(({ name }) => name)).toEqual(JOBS["17 3 * * *"]?.map(({ name }) => name));
    const unknown = createScheduledController({ cron: "1 1 1 1 *", scheduledTime: new Date() });
    await expect(worker.scheduled(unknown, env)).rejects.toThrow("no jobs");
  });
});

describe("the API's description", () => {
  const Operation = z.looseObject({
    summary: z.string().min(1),
    tags: z.array(z.string()).length(1),
    parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).default([]),
    responses: z.record(z.string().regex(/^\d{3}$/), z.looseObject({ description: z.string().min(1) })),
  });
  const Document = z.looseObject({
    openapi: z.literal("3.1.0"),
    info: z.looseObject({ title: z.string(), version: z.string() }),
    paths: z.record(z.string().startsWith("/"), z.record(z.string(), Operation)),
    components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
  });

  it("P10.10 is OpenAPI 3.1 in which every reference and path parameter is defined", async () => {
    const text = await (await call("/api/openapi.json")).text();
    const { paths, components } = Document.parse(JSON.parse(text));
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      expect(Object.keys(components.schemas)).toContain(name);
    }
    for (const [path, methods] of Object.entries(paths)) {
      expect(path).not.toContain(":");
      for (const operation of Object.values(methods)) {
        const named = operation.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
        expect(named, path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      }
    }
    for (const path of ["/api/me/keys", "/api/workspaces", "/api/workspaces/{w}/pages"]) {
      const headers = paths[path]?.post?.parameters.filter((parameter) => parameter.in === "header");
      expect(headers?.map(({ name }) => name)).toEqual(["idempotency-key"]);
    }
    for (const path of ["/api/me", "/api/me/keys", "/api/auth/sign-in/email", "/api/health"]) {
      expect(Object.keys(paths)).toContain(path);
    }
  });

  it("P10.10 reads as one page that needs no script and nothing from elsewhere", async () => {
    const page = await call("/api/docs");
    expect(page.headers.get("content-type")).toContain("text/html");
    const text = await page.text();
    expect(text).toContain("/api/me/sessions");
    expect(text).not.toMatch(/<script|style="|onclick|https?:\/\/(?!www\.better-auth)/);
    const [, stylesheet = ""] = text.match(/<link rel="stylesheet" href="([^"]+)"/) ?? [];
    const css = await call(stylesheet);
    expect(css.headers.get("content-type")).toContain("text/css");
    expect(await css.text()).not.toContain("url(");
  });
});
