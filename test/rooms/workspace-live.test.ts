import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { Json } from "../../durable-objects/room/acceptance.ts";
import { CloseCode } from "../../durable-objects/room/close-codes.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { PRESENCE_MAX_LENGTH } from "../../durable-objects/room/presence.ts";
import type { PresenceState } from "../../durable-objects/room/protocol.ts";
import { type WorkspaceAction, WorkspaceEvent, WorkspaceSnapshot } from "../../durable-objects/workspace/protocol.ts";
import { type Frame, jsonClient, type TestSocket } from "./socket.ts";
import { admitted, codeOf, doc, enter, good, invite, join, newPage, newTenant, person } from "./workspace-people.ts";

const ofType = (type: string) => (frame: Frame) => frame.type === type;
const answerTo = (id: string) => (frame: Frame) => (frame.type === "ack" || frame.type === "error") && frame.id === id;

function ask(socket: TestSocket, action: WorkspaceAction, id: string = newId()): Promise<Frame> {
  socket.send({ id, ...action });
  return socket.next(answerTo(id));
}

/** The snapshot in a welcome or a snapshot frame. */
function snapshotIn(frame: Frame): WorkspaceSnapshot {
  if (frame.type === "welcome" && "snapshot" in frame) return WorkspaceSnapshot.parse(frame.snapshot);
  if (frame.type === "snapshot" && "data" in frame) return WorkspaceSnapshot.parse(frame.data);
  throw new Error(`no snapshot in ${frame.type}`);
}

/** The types of the workspace's events a socket was shown, in order. */
function eventTypes(socket: TestSocket): string[] {
  return socket.received.flatMap((frame) => WorkspaceEvent.safeParse(frame).data?.type ?? []);
}

describe("P1 to P3 the workspace's stream", () => {
  it("P2.5 a newcomer is given the workspace, its members, pages and latest activity", async () => {
    const tenant = await newTenant();
    const member = await join(tenant, "member");
    const page = await newPage(tenant);
    const { welcome } = await enter(tenant, member);
    const snapshot = snapshotIn(welcome);
    expect(snapshot.workspace).toMatchObject({ id: tenant.id, name: "Tenant", eraseAt: null });
    expect(snapshot.members.map(({ user, role }) => [user, role])).toEqual(
      expect.arrayContaining([
        [tenant.owner.user, "owner"],
        [member.user, "member"],
      ]),
    );
    expect(snapshot.pages).toEqual([page]);
    expect(snapshot.grants).toBeNull();
    expect(snapshot.activity.map((event) => event.type)).toEqual([
      "workspace.created",
      "member.added",
      "conversation.created",
      "conversation.joined",
      "member.added",
      "page.created",
    ]);
    expect(JSON.stringify(welcome)).not.toContain("@example.com");
  });

  it("P2.1 a client that was away gets exactly what it missed of what it may see", async () => {
    const tenant = await newTenant();
    const member = await join(tenant, "member");
    const { socket, welcome } = await enter(tenant, member);
    socket.close();
    const page = await newPage(tenant, "Missed");
    await invite(tenant, { role: "viewer" });
    good(await tenant.room.update(tenant.owner, { name: "Renamed" }));
    await evictDurableObject(tenant.room);
    const back = await enter(tenant, member, { epoch: welcome.epoch, after: welcome.seq });
    expect(back.welcome.recovered).toBe(true);
    expect(back.welcome.events?.map(({ seq, type }) => [seq - welcome.seq, type])).toEqual([
      [1, "page.created"],
      [3, "workspace.renamed"],
    ]);
    expect(back.welcome.events?.[0]).toMatchObject({ by: tenant.owner.user, page });
  });

  it("P3.10 a command over a socket does what the request does, once, and is shown to all who may see it", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const page = await newPage(tenant);
    const viewer = await join(tenant, "viewer");
    const mine = await enter(tenant, owner);
    const theirs = await enter(tenant, viewer);
    const first = await ask(mine.socket, { type: "page.rename", page: page.id, title: "New" }, "same-key");
    expect(first).toMatchObject({ type: "ack", result: { page: { id: page.id, title: "New" } } });
    expect(await ask(mine.socket, { type: "page.rename", page: page.id, title: "New" }, "same-key")).toEqual(first);
    expect(await ask(mine.socket, { type: "page.rename", page: page.id, title: "Other" }, "same-key")).toMatchObject({
      code: "key_reused",
    });
    const event = await theirs.socket.next(ofType("page.renamed"));
    expect(event).toMatchObject({ seq: "seq" in first && first.seq, by: owner.user, title: "New" });
    expect(good(await room.page(viewer, page.id)).title).toBe("New");
    expect(await ask(theirs.socket, { type: "page.rename", page: page.id, title: "No" })).toMatchObject({
      type: "error",
      code: "forbidden",
    });
    expect(await ask(theirs.socket, { type: "member.set_role", user: viewer.user, role: "owner" })).toMatchObject({
      code: "forbidden",
    });
    expect(await ask(mine.socket, { type: "member.remove", user: owner.user })).toMatchObject({ code: "last_owner" });
    for (const frame of ['{"id":"x","type":"page.rename","page":5}', '{"id":"y","type":"nothing.known"}']) {
      mine.socket.send(frame);
      expect(await mine.socket.next(ofType("error"))).toMatchObject({ code: "invalid" });
    }
    expect(await ask(mine.socket, { type: "page.move", page: page.id, after: null })).toMatchObject({ type: "ack" });
    expect(await ask(mine.socket, { type: "workspace.rename", name: "  Ours " })).toMatchObject({ type: "ack" });
    expect(await theirs.socket.next(ofType("workspace.renamed"))).toMatchObject({ name: "Ours" });
    expect(await ask(mine.socket, { type: "page.delete", page: page.id })).toMatchObject({ type: "ack" });
    expect(eventTypes(theirs.socket).slice(0, 3)).toEqual(["page.renamed", "page.moved", "workspace.renamed"]);
  });

  it("P5.7 what the workspace owes the outside is a stream nobody can follow", async () => {
    const tenant = await newTenant();
    const { socket } = await enter(tenant, tenant.owner);
    socket.send({ type: "subscribe", stream: "owed" });
    expect(await socket.next(ofType("error"))).toMatchObject({ code: "not_found" });
    await newPage(tenant);
    await socket.next(ofType("page.created"));
    expect(socket.received.every((frame) => !("stream" in frame) || frame.stream === "room")).toBe(true);
  });
});

describe("P4 permission is live in the workspace's own room", () => {
  it("P4.1 P4.2 whoever is removed is closed with 4403, and no old ticket lets them back", async () => {
    const tenant = await newTenant();
    const member = await join(tenant, "member");
    const old = { ...(await admitted(tenant, member)), validUntil: Date.now() + 12 * 3600_000 };
    const theirs = await enter(tenant, member);
    const mine = await enter(tenant, tenant.owner);
    good(await tenant.room.perform(tenant.owner, { type: "member.remove", user: member.user }));
    expect((await theirs.socket.end()).code).toBe(CloseCode.forbidden);
    await mine.socket.next(ofType("member.removed"));
    expect((await (await jsonClient(tenant.room, old)).end()).code).toBe(CloseCode.forbidden);
    await evictDurableObject(tenant.room);
    expect((await (await jsonClient(tenant.room, old)).end()).code).toBe(CloseCode.forbidden);
    expect(codeOf(await tenant.room.view(member))).toBe("not_found");
  });

  it("P4.6 P4.7 a new role comes as a pass, with a fresh snapshot when it shows more or less", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const member = await join(tenant, "member");
    await invite(tenant, { role: "viewer" });
    const { socket, welcome } = await enter(tenant, member);
    expect(snapshotIn(welcome).invitations).toEqual([]);

    good(await room.setRole(owner, member.user, "viewer"));
    expect(await socket.next(ofType("pass"))).toMatchObject({ role: "viewer" });
    good(await room.setRole(owner, member.user, "admin"));
    expect(await socket.next(ofType("pass"))).toMatchObject({ role: "admin" });
    const more = await socket.next(ofType("snapshot"));
    // Both roles see the same up to admin, so the first snapshot is the admin's.
    expect(socket.received.filter(ofType("snapshot"))).toHaveLength(1);
    expect(snapshotIn(more).invitations.length).toBeGreaterThan(0);

    good(await room.setRole(owner, member.user, "guest"));
    const less = snapshotIn(await socket.next(ofType("snapshot")));
    expect(less.invitations).toEqual([]);
    expect(less.members.map(({ user }) => user)).toEqual([member.user]);
    expect(less.grants).toEqual([]);
  });

  it("P4.7 a client whose view changed while it was away is given a snapshot, not the events in between", async () => {
    const tenant = await newTenant();
    const admin = await join(tenant, "admin");
    const { socket, welcome } = await enter(tenant, admin);
    await invite(tenant, { role: "viewer" });
    socket.close();
    good(await tenant.room.setRole(tenant.owner, admin.user, "member"));
    const back = await enter(tenant, admin, { epoch: welcome.epoch, after: welcome.seq });
    expect(back.welcome.recovered).toBe(false);
    expect(JSON.stringify(back.welcome)).not.toContain("invitation.");
    back.socket.close();
    const again = await enter(tenant, admin, { epoch: welcome.epoch, after: back.welcome.seq });
    expect(again.welcome.recovered).toBe(true);
  });

  it("P4.3 a crash after a change is committed and before sockets are told loses nothing", async () => {
    const tenant = await newTenant();
    const [lowered, removed] = [await join(tenant, "admin"), await join(tenant, "member")];
    const one = await enter(tenant, lowered);
    const two = await enter(tenant, removed);
    await runInDurableObject(tenant.room, (_, { storage }) => {
      storage.sql.exec("UPDATE members SET role = 'viewer', revision = revision + 100 WHERE user = ?", lowered.user);
      storage.sql.exec("DELETE FROM members WHERE user = ?", removed.user);
    });
    await evictDurableObject(tenant.room);
    expect(codeOf(await tenant.room.view(tenant.owner))).toBe("ok");
    expect((await two.socket.end()).code).toBe(CloseCode.forbidden);
    expect(await one.socket.next(ofType("pass"))).toMatchObject({ role: "viewer" });
    expect(await ask(one.socket, { type: "workspace.rename", name: "No" })).toMatchObject({ code: "forbidden" });
  });

  it("P4.13 a revoked session's socket closes, its ticket is refused, and others stay", async () => {
    const tenant = await newTenant();
    const member = await join(tenant, "member");
    const claims = await admitted(tenant, member);
    const gone = await enter(tenant, member);
    const stays = await enter(tenant, { ...member, session: "another" });
    good(await tenant.room.revokeSession({ user: member.user, session: member.session }));
    expect((await gone.socket.end()).code).toBe(CloseCode.notAuthenticated);
    expect((await (await jsonClient(tenant.room, claims)).end()).code).toBe(CloseCode.notAuthenticated);
    good(await tenant.room.update(tenant.owner, { name: "Still" }));
    await stays.socket.next(ofType("workspace.renamed"));
  });

  it("P4.9 a person's new name shows to all, and on their own sockets", async () => {
    const tenant = await newTenant();
    const member = await join(tenant, "member");
    const theirs = await enter(tenant, member);
    const mine = await enter(tenant, tenant.owner);
    good(await tenant.room.takeProfile({ user: member.user, name: "New Name", email: member.email, image: null }));
    expect(await mine.socket.next(ofType("member.renamed"))).toMatchObject({ user: member.user, name: "New Name" });
    theirs.socket.send({ type: "presence", state: {} });
    const shown = await mine.socket.next((frame) => JSON.stringify(frame).includes('"peers"'));
    expect(JSON.stringify(shown)).toContain("New Name");
    const seen = mine.socket.received.length;
    good(await tenant.room.takeProfile({ user: member.user, name: "New Name", email: member.email, image: null }));
    good(await tenant.room.update(tenant.owner, { name: "After" }));
    await mine.socket.next(ofType("workspace.renamed"));
    expect(mine.socket.received.slice(seen).map((frame) => frame.type)).toEqual(["workspace.renamed"]);
  });

  it("a person's picture shows to all, to who comes later too, and is gone when they have none", async () => {
    const image = "/api/objects/1";
    const tenant = await newTenant(person("olga", { image: "https://example.com/olga.png" }));
    const member = await join(tenant, "member");
    const mine = await enter(tenant, tenant.owner);
    const profile = { user: member.user, name: member.name, email: member.email };
    good(await tenant.room.takeProfile({ ...profile, image }));
    expect(await mine.socket.next(ofType("member.pictured"))).toMatchObject({ user: member.user, image });
    const guest = await join(tenant, "member", [], person("later", { image: "/api/objects/2" }));
    const images = async () =>
      Object.fromEntries(
        good(await tenant.room.members(tenant.owner, "", 10)).map(({ user, image: shown }) => [user, shown]),
      );
    expect(await images()).toEqual({
      [tenant.owner.user]: "https://example.com/olga.png",
      [member.user]: image,
      [guest.user]: "/api/objects/2",
    });
    good(await tenant.room.takeProfile({ ...profile, image: null }));
    expect(await mine.socket.next(ofType("member.pictured"))).toMatchObject({ user: member.user, image: null });
    expect((await images())[member.user]).toBeUndefined();
  });
});

describe("P5 a guest's socket", () => {
  it("P5.11 carries only what was named to them and the people in it", async () => {
    const tenant = await newTenant();
    const { room, owner } = tenant;
    const [named, other] = [await newPage(tenant, "Named"), await newPage(tenant, "Secret plan")];
    const writer = await join(tenant, "member", [], person("writer"));
    const hidden = await join(tenant, "member", [], person("hidden"));
    const guest = await join(tenant, "guest", [doc(named)]);
    const hiddenPeer = await enter(tenant, hidden);
    const { socket, welcome } = await enter(tenant, guest);
    const first = snapshotIn(welcome);
    expect(first.pages.map(({ id }) => id)).toEqual([named.id]);
    expect(first.members.map(({ user }) => user)).toEqual([guest.user]);
    expect(first.grants).toEqual([doc(named)]);
    expect(welcome.presence).toEqual([]);

    const writerPeer = await enter(tenant, writer);
    good(await room.admit(writer.user, { workspace: tenant.id, kind: "doc", room: named.docId }));
    expect(await socket.next(ofType("member.entered"))).toMatchObject({
      member: { user: writer.user },
      room: doc(named),
    });
    const refreshed = await socket.next(ofType("presence"));
    expect(JSON.stringify(refreshed)).toContain(writer.user);

    hiddenPeer.socket.send({ type: "presence", state: { cursor: "on the secret plan" } });
    good(await room.updatePage(owner, other.id, { title: "Even more secret" }));
    await join(tenant, "viewer", [], person("newcomer"));
    good(await room.setRole(owner, hidden.user, "viewer"));
    good(await room.updatePage(owner, named.id, { title: "Named anew" }));
    expect(await socket.next(ofType("page.renamed"))).toMatchObject({ page: named.id, title: "Named anew" });
    good(await room.perform(owner, { type: "member.remove", user: writer.user }));
    await socket.next(ofType("member.removed"));
    writerPeer.socket.close();

    const heard = JSON.stringify(socket.received);
    for (const secret of [other.id, other.docId, "ecret", hidden.user, "newcomer", "invitation."]) {
      expect(heard, secret).not.toContain(secret);
    }
  });

  it("P4.8 naming other rooms gives a guest's open socket a fresh view", async () => {
    const tenant = await newTenant();
    const [one, two] = [await newPage(tenant, "One"), await newPage(tenant, "Two")];
    const guest = await join(tenant, "guest", [doc(one)]);
    const { socket } = await enter(tenant, guest);
    good(await tenant.room.setGrants(tenant.owner, guest.user, [doc(two)]));
    expect(snapshotIn(await socket.next(ofType("snapshot"))).pages.map(({ title }) => title)).toEqual(["Two"]);
    good(await tenant.room.erasePage(tenant.owner, two.id));
    const erased = snapshotIn(await socket.next(ofType("snapshot")));
    expect(erased.pages).toMatchObject([{ id: two.id }]);
    expect(erased.pages[0]?.docId).not.toBe(two.docId);
    good(await tenant.room.perform(tenant.owner, { type: "page.delete", page: two.id }));
    expect(snapshotIn(await socket.next(ofType("snapshot")))).toMatchObject({ pages: [], grants: [] });
  });
});

describe("P8 what one says of oneself", () => {
  /** Fills a state with `item` as often as fits into `length` characters of JSON, and the rest with a text. */
  function filled(item: Json, length: number): PresenceState {
    const around = JSON.stringify({ items: [], rest: "" }).length;
    const each = JSON.stringify(item).length + 1;
    const count = Math.floor((length - around) / each);
    const rest = "r".repeat(length - around - count * each + 1);
    return { items: Array<Json>(count).fill(item), rest };
  }

  it.each<[string, Json]>([
    ["wide letters", "\u540d"],
    ["numbers", 0.5],
    ["lists", [[]]],
    ["names", { a: {} }],
  ])("P8.1 P6.4 as many %s as are allowed are shown, also after sleep, and more are refused", async (_, item) => {
    const tenant = await newTenant();
    const { socket, welcome } = await enter(tenant, tenant.owner);
    const most = filled(item, PRESENCE_MAX_LENGTH);
    socket.send({ type: "presence", state: most });
    socket.send({ type: "presence", state: { ...most, rest: `${most.rest}r` } });
    expect(await socket.next(ofType("error"))).toMatchObject({ code: "too_large" });
    await evictDurableObject(tenant.room);
    const newcomer = await enter(tenant, await join(tenant, "member"));
    expect(newcomer.welcome).toMatchObject({ presence: [{ connection: welcome.you.connection, state: most }] });
  });
});
