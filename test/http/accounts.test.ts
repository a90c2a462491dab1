/** Accounts: signing up, in and out, everywhere, with Google and GitHub; passwords and addresses by mail. */
import { env } from "cloudflare:workers";
import { SignJWT } from "jose";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { eventually } from "../eventually.ts";
import {
  type Account,
  accountOf,
  type Call,
  call,
  callWith,
  cookieOf,
  Me,
  ORIGIN,
  PASSWORD,
  problemIn,
  signIn,
  signUp,
  whoAmI,
} from "./client.ts";

const settings = {
  MAIL_SINK_URL: "http://mail.test/in",
  GOOGLE_OAUTH_CLIENT_ID: "google-id",
  GOOGLE_CLIENT_SECRET: "google-secret",
  GOOGLE_AUTHORIZATION_URL: "http://google.test/auth",
  GOOGLE_TOKEN_URL: "http://google.test/token",
  GITHUB_CLIENT_ID: "github-id",
  GITHUB_CLIENT_SECRET: "github-secret",
  GITHUB_URL: "http://github.test",
  GITHUB_API_URL: "http://api.github.test",
};

/** Asks a worker that has a mail sink and both providers. */
function ask(path: string, options?: Call, bindings: object = settings): Promise<Response> {
  return callWith(bindings, path, options);
}

const Mail = z.object({ from: z.string(), to: z.string(), subject: z.string(), text: z.string(), key: z.string() });

/** Takes the place of the outside: answers what `routes` says, keeps mails, and refuses all else. */
function outside(routes: Record<string, (request: Request) => Response | Promise<Response>> = {}) {
  const mails: z.infer<typeof Mail>[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const asked = new Request(input, init);
    const { origin, pathname } = new URL(asked.url);
    if (asked.url === settings.MAIL_SINK_URL) {
      mails.push(Mail.parse(await asked.json()));
      return new Response(null, { status: 204 });
    }
    const route = routes[origin + pathname];
    return route ? route(asked) : new Response("not here", { status: 599 });
  });
  return mails;
}

/** The link in the next mail to `to`. */
async function linkTo(mails: z.infer<typeof Mail>[], to: string): Promise<URL> {
  return eventually(() => {
    const link = mails.find((mail) => mail.to === to)?.text.match(/^http\S+$/m)?.[0];
    if (!link) throw new Error(`no mail to ${to} yet`);
    return new URL(link);
  });
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("with a password", () => {
  it("P5.16 signing up gives a cookie and a bearer token, and each of them alone is who one is", async () => {
    const ada = await signUp("Ada");
    expect(await whoAmI({ token: ada.token })).toMatchObject({ id: ada.id, name: "Ada", emailVerified: false });
    expect(await whoAmI({ headers: { cookie: ada.cookie } })).toMatchObject({ id: ada.id });
    expect(ada.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it("P5.17 a wrong password and an unknown address are refused alike", async () => {
    const ada = await signUp();
    const wrong = await call("/api/auth/sign-in/email", { body: { email: ada.email, password: "not the password" } });
    const unknown = await call("/api/auth/sign-in/email", { body: { email: "no@example.com", password: PASSWORD } });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const [first, second] = [await problemIn(wrong), await problemIn(unknown)];
    expect(first).toMatchObject({ code: "not_authenticated", reason: "INVALID_EMAIL_OR_PASSWORD" });
    expect({ ...second, requestId: "" }).toEqual({ ...first, requestId: "" });
  });

  it("P7.10 bad input to a sign-up is a named problem, and takes nothing in", async () => {
    const ada = await signUp();
    const bodies = [
      {},
      { name: "A", email: "not an address", password: PASSWORD },
      { name: "A", email: `long@${"a.".repeat(200)}example.com`, password: PASSWORD },
      { name: "  ", email: "short@example.com", password: PASSWORD },
      { name: "A".repeat(101), email: "long@example.com", password: PASSWORD },
      { name: "A", email: "short@example.com", password: PASSWORD, image: "javascript:alert(1)" },
      { name: "A", email: "short@example.com", password: "short" },
      { name: "A", email: "long@example.com", password: "x".repeat(129) },
      { name: "A", email: ada.email, password: PASSWORD },
    ];
    for (const body of bodies) {
      const answer = await call("/api/auth/sign-up/email", { body });
      expect(answer.status, JSON.stringify(body).slice(0, 80)).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect((await problemIn(answer)).code).toBe("invalid");
    }
    const count = await env.DB.prepare(
      "SELECT count(*) AS n FROM user WHERE email LIKE 'short@%' OR email LIKE 'long@%'",
    ).first("n");
    expect(count).toBe(0);
  });

  it("P7.11 an act that needs no body is done without one, as browsers and programs send none", async () => {
    const empty = { method: "POST", headers: { "content-length": "0" } };
    for (const [path, headers] of [
      ["/api/auth/sign-out", {}],
      ["/api/auth/revoke-sessions", { "content-type": "application/json" }],
    ] as const) {
      const { token } = await signUp();
      const answer = await call(path, { ...empty, token, headers: { ...empty.headers, ...headers } });
      expect(answer.status).toBe(200);
      expect(await whoAmI({ token })).toBeNull();
    }
  });

  it("P5.18 nobody signs up as superadmin or verified by saying so", async () => {
    const body = { name: "M", email: "mallory@example.com", password: PASSWORD, superadmin: true, emailVerified: true };
    const answer = await call("/api/auth/sign-up/email", { body });
    if (answer.ok) {
      const { token } = await accountOf(answer);
      expect(await whoAmI({ token })).toMatchObject({ superadmin: false, emailVerified: false });
    } else {
      expect(answer.status).toBeLessThan(500);
    }
  });

  it("P5.17 a password is kept as a salted hash that names its cost, never twice the same", async () => {
    const accounts = [await signUp(), await signUp()];
    const hashes = await Promise.all(
      accounts.map(({ id }) =>
        env.DB.prepare("SELECT password FROM account WHERE user_id = ?").bind(id).first<string>("password"),
      ),
    );
    expect(hashes[0]).toMatch(/^scrypt\$16384\$8\$5\$/);
    expect(hashes[0]).not.toBe(hashes[1]);
  });

  it("P5.16 after signing out neither the token nor the cookie counts", async () => {
    const ada = await signUp();
    expect((await call("/api/auth/sign-out", { method: "POST", token: ada.token, body: {} })).status).toBe(200);
    expect(await whoAmI({ token: ada.token })).toBeNull();
    expect(await whoAmI({ headers: { cookie: ada.cookie } })).toBeNull();
    expect((await call("/api/me/sessions", { token: ada.token })).status).toBe(401);
  });

  it("P4.14 P5.16 signing out everywhere ends every session of the user and of no one else", async () => {
    const [ada, eve] = [await signUp("Ada"), await signUp("Eve")];
    const second = await signIn(ada.email);
    await call("/api/auth/revoke-sessions", { method: "POST", token: second.token, body: {} });
    expect(await whoAmI({ token: ada.token })).toBeNull();
    expect(await whoAmI({ token: second.token })).toBeNull();
    expect(await whoAmI({ token: eve.token })).toMatchObject({ id: eve.id });
  });

  it("P5.16 a session token as the database holds it opens nothing without its signature", async () => {
    const ada = await signUp();
    const raw = ada.token.split(".")[0] ?? "";
    expect(raw).not.toBe("");
    expect(await whoAmI({ token: raw })).toBeNull();
    expect(await whoAmI({ token: `${raw}.c2lnbmF0dXJl` })).toBeNull();
    const own = await env.DB.prepare("SELECT token FROM session WHERE user_id = ?").bind(ada.id).first("token");
    expect(own).toBe(raw);
  });

  it("P5.18 better-auth's own ways to change a profile are closed", async () => {
    const ada = await signUp();
    for (const path of ["update-user", "delete-user", "update-session"]) {
      const answer = await call(`/api/auth/${path}`, { token: ada.token, body: { name: "Other" } });
      expect(answer.status, path).toBe(404);
    }
    expect(await whoAmI({ token: ada.token })).toMatchObject({ name: "Ada" });
  });

  it("P4.14 P4.15 changing the password can end the other sessions, and they are owed to their sockets", async () => {
    const ada = await signUp();
    const other = await signIn(ada.email);
    const body = { currentPassword: PASSWORD, newPassword: "another good password", revokeOtherSessions: true };
    const answer = await call("/api/auth/change-password", { token: ada.token, body });
    expect(answer.status).toBe(200);
    expect(await whoAmI({ token: other.token })).toBeNull();
    expect((await signIn(ada.email, "another good password")).id).toBe(ada.id);
    const owed = await env.DB.prepare("SELECT count(*) AS n FROM session_revocations WHERE user = ?")
      .bind(ada.id)
      .first<number>("n");
    expect(owed).toBe(2);
  });

  it("P10.6 an account's making, sign-ins, password changes and ends of sessions are audited", async () => {
    const ada = await signUp();
    const { token } = await signIn(ada.email);
    const body = { currentPassword: PASSWORD, newPassword: "another good password" };
    await call("/api/auth/change-password", { token, body });
    await call("/api/auth/sign-out", { method: "POST", token, body: {} });
    await call("/api/me", { method: "PATCH", token: ada.token, body: { name: "Countess" } });
    const { results } = await env.DB.prepare("SELECT act FROM audit_logs WHERE by = ? ORDER BY id").bind(ada.id).all();
    expect(results.map(({ act }) => act)).toEqual([
      "account.created",
      "account.linked",
      "session.started",
      "session.started",
      "password.changed",
      "session.revoked",
      "account.profile_changed",
    ]);
  });
});

describe("by mail", () => {
  async function signUpWithMail(mails: z.infer<typeof Mail>[], name = "Grace"): Promise<Account & { verify: URL }> {
    const email = `${name.toLowerCase()}-${crypto.randomUUID()}@example.com`;
    const account = await accountOf(
      await ask("/api/auth/sign-up/email", { body: { name, email, password: PASSWORD } }),
    );
    return { ...account, verify: await linkTo(mails, email) };
  }

  it("P5.19 the link in the mail verifies the address", async () => {
    const mails = outside();
    const grace = await signUpWithMail(mails);
    expect(grace.verify.origin).toBe(ORIGIN);
    const answer = await ask(grace.verify.pathname + grace.verify.search);
    expect(answer.status).toBe(302);
    expect(await whoAmI({ token: grace.token })).toMatchObject({ emailVerified: true });
  });

  it("P5.19 a tampered link verifies nothing", async () => {
    const mails = outside();
    const grace = await signUpWithMail(mails);
    const token = grace.verify.searchParams.get("token") ?? "";
    const answer = await ask(`/api/auth/verify-email?token=${token.slice(0, -2)}AA&callbackURL=%2F`);
    expect(answer.headers.get("location") ?? "").toContain("error");
    expect(await whoAmI({ token: grace.token })).toMatchObject({ emailVerified: false });
  });

  it("P5.37 an address changes once the old one, where proven, and the new one agreed, and workspaces hear", async () => {
    const mails = outside();
    const grace = await signUpWithMail(mails);
    const made = await call("/api/workspaces", { token: grace.token, body: { name: "Compilers" } });
    const { id } = z.object({ id: z.string() }).parse(await made.json());
    const newEmail = `Hopper-${crypto.randomUUID()}@Example.com`;
    const change = (body: object) => ask("/api/auth/change-email", { token: grace.token, body });
    expect((await change({ newEmail: "nowhere" })).status).toBe(422);
    expect((await ask("/api/auth/change-email", { body: { newEmail } })).status).toBe(401);
    await ask(grace.verify.pathname + grace.verify.search);
    mails.length = 0;
    expect((await change({ newEmail, callbackURL: "/account/profile" })).status).toBe(200);
    const release = await linkTo(mails, grace.email);
    expect(mails.map(({ to }) => to)).toEqual([grace.email]);
    const agreed = await ask(release.pathname + release.search);
    expect(agreed.headers.get("location")).toBe("/account/profile");
    expect(await whoAmI({ token: grace.token })).toMatchObject({ email: grace.email });
    const take = await linkTo(mails, newEmail.toLowerCase());
    expect((await ask(take.pathname + take.search)).status).toBe(302);
    expect(await whoAmI({ token: grace.token })).toMatchObject({ email: newEmail.toLowerCase(), emailVerified: true });
    await eventually(async () => {
      const member = await call(`/api/workspaces/${id}/members/${grace.id}`, { token: grace.token });
      expect(await member.json()).toMatchObject({ email: newEmail.toLowerCase() });
    });
    expect((await ask(take.pathname + take.search)).headers.get("location")).toContain("error");
    const { results } = await env.DB.prepare("SELECT act FROM audit_logs WHERE by = ?1 AND act LIKE '%email%'")
      .bind(grace.id)
      .all();
    expect(results).toEqual([{ act: "account.email_changed" }]);
  });

  it("P5.38 asking for another's address answers the same, and sends nothing there", async () => {
    const mails = outside();
    const [grace, other] = [await signUpWithMail(mails), await signUpWithMail(mails, "Other")];
    mails.length = 0;
    const change = (newEmail: string) => ask("/api/auth/change-email", { token: grace.token, body: { newEmail } });
    const [taken, free] = [await change(other.email), await change(`free-${other.email}`)];
    expect(await taken.json()).toEqual(await free.json());
    await linkTo(mails, `free-${other.email}`);
    expect(mails.map(({ to }) => to)).toEqual([`free-${other.email}`]);
  });

  it("P4.14 P5.19 a reset by mail sets the new password once, and ends all sessions", async () => {
    const mails = outside();
    const grace = await signUpWithMail(mails);
    mails.length = 0;
    expect((await ask("/api/auth/request-password-reset", { body: { email: grace.email } })).status).toBe(200);
    const link = await linkTo(mails, grace.email);
    expect(link.pathname).toBe("/reset-password");
    const token = link.searchParams.get("token");
    const body = { token, newPassword: "a wholly new password" };
    expect((await ask("/api/auth/reset-password", { body })).status).toBe(200);
    expect(await whoAmI({ token: grace.token })).toBeNull();
    expect((await ask("/api/auth/reset-password", { body })).status).toBe(400);
    expect((await signIn(grace.email, "a wholly new password")).id).toBe(grace.id);
    const old = await call("/api/auth/sign-in/email", { body: { email: grace.email, password: PASSWORD } });
    expect(old.status).toBe(401);
  });

  it("P5.19 a reset of an unverified account proves the address, and ends keys made before the proof", async () => {
    const mails = outside();
    const grace = await signUpWithMail(mails);
    const made = await call("/api/me/keys", { token: grace.token, body: { name: "squatter's" } });
    const { key } = z.object({ key: z.string() }).parse(await made.json());
    mails.length = 0;
    await ask("/api/auth/request-password-reset", { body: { email: grace.email } });
    const token = (await linkTo(mails, grace.email)).searchParams.get("token");
    await ask("/api/auth/reset-password", { body: { token, newPassword: "a wholly new password" } });
    expect(await whoAmI({ token: key })).toBeNull();
    const again = await signIn(grace.email, "a wholly new password");
    expect(await whoAmI({ token: again.token })).toMatchObject({ emailVerified: true });
  });

  it("P5.17 asking to reset an unknown address answers the same, and sends nothing", async () => {
    const mails = outside();
    const grace = await signUpWithMail(mails);
    mails.length = 0;
    const unknown = await ask("/api/auth/request-password-reset", { body: { email: "nobody@example.com" } });
    const known = await ask("/api/auth/request-password-reset", { body: { email: grace.email } });
    expect(await unknown.json()).toEqual(await known.json());
    await linkTo(mails, grace.email);
    expect(mails.map(({ to }) => to)).toEqual([grace.email]);
  });

  it("P9.15 P10.5 with the mail provider down, signing up still works and the log names no address", async () => {
    vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("no network"));
    const lines: string[] = [];
    for (const level of ["info", "warn", "error"] as const) {
      vi.spyOn(console, level).mockImplementation((line) => void lines.push(String(line)));
    }
    const email = "down@example.com";
    const answer = await ask("/api/auth/sign-up/email", { body: { name: "Down", email, password: PASSWORD } });
    expect(answer.status).toBe(200);
    await eventually(() => expect(lines.join("\n")).toContain("mail_not_sent"));
    expect(lines.join("\n")).not.toContain(email);
    expect(lines.join("\n")).not.toContain(PASSWORD);
  });

  it("P9.15 with a provider's key set, mail goes there, with a key of its own", async () => {
    const sent: Request[] = [];
    outside({
      "http://resend.test/emails": (asked) => {
        sent.push(asked);
        return Response.json({ id: "1" });
      },
    });
    const bindings = { ...settings, RESEND_API_KEY: "re_1", RESEND_URL: "http://resend.test" };
    const body = { name: "R", email: "resend@example.com", password: PASSWORD };
    await ask("/api/auth/sign-up/email", { body }, bindings);
    const mail = await eventually(() => sent[0] ?? Promise.reject(new Error("no mail yet")));
    expect(mail.headers.get("authorization")).toBe("Bearer re_1");
    expect(mail.headers.get("idempotency-key")).toMatch(/^verify:/);
    expect(await mail.json()).toMatchObject({ to: ["resend@example.com"] });
  });
});

describe("the superadmin", () => {
  it("P5.18 SUPERADMIN_EMAIL counts once verified, not before, and not for others", async () => {
    const mails = outside();
    await signUp("First");
    const email = "boss@example.com";
    const bindings = { ...settings, SUPERADMIN_EMAIL: "Boss@example.com" };
    const me = async (token: string) => Me.parse(await (await ask("/api/me", { token }, bindings)).json()).user;
    const body = { name: "Boss", email, password: PASSWORD };
    const boss = await accountOf(await ask("/api/auth/sign-up/email", { body }, bindings));
    expect(await me(boss.token)).toMatchObject({ superadmin: false });
    const link = await linkTo(mails, email);
    await ask(link.pathname + link.search, {}, bindings);
    expect(await me(boss.token)).toMatchObject({ superadmin: true });
    expect(await me((await signUp()).token)).toMatchObject({ superadmin: false });
    expect(await whoAmI({ token: boss.token })).toMatchObject({ superadmin: false });
  });

  it("P5.18 SUPERADMIN_EMAIL counts at once for the instance's first user", async () => {
    outside();
    await env.DB.batch(["session", "user", "audit_logs"].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
    const bindings = { ...settings, SUPERADMIN_EMAIL: "root@example.com" };
    const body = { name: "Root", email: "root@example.com", password: PASSWORD };
    const root = await accountOf(await ask("/api/auth/sign-up/email", { body }, bindings));
    const me = await ask("/api/me", { token: root.token }, bindings);
    expect(Me.parse(await me.json()).user).toMatchObject({ superadmin: true, emailVerified: false });
    const gone = { method: "DELETE", token: root.token, body: { password: PASSWORD } };
    expect((await ask("/api/me", gone, bindings)).status).toBe(204);
    const next = await accountOf(await ask("/api/auth/sign-up/email", { body }, bindings));
    const again = await ask("/api/me", { token: next.token }, bindings);
    expect(Me.parse(await again.json()).user).toMatchObject({ superadmin: false });
  });
});

describe("with a provider", () => {
  interface Person {
    sub: string;
    email: string;
    verified: boolean;
  }

  function google({ sub, email, verified }: Person) {
    return {
      "http://google.test/token": async (asked: Request) => {
        const form = await asked.formData();
        if (form.get("code") !== "good" || !form.get("code_verifier")) return Response.json({}, { status: 400 });
        const id_token = await new SignJWT({ email, email_verified: verified, name: "Go Ogle" })
          .setProtectedHeader({ alg: "HS256" })
          .setSubject(sub)
          .sign(new TextEncoder().encode("any key: it came over TLS"));
        return Response.json({ access_token: "google-access", token_type: "Bearer", expires_in: 3600, id_token });
      },
    };
  }

  function github({ sub, email, verified }: Person) {
    return {
      "http://github.test/login/oauth/access_token": () =>
        Response.json({ access_token: "github-access", token_type: "bearer", scope: "read:user,user:email" }),
      "http://api.github.test/user": () =>
        Response.json({ id: Number(sub), login: "hub", name: null, email: "public@example.com", avatar_url: null }),
      "http://api.github.test/user/emails": () => Response.json([{ email, primary: true, verified }]),
    };
  }

  /** Walks through a sign-in as a browser does; `code` is what the provider sends back. */
  async function enter(provider: "google" | "github", code = "good"): Promise<Response> {
    const started = await ask("/api/auth/sign-in/social", { body: { provider, callbackURL: "/home" } });
    expect(started.status).toBe(200);
    const { url } = z.object({ url: z.string() }).parse(await started.json());
    const state = new URL(url).searchParams.get("state") ?? "";
    expect(new URL(url).searchParams.get("code_challenge")).not.toBeNull();
    const path = `/api/auth/callback/${provider}?code=${code}&state=${encodeURIComponent(state)}`;
    return ask(path, { headers: { cookie: cookieOf(started) } });
  }

  for (const provider of ["google", "github"] as const) {
    const fake = provider === "google" ? google : github;
    const someone = (verified: boolean): Person => ({
      sub: String(Math.floor(Math.random() * 1e9)),
      email: `${provider}-${crypto.randomUUID()}@example.com`,
      verified,
    });

    it(`P5.20 signing in with ${provider} makes an account, and finds it again`, async () => {
      const person = someone(true);
      outside(fake(person));
      const first = await enter(provider);
      expect(first.headers.get("location")).toBe("/home");
      const me = await whoAmI({ headers: { cookie: cookieOf(first) } });
      expect(me).toMatchObject({ email: person.email, emailVerified: true });
      const again = await whoAmI({ headers: { cookie: cookieOf(await enter(provider)) } });
      expect(again?.id).toBe(me?.id);
    });

    it(`P5.20 ${provider} joins an account of the same address only when both sides verified it`, async () => {
      const mails = outside();
      const email = `both-${provider}@example.com`;
      const body = { name: "Both", email, password: PASSWORD };
      const account = await accountOf(await ask("/api/auth/sign-up/email", { body }));

      outside(fake({ sub: "77", email, verified: true }));
      expect((await enter(provider)).headers.get("location")).toContain("error=account_not_linked");

      const verify = await linkTo(mails, email);
      await ask(verify.pathname + verify.search);
      outside(fake({ sub: "77", email, verified: false }));
      expect((await enter(provider)).headers.get("location")).toContain("error=account_not_linked");

      outside(fake({ sub: "77", email, verified: true }));
      const entered = await whoAmI({ headers: { cookie: cookieOf(await enter(provider)) } });
      expect(entered?.id).toBe(account.id);
    });

    it(`P5.24 what ${provider} gave is not readable in the database`, async () => {
      const person = someone(true);
      outside(fake(person));
      await enter(provider);
      const rows = await env.DB.prepare("SELECT * FROM account WHERE provider_id = ? AND account_id = ?")
        .bind(provider, person.sub)
        .all();
      expect(rows.results).toHaveLength(1);
      const kept = JSON.stringify(rows.results);
      expect(kept).not.toContain(`${provider}-access`);
      expect(rows.results[0]).toMatchObject({ id_token: null });
    });
  }

  it("P8.18 what a provider tells of a person is cut to what one may call oneself", async () => {
    const routes = github({ sub: "4711", email: "endless@example.com", verified: true });
    const profile = { id: 4711, login: "hub", name: ` ${"n".repeat(300)}`, avatar_url: "http://github.test/a.png" };
    outside({ ...routes, "http://api.github.test/user": () => Response.json(profile) });
    const me = await whoAmI({ headers: { cookie: cookieOf(await enter("github")) } });
    expect(me).toMatchObject({ name: "n".repeat(100), image: null });
  });

  it("P5.20 an answer with a foreign state, or a code the provider refuses, lets nobody in", async () => {
    outside(google({ sub: "1", email: "state@example.com", verified: true }));
    const forged = await ask("/api/auth/callback/google?code=good&state=forged");
    const refused = await enter("google", "bad");
    for (const answer of [forged, refused]) {
      expect(answer.headers.get("location")).toContain("error=");
      expect(await whoAmI({ headers: { cookie: cookieOf(answer) } })).toBeNull();
    }
  });

  it("P5.20 a provider that is not configured is neither there nor offered", async () => {
    const answer = await call("/api/auth/sign-in/social", { body: { provider: "google", callbackURL: "/" } });
    expect(answer.status).toBe(404);
    expect(await (await call("/api/providers")).json()).toEqual({ items: [] });
    expect(await (await ask("/api/providers")).json()).toEqual({
      items: [
        { id: "google", name: "Google" },
        { id: "github", name: "GitHub" },
      ],
    });
  });
});
