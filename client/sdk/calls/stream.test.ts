import { expect, it } from "vitest";
import { type Call, CallEvent } from "../../../durable-objects/workspace/calls/protocol.ts";
import { type CallsState, callsStream } from "./stream.ts";

const call = (id: string, set: Partial<Call> = {}): Call => ({
  ...{ id, title: id, about: null, state: "scheduled", createdAt: 1, createdBy: "u1" },
  ...{ startsAt: 9, minutes: 30, startedAt: null, endedAt: null, invited: [], linked: false },
  ...{ here: { users: [], count: 0 }, people: 0 },
  ...set,
});

let seq = 0;

/** The ids and titles of the calls after `bodies` happened to `start`, in their order. */
function after(start: CallsState, ...bodies: object[]): string[] {
  const state = bodies.reduce((before: CallsState, body) => {
    return callsStream.apply(before, CallEvent.parse({ stream: "calls", seq: ++seq, at: 1, by: "u1", ...body }));
  }, start);
  return state.map(({ id, title }) => `${id} ${title}`);
}

it("holds each call once, in its place and as it was last told", () => {
  expect(after([call("a")], { type: "call.put", call: call("b") })).toEqual(["a a", "b b"]);
  const anew = { type: "call.put", call: call("a", { title: "Anew" }) };
  expect(after([call("a"), call("b")], anew)).toEqual(["a Anew", "b b"]);
});

it("lets go of what is over, deleted, or not to be seen any more", () => {
  expect(after([call("a")], { type: "call.put", call: call("a", { state: "ended" }) })).toEqual([]);
  expect(after([call("a"), call("b")], { type: "call.deleted", call: "a" })).toEqual(["b b"]);
});
