import { expect, it } from "vitest";
import type { Conversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import type { Member } from "../../../../durable-objects/workspace/protocol.ts";
import { conversationWith, listed } from "./listed.ts";
import { conversationName, conversationWords } from "./names.ts";

const PEOPLE: Member[] = ["Ada", "Bo", "Cy"].map((name) => ({
  user: name.toLowerCase(),
  name,
  role: "member",
  joinedAt: 0,
}));

function conversation(id: string, parts: Partial<Conversation>): Conversation {
  return {
    id,
    kind: "channel",
    name: id,
    topic: "",
    about: null,
    everyone: false,
    members: null,
    createdAt: 1,
    createdBy: "ada",
    archivedAt: null,
    retentionDays: null,
    ...parts,
  };
}

const known = (conversations: Conversation[], joined: string[], lastAt: Record<string, number> = {}) => ({
  conversations,
  joined,
  members: PEOPLE,
  reader: "ada",
  lastAt: (id: string) => lastAt[id] ?? null,
});

it("lists channels one belongs to by name, and neither archived ones nor those of others", () => {
  const all = [
    conversation("zoo", {}),
    conversation("art", { kind: "private", members: ["ada"] }),
    conversation("old", { archivedAt: 5 }),
    conversation("other", {}),
  ];
  const { channels, direct } = listed(known(all, ["zoo", "art", "old"]));
  expect(channels.map(({ id }) => id)).toEqual(["art", "zoo"]);
  expect(direct).toEqual([]);
});

it("lists direct conversations by their latest message, a new one by when it was made", () => {
  const direct = (id: string, other: string, createdAt: number) =>
    conversation(id, { kind: "direct", name: "", members: ["ada", other], createdAt });
  const all = [direct("with-bo", "bo", 10), direct("with-cy", "cy", 20)];
  const order = (lastAt: Record<string, number>) =>
    listed(known(all, ["with-bo", "with-cy"], lastAt)).direct.map(({ id }) => id);
  expect(order({})).toEqual(["with-cy", "with-bo"]);
  expect(order({ "with-bo": 30 })).toEqual(["with-bo", "with-cy"]);
  expect(order({ "with-bo": 30, "with-cy": 40 })).toEqual(["with-cy", "with-bo"]);
});

it("calls a conversation by its name, or by the others in it", () => {
  const called = (parts: Partial<Conversation>) => conversationName(conversation("x", parts), PEOPLE, "ada");
  expect(called({ name: "plans" })).toBe("plans");
  expect(called({ kind: "direct", name: "", members: ["ada", "bo"] })).toBe("Bo");
  expect(called({ kind: "direct", name: "", members: ["ada"] })).toBe("Ada (you)");
  expect(called({ kind: "group", name: "", members: ["cy", "ada", "bo"] })).toBe("Bo, Cy");
  expect(called({ kind: "direct", name: "", members: ["ada", "gone"] })).toBe("Someone who left");
  expect(conversationWords(conversation("x", { name: "plans" }), PEOPLE, "ada")).toBe("#plans");
});

it("finds the conversation there is with the same people", () => {
  const all = [
    conversation("notes", { kind: "direct", members: ["ada"] }),
    conversation("bo", { kind: "direct", members: ["bo", "ada"] }),
    conversation("both", { kind: "group", members: ["ada", "bo", "cy"] }),
  ];
  expect(conversationWith([], all, "ada")?.id).toBe("notes");
  expect(conversationWith(["bo"], all, "ada")?.id).toBe("bo");
  expect(conversationWith(["cy", "bo"], all, "ada")?.id).toBe("both");
  expect(conversationWith(["cy"], all, "ada")).toBeNull();
});
