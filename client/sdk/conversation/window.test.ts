import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConversationCommand, Message } from "../../../durable-objects/conversation/protocol.ts";
import { ApiError } from "../api/problem.ts";
import { ModelConversation } from "../testing/conversations.ts";
import type { PageAsked } from "./source.ts";
import { MessageWindow } from "./window.ts";

/** An answer on its way: read in the room at one moment, there at a later one. */
interface Request {
  read: () => void;
  arrive: () => void;
  fail: () => void;
}

/** A window on a model whose events and answers come when the test lets them. */
class WindowBench {
  readonly model = new ModelConversation();
  readonly requests: Request[] = [];
  readonly window: MessageWindow;
  readonly flow: string | null;
  #told = 0;

  /** @param most so many messages fit a page, whatever is asked for */
  constructor(flow: string | null = null, most = Number.POSITIVE_INFINITY) {
    this.flow = flow;
    this.window = new MessageWindow({
      flow,
      source: {
        page: (asked: PageAsked) => this.#ask(() => this.model.page({ ...asked, limit: Math.min(asked.limit, most) })),
      },
      changed: () => {},
    });
  }

  message(id: string): Promise<Message> {
    return this.#ask(() => {
      const message = this.model.find(id);
      if (!message) throw new ApiError({ status: 404, code: "not_found", message: "gone" });
      return message;
    });
  }

  /** Lets the next event come. */
  tell(): void {
    const event = this.model.events[this.#told];
    if (!event) return;
    this.#told += 1;
    this.window.event(event);
  }

  /** Begins as one does who is told a snapshot now. */
  begin(newest: number): void {
    const { items, more } = this.model.page({ thread: this.flow, limit: newest });
    this.#told = this.model.seq;
    this.window.begin({ messages: items.reverse(), older: more, newer: false });
  }

  /** Lets all come that is on its way, and what that asks for. */
  async settle(): Promise<void> {
    while (this.requests.length > 0 || this.#told < this.model.seq) {
      while (this.#told < this.model.seq) this.tell();
      this.requests.shift()?.arrive();
      await settled();
    }
  }

  #ask<Answer>(look: () => Answer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      let answer: (() => void) | null = null;
      const read = () => {
        if (answer) return;
        try {
          const found = look();
          answer = () => resolve(found);
        } catch (cause) {
          answer = () => reject(cause);
        }
      };
      this.requests.push({
        read,
        arrive: () => {
          read();
          answer?.();
        },
        fail: () => reject(new ApiError({ status: 0, code: "unreachable", message: "no network" })),
      });
    });
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("a window", () => {
  it("grows to both sides of a message it was taken to, up to now", async () => {
    const bench = new WindowBench();
    bench.model.fill(300);
    bench.begin(20);
    const around = bench.window.loadAround(() => bench.message("m150"));
    await bench.settle();
    await around;
    expect(idsOf(bench)).toEqual(
      bench.model
        .flow(null)
        .slice(100, 200)
        .map(({ id }) => id),
    );
    expect([bench.window.older, bench.window.newer]).toEqual(["more", "more"]);
    for (let page = 0; page < 4; page++) {
      void bench.window.loadOlder();
      void bench.window.loadNewer();
      await bench.settle();
    }
    expect(bench.window.stretch?.messages).toEqual(bench.model.flow(null));
    expect([bench.window.older, bench.window.newer]).toEqual(["none", "none"]);
    bench.model.fill(1);
    await bench.settle();
    expect(idsOf(bench)?.at(-1)).toBe("m301");
  });

  it("says that a page did not come, and asks for it again", async () => {
    const bench = new WindowBench();
    bench.model.fill(80);
    bench.begin(20);
    void bench.window.loadOlder();
    expect(bench.window.older).toBe("loading");
    bench.requests.shift()?.fail();
    await settled();
    expect(bench.window.older).toBe("failed");
    void bench.window.loadOlder();
    await bench.settle();
    expect(bench.window.older).toBe("more");
    expect(bench.window.stretch?.messages).toHaveLength(70);
  });

  it("shows where it was while a message cannot be had", async () => {
    const bench = new WindowBench();
    bench.model.fill(10);
    bench.begin(5);
    const before = idsOf(bench);
    const around = bench.window.loadAround(() => bench.message("none"));
    void bench.settle();
    await expect(around).rejects.toMatchObject({ status: 404 });
    expect(idsOf(bench)).toEqual(before);
    expect(bench.window.newer).toBe("none");
  });

  it("drops a page that is asked for when it is taken elsewhere meanwhile", async () => {
    const bench = new WindowBench();
    bench.model.fill(300);
    bench.begin(20);
    void bench.window.loadOlder();
    void bench.window.loadAround(() => bench.message("m50"));
    await bench.settle();
    expect(idsOf(bench)).toEqual(
      bench.model
        .flow(null)
        .slice(0, 100)
        .map(({ id }) => id),
    );
  });
});

type Turn =
  | { act: ConversationCommand; user: string }
  | { expire: number }
  | "tell"
  | "older"
  | "newer"
  | "newest"
  | { around: number }
  | { read: number }
  | { arrive: number }
  | { fail: number };

const which = fc.nat({ max: 40 });
const acts = (flow: string | null): fc.Arbitrary<ConversationCommand> => {
  const named = which.map((index) => `m${index + 1}`);
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .uuid()
        .map((id): ConversationCommand => ({ type: "message.post", message: id, text: "new", replyTo: flow })),
    },
    {
      weight: 1,
      arbitrary: fc.uuid().map(
        (id): ConversationCommand => ({
          type: "message.post",
          message: id,
          text: "new",
          replyTo: flow === null ? "m1" : null,
        }),
      ),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(named, fc.string({ maxLength: 3 }))
        .map(([id, text]): ConversationCommand => ({ type: "message.edit", message: id, text })),
    },
    { weight: 1, arbitrary: named.map((id): ConversationCommand => ({ type: "message.delete", message: id })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(named, fc.boolean())
        .map(([id, on]): ConversationCommand => ({ type: "message.react", message: id, emoji: "👍", on })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(named, fc.boolean())
        .map(([id, on]): ConversationCommand => ({ type: "message.pin", message: id, on })),
    },
  );
};
const turns = (flow: string | null): fc.Arbitrary<Turn> =>
  fc.oneof(
    { weight: 8, arbitrary: acts(flow).map((act): Turn => ({ act, user: "u2" })) },
    { weight: 6, arbitrary: fc.constant<Turn>("tell") },
    { weight: 2, arbitrary: fc.constantFrom<Turn>("older", "newer") },
    {
      weight: 1,
      arbitrary: fc.oneof(
        fc.constant<Turn>("newest"),
        which.map((around): Turn => ({ around })),
      ),
    },
    { weight: 3, arbitrary: fc.nat({ max: 3 }).map((read): Turn => ({ read })) },
    { weight: 4, arbitrary: fc.nat({ max: 3 }).map((arrive): Turn => ({ arrive })) },
    { weight: 1, arbitrary: fc.nat({ max: 3 }).map((fail): Turn => ({ fail })) },
    { weight: 1, arbitrary: fc.nat({ max: 60 }).map((expire): Turn => ({ expire })) },
  );

describe.each([
  ["of a conversation", null],
  ["of a thread", "m1"],
])("the window %s", (_, flow) => {
  it("P2.27 has no hole and no double, and ends as the room has it, however pages and events overtake one another", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(turns(flow), { maxLength: 80, size: "max" }), async (plan) => {
        const bench = new WindowBench(flow, 3);
        bench.model.fill(8);
        if (flow !== null)
          for (let each = 0; each < 8; each++)
            bench.model.act({ type: "message.post", message: `r${each}`, text: "…", replyTo: flow }, "u2");
        bench.begin(4);
        for (const turn of plan) {
          await take(bench, turn);
          expectNoHole(bench);
        }
        await bench.settle();
        expectNoHole(bench);
        const held = bench.window.stretch?.messages ?? [];
        const all = bench.model.flow(flow);
        const from = all.findIndex(({ id }) => id === held[0]?.id);
        if (held.length > 0) expect(held).toEqual(all.slice(from, from + held.length));
        if (bench.window.newer === "none") expect(held.at(-1)).toEqual(all.at(-1));
        if (bench.window.older === "none" && held.length > 0) expect(held[0]).toEqual(all[0]);
      }),
      { numRuns: 300 },
    );
  });
});

async function take(bench: WindowBench, turn: Turn): Promise<void> {
  const { window, model, requests } = bench;
  if (turn === "tell") bench.tell();
  else if (turn === "older") void window.loadOlder();
  else if (turn === "newer") void window.loadNewer();
  else if (turn === "newest") void window.loadNewest();
  else if ("act" in turn) model.act(turn.act, turn.user);
  else if ("expire" in turn) model.expire(turn.expire);
  else if ("around" in turn) {
    const flow = model.flow(bench.flow);
    const id = flow[turn.around % Math.max(1, flow.length)]?.id ?? "none";
    void window.loadAround(() => bench.message(id)).catch(() => {});
  } else if ("read" in turn) requests[turn.read]?.read();
  else if ("arrive" in turn) requests.splice(turn.arrive, 1)[0]?.arrive();
  else requests.splice(turn.fail, 1)[0]?.fail();
  await settled();
}

/** Whatever of the flow lies between the first and the last that are held is held, once. */
function expectNoHole(bench: WindowBench): void {
  const held = bench.window.stretch?.messages ?? [];
  const [first, last] = [held[0], held.at(-1)];
  if (!first || !last) return;
  const known = new Set(held.map(({ id }) => id));
  expect(known.size).toBe(held.length);
  expect(held.map(({ seq }) => seq)).toEqual(held.map(({ seq }) => seq).toSorted((a, b) => a - b));
  const between = bench.model.flow(bench.flow).filter(({ seq }) => seq >= first.seq && seq <= last.seq);
  expect(between.filter(({ id }) => !known.has(id))).toEqual([]);
}

function idsOf({ window }: WindowBench): string[] | undefined {
  return window.stretch?.messages.map(({ id }) => id);
}
