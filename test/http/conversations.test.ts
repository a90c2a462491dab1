import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { ConversationMember, ConversationView } from "../../durable-objects/workspace/conversations/protocol.ts";
import { problemIn } from "./client.ts";
import { Person, said } from "./conversation-client.ts";

const Members = z.object({ items: z.array(ConversationMember), next: z.string().nullable() });
const Created = z.object({ id: z.string() });

let ada: Person;
let bo: Person;
let viewer: Person;
let admin: Person;

beforeAll(async () => {
  ({ ada, bo, viewer, admin } = await Person.foundingTeam());
});

async function membersOf(who: Person, conversation: string): Promise<string[]> {
  const answer = await who.ask("GET", `/conversations/${conversation}/members`);
  return Members.parse(await answer.json()).items.map(({ user }) => user);
}

async function found(who: Person, conversation: string): Promise<string> {
  return said(who.ask("GET", `/conversations/${conversation}`));
}

describe("channels", () => {
  it("everyone but guests belongs to the first one, which nobody leaves and nobody deletes", async () => {
    const [general] = await bo.conversations("&kind=channel&joined=true");
    expect(general).toMatchObject({ name: "general", everyone: true, joined: true, createdBy: ada.id });
    const id = general?.id ?? "";
    expect(await membersOf(bo, id)).toEqual([ada.id, bo.id, viewer.id, admin.id].sort());
    expect(await said(bo.ask("POST", `/conversations/${id}/leave`))).toBe("422 invalid");
    expect(await said(ada.ask("DELETE", `/conversations/${id}`))).toBe("409 conflict");
    expect(await said(ada.ask("PATCH", `/conversations/${id}`, { archived: true }))).toBe("409 conflict");
    expect(await said(ada.ask("PATCH", `/conversations/${id}`, { name: "lobby" }))).toBe("200");
    expect(await said(ada.ask("PATCH", `/conversations/${id}`, { name: "general" }))).toBe("200");
  });

  it("are made, found, named, archived and deleted by those who may", async () => {
    const made = await bo.converse({ kind: "channel", name: "  engines ", topic: "Steam", members: [viewer.id] });
    expect(made).toMatchObject({ kind: "channel", name: "engines", topic: "Steam", members: null, joined: true });
    expect(await env.CONVERSATION.getByName(made.id).address()).toMatchObject({ kind: "conversation", room: made.id });
    expect(await membersOf(ada, made.id)).toEqual([bo.id, viewer.id].sort());
    const at = `/conversations/${made.id}`;
    expect(await said(viewer.ask("PATCH", at, { topic: "None" }))).toBe("403 forbidden");
    expect(await said(ada.ask("PATCH", at, {}))).toBe("422 invalid");
    expect(await said(ada.ask("PATCH", at, { name: " " }))).toBe("422 invalid");
    expect(await (await ada.ask("PATCH", at, { topic: "", name: "Motors" })).json()).toMatchObject({
      name: "Motors",
      topic: "",
    });
    const taken = await problemIn(await ada.ask("POST", "/conversations", { kind: "channel", name: "MOTORS" }));
    expect(taken).toMatchObject({ code: "conflict", errors: [{ path: "name" }] });
    expect(await (await ada.ask("PATCH", at, { archived: true })).json()).toMatchObject({
      archivedAt: expect.any(Number),
    });
    expect(await ada.names("&archived=true")).toContain("Motors");
    expect(await said(ada.ask("POST", `${at}/join`))).toBe("409 conflict");
    expect(await said(admin.ask("PATCH", at, { archived: false }))).toBe("200");
    expect(await said(ada.ask("DELETE", at))).toBe("204");
    expect(await found(bo, made.id)).toBe("404 not_found");
    expect(await env.CONVERSATION.getByName(made.id).address()).toBeNull();
  });

  it("are joined and left, and others are added and removed", async () => {
    const { id } = await ada.converse({ kind: "channel", name: "open" });
    const at = `/conversations/${id}`;
    expect(await (await viewer.ask("POST", `${at}/join`)).json()).toMatchObject({ joined: true, people: 2 });
    expect(await said(viewer.ask("POST", `${at}/join`))).toBe("200");
    expect(await said(viewer.ask("POST", `${at}/leave`))).toBe("204");
    expect(await said(viewer.ask("POST", `${at}/leave`))).toBe("204");
    expect(await said(viewer.ask("POST", `${at}/members`, { members: [bo.id] }))).toBe("403 forbidden");
    expect(await said(bo.ask("POST", `${at}/members`, { members: [bo.id, viewer.id] }))).toBe("200");
    const nobody = await problemIn(await bo.ask("POST", `${at}/members`, { members: [bo.id, crypto.randomUUID()] }));
    expect(nobody).toMatchObject({ code: "invalid", errors: [{ path: "members.1" }] });
    expect(await said(bo.ask("DELETE", `${at}/members/${viewer.id}`))).toBe("403 forbidden");
    expect(await said(ada.ask("DELETE", `${at}/members/${viewer.id}`))).toBe("204");
    expect(await said(ada.ask("DELETE", `${at}/members/${viewer.id}`))).toBe("404 not_found");
    expect(await said(bo.ask("DELETE", `${at}/members/${bo.id}`))).toBe("204");
    expect(await membersOf(ada, id)).toEqual([ada.id]);
  });

  it("one sent twice with one Idempotency-Key is one channel", async () => {
    const create = () =>
      ada.ask("POST", "/conversations", { kind: "channel", name: "once" }, { "idempotency-key": "channel-1" });
    const [one, two] = await Promise.all([create(), create()]);
    expect(await one.json()).toEqual(await two.json());
    expect((await ada.names()).filter((name) => name === "once")).toHaveLength(1);
  });

  it("what is wrong with one is said", async () => {
    const wrong = [
      { name: "x" },
      { kind: "task", name: "x" },
      { kind: "channel" },
      { kind: "channel", name: "x".repeat(81) },
      { kind: "private", name: "x", topic: "x".repeat(501) },
      { kind: "channel", name: "y", members: [crypto.randomUUID()] },
      { kind: "direct", members: [bo.id, viewer.id] },
      { kind: "group", members: [bo.id, bo.id] },
      { kind: "group", members: [ada.id, bo.id] },
    ];
    for (const body of wrong) expect(await said(ada.ask("POST", "/conversations", body))).toBe("422 invalid");
    expect(await said(viewer.ask("POST", "/conversations", { kind: "channel", name: "z" }))).toBe("403 forbidden");
  });

  it("P8.33 conversations are listed a page at a time, none left out and none twice", async () => {
    const all = (await bo.conversations()).map(({ id }) => id);
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const answer: Response = await bo.ask("GET", `/conversations?limit=2${cursor && `&cursor=${cursor}`}`);
      const page = z.object({ items: z.array(Created), next: z.string().nullable() }).parse(await answer.json());
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(seen).toEqual(all);
  });
});

describe("private, direct and group conversations", () => {
  it("P5.42 what is for its members alone is hidden from all others, owners and admins too", async () => {
    const { id } = await bo.converse({ kind: "private", name: "surprise", members: [viewer.id] });
    for (const other of [ada, admin]) {
      expect(await other.names()).not.toContain("surprise");
      expect(await found(other, id)).toBe("404 not_found");
      const asks: [string, string, object?][] = [
        ["PATCH", "", { name: "mine" }],
        ["PATCH", "", { retentionDays: 1 }],
        ["DELETE", ""],
        ["GET", "/members"],
        ["POST", "/members", { members: [other.id] }],
        ["POST", "/join"],
        ["GET", "/messages"],
        ["POST", "/messages", { text: "hello" }],
        ["GET", "/export"],
        ["PUT", "/read", {}],
      ];
      for (const [method, path, body] of asks) {
        expect([method, path, await said(other.ask(method, `/conversations/${id}${path}`, body))]).toEqual([
          method,
          path,
          "404 not_found",
        ]);
      }
      const grants = [{ kind: "conversation", id }];
      expect(await said(other.ask("POST", "/invitations", { role: "guest", grants }))).toBe("422 invalid");
    }
    expect(await viewer.names()).toContain("surprise");
    expect(await said(bo.ask("POST", `/conversations/${id}/members`, { members: [ada.id] }))).toBe("200");
    expect(await ada.names()).toContain("surprise");
    expect((await ada.say(id, "Hello")).author).toBe(ada.id);
    expect(await said(bo.ask("DELETE", `/conversations/${id}/members/${ada.id}`))).toBe("204");
    expect(await found(ada, id)).toBe("404 not_found");
    expect(await said(ada.ask("GET", `/conversations/${id}/messages`))).toBe("404 not_found");
  });

  it("the last one in a private conversation deletes it and does not leave it", async () => {
    const { id } = await bo.converse({ kind: "private", name: "alone" });
    expect(await said(bo.ask("POST", `/conversations/${id}/leave`))).toBe("409 conflict");
    expect(await said(bo.ask("DELETE", `/conversations/${id}`))).toBe("204");
    expect(await found(bo, id)).toBe("404 not_found");
  });

  it("the same people have one direct and one group conversation, whoever of them begins it", async () => {
    const one = await ada.converse({ kind: "direct", members: [bo.id] });
    const two = await bo.converse({ kind: "direct", members: [ada.id] });
    expect(two.id).toBe(one.id);
    expect(two.members).toEqual([ada.id, bo.id].sort());
    const notes = await ada.converse({ kind: "direct", members: [] });
    expect(notes.members).toEqual([ada.id]);
    expect((await ada.converse({ kind: "direct", members: [ada.id] })).id).toBe(notes.id);
    const group = await ada.converse({ kind: "group", members: [bo.id, viewer.id] });
    expect((await bo.converse({ kind: "group", members: [viewer.id, ada.id, bo.id] })).id).toBe(group.id);
    const [first, second] = await Promise.all([
      ada.converse({ kind: "direct", members: [admin.id] }),
      admin.converse({ kind: "direct", members: [ada.id] }),
    ]);
    expect(first.id).toBe(second.id);
    const at = `/conversations/${group.id}`;
    for (const [method, path, body] of [
      ["POST", `${at}/members`, { members: [admin.id] }],
      ["POST", `${at}/leave`],
      ["DELETE", `${at}/members/${bo.id}`],
      ["DELETE", at],
      ["PATCH", at, { name: "Us" }],
    ] as const) {
      expect([method, path, await said(ada.ask(method, path, body))]).toEqual([method, path, "422 invalid"]);
    }
    expect(await found(admin, group.id)).toBe("404 not_found");
  });

  it("who goes is out of all of them, and finds the direct ones again on coming back", async () => {
    const cy = await ada.inviting("member", { name: "Cy" });
    const direct = await ada.converse({ kind: "direct", members: [cy.id] });
    const secret = await ada.converse({ kind: "private", name: "with cy", members: [cy.id] });
    const channel = await cy.converse({ kind: "channel", name: "of cy" });
    expect(await said(cy.ask("DELETE", `/members/${cy.id}`))).toBe("204");
    expect(await found(cy, direct.id)).toBe("404 not_found");
    expect(await membersOf(ada, secret.id)).toEqual([ada.id]);
    expect(await membersOf(ada, channel.id)).toEqual([]);
    expect(
      ConversationView.parse(await (await ada.ask("GET", `/conversations/${direct.id}`)).json()).members,
    ).toContain(cy.id);
  });
});

describe("guests", () => {
  it("P5.45 a guest enters the channels named to them and what they are a member of, and of others learns nothing", async () => {
    const named = await ada.converse({ kind: "channel", name: "named" });
    const other = await ada.converse({ kind: "channel", name: "hidden" });
    const guest = await ada.inviting("guest", { grants: [{ kind: "conversation", id: named.id }] });
    expect(await guest.names()).toEqual(["named"]);
    const general = (await ada.conversations()).find(({ everyone }) => everyone)?.id ?? "";
    for (const id of [other.id, general]) {
      expect(await found(guest, id)).toBe("404 not_found");
      expect(await said(guest.ask("POST", `/conversations/${id}/join`))).toBe("404 not_found");
      expect(await said(guest.ask("POST", `/conversations/${id}/messages`, { text: "hi" }))).toBe("404 not_found");
      const added = ada.ask("POST", `/conversations/${id}/members`, { members: [guest.id] });
      expect(await said(added)).toBe("422 invalid");
    }
    expect(await said(guest.ask("POST", `/conversations/${named.id}/join`))).toBe("200");
    expect((await guest.say(named.id, "hello")).author).toBe(guest.id);
    expect(await said(guest.ask("PATCH", `/conversations/${named.id}`, { topic: "Mine" }))).toBe("403 forbidden");
    expect(await said(guest.ask("POST", "/conversations", { kind: "channel", name: "guests" }))).toBe("403 forbidden");
    expect(await said(guest.ask("POST", "/conversations", { kind: "direct", members: [bo.id] }))).toBe("404 not_found");

    const secret = await bo.converse({ kind: "private", name: "with a guest", members: [guest.id] });
    expect(await guest.names()).toEqual(["named", "with a guest"]);
    expect(await membersOf(guest, secret.id)).toEqual([bo.id, guest.id].sort());
    expect((await guest.converse({ kind: "direct", members: [bo.id] })).members).toEqual([bo.id, guest.id].sort());

    expect(await said(ada.ask("PUT", `/members/${guest.id}/grants`, { grants: [] }))).toBe("200");
    expect(await found(guest, named.id)).toBe("404 not_found");
    expect(await membersOf(ada, named.id)).toEqual([ada.id]);
    expect(await guest.names()).toEqual(["with a guest", "direct"]);
  });

  it("a guest discusses the tasks of a project named to them, until it is taken away", async () => {
    const [home, away] = await Promise.all(
      ["Home", "Away"].map(async (name) => Created.parse(await (await ada.ask("POST", "/projects", { name })).json())),
    );
    const task = async (project: string | undefined) =>
      Created.parse(await (await ada.ask("POST", `/projects/${project}/tasks`, { title: "Paint" })).json()).id;
    const [inside, outside] = [await task(home?.id), await task(away?.id)];
    const guest = await ada.inviting("guest", { grants: [{ kind: "project", id: home?.id ?? "" }] });
    expect(await said(guest.ask("GET", `/tasks/${inside}/discussion`))).toBe("404 not_found");
    expect(await said(viewer.ask("PUT", `/tasks/${inside}/discussion`))).toBe("403 forbidden");
    const made = await guest.ask("PUT", `/tasks/${inside}/discussion`);
    expect(made.status).toBe(201);
    const discussion = ConversationView.parse(await made.json());
    expect(discussion).toMatchObject({ kind: "task", about: { type: "task", task: inside, project: home?.id } });
    expect(await said(ada.ask("PUT", `/tasks/${inside}/discussion`))).toBe("200");
    expect(await said(viewer.ask("GET", `/tasks/${inside}/discussion`))).toBe("200");
    expect(await said(guest.ask("PUT", `/tasks/${outside}/discussion`))).toBe("404 not_found");
    expect(await guest.names()).toEqual([]);
    expect(await guest.names("&kind=task")).toEqual(["task"]);
    expect((await guest.say(discussion.id, "Which colour?")).text).toBe("Which colour?");

    const [column] = z
      .object({ items: z.array(Created) })
      .parse(await (await ada.ask("GET", `/projects/${away?.id}/columns`)).json()).items;
    expect(await said(ada.ask("POST", `/tasks/${inside}/move`, { columnId: column?.id }))).toBe("200");
    expect(await found(guest, discussion.id)).toBe("404 not_found");
    expect(await (await ada.ask("GET", `/conversations/${discussion.id}`)).json()).toMatchObject({
      about: { project: away?.id },
    });
    const other = ConversationView.parse(await (await ada.ask("PUT", `/tasks/${outside}/discussion`)).json());
    expect(await said(ada.ask("DELETE", `/tasks/${inside}`))).toBe("204");
    expect(await said(ada.ask("DELETE", `/projects/${away?.id}`))).toBe("204");
    for (const { id } of [discussion, other]) {
      expect(await found(ada, id)).toBe("404 not_found");
      const gone = async () => expect(await env.CONVERSATION.getByName(id).address()).toBeNull();
      await vi.waitFor(gone, { timeout: 20_000 });
    }
  });

  it("a page's discussion is for whoever may read the page, and goes with it", async () => {
    const page = z
      .object({ id: z.string(), docId: z.string() })
      .parse(await (await ada.ask("POST", "/pages", { title: "Plan" })).json());
    const guest = await ada.inviting("guest", { grants: [{ kind: "doc", id: page.docId }] });
    expect(await said(ada.ask("GET", `/pages/${page.id}/discussion`))).toBe("404 not_found");
    const made = await guest.ask("PUT", `/pages/${page.id}/discussion`);
    const { id } = ConversationView.parse(await made.json());
    expect(await said(ada.ask("PATCH", `/conversations/${id}`, { name: "x" }))).toBe("422 invalid");
    expect(await said(ada.ask("DELETE", `/conversations/${id}`))).toBe("422 invalid");
    expect(await said(ada.ask("POST", `/conversations/${id}/join`))).toBe("422 invalid");
    expect(await said(ada.ask("PATCH", `/conversations/${id}`, { retentionDays: 30 }))).toBe("200");
    expect(await said(ada.ask("PUT", `/members/${guest.id}/grants`, { grants: [] }))).toBe("200");
    expect(await found(guest, id)).toBe("404 not_found");
    expect(await said(ada.ask("DELETE", `/pages/${page.id}`))).toBe("204");
    expect(await found(ada, id)).toBe("404 not_found");
    expect(await said(ada.ask("PUT", `/pages/${page.id}/discussion`))).toBe("404 not_found");
  });
});

describe("the audit log", () => {
  it("P10.14 tells what was done to conversations, and not what private ones are called", async () => {
    const secret = await ada.converse({ kind: "private", name: "hush" });
    const channel = await ada.converse({ kind: "channel", name: "loud" });
    for (const { id } of [secret, channel]) {
      expect(await said(ada.ask("PATCH", `/conversations/${id}`, { retentionDays: 7 }))).toBe("200");
      expect(await said(ada.ask("PATCH", `/conversations/${id}`, { archived: true }))).toBe("200");
      expect(await said(ada.ask("GET", `/conversations/${id}/export`))).toBe("200");
      expect(await said(ada.ask("DELETE", `/conversations/${id}`))).toBe("204");
    }
    const Log = z.object({ items: z.array(z.object({ act: z.string(), target: z.string().nullable() })) });
    const text = await (await ada.ask("GET", "/audit?limit=200")).text();
    const { items } = Log.parse(JSON.parse(text));
    const acts = ["deleted", "exported", "archived", "retention_changed"].map((act) => `conversation.${act}`);
    for (const { id } of [secret, channel]) {
      expect(items.filter(({ target }) => target === id).map(({ act }) => act)).toEqual(acts);
    }
    expect(text).toContain("loud");
    expect(text).not.toContain("hush");
  });
});

describe("messages that others delete", () => {
  it("P10.15 are in the audit log, with who said and who deleted them, and nothing of what was said", async () => {
    const { id } = await ada.converse({ kind: "channel", name: "moderated", members: [bo.id] });
    const [mine, rude] = [await bo.say(id, "Gone by my own hand"), await bo.say(id, "Something rude")];
    expect(await said(bo.ask("DELETE", `/conversations/${id}/messages/${mine.id}`))).toBe("204");
    expect(await said(admin.ask("DELETE", `/conversations/${id}/messages/${rude.id}`))).toBe("204");
    const log = async () => (await admin.ask("GET", "/audit?act=message.deleted")).text();
    await vi.waitFor(async () => expect(await log()).toContain(rude.id), { timeout: 20_000 });
    const text = await log();
    expect(JSON.parse(text)).toMatchObject({
      items: [{ by: admin.id, target: bo.id, detail: { kind: "channel", name: "moderated", message: rude.id } }],
    });
    expect(text).not.toMatch(/something rude|by my own hand/i);
  });
});

describe("tenants", () => {
  it("P5.46 no conversation of another workspace is reached, by whatever address", async () => {
    const eve = await Person.founding("Eve");
    const mine = await ada.converse({ kind: "channel", name: "ours" });
    const task = await ada.converse({ kind: "direct", members: [bo.id] });
    for (const id of [mine.id, task.id]) {
      const here = new Person(eve.account, ada.at);
      for (const who of [eve, here]) {
        expect(await found(who, id)).toBe("404 not_found");
        expect(await said(who.ask("GET", `/conversations/${id}/messages`))).toBe("404 not_found");
        expect(await said(who.ask("POST", `/conversations/${id}/messages`, { text: "x" }))).toBe("404 not_found");
        expect(await said(who.ask("DELETE", `/conversations/${id}`))).toBe("404 not_found");
      }
    }
    expect(await said(eve.ask("POST", "/conversations", { kind: "direct", members: [ada.id] }))).toBe("422 invalid");
    expect(
      await said(eve.ask("PUT", `/members/${eve.id}/grants`, { grants: [{ kind: "conversation", id: mine.id }] })),
    ).toBe("422 invalid");
  });
});
