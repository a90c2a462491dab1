import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import * as Y from "yjs";
import type { DocRoom } from "../../durable-objects/doc/room.ts";
import { claimsFor } from "./socket.ts";
import { isFrame, rawDocClient, sendUpdate } from "./yjs-peers.ts";

const WORKSPACE = crypto.randomUUID();

async function newDoc(): Promise<{
  doc: DurableObjectStub<DocRoom>;
  enter: (user: string) => ReturnType<typeof rawDocClient>;
}> {
  const room = crypto.randomUUID();
  const doc = env.DOC.getByName(room);
  expect(await doc.create({ workspace: WORKSPACE, kind: "doc", room })).toEqual({ ok: true, value: null });
  const enter = (user: string) =>
    rawDocClient(doc, claimsFor(room, user, { workspace: WORKSPACE, kind: "doc" }), { sdk: true });
  return { doc, enter };
}

/** The updates of one document under `clientID` that has `words` typed into it, letter by letter. */
function typed(words: string, clientID: number): Uint8Array[] {
  const writer = new Y.Doc();
  writer.clientID = clientID;
  const updates: Uint8Array[] = [];
  writer.on("update", (update) => updates.push(update));
  for (const letter of words) writer.getText("t").insert(writer.getText("t").length, letter);
  return updates;
}

it("P8.22 what comes in one go leaves in few frames, with all of it in its order", async () => {
  const { enter } = await newDoc();
  const [ann, ben] = [await enter("ann"), await enter("ben")];
  const words = "what is written at one go is sent together".repeat(5);
  for (const update of typed(words, 1)) sendUpdate(ann, update);
  await ann.next((frame) => frame.type === "saved" && frame.n === words.length);
  const reader = new Y.Doc();
  while (reader.getText("t").length < words.length) {
    const frame = await ben.next(isFrame("update"));
    if (frame.type === "update") Y.applyUpdate(reader, frame.update);
  }
  expect(reader.getText("t").toString()).toBe(words);
  expect(ben.received.filter(isFrame("update")).length).toBeLessThan(words.length / 2);
  for (const socket of [ann, ben]) socket.close();
});

it("P5.27 whoever writes under another's Yjs client id is the author all the same", async () => {
  const { doc, enter } = await newDoc();
  const [ann, ben] = [await enter("ann"), await enter("ben")];
  const [first, second] = typed("ab", 7);
  if (!first || !second) throw new Error("nothing typed");
  sendUpdate(ann, first);
  await ann.next(isFrame("saved"));
  sendUpdate(ben, second);
  await ben.next(isFrame("saved"));
  const history = await doc.history(null, 10);
  const authors = history.ok ? history.value.flatMap(({ by }) => by.map(({ user, inserted }) => [user, inserted])) : [];
  expect(authors.toSorted()).toEqual([
    ["ann", 1],
    ["ben", 1],
  ]);
  for (const socket of [ann, ben]) socket.close();
});
