/** What the workspace shows guests of a call to which they are named: nothing of what is inside, until they are let in. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { newId } from "../../durable-objects/room/id.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import { CALLS_STREAM, CallEvent } from "../../durable-objects/workspace/calls/protocol.ts";
import { eventually } from "../eventually.ts";
import { joined, open } from "./call-desk.ts";
import { codeOf, enter, good, join, newTenant } from "./workspace-people.ts";

async function called() {
  const tenant = await newTenant();
  const { owner, room } = tenant;
  const call = good(await room.createCall(owner, newId(), { title: "With guests" }));
  const guest = await join(tenant, "guest", [{ kind: "call", id: call.id }]);
  const desk = { workspace: tenant.id, id: call.id, room: env.CALL.getByName(call.id), call };
  for (const { user } of [owner, guest]) {
    good(await room.admit(user, { workspace: tenant.id, kind: "call", room: call.id }));
  }
  const host = await joined(desk, { ...owner, role: "owner" });
  const about = { type: "call" as const, id: call.id };
  const chat = good(await room.discuss(owner, newId(), about)).conversation;
  /** What the workspace tells somebody of those in the call, and whether they may see what is inside of it. */
  const seenBy = async (who: Actor) => ({
    here: good(await room.call(who, call.id)).call.here,
    listed: good(await room.calls(who, { before: null, limit: 10 })).map(({ call: { here } }) => here),
    people: good(await room.members(who, "", 10)).map(({ name }) => name),
    log: codeOf(await room.seesInsideCall(who, call.id)),
    chat: codeOf(await room.discussion(who, about)),
    door: codeOf(await room.admit(who.user, { workspace: tenant.id, kind: "conversation", room: chat.id })),
  });
  await eventually(async () => expect((await seenBy(owner)).here.count).toBe(1));
  return { tenant, owner, guest, call, desk, host, seenBy };
}

it("P5.58 a guest who waits before a call learns only how many are in it; one who was let in sees who, its log and its chat, until a host removes them", async () => {
  const { tenant, owner, guest, desk, host, seenBy } = await called();
  const { socket } = await enter(tenant, guest);
  socket.send({ type: "subscribe", stream: CALLS_STREAM });
  const outside = { users: [], count: 1 };
  const nothing = { here: outside, listed: [outside], people: [guest.name] };
  expect(await seenBy(guest)).toEqual({ ...nothing, log: "forbidden", chat: "forbidden", door: "not_found" });
  const page = await open(desk, { ...guest, role: "guest" });
  expect(await page.tryJoin()).toEqual({ as: "waiting" });
  const mate = await join(tenant, "member");
  await joined(desk, { ...mate, role: "member" });
  const put = await socket.next((frame) => CallEvent.safeParse(frame).data?.type === "call.put");
  expect(put).toMatchObject({ call: { here: { users: [], count: 2 } } });

  await host.page.do({ type: "knock.answer", user: guest.user, admit: true });
  const seat = await page.join();
  const users = [owner.user, mate.user, guest.user];
  await eventually(async () => {
    expect(await seenBy(guest)).toMatchObject({
      ...{ here: { users, count: 3 }, listed: [{ users, count: 3 }], log: "ok", chat: "ok", door: "ok" },
      people: expect.arrayContaining([owner.name]),
    });
  });

  await host.page.do({ type: "peer.remove", peer: seat.id });
  const without = { users: [], count: 2 };
  await eventually(async () => {
    const seen = { here: without, listed: [without], people: [guest.name] };
    expect(await seenBy(guest)).toEqual({ ...seen, log: "forbidden", chat: "forbidden", door: "not_found" });
  });
  expect(await seenBy(mate)).toMatchObject({ log: "ok", chat: "ok", door: "ok" });
});

it("a guest who was in a call may still see what was inside once it is over", async () => {
  const { tenant, owner, guest, call, desk, host, seenBy } = await called();
  const page = await open(desk, { ...guest, role: "guest" });
  expect(await page.tryJoin()).toEqual({ as: "waiting" });
  await host.page.do({ type: "knock.answer", user: guest.user, admit: true });
  await page.join();
  await eventually(async () => expect(await seenBy(guest)).toMatchObject({ log: "ok" }));
  good(await tenant.room.endCall(owner, call.id));
  expect(await seenBy(guest)).toMatchObject({ log: "ok", chat: "ok" });
});
