import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { packBlocks } from "../../durable-objects/doc/text/tree.ts";
import { NamedAuditEntry as AuditEntry } from "../../durable-objects/workspace/audit/protocol.ts";
import { Project, Task } from "../../durable-objects/workspace/board/protocol.ts";
import {
  Invitation,
  InvitationMade,
  InvitationSeen,
  MemberView,
  Page,
  WorkspaceView,
} from "../../durable-objects/workspace/protocol.ts";
import worker from "../../worker/index.ts";
import { type Account, call, ORIGIN, problemIn, request, signIn, signUp } from "./client.ts";

/** What a sample would have to read, where nobody reads it. */
const NO_TEXT = packBlocks([]);

const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().nullable() });

/** The status and, of a problem, its code. */
async function said(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  return response.ok ? String(response.status) : `${response.status} ${(await problemIn(response)).code}`;
}

async function found(by: Account, name = "Acme"): Promise<WorkspaceView> {
  const answer = await call("/api/workspaces", { body: { name }, token: by.token });
  expect(answer.status).toBe(201);
  return WorkspaceView.parse(await answer.json());
}

async function invite(by: Account, workspace: string, body: object): Promise<InvitationMade> {
  const answer = await call(`/api/workspaces/${workspace}/invitations`, { body, token: by.token });
  expect(answer.status).toBe(201);
  return InvitationMade.parse(await answer.json());
}

async function join(by: Account, workspace: string, role: string, who: Account): Promise<Account> {
  const { token } = await invite(by, workspace, { role });
  expect(await said(accept(token, who))).toBe("200");
  return who;
}

function accept(token: string, who: Account): Promise<Response> {
  return call(`/api/invitations/${token}/accept`, { method: "POST", token: who.token });
}

async function listed(who: Account): Promise<WorkspaceView[]> {
  const answer = await call("/api/workspaces", { token: who.token });
  return listOf(WorkspaceView).parse(await answer.json()).items;
}

const Mail = z.object({ to: z.string(), subject: z.string(), text: z.string(), key: z.string() });

describe("/api/workspaces", () => {
  it("P1.4 a founded workspace is answered whole, and shows in the list at once", async () => {
    const ada = await signUp();
    const workspace = await found(ada, "  Acme ");
    expect(workspace).toMatchObject({ name: "Acme", role: "owner", eraseAt: null });
    expect(await listed(ada)).toEqual([workspace]);
    const again = await call(`/api/workspaces/${workspace.id}`, { token: ada.token });
    expect(WorkspaceView.parse(await again.json())).toEqual(workspace);
    const renamed = { method: "PATCH", body: { name: "Acme & Co" }, token: ada.token };
    expect(await (await call(`/api/workspaces/${workspace.id}`, renamed)).json()).toMatchObject({ name: "Acme & Co" });
    expect(await listed(ada)).toMatchObject([{ name: "Acme & Co" }]);
  });

  it("P3.27 a workspace founded with a sample has all of it, and once however often that is sent", async () => {
    const ada = await signUp();
    const body = { name: "Acme", sample: { today: "2026-11-21" } };
    const create = () =>
      call("/api/workspaces", { body, token: ada.token, headers: { "idempotency-key": "first-minute" } });
    const { id } = WorkspaceView.parse(await (await create()).json());
    expect(await (await create()).json()).toMatchObject({ id });
    // An attempt whose answer was lost is made again in the room itself.
    const room = env.WORKSPACE.getByName(id);
    const actor = { user: ada.id, name: "Ada", email: ada.email, session: "s", superadmin: false };
    expect(await room.found(actor, "Acme", { today: "2026-11-21", page: NO_TEXT, description: NO_TEXT })).toMatchObject(
      {
        ok: true,
      },
    );

    const at = async (path: string) => await (await call(`/api/workspaces/${id}${path}`, { token: ada.token })).json();
    const projects = listOf(Project).parse(await at("/projects")).items;
    expect(projects.map(({ name }) => name)).toEqual(["Getting started"]);
    const key = projects[0]?.key;
    const tasks = listOf(Task).parse(await at(`/projects/${key}/tasks`)).items;
    const titled = (words: string) => tasks.find(({ title }) => title.startsWith(words));
    expect(titled("Drag me")?.labels).toHaveLength(1);
    expect(titled("Open me")).toMatchObject({ assignees: [ada.id], dueDate: "2026-11-21", docId: expect.any(String) });
    expect(titled("Answer the caterer")?.dueDate).toBe("2026-11-20");
    expect(titled("Write the guest list")?.parentId).toBe(titled("Plan the summer party")?.id);
    expect(titled("Send the invitations")?.relations).toEqual([
      { type: "blocked_by", taskId: titled("Write the guest list")?.id },
    ]);
    const described = await call(`/api/workspaces/${id}/tasks/${titled("Open me")?.key}/description`, {
      token: ada.token,
    });
    expect(await described.text()).toContain("This is the task's **description**.");
    const pages = listOf(Page).parse(await at("/pages")).items;
    expect(pages.map(({ title }) => title)).toEqual(["Welcome"]);
    const text = await call(`/api/workspaces/${id}/pages/${pages[0]?.id}/content`, { token: ada.token });
    expect(await text.text()).toContain("## What lives where");

    // It is deleted like any other.
    const gone = { method: "DELETE", token: ada.token };
    expect((await call(`/api/workspaces/${id}/projects/${key}`, gone)).status).toBe(204);
    expect(listOf(Project).parse(await at("/projects")).items).toEqual([]);
  });

  it("a sample for a day that is none is refused, and founds nothing", async () => {
    const ada = await signUp();
    // What is due around the last of them would be due on no day that can be written.
    for (const today of ["tomorrow", "9999-12-31", "0000-01-01"]) {
      const wrong = call("/api/workspaces", { body: { name: "Acme", sample: { today } }, token: ada.token });
      expect(await said(wrong)).toBe("422 invalid");
    }
    expect(await listed(ada)).toEqual([]);
  });

  it("P3.6 a create sent twice with one Idempotency-Key founds one workspace", async () => {
    const ada = await signUp();
    const create = (body: object) =>
      call("/api/workspaces", { body, token: ada.token, headers: { "idempotency-key": "found-1" } });
    const [one, two] = [await create({ name: "Once" }), await create({ name: "Once" })];
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(await two.json()).toEqual(await one.json());
    expect(await said(create({ name: "Twice" }))).toBe("409 key_reused");
    expect(await listed(ada)).toHaveLength(1);
  });

  it("P3.6 an invitation sent twice with one Idempotency-Key is one, with one token", async () => {
    const ada = await signUp();
    const { id } = await found(ada);
    const headers = { "idempotency-key": "invite-1" };
    const create = () =>
      call(`/api/workspaces/${id}/invitations`, { body: { role: "member" }, token: ada.token, headers });
    const [one, two] = [InvitationMade.parse(await (await create()).json()), await (await create()).json()];
    expect(two).toEqual(one);
    const open = await call(`/api/workspaces/${id}/invitations`, { token: ada.token });
    expect(
      listOf(Invitation)
        .parse(await open.json())
        .items.map((each) => each.id),
    ).toEqual([one.id]);
  });

  it("P7.10 what is not right is refused by name", async () => {
    const ada = await signUp();
    const { id } = await found(ada);
    const token = ada.token;
    const at = `/api/workspaces/${id}`;
    expect(await said(call("/api/workspaces"))).toBe("401 not_authenticated");
    for (const body of [{}, { name: "" }, { name: "   " }, { name: "x".repeat(201) }, { name: 5 }]) {
      expect(await said(call("/api/workspaces", { body, token }))).toBe("422 invalid");
    }
    expect(await said(call("/api/workspaces?cursor=nonsense", { token }))).toBe("422 invalid");
    expect(await said(call(at, { method: "PATCH", body: {}, token }))).toBe("422 invalid");
    expect(await said(call(at, { method: "PATCH", body: { eraseAt: 5 }, token }))).toBe("422 invalid");
    for (const body of [
      { role: "king" },
      { role: "member", email: "nobody" },
      { role: "guest", grants: [{ kind: "doc" }] },
    ]) {
      expect(await said(call(`${at}/invitations`, { body, token }))).toBe("422 invalid");
    }
    const elsewhere = { role: "guest", grants: [{ kind: "doc", id: crypto.randomUUID() }] };
    const problem = await problemIn(await call(`${at}/invitations`, { body: elsewhere, token }));
    expect(problem).toMatchObject({ code: "invalid", errors: [{ path: "grants.0" }] });
    expect(await said(call(`${at}/members/${ada.id}`, { method: "PATCH", body: { role: "" }, token }))).toBe(
      "422 invalid",
    );
    expect(await said(call("/api/invitations/rubbish/accept", { method: "POST", token }))).toBe("404 not_found");
  });

  it("P5.8 a workspace one is not in does not exist, whatever one asks of it", async () => {
    const [ada, eve] = [await signUp("Ada"), await signUp("Eve")];
    const { id } = await found(ada);
    const { id: invitation } = await invite(ada, id, { role: "member" });
    const at = `/api/workspaces/${id}`;
    const asked: [string, string, object?][] = [
      ["GET", at],
      ["PATCH", at, { name: "Mine" }],
      ["DELETE", at],
      ["GET", `${at}/members`],
      ["GET", `${at}/members/${ada.id}`],
      ["PATCH", `${at}/members/${ada.id}`, { role: "guest" }],
      ["DELETE", `${at}/members/${ada.id}`],
      ["DELETE", `${at}/members/${eve.id}`],
      ["GET", `${at}/members/${ada.id}/grants`],
      ["PUT", `${at}/members/${ada.id}/grants`, { grants: [] }],
      ["GET", `${at}/invitations`],
      ["POST", `${at}/invitations`, { role: "viewer" }],
      ["DELETE", `${at}/invitations/${invitation}`],
      ["GET", `${at}/audit`],
      ["GET", `${at}/pages`],
      ["POST", `${at}/pages`, { title: "Mine" }],
    ];
    const unknown = `/api/workspaces/${crypto.randomUUID()}`;
    for (const [method, path, body] of asked) {
      expect([method, path, await said(call(path, { method, body, token: eve.token }))]).toEqual([
        method,
        path,
        "404 not_found",
      ]);
      const nowhere = path.replace(at, unknown);
      expect([method, nowhere, await said(call(nowhere, { method, body, token: eve.token }))]).toEqual([
        method,
        nowhere,
        "404 not_found",
      ]);
    }
    expect(await said(call(`/api/rooms/workspace/${id}/tickets`, { method: "POST", token: eve.token }))).toBe(
      "404 not_found",
    );
    expect(await listed(eve)).toEqual([]);
  });

  it("P4.12 ownership is handed over, and the last owner is kept", async () => {
    const [ada, bob] = [await signUp("Ada"), await signUp("Bob")];
    const { id } = await found(ada);
    const at = `/api/workspaces/${id}`;
    await join(ada, id, "member", bob);
    expect(await said(call(`${at}/members/${ada.id}`, { method: "DELETE", token: ada.token }))).toBe("409 last_owner");
    const demoted = { method: "PATCH", body: { role: "member" }, token: ada.token };
    expect(await said(call(`${at}/members/${ada.id}`, demoted))).toBe("409 last_owner");
    const handed = await call(at, { method: "PATCH", body: { owner: bob.id }, token: ada.token });
    expect(WorkspaceView.parse(await handed.json()).role).toBe("admin");
    expect(await said(call(`${at}/members/${ada.id}`, { method: "DELETE", token: ada.token }))).toBe("204");
    expect(await said(call(at, { token: ada.token }))).toBe("404 not_found");
    expect([await listed(ada), (await listed(bob)).map(({ role }) => role)]).toEqual([[], ["owner"]]);
  });

  it("P9.14 a workspace is marked for deletion, shows when, and can be kept", async () => {
    const [ada, bob] = [await signUp("Ada"), await signUp("Bob")];
    const { id } = await found(ada);
    const at = `/api/workspaces/${id}`;
    await join(ada, id, "admin", bob);
    expect(await said(call(at, { method: "DELETE", token: bob.token }))).toBe("403 forbidden");
    const marked = WorkspaceView.parse(await (await call(at, { method: "DELETE", token: ada.token })).json());
    expect(marked.eraseAt).toBeGreaterThan(Date.now());
    expect(await listed(bob)).toMatchObject([{ eraseAt: marked.eraseAt }]);
    const kept = await call(at, { method: "PATCH", body: { eraseAt: null }, token: ada.token });
    expect(await kept.json()).toMatchObject({ eraseAt: null });
  });
});

describe("members and invitations", () => {
  it("P5.13 P5.14 an invitation link lets a new person in with its role, and its token is shown once", async () => {
    const [ada, bob] = [await signUp("Ada"), await signUp("Bob")];
    const { id } = await found(ada);
    const made = await invite(ada, id, { role: "member" });
    expect(made.url).toBe(`${ORIGIN}/invitations/${made.token}`);
    expect(made.expiresAt).toBeGreaterThan(Date.now() + 6 * 24 * 3600_000);
    const open = await (await call(`/api/workspaces/${id}/invitations`, { token: ada.token })).json();
    expect(JSON.stringify(open)).not.toContain(made.token.slice(37));
    const joined = await accept(made.token, bob);
    expect(WorkspaceView.parse(await joined.json())).toMatchObject({ id, role: "member" });
    expect(await listed(bob)).toMatchObject([{ id, role: "member" }]);
    const members = listOf(MemberView).parse(
      await (await call(`/api/workspaces/${id}/members`, { token: bob.token })).json(),
    );
    expect(members.items.map(({ user, role }) => [user, role]).sort()).toEqual(
      [
        [ada.id, "owner"],
        [bob.id, "member"],
      ].sort(),
    );
    expect(members.items.filter(({ email }) => email !== undefined).map(({ email }) => email)).toEqual([bob.email]);
    expect(await said(call(`/api/workspaces/${id}/invitations`, { token: bob.token }))).toBe("403 forbidden");
    expect(
      await said(call(`/api/workspaces/${id}/invitations/${made.id}`, { method: "DELETE", token: ada.token })),
    ).toBe("204");
    expect(await said(accept(made.token, await signUp("Cyd")))).toBe("410 gone");
  });

  it("P9.15 an invitation to an address is mailed there, and made also when mail fails", async () => {
    const [ada, bob] = [await signUp("Ada"), await signUp("Bob")];
    const { id } = await found(ada, "Acme\r\nBcc: all@example.com");
    const mailing = { ...env, MAIL_SINK_URL: "http://mail.test/in" };
    const mails: string[] = [];
    const fetched = vi.spyOn(globalThis, "fetch").mockImplementation(async (_input, init) => {
      mails.push(String(init?.body));
      return new Response(null, { status: mails.length === 1 ? 200 : 500 });
    });
    const ask = (email: string, days = 7) => send("", { role: "viewer", email, days });
    const send = async (path: string, body?: object): Promise<InvitationMade> => {
      const context = createExecutionContext();
      const at = `/api/workspaces/${id}/invitations${path}`;
      const asked = request(at, { method: "POST", ...(body ? { body } : {}), token: ada.token });
      const answer = await worker.fetch(asked, mailing, context);
      await waitOnExecutionContext(context);
      return InvitationMade.parse(await answer.json());
    };
    try {
      const { token, url } = await ask(bob.email);
      const mail = Mail.parse(JSON.parse(`${mails[0]}`));
      expect(mail.to).toBe(bob.email);
      expect(mail.subject).not.toMatch(/[\r\n]/);
      expect(mail.text).toContain(url);
      expect(await said(accept(token, await signUp("Eve")))).toBe("403 forbidden");
      expect(await said(accept(token, bob))).toBe("200");
      expect((await ask("other@example.com")).token).toBeTruthy();
      expect(mails).toHaveLength(2);
      const long = await ask("long@example.com", 30);
      const again = await send(`/${long.id}/renew`);
      // A carrier sends what has the same key once, and the first mail's link works no more.
      const [first, second] = mails.slice(2).map((each) => Mail.parse(JSON.parse(each)));
      expect(second?.text).toContain(again.url);
      expect(second?.key).not.toBe(first?.key);
    } finally {
      fetched.mockRestore();
    }
  });

  it("P4.4 whoever is removed is out at once: of the API, the list, and tickets", async () => {
    const [ada, bob] = [await signUp("Ada"), await signUp("Bob")];
    const { id } = await found(ada);
    await join(ada, id, "member", bob);
    const tickets = `/api/rooms/workspace/${id}/tickets`;
    expect(await said(call(tickets, { method: "POST", token: bob.token }))).toBe("201");
    expect(await said(call(`/api/workspaces/${id}/members/${bob.id}`, { method: "DELETE", token: ada.token }))).toBe(
      "204",
    );
    expect(await said(call(tickets, { method: "POST", token: bob.token }))).toBe("404 not_found");
    expect(await said(call(`/api/workspaces/${id}`, { token: bob.token }))).toBe("404 not_found");
    expect(await listed(bob)).toEqual([]);
    expect(await said(call(`/api/workspaces/${id}/members/${bob.id}`, { token: ada.token }))).toBe("404 not_found");
  });

  it("P4.6 a changed role holds at once", async () => {
    const [ada, bob] = [await signUp("Ada"), await signUp("Bob")];
    const { id } = await found(ada);
    await join(ada, id, "viewer", bob);
    const pages = `/api/workspaces/${id}/pages`;
    expect(await said(call(pages, { body: { title: "Mine" }, token: bob.token }))).toBe("403 forbidden");
    const raised = { method: "PATCH", body: { role: "member" }, token: ada.token };
    const answer = await call(`/api/workspaces/${id}/members/${bob.id}`, raised);
    expect(MemberView.parse(await answer.json())).toMatchObject({ user: bob.id, role: "member", email: bob.email });
    expect(await said(call(pages, { body: { title: "Mine" }, token: bob.token }))).toBe("201");
  });

  it("P5.22 an API key without the scope admin neither invites nor removes nor deletes", async () => {
    const ada = await signUp();
    const { id } = await found(ada);
    const made = await call("/api/me/keys", { body: { name: "robot", scopes: ["read", "write"] }, token: ada.token });
    const { key } = z.object({ key: z.string() }).parse(await made.json());
    const at = `/api/workspaces/${id}`;
    const headers = { "x-api-key": key };
    expect(await said(call(at, { headers }))).toBe("200");
    expect(await said(call(`${at}/pages`, { body: { title: "By key" }, headers }))).toBe("201");
    expect(await said(call(`${at}/invitations`, { body: { role: "owner" }, headers }))).toBe("403 forbidden");
    expect(await said(call(`${at}/members/${ada.id}`, { method: "DELETE", headers }))).toBe("403 forbidden");
    expect(await said(call(at, { method: "DELETE", headers }))).toBe("403 forbidden");
    expect(await said(call(`${at}/audit`, { headers }))).toBe("403 forbidden");
  });

  it("P10.6 every sensitive act is in the audit log, newest first, page by page", async () => {
    const [ada, bob] = [await signUp("Ada"), await signUp("Bob")];
    const { id } = await found(ada);
    const at = `/api/workspaces/${id}`;
    await join(ada, id, "member", bob);
    await call(`${at}/members/${bob.id}`, { method: "PATCH", body: { role: "viewer" }, token: ada.token });
    await call(`${at}/members/${bob.id}`, { method: "DELETE", token: bob.token });
    const acts: AuditEntry[] = [];
    let cursor = "";
    do {
      const answer = await call(`${at}/audit?limit=2${cursor}`, { token: ada.token });
      const page = listOf(AuditEntry).parse(await answer.json());
      acts.push(...page.items);
      cursor = page.next === null ? "" : `&cursor=${page.next}`;
    } while (cursor);
    expect(acts.map(({ act, by }) => [act, by])).toEqual([
      ["member.left", bob.id],
      ["member.role_changed", ada.id],
      ["invitation.accepted", bob.id],
      ["invitation.created", ada.id],
      ["workspace.created", ada.id],
    ]);
    const { results } = await env.DB.prepare("SELECT id FROM audit_logs WHERE workspace = ? ORDER BY id")
      .bind(id)
      .all<{ id: string }>();
    expect(results.map((row) => row.id)).toEqual(acts.map((entry) => entry.id).sort());
  });

  it("P4.13 signing out everywhere ends the sockets of that session", async () => {
    const ada = await signUp();
    const { id } = await found(ada);
    const second = await signIn(ada.email);
    const ticket = async (who: Account) => {
      const answer = await call(`/api/rooms/workspace/${id}/tickets`, { method: "POST", token: who.token });
      const made = z.object({ path: z.string(), ticket: z.string() }).parse(await answer.json());
      return `${made.path}?ticket=${made.ticket}&sdk=1`;
    };
    const door = await call(await ticket(second), { headers: { upgrade: "websocket" } });
    const socket = door.webSocket;
    if (!socket) throw new Error("no socket");
    const closed = new Promise<number>((resolve) => socket.addEventListener("close", ({ code }) => resolve(code)));
    socket.accept();
    socket.send(JSON.stringify({ type: "hello", protocol: 1 }));
    expect(await said(call("/api/me/sessions", { method: "DELETE", token: ada.token }))).toBe("204");
    expect(await closed).toBe(4401);
  });
});

describe("an invitation", () => {
  it("P5.36 tells its holder what it is to, and once it has ended nothing but that", async () => {
    const ada = await signUp("Ada");
    const { id } = await found(ada);
    const see = async (token: string, who?: Account) => {
      const answer = await call(`/api/invitations/${token}`, { token: who?.token });
      return answer.ok ? InvitationSeen.parse(await answer.json()) : (await problemIn(answer)).code;
    };
    const link = await invite(ada, id, { role: "viewer" });
    const workspace = { id, name: "Acme" };
    const open = { state: "open", workspace, inviter: "Ada", role: "viewer", email: null, call: null };
    expect(await see(link.token)).toEqual(open);
    const ben = await signUp("Ben");
    expect(await see(link.token, ben)).toEqual(open);
    await accept(link.token, ben);
    expect(await see(link.token, ben)).toEqual({ state: "mine", workspace, call: null });

    const single = await invite(ada, id, { role: "admin", email: "cy@example.com" });
    expect(await see(single.token)).toEqual({ ...open, role: "admin", email: "cy@example.com" });
    await call(`/api/workspaces/${id}/invitations/${single.id}`, { method: "DELETE", token: ada.token });
    expect(await see(single.token)).toEqual({ state: "revoked" });
    expect(await see(single.token, ada)).toEqual({ state: "mine", workspace, call: null });

    const once = await invite(ada, id, { role: "member", single: true });
    await accept(once.token, await signUp("Dee"));
    expect(await see(once.token)).toEqual({ state: "used" });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 8 * 24 * 60 * 60 * 1000 });
    expect(await see(link.token)).toEqual({ state: "expired" });
    vi.useRealTimers();

    expect(await see(`${crypto.randomUUID()}.${"a".repeat(32)}`)).toBe("not_found");
    expect(await see(link.token.slice(0, -1))).toBe("not_found");
  });

  it("P4.29 sent again works by its new token alone, and for longer", async () => {
    const [ada, bob, eve] = [await signUp("Ada"), await signUp("Bob"), await signUp("Eve")];
    const { id } = await found(ada);
    const at = `/api/workspaces/${id}/invitations`;
    const first = await invite(ada, id, { role: "member", days: 1 });
    const renew = () => call(`${at}/${first.id}/renew`, { method: "POST", token: ada.token });
    const second = InvitationMade.parse(await (await renew()).json());
    expect(second).toMatchObject({ id: first.id });
    expect(second.expiresAt).toBeGreaterThan(first.expiresAt);
    expect(await said(accept(first.token, bob))).toBe("404 not_found");
    expect(await said(accept(second.token, bob))).toBe("200");
    expect(await said(call(`${at}/${first.id}`, { method: "DELETE", token: ada.token }))).toBe("204");
    expect(await said(renew())).toBe("410 gone");
    const once = await invite(ada, id, { role: "viewer", single: true });
    expect(await said(accept(once.token, eve))).toBe("200");
    expect(await said(accept(once.token, await signUp("Mo")))).toBe("409 invitation_used");
    expect(await said(call(`${at}/${once.id}/renew`, { method: "POST", token: ada.token }))).toBe(
      "409 invitation_used",
    );
    expect(await said(call(`${at}/${once.id}/renew`, { method: "POST", token: bob.token }))).toBe("403 forbidden");
    expect(await said(call(at, { body: { role: "member", days: 31 }, token: ada.token }))).toBe("422 invalid");
  });
});
