import { expect, it } from "vitest";
import type { PushMessage } from "../../../../durable-objects/inbox/protocol.ts";
import { readPush } from "./pushed.ts";

const MESSAGE: PushMessage = {
  id: "thread:c:m",
  thing: { type: "thread", workspace: "w", conversation: "c", message: "m" },
  reason: "reply",
  title: "#general",
  text: "Shall we?",
  byName: "Ada",
  message: "n",
  at: 5,
};

const addressFor = (thing: unknown, message: string | null = null) => readPush({ ...MESSAGE, thing, message }).address;

it("shows what happened, and leads to it", () => {
  expect(readPush(MESSAGE)).toEqual({
    title: "#general",
    body: "Ada: Shall we?",
    tag: "thread:c:m",
    address: "/w/w/c/c?thread=m&message=n",
    at: 5,
    rings: false,
  });
});

it("says who calls, and that it rings only while it does", () => {
  const call: PushMessage = {
    ...{ id: "call:w:c", thing: { type: "call", workspace: "w", call: "c" }, reason: "call", title: "#general" },
    ...{ text: "is calling you", byName: "Ada", message: null, at: 5 },
    ring: { state: "ringing", until: Date.now() + 60_000 },
  };
  const shown = { title: "#general", body: "Ada is calling you", address: "/w/w/calls/c", rings: true };
  expect(readPush(call)).toMatchObject(shown);
  expect(readPush({ ...call, ring: { state: "ringing", until: 6 } })).toMatchObject({ ...shown, rings: false });
  expect(readPush({ ...call, ring: { state: "missed", until: 6 } })).toMatchObject({ ...shown, rings: false });
});

it("leads to whatever it is about", () => {
  const workspace = "w";
  expect(addressFor({ type: "conversation", workspace, conversation: "c" }, "n")).toBe("/w/w/c/c?message=n");
  expect(addressFor({ type: "task", workspace, project: "p", task: "t" })).toBe("/w/w/projects/p/tasks/t");
  expect(addressFor({ type: "page", workspace, page: "p" })).toBe("/w/w/p/p");
  expect(addressFor({ type: "page", workspace, page: "p" }, "n")).toBe("/w/w/p/p?comments=open");
  expect(addressFor({ type: "workspace", workspace })).toBe("/w/w");
  expect(addressFor({ type: "note", note: "n" })).toBe("/?go=in");
});

it("stays within the app, whatever was pushed", () => {
  expect(addressFor({ type: "page", workspace: "../../api", page: "//evil.example" })).toBe(
    "/w/..%2F..%2Fapi/p/%2F%2Fevil.example",
  );
});

it("shows that there is something where no content is wanted, or none can be read", () => {
  for (const said of [{ id: null }, null, "text", { id: 5 }, [], undefined]) {
    expect(readPush(said)).toMatchObject({ title: "Ensemble", address: "/?go=in" });
  }
});
