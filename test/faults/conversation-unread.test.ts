/**
 * What is unread, against a plain model, over a real server: people write, name one another, delete, read and take that
 * back, on two devices each, whose cables are cut. Both devices and the inbox always come to the model's counts.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Api, apiOf } from "../../client/sdk/api/api.ts";
import type { CommandOutcome } from "../../client/sdk/queue/queue.ts";
import { ConversationResult } from "../../durable-objects/conversation/protocol.ts";
import { searchOf } from "../board/parameters.ts";
import { User } from "../server/api.ts";
import { ServerProcess } from "../server/server-process.ts";
import { ReaderDevice } from "./reader-device.ts";
import { UnreadModel } from "./unread-model.ts";

/** Longest wait for what comes about by itself, in ms; a guard, not an expectation. */
const EVENTUALLY = { timeout: 30_000, interval: 50 };
const PEOPLE = ["Ada", "Bo", "Cy"];
const DEVICES_EACH = 2;

const which = fc.noBias(fc.nat(1_000));
const names = fc.constantFrom<"nobody" | "everyone" | number>("nobody", "nobody", "everyone", 0, 1, 2);
/** `device` does it; `which` is taken among what there is then. */
const anyAct = fc.oneof(
  { weight: 8, arbitrary: fc.record({ act: fc.constant("post" as const), device: which, names }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constant("reply" as const), device: which, which, names }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("delete" as const), device: which, which }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant("read" as const), device: which, which }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant("read thread" as const), device: which, which }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("follow" as const), device: which, which, on: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("cut" as const), device: which }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant("mend" as const), device: which }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("compare" as const) }) },
);
type Act = typeof anyAct extends fc.Arbitrary<infer Value> ? Value : never;

let server: ServerProcess;
let workspace: string;
const people: { id: string; token: string; api: Api }[] = [];

beforeAll(async () => {
  server = await ServerProcess.start({ RATE_LIMITS: "off" });
  for (const name of PEOPLE) {
    const { token } = await User.signUp(server.url, name);
    const api = apiOf({ origin: server.url, token });
    people.push({ id: (await api.account.me())?.id ?? "", token, api });
  }
  const [owner, ...others] = people;
  if (!owner) throw new Error("nobody is there");
  workspace = (await owner.api.workspaces.create("Engines")).id;
  for (const other of others) {
    const { token } = await owner.api.workspaces.invite(workspace, { role: "member" });
    await other.api.workspaces.accept(token);
  }
});
afterAll(() => server[Symbol.asyncDispose]());

/** One conversation, and what happened in it. */
class Run {
  readonly #devices: ReaderDevice[] = [];
  readonly #model = new UnreadModel(people.map(({ id }) => id));
  readonly #conversation: string;

  private constructor(conversation: string) {
    this.#conversation = conversation;
  }

  static async begin(): Promise<Run> {
    const [owner, ...others] = people;
    if (!owner) throw new Error("nobody is there");
    const members = others.map(({ id }) => id);
    const wanted = { kind: "private", name: crypto.randomUUID(), members } as const;
    const { id } = await owner.api.conversations.create(workspace, wanted);
    const run = new Run(id);
    for (const { id: user, token } of people) {
      for (let each = 0; each < DEVICES_EACH; each++) {
        const at = { port: server.port, token, user, workspace, conversation: id };
        run.#devices.push(await ReaderDevice.open(at));
      }
    }
    return run;
  }

  async do(act: Act): Promise<void> {
    if (act.act === "compare") return this.compare();
    const device = this.#devices[act.device % this.#devices.length];
    if (!device) throw new Error("nobody is there");
    if (act.act === "cut") return device.cut();
    device.mend();
    if (act.act !== "mend") await this.#act(device, act);
  }

  /** Brings all together: every device, and every inbox on it, says what the model says. */
  async compare(): Promise<void> {
    for (const each of this.#devices) {
      each.mend();
      each.turnTo();
    }
    for (const device of this.#devices) {
      await vi.waitFor(() => this.#expectCounts(device), EVENTUALLY);
    }
  }

  async close(): Promise<void> {
    for (const each of this.#devices) await each.close();
  }

  #expectCounts({ user, conversation, inbox }: ReaderDevice): void {
    const state = conversation.state.value;
    const expected = this.#model.unread(user);
    expect(state?.read).toMatchObject(expected);
    const threads = this.#model.threads(user);
    for (const [thread, counts] of threads) {
      const told = state?.threads.get(thread);
      // Of those that are read not all are told of.
      if (told || counts.unread > 0) expect(told).toMatchObject({ ...counts, following: true });
    }
    const others = [...(state?.threads.values() ?? [])].filter(({ thread }) => !threads.has(thread));
    expect(others.filter(({ following }) => following)).toEqual([]);
    const unread = inbox.state.value?.conversations.get(this.#conversation);
    const { unread: count = 0, mentions = 0, replies = 0 } = unread ?? {};
    expect({ unread: count, mentions, replies }).toEqual({ ...expected, replies: this.#model.replies(user) });
  }

  async #act(device: ReaderDevice, act: Exclude<Act, { act: "cut" | "mend" | "compare" }>): Promise<void> {
    const { conversation, user } = device;
    const model = this.#model;
    switch (act.act) {
      case "post":
        return this.#post(device, null, act.names);
      case "reply": {
        const root = pick(model.roots, act.which);
        return root && this.#post(device, root.id, act.names);
      }
      case "delete": {
        const message = pick(
          model.said.filter(({ author, deleted }) => author === user && !deleted),
          act.which,
        );
        if (!message) return;
        accepted(await conversation.remove(message.id));
        return model.delete(message.id);
      }
      case "read": {
        const seq = pick(model.said, act.which)?.seq ?? 0;
        conversation.read(seq);
        await device.answered();
        return model.read(user, seq);
      }
      case "read thread": {
        const message = pick(model.said, act.which);
        if (!message) return;
        const thread = message.replyTo ?? message.id;
        conversation.read(message.seq, thread);
        await device.answered();
        return model.readThread(user, thread, message.seq);
      }
      case "follow": {
        const thread = pick(model.roots, act.which)?.id;
        if (thread === undefined) return;
        const { seq } = accepted(await conversation.follow(thread, act.on));
        return model.follow(user, thread, act.on, seq);
      }
    }
  }

  async #post(
    { conversation, user }: ReaderDevice,
    replyTo: string | null,
    wanted: typeof names extends fc.Arbitrary<infer Value> ? Value : never,
  ) {
    const text = typeof wanted === "number" ? `[@x](ensemble:user/${people[wanted]?.id}) look` : `@${wanted} look`;
    const { id, outcome } = conversation.post({ text: wanted === "nobody" ? "look" : text, replyTo });
    const { result } = accepted(await outcome);
    const posted = ConversationResult.parse(result);
    if (!posted || !("message" in posted)) throw new Error("a post was answered without its message");
    const named = typeof wanted === "number" ? [people[wanted]?.id ?? ""] : [];
    const { seq } = posted.message;
    this.#model.post({ id, seq, author: user, replyTo, named, namesAll: wanted === "everyone" });
  }
}

function accepted(outcome: CommandOutcome): Extract<CommandOutcome, { ok: true }> {
  if (!outcome.ok) throw new Error(`refused: ${outcome.code} ${outcome.message}`);
  return outcome;
}

function pick<Item>(items: readonly Item[], which: number): Item | undefined {
  return items[which % Math.max(1, items.length)];
}

/** For searches longer than usual. */
const SEARCH_MS = 60 * 60_000;

it(
  "P2.33 what is unread is the same on every device and in the inbox, as a plain count says",
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAct, { minLength: 25, maxLength: 60, size: "max" }), async (acts) => {
        const run = await Run.begin();
        try {
          for (const act of acts) await run.do(act);
          await run.compare();
        } finally {
          await run.close();
        }
      }),
      searchOf(process.env, 3),
    );
  },
  SEARCH_MS,
);
