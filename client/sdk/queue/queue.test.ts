import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { newKey } from "../id.ts";
import { HandClock } from "../testing/hand-clock.ts";
import { type HandTab, HandTabs } from "../testing/hand-tabs.ts";
import { CommandKeep } from "./keep.ts";
import { Pace } from "./pace.ts";
import { type CommandOutcome, CommandQueue, MAX_IN_FLIGHT, RESEND_WITHIN_MS } from "./queue.ts";
import { type Keep, type QueuedRow, UNKNOWN_EFFECT } from "./rows.ts";

const Add = z.object({ type: z.literal("add"), word: z.string() });
type Add = z.infer<typeof Add>;
type Sent = Add & { id: string };

/** A room that remembers which commands it has acted on, as rooms do. */
class FakeRoom {
  /** What it acted on, in order. */
  readonly done: string[] = [];
  readonly #seqs = new Map<string, number>();
  /** Words it refuses. */
  readonly unwanted = new Set<string>();

  act({
    id,
    word,
  }: Sent): { type: "ack"; id: string; seq: number } | { type: "error"; id: string; code: string; message: string } {
    const known = this.#seqs.get(id);
    if (known !== undefined) return { type: "ack", id, seq: known };
    if (this.unwanted.has(word)) return { type: "error", id, code: "forbidden", message: `Not ${word}.` };
    this.done.push(word);
    this.#seqs.set(id, this.done.length);
    return { type: "ack", id, seq: this.done.length };
  }
}

/** A browser of one user. */
class Browser {
  readonly clock = new HandClock();
  readonly tabs = new HandTabs();
  readonly user: string = crypto.randomUUID();
  readonly #open: Tab[] = [];

  async tab({ keeps = true } = {}): Promise<Tab> {
    const hand = this.tabs.open();
    const keep = keeps ? await CommandKeep.open(this.user, hand) : null;
    const tab = new Tab(this.clock, hand, keep);
    this.#open.push(tab);
    return tab;
  }

  /** Words kept and not answered yet, in no order. */
  async kept(): Promise<string[]> {
    const keep = await CommandKeep.open(this.user, this.tabs.open());
    const words = await keep?.queueFor("w1").adopt(() => {});
    keep?.close();
    return (words ?? []).map(({ command }) => String(command.word));
  }

  close(): void {
    for (const tab of this.#open.splice(0)) tab.close();
  }
}

/** A tab with a queue; what it sends lies in `sent` until the test takes it. */
class Tab {
  readonly hand: HandTab;
  readonly queue: CommandQueue<Add>;
  readonly outcomes = new Map<string, CommandOutcome>();
  readonly sent: Sent[] = [];
  /** Words that were certainly written down. */
  readonly written = new Set<string>();
  /** Words that were sent before they were certainly written down. */
  readonly early: string[] = [];
  readonly #pace: Pace;
  readonly #keep: CommandKeep | null;

  constructor(clock: HandClock, hand: HandTab, keep: CommandKeep | null) {
    this.hand = hand;
    this.#keep = keep;
    this.#pace = new Pace(clock);
    this.queue = new CommandQueue({
      clock,
      pace: this.#pace,
      commands: Add,
      keep: keep && this.#mortal(keep.queueFor("w1")),
      send: (frame) => {
        this.#pace.count();
        if (this.hand.gone) return;
        const said: Sent = JSON.parse(frame);
        this.sent.push(said);
        if (keep && !this.written.has(said.word)) this.early.push(said.word);
      },
      settled: () => {},
    });
  }

  add(word: string): Promise<CommandOutcome> {
    const { outcome } = this.queue.add({ type: "add", word });
    void outcome.then((each) => this.outcomes.set(word, each));
    return outcome;
  }

  online(): void {
    this.#pace.reset();
    this.sent.length = 0;
    this.queue.online();
  }

  /** The next command goes to the room, and its answer comes back. */
  async answered(room: FakeRoom): Promise<string> {
    await until(() => this.sent.length > 0);
    const [next] = this.sent.splice(0, 1);
    if (!next) throw new Error("nothing was sent");
    this.queue.answered(room.act(next));
    return next.word;
  }

  crash(): void {
    this.hand.crash();
    this.queue.offline();
    this.#keep?.close();
  }

  close(): void {
    if (this.hand.gone) return;
    this.queue.close();
    this.#keep?.close();
  }

  /** Storage that does nothing more once the tab has crashed. */
  #mortal(keep: Keep): Keep {
    return {
      adopt: async (later) => {
        const note = (rows: QueuedRow[]) => {
          for (const { command } of rows) this.written.add(String(command.word));
          return rows;
        };
        return note(await keep.adopt((rows) => this.#unlessGone(() => later(note(rows)))));
      },
      write: async (rows) => {
        if (this.hand.gone) return new Promise(() => {});
        await keep.write(rows);
        for (const { command } of rows) this.written.add(String(command.word));
      },
      remove: async (id) => this.#unlessGone(() => keep.remove(id)),
      refused: () => keep.refused(),
      keepRefusal: (refusal) => keep.keepRefusal(refusal),
      dropRefusal: (id) => keep.dropRefusal(id),
      close: () => keep.close(),
    };
  }

  #unlessGone<Value>(act: () => Value): Value | undefined {
    return this.hand.gone ? undefined : act();
  }
}

/** Lets what is under way go on until `done`. */
async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets storage do what it was asked. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

let browser = new Browser();
afterEach(() => {
  browser.close();
  browser = new Browser();
});

describe("a queue of commands", () => {
  it("is written down before it is sent, and gone once answered", async () => {
    const room = new FakeRoom();
    const tab = await browser.tab();
    tab.online();
    const outcome = tab.add("one");
    expect(tab.queue.pending.value.map(({ command }) => command.word)).toEqual(["one"]);
    expect(tab.sent).toEqual([]);
    await tab.answered(room);
    expect(tab.early).toEqual([]);
    expect(await outcome).toEqual({ ok: true, seq: 1, result: undefined });
    expect(tab.queue.pending.value).toEqual([]);
    await rest();
    tab.close();
    expect(await browser.kept()).toEqual([]);
  });

  it("is written down at once, in one for all that is asked in one go, whatever is still being written", async () => {
    const begun: string[][] = [];
    const keep: Keep = {
      adopt: async () => [],
      write: (rows) => {
        begun.push(rows.map(({ command }) => String(command.word)));
        return new Promise(() => {});
      },
      remove: async () => {},
      refused: async () => [],
      keepRefusal: async () => {},
      dropRefusal: async () => {},
      close: () => {},
    };
    const clock = new HandClock();
    const sent: string[] = [];
    const parts = { clock, pace: new Pace(clock), commands: Add, keep, settled: () => {} };
    const queue = new CommandQueue<Add>({ ...parts, send: (frame) => sent.push(frame) });
    await rest();
    queue.online();
    queue.add({ type: "add", word: "one" });
    queue.add({ type: "add", word: "two" });
    await Promise.resolve();
    queue.add({ type: "add", word: "three" });
    await Promise.resolve();
    expect(begun).toEqual([["one", "two"], ["three"]]);
    expect(sent).toEqual([]);
  });

  it("P8.29 a thousand go out no faster than a room takes them, fifty unanswered at most", async () => {
    const room = new FakeRoom();
    const tab = await browser.tab();
    const words = Array.from({ length: 1_000 }, (_, index) => `w${index}`);
    for (const word of words) void tab.add(word);
    await rest();
    // The room's own count: bursts of 200, then 20 a second; one frame more closes the socket.
    const begun = browser.clock.now();
    let tokens = 200;
    let at = begun;
    let answered = 0;
    tab.online();
    while (answered < words.length) {
      await rest();
      expect(tab.sent.length).toBeLessThanOrEqual(MAX_IN_FLIGHT);
      const now = browser.clock.now();
      tokens = Math.min(200, tokens + ((now - at) / 1000) * 20);
      at = now;
      // Only a queue that waits for its pace lets time pass; one that is being written does not.
      if (tab.sent.length === 0) browser.clock.advance(browser.clock.waiting[0] ?? 0);
      while (tab.sent.length > 0) {
        tokens--;
        expect(tokens).toBeGreaterThanOrEqual(0);
        await tab.answered(room);
        answered++;
      }
    }
    expect(room.done).toEqual(words);
    expect(browser.clock.now() - begun).toBeLessThan((words.length / 15) * 1000);
  });

  it("P3.23 what a tab leaves when it crashes is sent by the next, before its own, and by an open one", async () => {
    const room = new FakeRoom();
    const first = await browser.tab();
    void first.add("one");
    void first.add("two");
    await until(() => first.written.has("two"));
    first.crash();
    const second = await browser.tab();
    void second.add("three");
    second.online();
    expect([await second.answered(room), await second.answered(room), await second.answered(room)]).toEqual([
      "one",
      "two",
      "three",
    ]);
    const third = await browser.tab();
    void third.add("four");
    await until(() => third.written.has("four"));
    third.crash();
    expect(await second.answered(room)).toBe("four");
    expect(room.done).toEqual(["one", "two", "three", "four"]);
  });

  it("P3.23 what a crashed tab had sent goes before what nobody has sent, while the room still knows it", async () => {
    const room = new FakeRoom();
    const open = await browser.tab();
    for (let asked = 0; asked < 3; asked++) void open.add(`open ${asked}`);
    await until(() => open.written.has("open 2"));
    const crashed = await browser.tab();
    crashed.online();
    void crashed.add("sent");
    await until(() => crashed.sent.length > 0);
    room.act(crashed.sent[0] ?? expect.fail("nothing was sent"));
    crashed.queue.offline();
    void crashed.add("not sent");
    await until(() => crashed.written.has("not sent"));
    crashed.crash();
    await until(() => open.queue.pending.value.length === 5);
    const asWaiting = ["sent", "open 0", "open 1", "open 2", "not sent"];
    expect(open.queue.pending.value.map(({ command }) => command.word)).toEqual(asWaiting);
    open.online();
    for (const word of asWaiting) expect(await open.answered(room)).toBe(word);
    expect(room.done).toEqual(asWaiting);
  });

  it("hands on what a room that is left has asked, whatever was written last", async () => {
    const room = new FakeRoom();
    const first = await browser.tab();
    await rest();
    void first.add("one");
    void first.add("two");
    first.queue.close();
    const second = await browser.tab();
    second.online();
    expect([await second.answered(room), await second.answered(room)]).toEqual(["one", "two"]);
  });

  it("leaves alone what a tab that is there has asked", async () => {
    const first = await browser.tab();
    void first.add("mine");
    await until(() => first.written.has("mine"));
    const second = await browser.tab();
    second.online();
    await rest();
    expect(second.sent).toEqual([]);
  });

  it("P3.23 what was answered into the void is answered from memory, and acts once", async () => {
    const room = new FakeRoom();
    const first = await browser.tab();
    first.online();
    void first.add("once");
    await until(() => first.sent.length === 1);
    const [sent] = first.sent;
    if (sent) room.act(sent);
    first.crash();
    const second = await browser.tab();
    second.online();
    await until(() => second.sent.length === 1);
    expect(second.sent[0]).toEqual(sent);
    await second.answered(room);
    expect(room.done).toEqual(["once"]);
  });

  it("P3.24 what was sent and not answered for 23 hours is not sent again but told, also by the next page", async () => {
    const room = new FakeRoom();
    const first = await browser.tab();
    first.online();
    void first.add("old");
    await until(() => first.sent.length === 1);
    first.queue.offline();
    void first.add("never sent");
    await until(() => first.written.has("never sent"));
    first.crash();
    browser.clock.advance(RESEND_WITHIN_MS + 1);
    const second = await browser.tab();
    second.online();
    expect(await second.answered(room)).toBe("never sent");
    expect(room.done).toEqual(["never sent"]);
    expect(second.queue.refusals.entries.value).toMatchObject([{ code: UNKNOWN_EFFECT, command: { word: "old" } }]);
    await rest();
    second.close();
    const third = await browser.tab();
    await until(() => third.queue.refusals.entries.value.length === 1);
    const [told] = third.queue.refusals.entries.value;
    if (told) third.queue.refusals.dismiss(told.id);
    await rest();
    third.close();
    const fourth = await browser.tab();
    await rest();
    expect(fourth.queue.refusals.entries.value).toEqual([]);
  });

  it("goes on behind what the room refuses, and tells it, also of what an earlier page had asked", async () => {
    const room = new FakeRoom();
    room.unwanted.add("bad");
    const first = await browser.tab();
    for (const word of ["one", "bad", "two"]) void first.add(word);
    await until(() => first.written.has("two"));
    first.crash();
    const second = await browser.tab();
    second.online();
    for (let each = 0; each < 3; each++) await second.answered(room);
    expect(room.done).toEqual(["one", "two"]);
    expect(second.queue.refusals.entries.value).toMatchObject([{ code: "forbidden", message: "Not bad." }]);
    expect(second.queue.pending.value).toEqual([]);
  });

  it("is kept when the room closes for good, and whoever waits is told", async () => {
    const room = new FakeRoom();
    const tab = await browser.tab();
    const outcome = tab.add("one");
    await until(() => tab.written.has("one"));
    tab.queue.abandon("You no longer have access to this.");
    expect(await outcome).toEqual({
      ok: false,
      code: "closed",
      message:
        "You no longer have access to this. What you did is kept in this browser, and sent when you can come back.",
    });
    tab.close();
    const next = await browser.tab();
    next.online();
    expect(await next.answered(room)).toBe("one");
  });

  it("says the very same under one id for ever, whatever a page makes of it", async () => {
    const room = new FakeRoom();
    const first = await browser.tab();
    first.online();
    const said = { type: "add" as const, word: "one", later: "unheard of" };
    first.queue.add(said);
    await until(() => first.sent.length === 1);
    const [sent] = first.sent;
    first.crash();
    const second = await browser.tab();
    second.online();
    await until(() => second.sent.length === 1);
    expect(second.sent[0]).toEqual(sent);
    await second.answered(room);
  });

  it("lasts as long as the page where the browser keeps nothing", async () => {
    const room = new FakeRoom();
    const tab = await browser.tab({ keeps: false });
    tab.online();
    void tab.add("one");
    expect(tab.sent.map(({ word }) => word)).toEqual(["one"]);
    await tab.answered(room);
    expect(room.done).toEqual(["one"]);
  });

  it("P5.26 is forgotten at sign-out, and never another user's", async () => {
    const tab = await browser.tab();
    void tab.add("secret");
    await until(() => tab.written.has("secret"));
    tab.crash();
    const other = new Browser();
    expect(await other.kept()).toEqual([]);
    const keep = await CommandKeep.open(browser.user, browser.tabs.open());
    expect(await keep?.holdsUnsent()).toBe(true);
    await keep?.forgetAll();
    expect(await keep?.holdsUnsent()).toBe(false);
    await keep?.queueFor("w1").write([{ id: "late", command: { type: "add" }, at: 1, sentAt: null }]);
    expect(await keep?.holdsUnsent()).toBe(false);
    keep?.close();
    expect(await browser.kept()).toEqual([]);
  });
});

/** What may happen to a queue. */
type Turn =
  | { name: "add" | "lose" | "crash" | "open" | "wait" }
  /** The room gets the next command; its answer comes back, or is lost with the socket. */
  | { name: "answer" | "lose answer" }
  | { name: "refuse" };

const turns = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant<Turn>({ name: "add" }) },
    { weight: 8, arbitrary: fc.constant<Turn>({ name: "answer" }) },
    { weight: 2, arbitrary: fc.constant<Turn>({ name: "refuse" }) },
    { weight: 2, arbitrary: fc.constant<Turn>({ name: "lose answer" }) },
    { weight: 2, arbitrary: fc.constant<Turn>({ name: "lose" }) },
    { weight: 2, arbitrary: fc.constant<Turn>({ name: "crash" }) },
    { weight: 1, arbitrary: fc.constant<Turn>({ name: "open" }) },
    { weight: 2, arbitrary: fc.constant<Turn>({ name: "wait" }) },
  ),
  { maxLength: 40 },
);

it("P3.23 through any losses, crashes, reloads and refusals each command acts once, in its tab's order", async () => {
  await fc.assert(
    fc.asyncProperty(turns, fc.infiniteStream(fc.nat()), async (plan, choices) => {
      const browser = new Browser();
      const room = new FakeRoom();
      const asked: { word: string; tab: Tab }[] = [];
      const tabs: Tab[] = [await browser.tab()];
      const every: Tab[] = [...tabs];
      const pick = () => tabs[(choices.next().value ?? 0) % tabs.length];
      const open = async () => {
        const tab = await browser.tab();
        tabs.push(tab);
        every.push(tab);
        tab.online();
      };
      tabs[0]?.online();
      for (const { name } of plan) {
        const tab = pick();
        if (!tab) await open();
        else if (name === "add") {
          asked.push({ word: `w${asked.length}`, tab });
          void tab.add(`w${asked.length - 1}`);
        } else if (name === "open") await open();
        else if (name === "wait") await rest();
        else if (name === "lose") {
          tab.queue.offline();
          tab.online();
        } else if (name === "crash") {
          tab.crash();
          tabs.splice(tabs.indexOf(tab), 1);
        } else if (tab.sent.length > 0) {
          const [next] = tab.sent.splice(0, 1);
          if (!next) continue;
          if (name === "refuse" && !room.done.includes(next.word)) room.unwanted.add(next.word);
          const answer = room.act(next);
          if (name !== "lose answer") tab.queue.answered(answer);
          else {
            tab.queue.offline();
            tab.online();
          }
        }
      }
      // All goes well from now on.
      await open();
      for (let idle = 0; idle < 3; ) {
        await rest();
        const busy = tabs.filter((tab) => tab.sent.length > 0);
        for (const tab of busy) while (tab.sent.length > 0) await tab.answered(room);
        idle = busy.length > 0 ? 0 : idle + 1;
      }
      expect(new Set(room.done).size).toBe(room.done.length);
      const lost = ({ word, tab }: (typeof asked)[number]) => tab.hand.gone && !tab.written.has(word);
      for (const each of asked) {
        if (lost(each) || room.unwanted.has(each.word)) continue;
        expect(room.done).toContain(each.word);
      }
      for (const tab of every) {
        expect(tab.early).toEqual([]);
        const own = asked.filter((each) => each.tab === tab).map(({ word }) => word);
        const done = room.done.filter((word) => own.includes(word));
        expect(done).toEqual(own.filter((word) => done.includes(word)));
        expect(tab.hand.gone ? [] : tab.queue.pending.value).toEqual([]);
      }
      const told = every.flatMap((tab) => [
        ...tab.queue.refusals.entries.value.map(({ command }) => String(command.word)),
        ...[...tab.outcomes].filter(([, outcome]) => !outcome.ok).map(([word]) => word),
      ]);
      const survivors = asked.filter(({ tab }) => !tab.hand.gone).map(({ word }) => word);
      for (const word of survivors) if (room.unwanted.has(word)) expect(told).toContain(word);
      browser.close();
    }),
    { numRuns: 60 },
  );
});

it("keeps the rows of a user apart by room", async () => {
  const keep = await CommandKeep.open(newKey(), browser.tabs.open());
  const row = (id: string): QueuedRow => ({ id, command: { type: "add" }, at: 1, sentAt: null });
  const [one, other] = [keep?.queueFor("w1"), keep?.queueFor("w2")];
  await one?.write([row("a")]);
  await other?.write([row("b")]);
  one?.close();
  other?.close();
  const rows = await keep?.queueFor("w2").adopt(() => {});
  expect(rows?.map(({ id }) => id)).toEqual(["b"]);
  keep?.close();
});
