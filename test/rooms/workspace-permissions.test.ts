import { describe, expect, it } from "vitest";
import { newId } from "../../durable-objects/room/id.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import { newToken } from "../../durable-objects/workspace/invitation-token.ts";
import { type Act, type Extent, PERMISSIONS, type Standpoint } from "../../durable-objects/workspace/permissions.ts";
import type { Grant, Page } from "../../durable-objects/workspace/protocol.ts";
import { codeOf, doc, good, invite, join, newPage, newTenant, person, type Tenant } from "./workspace-people.ts";

const STANDPOINTS = ["owner", "admin", "member", "viewer", "guest", "superadmin"] as const satisfies Standpoint[];

/** The table once more, by hand: a slip in one of the two shows here. In the order of STANDPOINTS. */
const EXPECTED: Record<Act, readonly [Extent, Extent, Extent, Extent, Extent, Extent]> = {
  "workspace.view": ["all", "all", "all", "all", "all", "all"],
  "workspace.rename": ["all", "all", "none", "none", "none", "all"],
  "workspace.delete": ["all", "none", "none", "none", "none", "all"],
  "workspace.transfer": ["all", "none", "none", "none", "none", "none"],
  "members.list": ["all", "all", "all", "all", "granted", "all"],
  "members.read_email": ["all", "all", "self", "self", "self", "all"],
  "members.set_role": ["all", "all", "none", "none", "none", "all"],
  "members.remove": ["all", "all", "self", "self", "self", "all"],
  "invitations.manage": ["all", "all", "none", "none", "none", "all"],
  "grants.read": ["all", "all", "none", "none", "self", "all"],
  "grants.write": ["all", "all", "none", "none", "none", "all"],
  "audit.read": ["all", "all", "none", "none", "none", "all"],
  "outbox.manage": ["none", "none", "none", "none", "none", "all"],
  "page.read": ["all", "all", "all", "all", "granted", "none"],
  "page.create": ["all", "all", "all", "none", "none", "none"],
  "page.rename": ["all", "all", "all", "none", "granted", "none"],
  "page.move": ["all", "all", "all", "none", "none", "none"],
  "page.delete": ["all", "all", "all", "none", "none", "none"],
  "page.erase": ["all", "all", "all", "none", "none", "none"],
  "doc.read": ["all", "all", "all", "all", "granted", "none"],
  "doc.write": ["all", "all", "all", "none", "granted", "none"],
  "doc.history": ["all", "all", "all", "all", "granted", "none"],
  "doc.keep_version": ["all", "all", "all", "none", "granted", "none"],
  "doc.restore_version": ["all", "all", "all", "none", "granted", "none"],
  "project.read": ["all", "all", "all", "all", "granted", "none"],
  "project.create": ["all", "all", "all", "none", "none", "none"],
  "project.update": ["all", "all", "all", "none", "none", "none"],
  "project.delete": ["all", "all", "none", "none", "none", "none"],
  "board.edit": ["all", "all", "all", "none", "granted", "none"],
  "board.import": ["all", "all", "all", "none", "granted", "none"],
  "board.export": ["all", "all", "all", "all", "granted", "none"],
  "task.write": ["all", "all", "all", "none", "granted", "none"],
  "task.follow": ["all", "all", "all", "all", "granted", "none"],
  "conversation.read": ["all", "all", "all", "all", "granted", "none"],
  "conversation.create": ["all", "all", "all", "none", "granted", "none"],
  "conversation.update": ["all", "all", "all", "none", "none", "none"],
  "conversation.members": ["all", "all", "all", "none", "none", "none"],
  "conversation.delete": ["all", "all", "self", "none", "none", "none"],
  "conversation.export": ["all", "all", "all", "all", "granted", "none"],
  "message.write": ["all", "all", "all", "none", "granted", "none"],
  "message.moderate": ["all", "all", "none", "none", "none", "none"],
  "call.read": ["all", "all", "all", "all", "granted", "none"],
  "call.start": ["all", "all", "all", "none", "granted", "none"],
  "call.speak": ["all", "all", "all", "none", "granted", "none"],
  "call.manage": ["all", "all", "self", "none", "none", "none"],
  "workspace.export": ["all", "all", "none", "none", "none", "none"],
  "projections.rebuild": ["none", "none", "none", "none", "none", "all"],
};

/** What one standpoint has to act on: things of its own or named to it, and things of others. */
interface Scene {
  tenant: Tenant;
  actor: Actor;
  /** Someone else, a viewer, who was never in the named page's doc. */
  stranger: Actor;
  /** A guest to whom another page is named. */
  otherGuest: Actor;
  named: Page;
  other: Page;
  /** A channel that is named to a guest, and that whoever may make one has made. */
  nearChannel: string;
  otherChannel: string;
}

async function scene(standpoint: Standpoint): Promise<Scene> {
  const tenant = await newTenant();
  const named = await newPage(tenant, "Named");
  const other = await newPage(tenant, "Other");
  const channel = await newChannel(tenant, "named");
  const otherChannel = await newChannel(tenant, "other");
  const actor = person(standpoint, { superadmin: standpoint === "superadmin" });
  const grants: Grant[] = [doc(named), { kind: "conversation", id: channel }];
  if (standpoint !== "superadmin") await join(tenant, standpoint, grants, actor);
  const makes = standpoint !== "superadmin" && PERMISSIONS["conversation.create"][standpoint] === "all";
  const nearChannel = makes ? await newChannel(tenant, "mine", actor) : channel;
  const stranger = await join(tenant, "viewer", [], person("stranger"));
  const otherGuest = await join(tenant, "guest", [doc(other)], person("other-guest"));
  return { tenant, actor, stranger, otherGuest, named, other, nearChannel, otherChannel };
}

async function newChannel({ room, owner }: Tenant, name: string, by: Actor = owner): Promise<string> {
  return good(await room.createConversation(by, newId(), { kind: "channel", name })).id;
}

interface About {
  page: Page;
  user: string;
  channel: string;
}
type Try = (scene: Scene, about: About) => Promise<string>;

/** A call in the channel, made by the actor where that is their own and they may. */
async function newCall({ tenant: { room, owner }, actor }: Scene, { channel, user }: About): Promise<string> {
  const wanted = { about: { type: "conversation" as const, conversation: channel } };
  const own = user === actor.user ? await room.createCall(actor, newId(), wanted) : null;
  return own?.ok ? own.value.id : good(await room.createCall(owner, newId(), wanted)).id;
}

/** As a route asks that goes on to the call's own room. */
const inCall = (act: Act): Try => {
  return async (scene, about) => codeOf(await scene.tenant.room.call(scene.actor, await newCall(scene, about), act));
};

/** As a route asks that goes on to the conversation's own room. */
const inConversation = (act: Act): Try => {
  return async ({ tenant, actor }, { channel }) => codeOf(await tenant.room.conversation(actor, channel, act));
};

const atDoc = (act: Act): Try => {
  return async ({ tenant, actor }, { page }) =>
    codeOf(await tenant.room.authorize(actor, act, { workspace: tenant.id, kind: "doc", room: page.docId }));
};

/** Acts on boards are tried, each by every command and route it allows, in `workspace-board-permissions.test.ts`. */
type BoardAct = Extract<Act, `${"project" | "board" | "task"}.${string}` | "workspace.export" | "projections.rebuild">;

/** How each other act is done. Those about nothing in particular pass over `about`. */
const TRIES: Record<Exclude<Act, BoardAct>, Try> = {
  "workspace.view": async ({ tenant, actor }) => codeOf(await tenant.room.view(actor)),
  "workspace.rename": async ({ tenant, actor }) => codeOf(await tenant.room.update(actor, { name: "New" })),
  "workspace.delete": async ({ tenant, actor }) => {
    const marked = codeOf(await tenant.room.scheduleDeletion(actor));
    expect(codeOf(await tenant.room.update(actor, { eraseAt: null }))).toBe(marked);
    return marked;
  },
  "workspace.transfer": async ({ tenant, actor, stranger }) =>
    codeOf(await tenant.room.update(actor, { owner: stranger.user })),
  "members.list": async ({ tenant, actor }, { user }) => codeOf(await tenant.room.member(actor, user)),
  "members.read_email": async ({ tenant, actor }, { user }) => {
    const member = await tenant.room.member(actor, user);
    return member.ok && member.value.email !== undefined ? "ok" : "forbidden";
  },
  "members.set_role": async ({ tenant, actor }, { user }) => codeOf(await tenant.room.setRole(actor, user, "viewer")),
  "members.remove": async ({ tenant, actor }, { user }) =>
    codeOf(await tenant.room.perform(actor, { type: "member.remove", user })),
  "invitations.manage": async ({ tenant, actor }) => {
    const id = newId();
    const made = codeOf(await tenant.room.invite(actor, { role: "viewer", id, token: newToken(tenant.id) }));
    expect(codeOf(await tenant.room.invitations(actor, "", 10))).toBe(made);
    const revoked = made === "ok" ? id : (await invite(tenant, { role: "viewer" })).id;
    expect(codeOf(await tenant.room.revokeInvitation(actor, revoked))).toBe(made);
    return made;
  },
  "grants.read": async ({ tenant, actor }, { user }) => codeOf(await tenant.room.grants(actor, user)),
  "grants.write": async ({ tenant, actor, otherGuest }) =>
    codeOf(await tenant.room.setGrants(actor, otherGuest.user, [])),
  "audit.read": async ({ tenant, actor }) =>
    codeOf(await tenant.room.audit(actor, { filter: {}, before: null, limit: 10 })),
  "outbox.manage": async ({ tenant, actor }) => {
    const shown = codeOf(await tenant.room.owing(actor));
    expect(codeOf(await tenant.room.retryParked(actor, 1))).toBe(shown === "ok" ? "not_found" : shown);
    return shown;
  },
  "page.read": async ({ tenant, actor }, { page }) => codeOf(await tenant.room.page(actor, page.id)),
  "page.create": async ({ tenant, actor }) =>
    codeOf(await tenant.room.createPage(actor, { id: newId(), title: "Mine" })),
  "page.rename": async ({ tenant, actor }, { page }) =>
    codeOf(await tenant.room.updatePage(actor, page.id, { title: "New" })),
  "page.move": async ({ tenant, actor }, { page }) =>
    codeOf(await tenant.room.updatePage(actor, page.id, { after: null })),
  "page.delete": async ({ tenant, actor }, { page }) =>
    codeOf(await tenant.room.perform(actor, { type: "page.delete", page: page.id })),
  "page.erase": async ({ tenant, actor }, { page }) => codeOf(await tenant.room.erasePage(actor, page.id)),
  "doc.read": atDoc("doc.read"),
  "doc.write": atDoc("doc.write"),
  "doc.history": atDoc("doc.history"),
  "doc.keep_version": atDoc("doc.keep_version"),
  "doc.restore_version": atDoc("doc.restore_version"),
  "conversation.read": inConversation("conversation.read"),
  "conversation.create": async ({ tenant, actor }, { user }) =>
    codeOf(await tenant.room.createConversation(actor, newId(), { kind: "direct", members: [user] })),
  "conversation.update": async ({ tenant, actor }, { channel }) =>
    codeOf(
      await tenant.room.perform(actor, { type: "conversation.change", conversation: channel, set: { topic: "New" } }),
    ),
  "conversation.members": async ({ tenant, actor, stranger }, { channel }) =>
    codeOf(
      await tenant.room.perform(actor, {
        type: "conversation.add_members",
        conversation: channel,
        users: [stranger.user],
      }),
    ),
  "conversation.delete": async ({ tenant, actor }, { channel }) =>
    codeOf(await tenant.room.perform(actor, { type: "conversation.delete", conversation: channel })),
  "conversation.export": inConversation("conversation.export"),
  "message.write": inConversation("message.write"),
  "message.moderate": inConversation("message.moderate"),
  "call.read": inCall("call.read"),
  "call.start": async ({ tenant, actor }, { channel }) => {
    const about = { type: "conversation" as const, conversation: channel };
    return codeOf(await tenant.room.createCall(actor, newId(), { about, startsAt: Date.now() + 60_000 }));
  },
  "call.speak": inCall("call.speak"),
  "call.manage": async (scene, about) => {
    const call = await newCall(scene, about);
    return codeOf(await scene.tenant.room.changeCall(scene.actor, call, { title: "New" }));
  },
};

const REFUSED = ["forbidden", "not_found"];

describe("P4 the table of role and act", () => {
  it("P4.10 is the one that was decided", () => {
    for (const [act, extents] of Object.entries(EXPECTED)) {
      const row = PERMISSIONS[act as Act];
      expect([act, ...STANDPOINTS.map((standpoint) => row[standpoint])]).toEqual([act, ...extents]);
    }
    expect(Object.keys(PERMISSIONS)).toEqual(Object.keys(EXPECTED));
  });

  for (const standpoint of STANDPOINTS) {
    it(`P4.10 each act is allowed to ${standpoint} as far as the table says, and no further`, async () => {
      for (const act of Object.keys(TRIES) as (keyof typeof TRIES)[]) {
        const extent = PERMISSIONS[act][standpoint];
        const far = await scene(standpoint);
        const farCode = await TRIES[act](far, {
          page: far.other,
          user: far.stranger.user,
          channel: far.otherChannel,
        });
        if (extent === "all") expect([act, farCode]).toEqual([act, "ok"]);
        else expect(REFUSED, `${act} by ${standpoint}: ${farCode}`).toContain(farCode);
        if (extent === "all" || extent === "none") continue;
        const near = await scene(standpoint);
        const nearCode = await TRIES[act](near, {
          page: near.named,
          user: near.actor.user,
          channel: near.nearChannel,
        });
        expect([act, nearCode]).toEqual([act, "ok"]);
      }
    });
  }

  it("P4.11 nobody gives, changes, removes or invites a role above their own", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const admin = await join(tenant, "admin");
    const member = await join(tenant, "member");
    expect(codeOf(await room.setRole(admin, member.user, "owner"))).toBe("forbidden");
    expect(codeOf(await room.setRole(admin, owner.user, "member"))).toBe("forbidden");
    expect(codeOf(await room.perform(admin, { type: "member.remove", user: owner.user }))).toBe("forbidden");
    const token = newToken(tenant.id);
    expect(codeOf(await room.invite(admin, { role: "owner", id: newId(), token }))).toBe("forbidden");
    expect(codeOf(await room.setRole(admin, member.user, "admin"))).toBe("ok");
  });
});

describe("P5 tenants never meet", () => {
  it("P5.8 whoever is not in a workspace is told by every act that there is none", async () => {
    const here = await scene("owner");
    const outsider = { ...here, actor: person("outsider") };
    for (const act of Object.keys(TRIES) as (keyof typeof TRIES)[]) {
      if (act === "members.read_email") continue;
      const code = await TRIES[act](outsider, {
        page: here.named,
        user: here.stranger.user,
        channel: here.nearChannel,
      });
      expect([act, code]).toEqual([act, "not_found"]);
    }
    expect(
      codeOf(
        await here.tenant.room.admit(outsider.actor.user, {
          workspace: here.tenant.id,
          kind: "workspace",
          room: here.tenant.id,
        }),
      ),
    ).toBe("not_found");
  });
});
