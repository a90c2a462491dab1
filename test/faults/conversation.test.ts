/**
 * Many clients in one conversation over a real server: they post, edit, delete and react by chance, some of it twice; their
 * cables are cut, some for long, and the whole server is killed again and again. In the end all show the same messages.
 */
import * as prng from "lib0/prng";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { type Api, apiOf } from "../../client/sdk/api/api.ts";
import type { Message } from "../../durable-objects/conversation/protocol.ts";
import { User } from "../server/api.ts";
import { ServerProcess } from "../server/server-process.ts";
import { Chatter, type Place } from "./chatter.ts";

const Settings = z.object({
  /** How many messages are posted. */
  CONVERSATION_MESSAGES: z.coerce.number().int().positive().default(5_000),
  /** What chance begins with. */
  CONVERSATION_SEED: z.coerce
    .number()
    .int()
    .default(() => Math.floor(Math.random() * 2 ** 31)),
});
const { CONVERSATION_MESSAGES: MESSAGES, CONVERSATION_SEED: SEED } = Settings.parse(process.env);
const CLIENTS = 20;
const USERS = 5;
/** By which part of all that is said the server is killed. */
const KILLS = [0.2, 0.5, 0.8];
/** These are away from early on until the others have said all they had to: for longer than can be resumed. */
const AWAY = { clients: 2, after: 0.1 };
const REACTIONS = [..."👍👎🎉🔥👀🚀💡🐛✨🌍🍀🌙⭐🎈🎁📌🔔🔑🧭🧲"];

let server: ServerProcess;
let up: Promise<void> = Promise.resolve();
const users: User[] = [];
let owner: Api;

beforeAll(async () => {
  server = await ServerProcess.start({ RATE_LIMITS: "off" });
  for (let each = 0; each < USERS; each++) users.push(await User.signUp(server.url, `User${each}`));
  owner = apiOf({ origin: server.url, token: users[0]?.token ?? "" });
});
afterAll(() => server[Symbol.asyncDispose]());

it("P2.32 P1.14 P3.7 through cuts, kills and repeats every client ends with the same messages in one order, none missing and none twice", async () => {
  const place = await meetingPlace();
  const random = prng.create(SEED);
  let accepted = 0;
  const chatters: Chatter[] = [];
  const kills = KILLS.map((part) => part * MESSAGES);
  const kill = async () => {
    await up;
    await server.kill();
    await server.restart();
    for (const each of chatters) each.comeBack();
  };
  for (let each = 0; each < CLIENTS; each++) {
    const newcomer = {
      name: `Client ${each}`,
      token: users[each % USERS]?.token ?? "",
      emoji: REACTIONS[each] ?? "👍",
      random: prng.create(prng.uint32(random, 0, 2 ** 32 - 1)),
      accepted: () => {
        accepted += 1;
        if (accepted < (kills[0] ?? Number.POSITIVE_INFINITY)) return;
        kills.shift();
        up = kill();
      },
    };
    chatters.push(await Chatter.join(place, newcomer));
  }
  try {
    const [away, present] = [chatters.slice(0, AWAY.clients), chatters.slice(AWAY.clients)];
    const quota = MESSAGES / CLIENTS;
    await Promise.all(chatters.map((each) => sayUpTo(each, quota * AWAY.after)));
    for (const each of away) each.cut();
    await Promise.all(present.map((each) => sayUpTo(each, quota)));
    for (const each of away) each.mend();
    await Promise.all(away.map((each) => sayUpTo(each, quota)));
    for (const each of chatters) each.mend();
    await Promise.all(chatters.map((each) => each.answered()));
    await up;
    const { id: last } = await owner.messages.post(place.workspace, place.conversation, { text: "The end" });
    const all = await listed(place);
    expectAllOf(chatters, all.slice(0, -1));
    for (const each of chatters) expect(await each.everything(last)).toEqual(all);
  } catch (cause) {
    throw new Error(`Chance began with CONVERSATION_SEED=${SEED}.`, { cause });
  } finally {
    for (const each of chatters) await each.leave();
  }
}, 300_000);

async function sayUpTo(chatter: Chatter, messages: number): Promise<void> {
  while (chatter.said < messages) await chatter.act();
}

/** What was posted is there once, as its authors left it, and of each client in the order in which it spoke. */
function expectAllOf(chatters: readonly Chatter[], all: readonly Message[]): void {
  const posted = chatters.flatMap((each) => [...each.posted, ...each.doubled]);
  expect(posted.length).toBeGreaterThanOrEqual(MESSAGES);
  expect(all.map(({ id }) => id).toSorted()).toEqual(posted.toSorted());
  const texts = new Map(chatters.flatMap(({ texts }) => [...texts]));
  for (const message of all) {
    const text = texts.get(message.id);
    expect({ text: message.text, isDeleted: message.deletedAt !== null }).toEqual({
      text: text ?? "",
      isDeleted: text === null,
    });
    const reacting = chatters.filter(({ reacted }) => text !== null && reacted.get(message.id));
    expect(message.reactions.map(({ emoji }) => emoji).toSorted()).toEqual(
      reacting.map(({ emoji }) => emoji).toSorted(),
    );
  }
  for (const { posted: own } of chatters) {
    const known = new Set(own);
    expect(all.flatMap(({ id }) => (known.has(id) ? [id] : []))).toEqual(own);
  }
}

/** All messages, as whoever asks over HTTP is told. */
async function listed({ workspace, conversation }: Place): Promise<Message[]> {
  const all: Message[] = [];
  for (;;) {
    const after = all.at(-1)?.seq ?? 0;
    const { items, more } = await owner.messages.list(workspace, conversation, { after, limit: 200 });
    all.push(...items);
    if (!more) return all;
  }
}

async function meetingPlace(): Promise<Place> {
  const { id: workspace } = await owner.workspaces.create("Engines");
  for (const user of users.slice(1)) {
    const { token } = await owner.workspaces.invite(workspace, { role: "member" });
    await apiOf({ origin: server.url, token: user.token }).workspaces.accept(token);
  }
  const { id: conversation } = await owner.conversations.create(workspace, { kind: "channel", name: "talk" });
  return { server, workspace, conversation, up: () => up };
}
